"""Lines from text: cleaned, broken at spaces and hyphens, divided where that helps, left aligned.

Nothing here knows pages.  Widths are in points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec import Struct

from loi_desktop.model.text import Run
from loi_desktop.pdf.fonts import MARKS, SOFT_HYPHEN, Face
from loi_desktop.pdf.hyphenation import Hyphenation

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
_CUT_AFTER: Final = "/.@_?&=-:,;+#%~"
# A line that would end further from the margin than this is worth dividing a word.
_RAGGED_EM: Final = 3.0
_MOST_DIVIDED: Final = 2  # lines in a row
_WHOLE: Final = frozenset("\u00ad\u200b-/")  # beside these, words are already divided

# A hyphen at a line's end would seem to belong to the hyphenation: an address ends after its @.
_ADDRESS = re.compile(r"\S+@\S+|\S+://\S+")
_BREAK_OR_AT = re.compile(rf"{_BREAK.pattern}|@(?=\S)")

Rules = Callable[[str], Hyphenation | None]  # of a language


def _stops(text: str) -> Iterator[int]:
    """Where a line may end, in order."""
    if "@" not in text and "://" not in text:
        yield from (found.end() for found in _BREAK.finditer(text))
        return
    inside = {n for found in _ADDRESS.finditer(text) for n in range(*found.span())}
    for found in _BREAK_OR_AT.finditer(text):
        if found.start() not in inside or found[0] not in "-/":
            yield found.end()


class Span(Struct, frozen=True):
    """Characters of one style (index of `families.STYLES`) and language, `x` from the line's start."""

    text: str
    style: int
    lang: str
    x: float


class Line(Struct, frozen=True):
    """A line: its spans, its width without the spaces at its end, and whether the
    paragraph ends with it.  `divided`: it ends inside a word.
    """

    spans: tuple[Span, ...]
    width: float
    last: bool = False
    divided: bool = False


