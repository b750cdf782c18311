"""Lines from text: cleaned, broken at spaces and hyphens, left aligned.

Nothing here knows pages.  Widths are in points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from msgspec import Struct

from loi_desktop.model.text import Run
from loi_desktop.pdf.fonts import MARKS, Face

SOFT_HYPHEN: Final = "\u00ad"
# Controls, marks of direction and joiners have no picture; a soft hyphen and a
# zero-width space stay as places where a line may end.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# A line may end after spaces, after a hyphen or slash between words (not in *E-Mail*, not
# in numbers such as 2026/17), and at the characters made for it.
_BREAK = re.compile("\n| +|(?<=[^\\W\\d_]{2})[-/](?=[^\\W\\d_]{2})|[\u00ad\u200b]")
_ZERO_WIDTH = str.maketrans("", "", "\u00ad\u200b")
_ZERO_WIDTH_BUT_HYPHEN = str.maketrans("", "", "\u200b")
# Inside a word that is longer than a line: after these first, else anywhere.
_MOST_BALANCED: Final = 4  # lines of a heading
_HALVINGS: Final = 6  # to about a hundredth of the width
_CUT_AFTER: Final = "/.@_?&=-:,;+#%~"


class Span(Struct, frozen=True):
    """Characters of one style (index of `fonts.STYLES`) and language, `x` from the line's start."""

    text: str
    style: int
    lang: str
    x: float


class Line(Struct, frozen=True):
    """A line: its spans, its width without the spaces at its end, and whether the
    paragraph ends with it.
    """

    spans: tuple[Span, ...]
    width: float
    last: bool = False


def clean(text: str) -> str:
    """NFC without characters that have no picture; tabs are spaces, every kind of line end
    is a newline.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", _INVISIBLE.sub("", text)).replace("\t", " ")
    return unicodedata.normalize("NFC", text)


def style_of(run: Run) -> int:
    """The index of `fonts.STYLES` for a run."""
    return (1 if run.bold else 0) + (2 if run.italic else 0)


def break_lines(
    runs: Iterable[Run], face: Callable[[int], Face], size: float, width: float
) -> tuple[Line, ...]:
    """The lines of `runs` at `size` points in `width` points, as many words in each as fit.

    No line is wider than `width`, unless a single character is.  Raises KeyError for a
    character that its face cannot draw.
    """
    return _Breaker(runs, face, size, width).lines()


def balanced_lines(
    runs: Sequence[Run], face: Callable[[int], Face], size: float, width: float
) -> tuple[Line, ...]:
    """As `break_lines`, for a heading: no more lines than needed, of about the same length."""
    lines = break_lines(runs, face, size, width)
    if not 1 < len(lines) <= _MOST_BALANCED:
        return lines
    low, high = width / 2, width
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        tried = break_lines(runs, face, size, middle)
        if len(tried) == len(lines) and all(line.width <= middle for line in tried):
            lines, high = tried, middle
        else:
            low = middle
    return lines


class _Breaker:
    """The paragraph as one text with the styles of its stretches."""

    def __init__(self, runs: Iterable[Run], face: Callable[[int], Face], size: float, width: float) -> None:
        self._stretches: list[tuple[int, int, int, str]] = []
        self._text = ""
        for run in runs:
            text = clean(run.text)
            if text:
                start = len(self._text)
                self._text += text
                self._stretches.append((start, len(self._text), style_of(run), run.lang))
        self._face = face
        self._scale = size / 1000
        self._max = width
        self._lines: list[Line] = []

    def lines(self) -> tuple[Line, ...]:
        start = end = 0  # of the line so far
        used = 0.0  # with the spaces at its end
        for low, high in self._chunks():
            shown, full = self._measure(low, high)
            if used + shown > self._max and end > start:
                self._put(start, end)
                start, used = low, 0.0
            if used + shown > self._max:
                start, used = self._cut(low, high)
            else:
                used += full
            end = high
            if self._text[high - 1] == "\n":
                self._put(start, end)
                start, used = end, 0.0
        if end > start or not self._lines:
            self._put(start, end)
        return tuple(self._lines)

    def _chunks(self) -> Iterable[tuple[int, int]]:
        """Stretches that stay together, with the spaces that follow them."""
        low = 0
        for match in _BREAK.finditer(self._text):
            if match.end() > low:
                yield low, match.end()
                low = match.end()
        if low < len(self._text):
            yield low, len(self._text)

    def _measure(self, low: int, high: int) -> tuple[float, float]:
        """The width when the chunk ends a line, and when it does not."""
        text = self._text[low:high]
        last = text[-1]
        full = self._width(low, high)
        if last == " ":
            return self._width(low, low + len(text.rstrip(" "))), full
        if last == SOFT_HYPHEN:
            return full + self._scale * self._face(self._style(high - 1)).width(SOFT_HYPHEN), full
        return full, full

    def _width(self, low: int, high: int) -> float:
        """The width of the text between `low` and `high` as it stands inside a line."""
        return sum(
            self._scale * self._face(style).width(_bare(self._text[start:stop]))
            for start, stop, style, _ in self._between(low, high)
        )

    def _between(self, low: int, high: int) -> Iterable[tuple[int, int, int, str]]:
        if len(self._stretches) == 1:
            _, _, style, lang = self._stretches[0]
            return [(low, high, style, lang)]
        return [
            (max(low, start), min(high, stop), style, lang)
            for start, stop, style, lang in self._stretches
            if start < high and stop > low
        ]

    def _style(self, place: int) -> int:
        return next(style for start, stop, style, _ in self._stretches if start <= place < stop)

    def _cut(self, low: int, high: int) -> tuple[int, float]:
        """Break a chunk that is wider than a line; returns where the last line begins and
        its width so far.
        """
        start, used = low, 0.0
        good = low  # the last place after a separator
        widths = [(n, self._width(n, n + 1)) for n in range(low, high)]
        for n, width in widths:
            joined = self._text[n].isspace() or self._text[n] in MARKS
            if used + width > self._max and n > start and not joined:
                stop = good if good > start and good - start > (n - start) // 2 else n
                self._put(start, stop)
                start = stop
                used = sum(w for m, w in widths[stop - low : n - low])
            used += width
            if self._text[n] in _CUT_AFTER:
                good = n + 1
        return start, used

    def _put(self, start: int, end: int) -> None:
        spans: list[Span] = []
        x = 0.0
        for low, high, style, lang in self._between(start, end):
            text = self._text[low:high]
            ends = high == end
            shown = text.translate(_ZERO_WIDTH_BUT_HYPHEN if ends else _ZERO_WIDTH)
            if ends and SOFT_HYPHEN in shown:
                shown = shown[:-1].replace(SOFT_HYPHEN, "") + shown[-1]
            shown = shown.replace("\n", " ")
            if shown:
                spans.append(Span(shown, style, lang, x))
                x += self._scale * self._face(style).width(shown)
        if spans:
            last = spans[-1]
            spare = len(last.text) - len(last.text.rstrip(" "))
            x -= self._scale * spare * self._face(last.style).width(" ")
        self._lines.append(Line(tuple(spans), x, last=end == len(self._text)))


def _bare(text: str) -> str:
    """`text` as it is measured inside a line."""
    return text.translate(_ZERO_WIDTH).rstrip("\n")
