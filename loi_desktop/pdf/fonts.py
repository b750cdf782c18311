"""One style of a font: widths, what it can draw, and its bytes for a PDF."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from msgspec import Struct
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from loi_desktop.errors import InputError
from loi_desktop.pdf.embedding import Program, program
from loi_desktop.pdf.gpos import Positioning
from loi_desktop.pdf.memo import Memo

# What one letter nearly always needs, and what Vietnamese adds: two subsets that never
# change, so that a series of letters makes each of them once.
_GERMAN = "ÄÖÜäöüßẞ§€°·–—…•„“‚‘”’éèà\u00a0\u00ad\u2011\u202f"
_VIETNAMESE = "ĂăÂâĐđÊêÔôƠơƯư₫" + "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "AĂÂEÊIOÔƠUƯYaăâeêioôơuưy"
    for tone in "\u0300\u0301\u0303\u0309\u0323"
)
# Characters that look like another one where the font has no glyph of their own.
SOFT_HYPHEN: Final = "\u00ad"
_ZERO_WIDTH: Final = str.maketrans("", "", "\u00ad\u200b")
_TWINS: Final = {SOFT_HYPHEN: "-", "\u2011": "-", "\u202f": "\u00a0", "\u2212": "–", "\u2010": "-"}
MARKS: Final = frozenset(map(chr, range(0x300, 0x370)))
CLUSTERS: Final = re.compile("([^\u0300-\u036f]?)([\u0300-\u036f]+)", re.DOTALL)
_ABOVE: Final = 230  # Unicode's combining class
_DOTLESS: Final = {"i": "ı", "j": "ȷ"}
_COMPOSABLE: Final = tuple(map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))))
_NEVER_DRAWN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Mc"})
_LEFTWARDS: Final = frozenset({"R", "AL", "AN"})
_NOT_DRAWN: Final = frozenset("\n\u00ad\u200b")
_NO_KERN: Final = frozenset(" \u00a0\u202f\u00ad")
_NOT_EMBEDDED: Final = frozenset({"name", "OS/2"})
_KEPT_WORDS: Final = 20_000
_FIRST_HIGH: Final = 161  # codes below belong to ASCII and to controls
_KEPT_PROGRAMS: Final = 32
_KEPT_LINES: Final = 3_000


class _FontFile(TTFontFace):  # type: ignore[misc]  # ReportLab has no types
    """ReportLab's font; its subsets leave out the tables that a PDF does not need."""

    def get_table(self, tag: str) -> bytes:
        """The table's bytes; KeyError for names and Windows' metrics, which subsets may lack."""
        if tag in _NOT_EMBEDDED:
            raise KeyError(tag)
        return bytes(super().get_table(tag))


class Mark(Struct, frozen=True):
    """A mark on a letter: its glyph, and its origin from the letter's origin, in
    thousandths of the font size.
    """

    glyph: str
    x: float
    y: float


class Cluster(Struct, frozen=True):
    """A letter with its marks; `glyph` differs from the letter where i and j lose their dot."""

    glyph: str
    marks: tuple[Mark, ...]


class Shown(Struct, frozen=True):
    """A line as operators, and the fixed subsets that they select."""

    operators: str
    subsets: frozenset[str]


