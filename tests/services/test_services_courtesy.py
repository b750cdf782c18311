"""The English courtesy copy beside the German letter: two files from one record."""

from __future__ import annotations

import errno
import io

import msgspec
import pikepdf
import pypdfium2
import pytest

from loi_desktop import files
from loi_desktop.errors import OutputError
from loi_desktop.model.declaration import Recipient
from loi_desktop.services.exports import Order
from loi_desktop.services.outcome import FindingsError


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


# both in one go ---------------------------------------------------------------------------


def both(tmp_path, **changes):
    return Order(tmp_path / "Brief.pdf", courtesy=True, **changes)


def test_both_in_one_go_are_two_files_and_two_versions(desk, letter, tmp_path):
    made = desk.exports.reinschrift(letter.id, both(tmp_path))
    assert {file.name for file in tmp_path.glob("*.pdf")} == {"Brief.pdf", "Brief-en.pdf"}
    record = desk.letters.get(letter.id)
    assert [(v.language, v.path) for v in record.versions] == [
        ("de", str(made.file)),
        ("en", str(made.english.file)),
    ]
    assert record.latest.language == "de", "the letter itself is the German one"
    assert made.failed is None
    alone = desk.exports.unrecorded(record.current, Order(tmp_path / "x.pdf", "en"), draft=False)
    assert alone.file.read_bytes() == made.english.file.read_bytes(), "the same bytes as alone"


def test_both_as_drafts_without_a_record(desk, filled, tmp_path):
    made = desk.exports.unrecorded(filled, both(tmp_path), draft=True)
    assert "ENTWURF" in words(made.file)
    assert "ENTWURF" in words(made.english.file)
    assert desk.letters.list() == ()


@pytest.mark.parametrize("name", ["Brief.pdf", "Brief-en.pdf"])
def test_a_taken_name_of_either_stops_both(desk, letter, tmp_path, name):
    (tmp_path / name).write_bytes(b"Jahresbericht")
    with pytest.raises(OutputError) as caught:
        desk.exports.reinschrift(letter.id, both(tmp_path))
    assert (caught.value.code, caught.value.data["file"]) == ("output.exists", name)
    assert [file.name for file in tmp_path.glob("*.pdf")] == [name]
    assert desk.letters.get(letter.id) == letter


def test_what_is_missing_stops_both(desk, filled, tmp_path):
    empty = msgspec.structs.replace(filled, recipient=Recipient())
    with pytest.raises(FindingsError):
        desk.exports.first(desk.letters.start(empty), both(tmp_path))
    assert not list(tmp_path.glob("*.pdf"))
    assert desk.letters.list() == ()


def test_where_the_second_fails_the_letter_stands_and_the_reason_is_told(desk, letter, tmp_path, monkeypatch):
    write = files.Beside._write

    def full(self, content):
        if content and self.target.name == "Brief-en.pdf":
            raise OSError(errno.ENOSPC, "injected")
        write(self, content)

    monkeypatch.setattr(files.Beside, "_write", full)
    made = desk.exports.reinschrift(letter.id, both(tmp_path))
    assert made.failed.code == "output.full"
    assert made.english is None
    assert [file.name for file in tmp_path.glob("*.pdf")] == ["Brief.pdf"]
    record = desk.letters.get(letter.id)
    assert [version.language for version in record.versions] == ["de"]
    assert desk.exports.own_copy(record).read_bytes() == made.file.read_bytes()
    assert len(list(desk.exports.own_copy(record).parent.glob("*.pdf"))) == 1