def clean(text: str) -> str:
    """NFC without characters that have no picture; tabs are spaces, every kind of line end
    is a newline.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", _INVISIBLE.sub("", text)).replace("\t", " ")
    return unicodedata.normalize("NFC", text)


def style_of(run: Run) -> int:
    """The index of `families.STYLES` for a run."""
    return (1 if run.bold else 0) + (2 if run.italic else 0)


class Row(Struct, frozen=True):
    """A line as places in the text, without its spans.  `cut`: it ends where no line should."""

    start: int
    end: int
    width: float
    divided: bool = False
    cut: bool = False


class Paragraph:
    """Runs as one text, measured once; lines for any width.

    Raises KeyError for a character that its face cannot draw.
    """

    def __init__(
        self, runs: Iterable[Run], face: Callable[[int], Face], size: float, rules: Rules | None = None
    ) -> None:
        self._stretches: list[tuple[int, int, int, str]] = []
        text = ""
        for run in runs:
            cleaned = clean(run.text)
            if cleaned:
                start = len(text)
                text += cleaned
                self._stretches.append((start, len(text), style_of(run), run.lang))
        self._text = text
        self._face = face
        self._scale = size / 1000
        self._ragged = _RAGGED_EM * size
        self._rules = rules
        self._chunks = self._measured()

    def rows(self, width: float) -> list[Row]:
        """As many words in each line as fit; none is wider than `width`, unless a single
        character is.
        """
        text = self._text
        rows: list[Row] = []
        start = end = 0  # of the line so far
        used = wide = 0.0  # with and without the spaces at its end
        for low, high, alone, inside in self._chunks:
            shown, full = alone, inside
            if used + shown > width and end > start:
                place = self._division(rows, low, high, width - used) if self._rules else 0
                if place and width - wide > self._ragged:
                    rows.append(Row(start, place, used + self._divided_width(low, place), divided=True))
                    start, (shown, full) = place, self._measure(place, high)
                else:
                    rows.append(Row(start, end, wide))
                    start = low
                used = 0.0
            if used + shown > width:
                start, used = self._cut(rows, start, high, width)
                wide = used
            else:
                wide = used + shown
                used += full
            end = high
            if text[high - 1] == "\n":
                rows.append(Row(start, end, wide))
                start, used, wide = end, 0.0, 0.0
        if end > start or not rows:
            rows.append(Row(start, end, wide))
        return rows

    def lines(self, rows: Iterable[Row]) -> tuple[Line, ...]:
        """What stands in each of `rows`."""
        return tuple(self._line(row) for row in rows)

    def _measured(self) -> list[tuple[int, int, float, float]]:
        """Stretches that stay together, with the spaces that follow them, and their widths
        when they end a line and when they do not.
        """
        text = self._text
        stops = list(_stops(text))
        if text and (not stops or stops[-1] < len(text)):
            stops.append(len(text))
        low, found = 0, []
        one = self._face(self._stretches[0][2]).measure if len(self._stretches) == 1 else None
        scale = self._scale
        for high in stops:
            if one is not None:
                shown, full = one(text[low:high])
                found.append((low, high, scale * shown, scale * full))
            else:
                found.append((low, high, *self._measure(low, high)))
            low = high
        return found

    def _measure(self, low: int, high: int) -> tuple[float, float]:
        """The width at a line's end and inside a line, in points."""
        shown = full = 0.0
        for start, stop, style, _ in self._between(low, high):
            alone, inside = self._face(style).measure(self._text[start:stop])
            shown, full = full + alone, full + inside
        return self._scale * shown, self._scale * full

    def _between(self, low: int, high: int) -> list[tuple[int, int, int, str]]:
        return [
            (max(low, start), min(high, stop), style, lang)
            for start, stop, style, lang in self._stretches
            if start < high and stop > low
        ]

    def _division(self, rows: list[Row], low: int, high: int, room: float) -> int:
        """The last place where the word from `low` may be divided so that its beginning
        fits into `room`; 0 where it should stay whole.
        """
        text = self._text
        if high == len(text) or text[high - 1] in _WHOLE or text[low - 1] in _WHOLE:
            return 0
        if len(rows) >= _MOST_DIVIDED and all(row.divided for row in rows[-_MOST_DIVIDED:]):
            return 0
        parts = self._between(low, high)
        hyphenation = self._rules(parts[0][3]) if self._rules and len(parts) == 1 else None
        if hyphenation is None:
            return 0
        for place in reversed(hyphenation.places(text[low:high])):
            if self._divided_width(low, low + place) <= room:
                return low + place
        return 0

    def _divided_width(self, low: int, place: int) -> float:
        """The width of a word's beginning with its hyphen."""
        ((_, _, style, _),) = self._between(low, place)
        return self._scale * self._face(style).width(self._text[low:place] + SOFT_HYPHEN)

    def _cut(self, rows: list[Row], low: int, high: int, width: float) -> tuple[int, float]:
        """Break a chunk that is wider than a line; returns where the last line begins and
        its width so far.
        """
        start, used = low, 0.0
        good = low  # the last place after a separator
        widths = [self._measure(n, n + 1)[1] for n in range(low, high)]
        widths[-1] = self._measure(high - 1, high)[0]  # a soft hyphen is seen if the line ends there
        for n, wide in enumerate(widths, start=low):
            joined = self._text[n].isspace() or self._text[n] in MARKS
            if used + wide > width and n > start and not joined:
                stop = good if good > start and good - start > (n - start) // 2 else n
                rows.append(Row(start, stop, sum(widths[start - low : stop - low]), cut=True))
                start = stop
                used = sum(widths[stop - low : n - low])
            used += wide
            if self._text[n] in _CUT_AFTER:
                good = n + 1
        return start, used

    def _line(self, row: Row) -> Line:
        spans: list[Span] = []
        x = 0.0
        for low, high, style, lang in self._between(row.start, row.end):
            text = self._text[low:high]
            if not text.isascii():
                text = _without_marks(text, ends=high == row.end < len(self._text))
            if high == row.end:
                text = text.replace("\n", " ") + (SOFT_HYPHEN if row.divided else "")
            if text:
                spans.append(Span(text, style, lang, x))
                x += self._scale * self._face(style).width(text)
        if spans:
            last = spans[-1]
            spare = len(last.text) - len(last.text.rstrip(" "))
            x -= self._scale * spare * self._face(last.style).width(" ")
        return Line(tuple(spans), x, last=row.end == len(self._text), divided=row.divided)


def _without_marks(text: str, *, ends: bool) -> str:
    """`text` without places for a line's end; a soft hyphen at the line's end becomes seen."""
    bare = text.translate(_ZERO_WIDTH)
    ending = text.translate(_ZERO_WIDTH_BUT_HYPHEN)[-1:] if ends else ""
    return bare + SOFT_HYPHEN if ending == SOFT_HYPHEN else bare
