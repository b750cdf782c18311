"""Pages onto the canvas: letterhead, marks, text, page numbers, the draft's mark."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from loi_desktop.model.background import Background, Sheet
from loi_desktop.model.letter import Letter
from loi_desktop.pdf import geometry as g
from loi_desktop.pdf.canvas import TaggedCanvas
from loi_desktop.pdf.flow import Cell, Placed
from loi_desktop.pdf.fontset import FontSet
from loi_desktop.pdf.geometry import pt
from loi_desktop.pdf.structure import Element
from loi_desktop.pdf.words import DRAFT, words

PAGE_NUMBER_SIZE_PT: Final = 9.0
_DRAFT_SIZE_PT: Final = 100.0
_DRAFT_GREY: Final = 0.89
_BOLD: Final = 1
_FIELD_INSET_PT: Final = 2.0
_NAME_LINE_PT: Final = 0.5


class Painter:
    """Draws one letter's pages."""

    def __init__(
        self,
        canvas: TaggedCanvas,
        fonts: FontSet,
        letter: Letter,
        background: Background | None,
        *,
        draft: bool,
        preprinted: bool,
    ) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self._letter = letter
        self._background = background
        self._draft = draft
        self._preprinted = preprinted
        self._spans: dict[tuple[int, str], Element] = {}

    def page(self, number: int, count: int, placed: Sequence[Placed]) -> None:
        """Page `number` of `count`, finished."""
        if self._background is not None and not self._preprinted:
            self._letterhead(self._background, number)
        if self._draft:
            self._draft_mark()
        if number == 1 and self._letter.marks:
            self._marks()
        for item in placed:
            self._cells(item.atom.cells, item.top, item.atom.height)
        if count > 1:
            self._page_number(number, count)
        self._canvas.showPage()

    def _letterhead(self, background: Background, number: int) -> None:
        sheet = background.first if number == 1 else background.following
        if sheet is not None:
            self._canvas.depends_on(f"{background.id} {background.sha256}")
            self._underlay(sheet, "Letterhead" if number == 1 else "FollowingLetterhead")

    def _underlay(self, sheet: Sheet, name: str) -> None:
        """The letterhead's page, fitted to A4 without distortion, under everything."""
        scale_x, scale_y = g.PAGE_WIDTH_PT / sheet.width_pt, g.PAGE_HEIGHT_PT / sheet.height_pt
        if max(scale_x, scale_y) / min(scale_x, scale_y) > 1.01:  # rounding of A4
            scale_x = scale_y = min(scale_x, scale_y)
        x = (g.PAGE_WIDTH_PT - scale_x * sheet.width_pt) / 2
        y = g.PAGE_HEIGHT_PT - scale_y * sheet.height_pt
        with self._canvas.artifact("Pagination", "Header"):
            pieces = tuple(piece.parts for piece in sheet.pieces)
            self._canvas.underlay(name, pieces, sheet.root, (scale_x, scale_y, x, y))

    def _draft_mark(self) -> None:
        width = self._fonts.face(_BOLD).width(DRAFT) * _DRAFT_SIZE_PT / 1000
        angle = math.atan2(g.PAGE_HEIGHT_PT, g.PAGE_WIDTH_PT)
        x = g.PAGE_WIDTH_PT / 2 - math.cos(angle) * width / 2 + math.sin(angle) * _DRAFT_SIZE_PT / 3
        y = g.PAGE_HEIGHT_PT / 2 + math.sin(angle) * width / 2 + math.cos(angle) * _DRAFT_SIZE_PT / 3
        with self._canvas.artifact("Pagination", "Watermark"):
            self._canvas.slanted_text(x, y, angle, (_DRAFT_SIZE_PT, _BOLD, _DRAFT_GREY), DRAFT)

    def _marks(self) -> None:
        fold = [(y_mm, g.FOLD_MARK_MM) for y_mm in g.form(self._letter.form).fold_marks_mm]
        with self._canvas.artifact("Page"):
            for y_mm, length_mm in (*fold, (g.HOLE_MARK_Y_MM, g.HOLE_MARK_MM)):
                self._rule(g.MARK_X_MM, y_mm, length_mm, g.HAIR_LINE_PT)

    def _rule(self, x_mm: float, y_mm: float, length_mm: float, thickness_pt: float) -> None:
        y = g.PAGE_HEIGHT_PT - pt(y_mm)
        self._canvas.setLineWidth(thickness_pt)
        self._canvas.line(pt(x_mm), y, pt(x_mm + length_mm), y)

    def _cells(self, cells: Iterable[Cell], top: float, height: float) -> None:
        for cell in cells:
            if cell.signature is not None:
                inset = _FIELD_INSET_PT
                box = (cell.x, top + inset, cell.x + cell.width, top + max(height - inset, 2 * inset))
                self._canvas.signature_field(cell.element, cell.signature.name, box, cell.signature.said)
            if cell.rule:
                with self._canvas.artifact("Layout"):
                    self._rule(g.mm(cell.x), g.mm(top + height) - 0.5, g.mm(cell.width), _NAME_LINE_PT)
            if cell.line is not None:
                self._line(cell, top + cell.size * g.BASELINE + cell.shift)
                if cell.link:
                    box = (cell.x, top, cell.x + cell.line.width, top + height)
                    self._canvas.link(cell.element, box, cell.link)

    def _line(self, cell: Cell, baseline: float) -> None:
        line = cell.line
        if line is None:
            return
        for span in line.spans:
            # a real space at the paragraph's end (lines keep theirs), or readers run words together
            text = span.text + " " if line.last and span is line.spans[-1] else span.text
            element = self._in_language(cell.element, span.lang) if span.lang else cell.element
            self._canvas.text(element, cell.x + span.x, baseline, cell.size, span.style, text)

    def _in_language(self, element: Element, lang: str) -> Element:
        """The span of `element` in another language; one for each stretch of lines."""
        key = (id(element), lang)
        if key not in self._spans or element.kids[-1] is not self._spans[key]:
            self._spans[key] = element.child("Span", lang=lang)
        return self._spans[key]

    def _page_number(self, number: int, count: int) -> None:
        text = words(self._letter.language).page.format(number=number, count=count)
        width = self._fonts.face(0).width(text) * PAGE_NUMBER_SIZE_PT / 1000
        bottom = page_number_bottom_mm(number, self._background)
        x = pt(g.PAGE_WIDTH_MM - g.RIGHT_MM) - width
        baseline = g.PAGE_HEIGHT_PT - pt(bottom) - PAGE_NUMBER_SIZE_PT * (1 - g.BASELINE)
        with self._canvas.artifact("Pagination", "Footer"):
            self._canvas.artifact_text(x, baseline, PAGE_NUMBER_SIZE_PT, 0, text)


def kept_free_mm(number: int, background: Background | None) -> float:
    """What the letterhead needs at the bottom of page `number`."""
    if background is None:
        return 0.0
    return background.bottom_mm if number == 1 else background.following_bottom_mm


def page_number_bottom_mm(number: int, background: Background | None) -> float:
    """How far above the page's lower edge its number ends."""
    return max(g.PAGE_NUMBER_BOTTOM_MM, kept_free_mm(number, background))