class Face:
    """One style of a family: `widths` in thousandths of the font size for every character
    that can be drawn right (marks: only on a letter, see `cluster`).

    A glyph is named by its character; two characters name the glyph of the first that
    means the second (a dotless i under an accent is still an i).
    """

    def __init__(self, path: Path) -> None:
        try:
            self.font = _FontFile(str(path))
            positioning = Positioning(self._table("GPOS"))
        except (OSError, TTFError, struct.error) as error:
            raise InputError("pdf.font-unreadable", file=path.name) from error
        self._positioning = positioning
        self._codes = {chr(code): code for code, glyph in self.font.charToGlyph.items() if glyph}
        for char, twin in _TWINS.items():
            if char not in self._codes and twin in self._codes:
                self._codes[char] = ord(twin)
        for char, dotless in _DOTLESS.items():
            self._codes[dotless + char] = self._codes.get(dotless, self._codes[char])
        self._scale = 1000 / self.font.unitsPerEm
        widths = self.font.charWidths
        self.widths: dict[str, float] = {
            char: 0.0 if char in MARKS else widths[code]
            for char, code in self._codes.items()
            if _drawable(char)
        }
        self._pairs = _Pairs(self._kern)
        self._words: Memo[str, float] = Memo(_KEPT_WORDS)
        self._measured: Memo[str, tuple[float, float]] = Memo(_KEPT_WORDS)
        self.plain: Memo[str, None] = Memo(_KEPT_LINES)  # texts without a problem
        self.shown: Memo[tuple[float, str], Shown] = Memo(_KEPT_LINES)
        self._clusters: Memo[tuple[str, str], Cluster | None] = Memo(_KEPT_WORDS)
        self.composed = self._compose()
        self._programs: Memo[str, Program] = Memo(_KEPT_PROGRAMS)

    def _table(self, tag: str) -> bytes:
        try:
            return self.font.get_table(tag)
        except KeyError:
            return b""

    def width(self, text: str) -> float:
        """The width of `text` in thousandths of the font size, kerning included.

        Raises KeyError for a character that the face cannot draw.
        """
        found = self._words.get(text)
        if found is None:
            found = sum(map(self.widths.__getitem__, text)) + sum(self.kerns(text))
            self._words.keep(text, found)
        return found

    def measure(self, chunk: str) -> tuple[float, float]:
        """The widths of `chunk`, a word and the spaces after it, at the end of a line and
        inside one.  Raises KeyError for a character that the face cannot draw.
        """
        found = self._measured.get(chunk)
        if found is None:
            found = self._measured.keep(chunk, self._measure(chunk))
        return found

    def _measure(self, chunk: str) -> tuple[float, float]:
        bare = chunk.translate(_ZERO_WIDTH).rstrip("\n")
        full = self.width(bare)
        if chunk.endswith(SOFT_HYPHEN):
            return full + self.width(SOFT_HYPHEN), full
        return self.width(bare.rstrip(" ")), full

    def kerns(self, text: str) -> list[float]:
        """What is added after each character but the last, in thousandths of the size."""
        return list(map(self._pairs.__getitem__, pairwise(text)))

    def _kern(self, left: str, right: str) -> float:
        if left not in self._codes or right not in self._codes or left in _NO_KERN or right in _NO_KERN:
            return 0.0
        move = self._positioning.kern(self._glyph(left), self._glyph(right))
        return round(float(move * self._scale), 1)

    def _glyph(self, name: str) -> int:
        return int(self.font.charToGlyph[self._codes[name]])

    def glyph_width(self, glyph: str) -> float:
        """The advance of a glyph, also of a mark."""
        return float(self.font.charWidths[self._codes[glyph]])

    def cluster(self, letter: str, marks: str) -> Cluster | None:
        """How `letter` and its combining `marks` are drawn; None where the font cannot."""
        key = (letter, marks)
        if key in self._clusters:
            return self._clusters[key]
        ways = (self._attach(*parts) for parts in _ways(letter, marks))
        return self._clusters.keep(key, next((way for way in ways if way is not None), None))

    def _attach(self, letter: str, marks: str) -> Cluster | None:
        if letter not in self.widths or letter in MARKS or not letter.isalpha():
            return None
        dotted = letter in _DOTLESS and any(unicodedata.combining(mark) == _ABOVE for mark in marks)
        name = _DOTLESS[letter] + letter if dotted else letter
        below: dict[int, tuple[int, float, float]] = {}  # by class of the mark: glyph, place
        found = []
        for mark in marks:
            if mark not in self._codes:
                return None
            kind, glyph = unicodedata.combining(mark), self._glyph(mark)
            base, x, y = below.get(kind, (self._glyph(name), 0.0, 0.0))
            place = self._positioning.attach(base, glyph)
            if place is None:
                return None
            x, y = x + place[0] * self._scale, y + place[1] * self._scale
            below[kind] = (glyph, x, y)
            found.append(Mark(mark, round(x, 1), round(y, 1)))
        return Cluster(name, tuple(found))

    def _compose(self) -> dict[str, Cluster]:
        """Latin letters that the font has only in parts: they are put together."""
        found = {}
        for char in _COMPOSABLE:
            parts = unicodedata.normalize("NFD", char)
            if char not in self._codes and len(parts) > 1:
                cluster = self.cluster(parts[0], parts[1:])
                if cluster is not None:
                    found[char] = cluster
                    self.widths[char] = self.widths[parts[0]]
        return found

    def undrawable(self, text: str) -> list[int]:
        """The places in a cleaned `text` of characters that cannot be drawn right."""
        widths = self.widths
        places = [n for n, char in enumerate(text) if char not in widths and char not in _NOT_DRAWN]
        for match in CLUSTERS.finditer(text):
            letter, marks = match.group(1), match.group(2)
            if (letter in widths and self.cluster(letter, marks) is None) or not letter:
                places.append(match.end() - 1)
        return sorted(set(places))

    def subset(self, codes: dict[str, int]) -> Program:
        """The font program for `codes` (glyph to byte); made once for the same codes."""
        name = "\0".join(codes)
        found = self._programs.get(name)
        if found is None:
            glyphs = {code: self._codes[glyph] for glyph, code in codes.items() if glyph in self._codes}
            found = self._programs.keep(name, program(self.font, codes, glyphs))
        return found


class _Pairs(dict[tuple[str, str], float]):
    """Kerning by pair of characters, asked from the font once."""

    def __init__(self, kern: Callable[[str, str], float]) -> None:
        super().__init__()
        self._kern = kern

    def __missing__(self, pair: tuple[str, str]) -> float:
        found = self[pair] = self._kern(*pair)
        return found


def _ways(letter: str, marks: str) -> Iterator[tuple[str, str]]:
    """The ways to see a letter with marks: as given, with some marks composed into the
    letter, and with all of them apart.
    """
    yield letter, marks
    whole = unicodedata.normalize("NFD", letter + marks)
    for n in range(len(whole) - 1, 0, -1):
        composed = unicodedata.normalize("NFC", whole[:n])
        if len(composed) == 1:
            yield composed, whole[n:]


def _drawable(char: str) -> bool:
    """Whether drawing the glyph alone is right: no controls, private characters, marks of
    other scripts, no script that runs to the left.
    """
    if char in MARKS or char == "\u00ad":
        return True
    if len(char) > 1 or unicodedata.category(char) in _NEVER_DRAWN:
        return False
    return unicodedata.bidirectional(char) not in _LEFTWARDS


def _base() -> dict[str, int]:
    codes = {chr(code): code for code in range(32, 127)}
    codes.update({char: _FIRST_HIGH + n for n, char in enumerate(_GERMAN)})
    return codes


def _high(characters: str) -> dict[str, int]:
    unique = "".join(dict.fromkeys(characters))
    free = [*range(33, 127), *range(_FIRST_HIGH, 256)]
    return dict(zip((char for char in unique if char not in BASE), free, strict=False))


BASE: Final = _base()
VIETNAMESE: Final = _high(_VIETNAMESE)
