"""Which letters each family draws right: DIN 91379 as KoSIT publishes it, and kerning.

KoSIT's own schema `din-norm-91379-datatypes.xsd` (XÖV-Bibliothek of 14 October 2022) may be
passed on only unchanged (CC BY-ND 4.0); so the list in `data/` is another one with the same
characters, and what is kept here of KoSIT's are the digests of its data types C (all that is
normative) and E (and all that is extended), control characters and spaces left out.
"""

from __future__ import annotations

import hashlib
import itertools
import unicodedata
from pathlib import Path

import pytest
from pdf_samples import MM, block, chars, letter, paragraphs, picture, place, read

from loi_desktop.model.letter import LetterBlock
from loi_desktop.model.text import Row, Run
from loi_desktop.paths import resources
from loi_desktop.pdf.families import FOLDERS, STYLES, Book
from loi_desktop.pdf.fonts import Face
from loi_desktop.pdf.renderer import Renderer

DIN = Path(__file__).parent / "data" / "din91379.txt"


def din91379() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in DIN.read_text("utf-8").splitlines():
        if line.startswith("["):
            group = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            group += ["".join(chr(int(code, 16)) for code in text.split("+")) for text in line.split()]
    return found


LISTS = din91379()
# What a family cannot draw is named before export. Ƈ has no parts that could be put together,
# Source Sans places no macron on Õ; Carlito and Tinos Regular have no anchors for marks.
GAPS = {
    "Source Sans 3": {"letters": set("ƇƈȬȭ"), "non-letters N1": {"ʺ"}},
    "Arimo": {},
    "Tinos": {},
    "Carlito": {"non-letters N1": {"ʺ"}, "non-letters E1": {"′"}},
}
SEQUENCES = {  # upright, bold, italic, both
    "Source Sans 3": (132, 132, 132, 132),
    "Arimo": (149, 149, 149, 149),
    "Tinos": (0, 145, 145, 145),
    "Carlito": (0, 0, 0, 0),
}


@pytest.fixture(scope="module")
def book() -> Book:
    return Book(resources() / "fonts")


def _face(family: str) -> Face:
    book = Book(resources() / "fonts")
    return book.face(book.family(family), 0)


KOSIT = {
    "C": (732, "a6459066320ad866c02e1e635b0fc1dcb450a8804bdad5092add108a2f43c6c4"),
    "E": (905, "83baace8b2266c410781eab94d2dd8872360bc542d4e63129d2378602289ae75"),
}
VIETNAMESE = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "AĂÂEÊIOÔƠUƯYaăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
] + list("Đđ₫")


@pytest.mark.parametrize("kind", KOSIT)
def test_the_list_is_kosits(kind: str) -> None:
    normative = {"letters", "sequences", "non-letters N1", "non-letters N2", "non-letters N3"}
    texts = [text for group, found in LISTS.items() if kind == "E" or group in normative for text in found]
    codes = sorted(" ".join(f"{ord(char):04X}" for char in text) for text in texts)
    assert (len(codes), hashlib.sha256("\n".join(codes).encode()).hexdigest()) == KOSIT[kind]


@pytest.mark.parametrize("style", range(4), ids=STYLES)
@pytest.mark.parametrize("family", FOLDERS)
def test_vietnamese_is_whole_in_every_style(book: Book, family: str, style: int) -> None:
    face = book.face(book.family(family), style)
    assert len(VIETNAMESE) == 147
    assert [char for char in VIETNAMESE if face.undrawable(char)] == []


@pytest.mark.parametrize("style", range(4), ids=STYLES)
@pytest.mark.parametrize("family", FOLDERS)
def test_letters_of_din_91379(book: Book, family: str, style: int) -> None:
    face = book.face(book.family(family), style)
    missing = {
        group: {text for text in texts if face.undrawable(unicodedata.normalize("NFC", text))}
        for group, texts in LISTS.items()
        if group != "sequences"
    }
    assert {group: texts for group, texts in missing.items() if texts} == GAPS[family]


