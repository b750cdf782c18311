"""Paragraphs become lines, and the same paragraph keeps its lines from letter to letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from loi_desktop.model.text import Run
from loi_desktop.pdf.fonts import Face
from loi_desktop.pdf.linebreak import Line, Paragraph, Row, Rules
from loi_desktop.pdf.memo import Memo

_MOST_BALANCED: Final = 4  # lines of a heading
_HALVINGS: Final = 6  # to about a hundredth of the width
_KEPT: Final = 1_000  # paragraphs: some 30 letters' worth, a few MB

Way = Literal["plain", "divided", "balanced"]


class Typesetter:
    """One family in one language.  `face` gives the style of that index, `rules` the
    hyphenation of a language ("" is the letter's own).

    In a series of letters, and while one types, most paragraphs are as before: their lines
    are kept by value, the oldest are forgotten.
    """

    def __init__(self, face: Callable[[int], Face], rules: Rules) -> None:
        self._read = face
        self._faces: dict[int, Face] = {}
        self._rules = rules
        self._kept: Memo[tuple[Way, tuple[Run, ...], float, float], tuple[Line, ...]] = Memo(_KEPT)

    def face(self, style: int) -> Face:
        """The face of `style`, read once."""
        if style not in self._faces:
            self._faces[style] = self._read(style)
        return self._faces[style]

    def lines(self, runs: tuple[Run, ...], size: float, width: float, way: Way = "plain") -> tuple[Line, ...]:
        """The lines of `runs` at `size` points in `width` points.

        `divided`: words may be divided; `balanced`, for a heading: no more lines than
        needed, of about the same length.  Raises KeyError for a character that its face
        cannot draw.
        """
        key = (way, runs, size, width)
        found = self._kept.get(key)
        if found is None:
            paragraph = Paragraph(runs, self.face, size, self._rules if way == "divided" else None)
            rows = _balanced(paragraph, width) if way == "balanced" else paragraph.rows(width)
            found = self._kept.keep(key, paragraph.lines(rows))
        return found


def _balanced(paragraph: Paragraph, width: float) -> list[Row]:
    rows = paragraph.rows(width)
    if not 1 < len(rows) <= _MOST_BALANCED:
        return rows
    low, high = width / 2, width
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        tried = paragraph.rows(middle)
        if len(tried) == len(rows) and not any(row.cut or row.width > middle for row in tried):
            rows, high = tried, middle
        else:
            low = middle
    return rows
