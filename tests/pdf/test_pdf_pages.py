"""Where pages end, what stands under the text, and what a draft carries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_samples import (
    COPIES,
    DEPUTY,
    ENCLOSURES,
    INTEREST,
    MAYOR,
    NON_BINDING,
    PERSPECTIVE,
    SUBJECT,
    TOPIC_LIST,
    block,
    chars,
    letter,
    letterhead,
    picture,
    place,
    read,
    sheet,
    words,
)

from loi_desktop.model.background import Background
from loi_desktop.pdf.renderer import Renderer

LONG = tuple(block(f"own{n}", f"{INTEREST} {PERSPECTIVE} {NON_BINDING}") for n in range(10))


def baselines(pdf: bytes, page: int) -> list[float]:
    """The lines of text on a page without its number."""
    return sorted(
        {round(char.baseline, 2) for char in chars(pdf, page) if char.text.strip() and char.size_pt != 9}
    )


def test_one_page_has_no_number(renderer: Renderer) -> None:
    assert "Seite" not in read(renderer.render(letter()).pdf)


def test_more_pages_are_numbered_in_the_letters_language(renderer: Renderer) -> None:
    rendered = renderer.render(letter(body=LONG))
    assert rendered.pages == 3
    assert [f"Seite {n} von 3" in read(rendered.pdf, n - 1) for n in (1, 2, 3)] == [True] * 3
    assert "Page 2 of 3" in read(renderer.render(letter(body=LONG, language="en")).pdf, 1)


@pytest.mark.parametrize(("margin", "expected"), [(0.0, 20.0), (35.0, 35.0)])
def test_following_pages_begin_at_20_mm_or_below_their_letterhead(
    renderer: Renderer, margin: float, expected: float
) -> None:
    pdf = renderer.render(letter(body=LONG), letterhead(following_top_mm=margin)).pdf
    assert baselines(pdf, 1)[0] - 0.8 * 11 * 25.4 / 72 == pytest.approx(expected, abs=0.5)


def test_text_and_number_stay_above_the_letterheads_foot(renderer: Renderer) -> None:
    pdf = renderer.render(letter(body=LONG), letterhead(bottom_mm=40, following_bottom_mm=30)).pdf
    assert max(char.baseline for char in chars(pdf, 0)) < 297 - 40
    assert 297 - 60 < max(baselines(pdf, 0)) < place(pdf, "Seite 1").baseline - 6
    assert max(char.baseline for char in chars(pdf, 1)) < 297 - 30


def test_nothing_stands_lower_than_8_mm_from_the_edge(renderer: Renderer) -> None:
    pdf = renderer.render(letter(body=LONG)).pdf
    assert max(char.baseline for page in range(3) for char in chars(pdf, page)) < 297 - 8


def test_the_letterhead_lies_under_the_text(renderer: Renderer) -> None:
    paper = Background("b", "Papier", "cd" * 32, sheet(b"1 0.9 0.4 rg 0 0 596 842 re f"))
    plain, on_paper = renderer.render(letter()), renderer.render(letter(), paper)
    char = place(plain.pdf, "Interessensbekundung")
    box = [int(v / 25.4 * 72 * 2) for v in (char.x, char.baseline - 3, char.x + 40, char.baseline)]
    image = picture(on_paper.pdf).crop(tuple(box))
    colours = {colour for _, colour in image.getcolors(100000)}
    assert min(sum(colour) for colour in colours) < 60, "the text is black on it"
    assert max(colours, key=sum)[2] < 150, "the paper is yellow"
    assert words(read(plain.pdf)) == words(read(on_paper.pdf))


def test_following_pages_have_their_own_letterhead_or_none(renderer: Renderer) -> None:
    def top_colour(background: Background, page: int) -> tuple[int, int, int]:
        return picture(renderer.render(letter(body=LONG), background).pdf, page).getpixel((300, 10))

    assert top_colour(letterhead(), 0) == top_colour(letterhead(), 1) != (255, 255, 255)
    assert top_colour(letterhead(following=False), 1) == (255, 255, 255)


def test_for_preprinted_paper_the_letterhead_is_kept_free_and_not_drawn(renderer: Renderer) -> None:
    paper = letterhead(bottom_mm=40, following_top_mm=45)
    drawn, printed = (
        renderer.render(letter(body=LONG), paper),
        renderer.render(letter(body=LONG), paper, preprinted=True),
    )
    assert printed.areas == drawn.areas
    assert (
        picture(printed.pdf).getpixel((300, 10)) == (255, 255, 255) != picture(drawn.pdf).getpixel((300, 10))
    )


def test_a_letterhead_of_another_size_is_not_distorted(renderer: Renderer) -> None:
    small = sheet(b"0 g 0 0 595.28 841.89 re f")
    us_letter = type(small)(small.pieces, 0, 612.0, 792.0)
    image = picture(renderer.render(letter(), Background("b", "B", "ef" * 32, us_letter)).pdf)
    assert image.getpixel((300, 1500)) == (0, 0, 0)


@pytest.mark.parametrize("size", [10.0, 11.0, 12.0])
@pytest.mark.parametrize("people", [(MAYOR,), (MAYOR, DEPUTY)])
def test_closing_room_and_names_never_split(renderer: Renderer, size: float, people: tuple) -> None:
    filler = [f"Punkt {n}: wir freuen uns auf die Zusammenarbeit." for n in range(60)]
    for count in range(14, 34, 2 if size == 11.0 else 3):
        body = tuple(block(f"own{n}", text) for n, text in enumerate(filler[:count]))
        rendered = renderer.render(letter(body=body, size=size, signatures=people, after=(ENCLOSURES,)))
        last = next(n for n in range(rendered.pages) if "Mit freundlichen" in read(rendered.pdf, n))
        text = words(read(rendered.pdf, last))
        assert all(person.name in text for person in people), "names stand where the closing stands"
        before = text[: text.index("Mit freundlichen")]
        assert before.count("Punkt") >= 2, "two lines of text go with them"


def test_signature_alone_on_the_last_page_is_told(renderer: Renderer) -> None:
    def rendered(lines: int) -> tuple[int, bool]:
        body = tuple(block(f"own{n}", f"Zeile {n}") for n in range(lines))
        found = renderer.render(letter(body=body))
        return found.pages, found.signature_alone

    results = [rendered(n) for n in range(5, 24)]
    first = next(n for n, (pages, _) in enumerate(results) if pages == 2)
    assert results[first] == (2, True)
    assert results[first - 1] == (1, False)
    assert (2, False) in results[first:], "with more text on the page it is not alone"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=4, max_size=26))
def test_no_widows_no_orphans_no_lone_heading(renderer: Renderer, lengths: list[int]) -> None:
    """Paragraphs of numbered lines; where a page ends, two lines stay on either side."""
    body = tuple(
        block(f"own{n}", "\n".join(f"Absatz {n} Zeile {line} von {count}." for line in range(1, count + 1)))
        for n, count in enumerate(lengths)
    )
    rendered = renderer.render(letter(body=body))
    for page in range(rendered.pages - 1):
        lines = list(read(rendered.pdf, page).split("Absatz ")[1:])
        if not lines:
            continue
        _, _, line, _, count = lines[-1].split()[:5]
        line, count = int(line), int(count.strip("."))
        assert line == count or (line >= 2 and count - line >= 2)


def test_a_list_is_not_left_by_the_sentence_that_leads_to_it(renderer: Renderer) -> None:
    for lines in range(8, 26):
        body = (*(block(f"own{n}", f"Zeile {n}") for n in range(lines)), TOPIC_LIST, *LONG[:2])
        pdf = renderer.render(letter(body=body)).pdf
        page = 0 if "Themenfeldern" in read(pdf, 0) else 1
        assert "nachhaltige und integrierte" in read(pdf, page)


def test_enclosures_keep_their_heading(renderer: Renderer) -> None:
    for lines in range(8, 24):
        body = tuple(block(f"own{n}", f"Zeile {n}") for n in range(lines))
        rendered = renderer.render(letter(body=body, after=(ENCLOSURES, COPIES)))
        for heading, first in (("Anlagen", "Ratsbeschluss"), ("Nachrichtlich", "Bezirksregierung")):
            page = next(n for n in range(rendered.pages) if heading in read(rendered.pdf, n))
            assert first in read(rendered.pdf, page)


def test_draft_mark_only_on_drafts_and_on_each_of_their_pages(renderer: Renderer) -> None:
    final = renderer.render(letter(body=LONG))
    draft = renderer.render(letter(body=LONG), draft=True)
    assert "ENTWURF" not in read(final.pdf)
    assert b"Watermark" not in final.pdf
    assert ["ENTWURF" in read(draft.pdf, page) for page in range(draft.pages)] == [True] * 3
    assert final.areas == draft.areas


def test_thirty_pages(renderer: Renderer) -> None:
    body = tuple(block(f"own{n}", f"{INTEREST} {PERSPECTIVE} {NON_BINDING}") for n in range(210))
    rendered = renderer.render(letter(body=body))
    assert rendered.pages >= 30
    assert words(read(rendered.pdf, 17)).endswith(f"Seite 18 von {rendered.pages}")


def test_note_stands_above_the_subject_which_keeps_its_place(renderer: Renderer) -> None:
    usual = letter(language="en")
    note = block("note", "Courtesy translation. Only the German version is signed.", kind="note")
    pdf = renderer.render(letter(language="en", blocks=(note, *usual.blocks))).pdf
    subject, said = place(pdf, SUBJECT[:20]), place(pdf, "Courtesy translation")
    assert subject.baseline == pytest.approx(
        place(renderer.render(usual).pdf, SUBJECT[:20]).baseline, abs=0.01
    )
    assert 90 < said.baseline < subject.baseline - 6
    assert read(pdf).index("Courtesy") < read(pdf).index("Interessensbekundung")
