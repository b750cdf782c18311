"""The English courtesy copy beside the German letter: two files from one record."""

from __future__ import annotations

import io

import msgspec
import pikepdf
import pypdfium2

from loi_desktop.services.exports import Order


def opened(path):
    return pikepdf.open(io.BytesIO(path.read_bytes()))


def words(path):
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()


def languages(file):
    """The language of the file and those inside it."""
    return str(file.Root.Lang), {
        str(item.Lang)
        for item in file.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" and "/Lang" in item
    }


def test_each_language_is_its_own_file_and_only_the_german_one_is_signed(desk, filled, tmp_path):
    said = msgspec.structs.replace(filled, enclosures=("Ratsbeschluss vom 12. Oktober 2026",))
    files = {}
    for language in ("de", "en"):
        order = Order(tmp_path / f"{language}.pdf", language)
        files[language] = desk.exports.unrecorded(said, order, draft=False).file
    with opened(files["de"]) as german:
        assert [str(field.T) for field in german.Root.AcroForm.Fields] == ["Unterschrift1"]
        assert languages(german)[0] == "de-DE"
    with opened(files["en"]) as english:
        assert "/AcroForm" not in english.Root
        tag, inside = languages(english)
        assert tag == "en-GB"
        assert {"vi", "de"} <= inside, "Vietnamese names, and what is typed once in German"
        assert tag not in inside
    text = words(files["en"])
    assert "Courtesy translation. Only the German version is signed." in text
    assert "Courtesy" not in words(files["de"])


def test_the_record_keeps_both_as_versions(desk, letter, tmp_path):
    german = desk.exports.reinschrift(letter.id, Order(tmp_path / "Brief.pdf", "de"))
    both = desk.exports.reinschrift(german.record.id, Order(tmp_path / "Letter.pdf", "en"))
    assert [version.language for version in both.record.versions] == ["de", "en"]
    assert german.file.read_bytes() != both.file.read_bytes()
