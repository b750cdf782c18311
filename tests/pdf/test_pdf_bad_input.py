"""What a hurried or an unlucky person gives: a valid PDF, or a German sentence that names the place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_rules import broken_rules
from pdf_samples import (
    INTEREST,
    NON_BINDING,
    PERSPECTIVE,
    TOPICS,
    block,
    chars,
    items,
    letter,
    pages,
    paragraphs,
    place,
    read,
    words,
)

from loi_desktop.errors import InputError
from loi_desktop.model.letter import InfoRow, Letter, LetterBlock, Signature
from loi_desktop.pdf.renderer import Renderer
from loi_desktop.texts import Texts

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
OFFICE = (
    "Oberbürgermeisterin der Kreisfreien Stadt Musterstadt, Vorsitzende der Verbandsversammlung des "
    "Zweckverbandes Musterregion und Sprecherin der Landesarbeitsgemeinschaft der Musterkommunen"
)
NAME = "Prof. Dr. Dr. h. c. mult. Maria-Magdalena Freifrau von und zu Musterhausen-Beispielsdorf"
PEOPLE = tuple(Signature(NAME, OFFICE, "In Vertretung", f"signatories.{n}.name") for n in (0, 1))
FORTY = LetterBlock(
    "call:topics",
    "text",
    (*paragraphs("Unser Interesse gilt:"), *(row for _ in range(20) for row in items(*TOPICS[:2]))),
    "blocks.call:topics",
)

# The letter, and the findings: code, field, and what the German sentence must say.
CASES: dict[str, tuple[Letter, tuple[tuple[str, str, str], ...]]] = {
    "thirty pages": (
        letter(body=tuple(block(f"own{n}", f"{INTEREST} {PERSPECTIVE} {NON_BINDING}") for n in range(210))),
        (),
    ),
    "a word longer than a line": (letter(body=(block("own", LONG_WORD),)), ()),
    "a subject of one word": (letter(blocks=(block("subject", LONG_WORD, kind="subject"),)), ()),
    "an address of twelve lines": (
        letter(address=tuple(f"Abteilung {n} der Verwaltung" for n in range(12))),
        (("pdf.address-overflow", "recipient.organisation", "12 Zeilen"),),
    ),
    "an address line longer than the field": (letter(address=(LONG_WORD[:60], "12345 Musterstadt")), ()),
    "forty topics": (letter(body=(FORTY,)), ()),
    "two signatories with very long titles": (letter(signatures=PEOPLE), ()),
    "the same with a seal": (letter(signatures=PEOPLE, seal=True, room_mm=38.0), ()),
    "a date long ago": (letter(date="0800-12-25"), ()),
    "a date far off": (letter(date="12026-01-01"), ()),
    "an endless information block": (
        letter(info=tuple(InfoRow(f"Zeichen {n}", "A" * 12, "our_reference") for n in range(20))),
        (("pdf.info-overflow", "info", " mm mehr Platz"),),
    ),
    "four remarks": (
        letter(remarks=tuple(f"Vermerk {n}" for n in range(5))),
        (("pdf.remarks-overflow", "recipient.email", " mm mehr Platz"),),
    ),
    "a return line of a whole letterhead": (
        letter(remarks=(), return_line=" · ".join(["Kreisfreie Stadt Musterstadt an der Musterach"] * 7)),
        (("pdf.return-line-overflow", "sender.name", " mm mehr Höhe"),),
    ),
    "a character that no font has": (
        letter(body=(block("own", "Wir freuen uns 😀 sehr."),)),
        (("pdf.glyph-missing", "blocks.call:own", "„freuen uns 😀 sehr.“"),),
    ),
    "a head longer than its page": (
        letter(address=tuple(f"Zeile {n}" for n in range(60))),
        (
            ("pdf.head-too-long", "recipient.organisation", " mm)"),
            ("pdf.address-overflow", "recipient.organisation", "60 Zeilen"),
        ),
    ),
}


def said(finding: object) -> str:
    return Texts("de").finding(finding)


@pytest.mark.parametrize("name", CASES)
def test_a_valid_pdf_or_a_sentence_that_names_the_place(renderer: Renderer, name: str) -> None:
    given, expected = CASES[name]
    findings = {finding.code: finding for finding in renderer.check(given)}
    assert set(findings) == {code for code, _, _ in expected}
    for code, field, words_ in expected:
        assert findings[code].field == field
        assert words_ in said(findings[code])
        assert "{" not in said(findings[code])
    if any(finding.severity == "error" for finding in findings.values()):
        with pytest.raises(InputError) as caught:
            renderer.render(given)
        assert "Ihr Schreiben ist gespeichert" in Texts("de").error(caught.value)
        return
    assert broken_rules(renderer.render(given).pdf) == []


@pytest.mark.proof
def test_verapdf_agrees_on_all_of_them(
    renderer: Renderer, verapdf: Callable[[dict[str, str]], dict], tmp_path: Path
) -> None:
    files = {}
    for given, _ in CASES.values():
        if not any(finding.severity == "error" for finding in renderer.check(given)):
            file = tmp_path / f"{len(files)}.pdf"
            file.write_bytes(renderer.render(given).pdf)
            files[str(file)] = "2a,ua1"
    assert len(files) == len(CASES) - 2
    assert set(verapdf(files).values()) == {("PASS", "")}


# -- and it looks like a letter ------------------------------------------------------


def test_forty_topics_stand_on_pages_that_end_between_them(renderer: Renderer) -> None:
    pdf = renderer.render(CASES["forty topics"][0]).pdf
    assert pages(pdf) >= 2
    assert read(pdf).count("•") == 40
    assert "Unser Interesse gilt: • nachhaltige" in words(read(pdf))


def test_a_word_longer_than_a_line_is_whole_and_keeps_the_margin(renderer: Renderer) -> None:
    for case in ("a word longer than a line", "a subject of one word"):
        pdf = renderer.render(CASES[case][0]).pdf
        assert LONG_WORD in "".join(read(pdf).split())
        assert max(char.x for char in chars(pdf) if char.text.strip()) < 190


@pytest.mark.parametrize("case", ["two signatories with very long titles", "the same with a seal"])
def test_long_titles_stay_in_their_columns_side_by_side(renderer: Renderer, case: str) -> None:
    rendered = renderer.render(CASES[case][0])
    pdf, last = rendered.pdf, rendered.pages - 1
    closing = place(pdf, "Mit freundlichen", last).baseline
    below = [char for char in chars(pdf, last) if char.baseline > closing + 1 and char.text.strip()]
    below = [char for char in below if char.size_pt != 9]
    left = [char.x for char in below if char.x < 108]
    right = [char.x for char in below if char.x >= 108]
    assert min(left) == pytest.approx(25, abs=0.5)
    assert max(left) < 105
    assert min(right) == pytest.approx(110, abs=0.5)
    assert max(right) < 190
    text = "".join(char.text for char in below).replace("-", "")
    assert text.count("Musterregion") == 2


def test_no_date_is_too_early_or_too_late_for_the_form(desk, filled, change) -> None:
    """Before 1900 as after 9999: printed as it is, or named."""
    from loi_desktop.model.declaration import LetterDate

    for typed, printed in {"0800-12-25": "25. Dezember 800", "1871-01-18": "18. Januar 1871"}.items():
        preview = desk.composer.preview(change(filled, date=LetterDate("fixed", typed)))
        assert printed in [row.value.replace("\u00a0", " ") for row in preview.letter.info]
        assert broken_rules(preview.rendered.pdf) == []
        assert any("mehr als 7\u00a0Tage" in said(finding) for finding in preview.findings)
    for typed in ("10000-01-01", "2026-02-30"):
        preview = desk.composer.preview(change(filled, date=LetterDate("fixed", typed)))
        (finding,) = [f for f in preview.findings if f.field == "date.value"]
        assert "kein Tag im Kalender" in said(finding)
        assert broken_rules(preview.rendered.pdf) == []
