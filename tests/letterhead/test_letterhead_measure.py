"""Where the print stands, and where a page goes on the sheet."""

from __future__ import annotations

import awkward_letterheads as awkward
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from loi_desktop.errors import InputError
from loi_desktop.letterhead.ink import Measured
from loi_desktop.letterhead.place import A4_HEIGHT_PT, A4_WIDTH_PT, place
from loi_desktop.letterhead.reading import read

PX = 1169 / 297
BODY = (25.0, 120.0, 190.0, 200.0)


def sheet(*bars: tuple[float, float, float, float], shade: int = 0) -> Measured:
    """A sheet of A4 with bars at (left, top, right, bottom) in millimetres."""
    picture = Image.new("RGB", (827, 1169), "white")
    for bar in bars:
        ImageDraw.Draw(picture).rectangle([v * PX for v in bar], fill=(shade, shade, shade))
    return Measured(picture)


def found(measured: Measured) -> dict[str, dict]:
    return {
        f.code.removeprefix("letterhead."): dict(f.data) for f in measured.findings(measured.ink().footer_mm)
    }


@settings(max_examples=40, deadline=None)
@given(st.floats(2, 55), st.floats(1, 60), st.floats(2, 55), st.floats(1, 30))
def test_header_and_footer_are_found_where_they_are(top, high, low, deep):
    header, footer = top + high, low + deep
    assume(header < 100)
    ink = sheet((25, top, 190, header), (25, 297 - footer, 190, 297 - low)).ink()
    assert ink.header_mm == pytest.approx(header, abs=0.6)
    assert ink.footer_mm == pytest.approx(footer, abs=0.6)


def test_nothing_is_nothing():
    ink = sheet().ink()
    assert ink.blank
    assert (ink.header_mm, ink.footer_mm) == (0, 0)


def test_fold_marks_are_no_header():
    measured = sheet((4, 105, 8, 105.3), (4, 210, 8, 210.3), (4, 148, 9, 148.3))
    assert measured.ink().header_mm == measured.ink().footer_mm == 0
    assert found(measured) == {}


def test_a_header_of_form_b_is_told_for_form_a():
    assert found(sheet((25, 10, 100, 40))) == {"form-b-only": {"mm": 41}}


def test_a_header_above_27_mm_fits_both_forms():
    assert found(sheet((25, 10, 100, 26))) == {}


def test_a_return_line_stands_in_the_address_field():
    assert found(sheet((25, 10, 100, 25), (25, 47, 100, 49))) == {"reaches-address": {"mm": 50}}


def test_arms_at_the_right_may_reach_further():
    ink = sheet((25, 10, 100, 20), (170, 9, 190, 31)).ink()
    assert ink.header_mm == pytest.approx(31.2, abs=0.4)
    assert ink.address_mm == pytest.approx(26.2, abs=0.4)


def test_an_information_block_of_their_own():
    assert "reaches-information" in found(sheet((25, 10, 190, 25), (130, 52, 190, 80)))


def test_a_column_at_the_side_is_no_header():
    measured = sheet((25, 10, 190, 25), (165, 50, 195, 280), (25, 275, 150, 285))
    assert measured.ink().header_mm == pytest.approx(25, abs=0.5)
    assert measured.ink().footer_mm == pytest.approx(22, abs=0.5)
    assert set(found(measured)) == {"side-column", "reaches-information"}


def test_print_in_the_middle_is_told():
    assert found(sheet((25, 10, 190, 25), BODY))["covers-text"] == {"from_mm": 119, "to_mm": 201}


def test_a_watermark_is_not_in_the_way():
    assert found(sheet(BODY, shade=235)) == {}


@settings(max_examples=60)
@given(st.floats(-10, 5000), st.floats(-10, 5000))
def test_a_page_stands_within_the_sheet_or_is_refused(width, height):
    try:
        where, findings = place(width, height)
    except InputError:
        return
    assert height > width
    slack = 0 if findings else 4
    assert -slack <= where.x_pt
    assert where.x_pt + where.scale * width <= A4_WIDTH_PT + slack + 0.01
    assert where.y_pt + where.scale * height <= A4_HEIGHT_PT + slack + 0.01


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from([0, 90, 180, 270]),
    st.integers(-300, 300),
    st.integers(-300, 300),
    st.floats(20, 120),
    st.floats(5, 80),
)
def test_print_stays_in_its_place_however_the_page_is_turned(turn, dx, dy, left, top):
    """A page with any origin and any /Rotate is frozen as it is seen."""

    def shift(opened):
        page = opened.pages[0]
        x0, y0, x1, y1 = (float(v) for v in page.mediabox)
        page.obj.MediaBox = [x0 + dx, y0 + dy, x1 + dx, y1 + dy]
        page.contents_add(f"q 1 0 0 1 {dx} {dy} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.obj.Rotate = turn

    width, height = awkward.A4 if turn % 180 == 0 else awkward.A4[::-1]
    mm = awkward.MM

    def bar(c):
        if turn:  # turned back before /Rotate turns it again
            c.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[turn])
            c.rotate(turn)
        c.rect(left * mm, awkward.A4[1] - (top + 6) * mm, 50 * mm, 6 * mm, stroke=0, fill=1)

    content = awkward.changed(awkward.pdf(bar, size=(width, height)), shift)
    background = read(content, None, "Amt").background
    assert not [f for f in background.findings if "rasterised" in f.code or "a4" in f.code]
    from loi_desktop.letterhead.assemble import one_page
    from loi_desktop.letterhead.look import Look

    with Look(one_page(background.first)) as look:
        box = look.picture(0, 827).convert("L").point([255 if v < 128 else 0 for v in range(256)]).getbbox()
    assert [v / PX for v in box] == pytest.approx([left, top, left + 50, top + 6], abs=0.5)
