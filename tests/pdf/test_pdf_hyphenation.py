"""Words divided at a line's end: where, when, and how they are read afterwards."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pdf_samples import INTEREST, PERSPECTIVE, block, chars, items, letter, pages, place

from loi_desktop.errors import InputError
from loi_desktop.model.letter import LetterBlock
from loi_desktop.model.text import Row, Run
from loi_desktop.paths import resources
from loi_desktop.pdf.hyphenation import Hyphenation
from loi_desktop.pdf.linebreak import Paragraph, style_of
from loi_desktop.pdf.renderer import Renderer

PATTERNS = resources() / "hyphenation"
WIDTH_PT = 120.0


def divided(language: str, word: str) -> str:
    rest, out = word, ""
    for place_ in reversed(Hyphenation(PATTERNS / f"{language}.txt").places(word)):
        rest, out = rest[:place_], f"-{rest[place_:]}{out}"
    return rest + out


def lines(renderer: Renderer, text: str, width: float = WIDTH_PT, **run: object) -> list[str]:
    setter = renderer._setter(letter())
    found = setter.lines((Run(text=text, **run),), 11, width, "divided")
    return ["".join(span.text for span in line.spans) for line in found]


@pytest.mark.parametrize(
    "expected",
    [
        "Inter-es-sens-be-kun-dung",
        "Zusam-men-ar-beit",
        "Stark-re-gen-vor-sorge",
        "Stadt-ver-ord-ne-ten-ver-samm-lung",
        "Kreis-lauf-wirt-schaft",
        "Alt-bau-erhal-tung",
        "„Städ-te-part-ner-schaft“,",
        "(Ober-bür-ger-meis-te-rin)",
        "Straße",
        "Urinstinkt",
    ],
)
def test_german_words(expected: str) -> None:
    assert divided("de", expected.replace("-", "")) == expected


@pytest.mark.parametrize(
    "expected", ["muni-cip-al-ity", "part-ner-ship", "uni-ver-sity", "some-thing", "city"]
)
def test_english_words(expected: str) -> None:
    assert divided("en", expected.replace("-", "")) == expected


@pytest.mark.parametrize(
    "whole",
    [
        "GIZ",
        "VERPFLICHTUNG",
        "McDonaldsfiliale",
        "www.musterstadt.example",
        "https://musterstadt.example/verzeichnis",
        "max.mustermann@musterstadt.example",
        "2026/17-3",
        "Aktenzeichen2026",
        "datei_name_lang",
        "oder",
        "Nguye\u0302\u0303nstrasse",
        "",
        " ",
    ],
)
def test_names_in_capitals_addresses_and_numbers_stay_whole(whole: str) -> None:
    assert divided("de", whole) == whole


def test_a_word_is_divided_only_where_the_line_would_be_short(renderer: Renderer) -> None:
    found = lines(renderer, "die kommunale Projektpartnerschaft mit den Städten")
    assert found[0] == "die kommunale Projekt\u00ad"
    assert lines(renderer, "die kommunale Projekt Partnerschaft mit")[0] == "die kommunale Projekt "
    wide = lines(renderer, "die ganze kommunale Welt Zusammenarbeit mit den Städten", 136.0)
    assert wide[0] == "die ganze kommunale Welt ", "less than three em are free"


def test_the_last_word_of_a_paragraph_stays_whole(renderer: Renderer) -> None:
    assert lines(renderer, "die kommunale Projektpartnerschaft")[1] == "Projektpartnerschaft"


def test_at_most_two_lines_in_a_row_are_divided(renderer: Renderer) -> None:
    found = [lines(renderer, "Projektpartnerschaftsentwicklung " * 12, width) for width in range(180, 260, 5)]
    ends = ["".join("-" if line.endswith("\u00ad") else "." for line in page) for page in found]
    assert any("--" in page for page in ends)
    assert not any("---" in page for page in ends)


def test_typed_hyphens_and_other_languages_are_left_alone(renderer: Renderer) -> None:
    assert lines(renderer, "die kommunale Projektpartner\u00adschaft mit")[0] == "die kommunale "
    assert lines(renderer, "die kommunale Projektpartnerschaft mit", lang="vi")[0] == "die kommunale "
    english = lines(renderer, "the wonderful municipality is there", 104.0, lang="en-GB")
    assert english[0] == "the wonderful muni\u00ad"


def test_subject_and_head_are_never_divided(renderer: Renderer) -> None:
    text = (
        "Zusammenarbeitsvereinbarung und Projektpartnerschaftsentwicklung mit Stadtverordnetenversammlungen"
    )
    given_letter = letter(
        blocks=(block("subject", text, kind="subject"), block("closing", f"{text} {text}", kind="closing")),
        address=(text,),
        remarks=(),
        info=(),
    )
    assert all(char.text != "-" for char in chars(renderer.render(given_letter).pdf))


def test_no_page_ends_inside_a_word(renderer: Renderer) -> None:
    seen = 0
    for count in range(8, 30):
        text = f"{PERSPECTIVE} Stadtverordnetenversammlungen beraten gewissenhaft. " * 12
        body = (*(block(f"own{n}", "Zeile") for n in range(count)), block("own", text))
        pdf = renderer.render(letter(body=body, font="Tinos")).pdf
        for page in range(pages(pdf)):
            shown = [c for c in chars(pdf, page) if c.size_pt != 9]
            ends = [a for a, b in itertools.pairwise(shown) if b.baseline > a.baseline + 1]
            seen += sum(char.text == "-" for char in ends)
            assert shown[-1].text != "-"
    assert seen > 20, "the letters above have divided words"


def test_a_divided_word_is_one_word_for_search(renderer: Renderer) -> None:
    body = (LetterBlock("call:topics", "text", items("Hitzeaktionsplan " * 9 + "und mehr"), "b"),)
    pdf = renderer.render(letter(body=body)).pdf
    found = [char for char in chars(pdf) if place(pdf, "Hitze").baseline - 1 < char.baseline]
    text = "".join(char.text for char in found)
    assert re.search("[a-z]-[a-z]", text)
    assert text.replace("-", "").count("Hitzeaktionsplan") == 9


@settings(max_examples=60, deadline=None)
@example(text="AAAAAA\u00ad", width=20.0, cuts=[])
@example(text="AAAAAA\u00adA AA", width=20.0, cuts=[])
@given(
    text=st.text(st.sampled_from("abceghinorstuäöüßAG \u00ad\u200b\n-/.„“"), max_size=200),
    width=st.floats(20, 200),
    cuts=st.lists(st.integers(0, 200), max_size=3),
)
def test_lines_hold_all_of_the_text_and_fit(
    renderer: Renderer, text: str, width: float, cuts: list[int]
) -> None:
    places = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    runs = tuple(Run(text=text[a:b], bold=bool(n % 2)) for n, (a, b) in enumerate(itertools.pairwise(places)))
    setter = renderer._setter(letter())
    found = setter.lines(runs, 11, width, "divided")
    together = "".join(span.text for line in found for span in line.spans)
    bare = str.maketrans("", "", "\u00ad\u200b\n ")
    assert together.translate(bare) == text.translate(bare)
    assert all(line.width <= width + 0.01 for line in found if len("".join(s.text for s in line.spans)) > 1)


def test_a_paragraph_is_the_same_from_memory(renderer: Renderer) -> None:
    fresh = Renderer(resources() / "fonts")
    for n in range(30):
        given_letter = letter(body=(block("own", f"{INTEREST} {n % 7}"), block("other", PERSPECTIVE)))
        assert renderer.render(given_letter).pdf == fresh.render(given_letter).pdf


def test_memory_of_paragraphs_is_bounded(renderer: Renderer) -> None:
    setter = renderer._setter(letter())
    for n in range(1200):
        setter.lines((Run(text=f"Absatz {n}"),), 11, 300)
    assert len(setter._kept) <= 1000


def test_a_lost_pattern_file_is_said() -> None:
    with pytest.raises(InputError, match=r"pdf\.hyphenation-unreadable"):
        Hyphenation(PATTERNS / "fr.txt")


def test_a_paragraph_tells_its_rows(renderer: Renderer) -> None:
    setter = renderer._setter(letter())
    run = Run(text="ein Wort")
    (row,) = Paragraph((run,), setter.face, 11).rows(500)
    assert (row.start, row.end, row.divided, row.cut) == (0, 8, False, False)
    assert row.width == pytest.approx(0.011 * setter.face(style_of(run)).width("ein Wort"))


def test_row_kinds_of_the_form_are_divided(renderer: Renderer) -> None:
    rows = (Row(runs=(Run(text="Stadtverordnetenversammlungen " * 12),)),)
    pdf = renderer.render(letter(body=(LetterBlock("own:1", "text", rows, "b"),))).pdf
    assert "-" in "".join(char.text for char in chars(pdf))[200:]