@pytest.mark.parametrize("family", FOLDERS)
def test_sequences_of_din_91379(book: Book, family: str) -> None:
    counts = tuple(
        sum(not book.face(book.family(family), style).undrawable(text) for text in LISTS["sequences"])
        for style in range(4)
    )
    assert counts == SEQUENCES[family]


@pytest.mark.parametrize("family", FOLDERS)
def test_what_a_family_does_not_draw_is_named_with_a_family_that_does(
    book: Book, renderer: Renderer, family: str
) -> None:
    """No letter and no sequence of DIN 91379 is out of reach: at the least Arimo has it."""
    face = _face(family)
    wanted = [*LISTS["letters"], *LISTS["sequences"]]
    for text in (text for text in wanted if face.undrawable(unicodedata.normalize("NFC", text))):
        findings = renderer.check(letter(font=family, body=(block("own", f"Frau {text}x"),)))
        assert {(f.code, f.field) for f in findings} == {("pdf.glyph-elsewhere", "blocks.call:own")}
        assert all(str(f.data["character"]) in unicodedata.normalize("NFC", text) for f in findings)
        assert all("Arimo" in str(f.data["fonts"]).split(", ") for f in findings)


@pytest.mark.parametrize("family", ["Source Sans 3", "Arimo"])
def test_sequences_are_read_back_and_marks_stand_on_their_letters(renderer: Renderer, family: str) -> None:
    face = _face(family)
    texts = [text for text in LISTS["sequences"] + LISTS["letters"] if not face.undrawable(text)]
    pdf = renderer.render(letter(font=family, body=(block("own", " ".join(texts)),))).pdf
    said = "".join(char for char in unicodedata.normalize("NFC", read(pdf)) if not char.isspace())
    for text in texts:
        assert unicodedata.normalize("NFC", text) in said
    page = chars(pdf)
    for letter_char, mark in itertools.pairwise(page):
        if unicodedata.combining(mark.text):
            assert abs(mark.x - letter_char.x) < 5, "the mark is at its letter"


def test_a_j_loses_its_dot_under_an_accent_and_stays_a_j(renderer: Renderer) -> None:
    pdf = renderer.render(letter(size=12.0, body=(block("own", "j\u0301 j"),))).pdf
    assert "j\u0301 j" in read(pdf)
    plain = renderer.render(letter(size=12.0, body=(block("own", "\u0237\u0301 j"),))).pdf
    char = place(pdf, "j\u0301")
    box = [int(v / MM * 4) for v in (char.x - 1, char.baseline - 4, char.x + 2.2, char.baseline + 1.5)]
    one, other = (picture(file, scale=4).crop(tuple(box)) for file in (pdf, plain))
    assert one.tobytes() == other.tobytes()


def test_pairs_are_kerned_as_the_font_says(renderer: Renderer) -> None:
    """„To“ of Source Sans 3 moves together by 66 thousandths; and so does the drawn text."""
    pdf = renderer.render(letter(size=12.0, body=(block("own", "To TT"),))).pdf
    first = place(pdf, "To TT")
    at = chars(pdf).index(first)
    advance = chars(pdf)[at + 1].x - first.x
    face = _face("Source Sans 3")
    assert advance == pytest.approx((face.widths["T"] - 66) * 12 / 1000 * MM, abs=0.01)


@pytest.mark.parametrize("family", FOLDERS)
def test_drawn_lines_are_as_wide_as_they_were_measured(renderer: Renderer, family: str) -> None:
    """Two runs of one line: the second begins where the first one ends."""
    face = _face(family)
    text = "AVATAR Tor To. „Weg“ Đà Nẵng Łódź fjord, "
    runs = (Run(text=text), Run(text="XX", bold=True))
    body = (LetterBlock("own", "text", (Row(runs=runs), *paragraphs(text)), "own"),)
    pdf = renderer.render(letter(font=family, body=body)).pdf
    begin, second = place(pdf, "AVATAR"), place(pdf, "XX")
    page = chars(pdf)
    last = page[page.index(second) - 1]
    drawn = last.x + face.widths[" "] * 11 / 1000 * MM
    assert second.x == pytest.approx(drawn, abs=0.15)
    assert begin.x == pytest.approx(25, abs=0.5)
