"""The fonts of one letter: which subsets it uses, and its text as PDF operators."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from loi_desktop.pdf.fonts import BASE, CLUSTERS, VIETNAMESE, Cluster, Face, Shown
from loi_desktop.pdf.objects import Raw

_RUNS: Final = re.compile(f"([{''.join(map(re.escape, BASE))}]+)|([{''.join(VIETNAMESE)}]+)|(.)", re.DOTALL)
_REST_FIRST: Final = 42  # codes 42 to 91: no parenthesis, no backslash
_REST_SIZE: Final = 50


def _table(codes: dict[str, int]) -> dict[int, str]:
    """For `str.translate`: characters to the bytes of a PDF string, as Latin-1."""
    return {ord(char): f"\\{chr(code)}" if chr(code) in "()\\" else chr(code) for char, code in codes.items()}


_FIXED: Final = ((BASE, _table(BASE), "a"), (VIETNAMESE, _table(VIETNAMESE), "b"))
_CODES: Final = {suffix: codes for codes, _, suffix in _FIXED}


class FontSet:
    """The four styles of one family in one letter.

    Two subsets never change (what German needs, what Vietnamese adds), so that a series
    of letters makes them once; other characters get theirs in the order they come.
    """

    def __init__(self, face: Callable[[int], Face]) -> None:
        self.face = face
        self._used: dict[str, tuple[int, dict[str, int]]] = {}
        self._rest: dict[int, dict[str, int]] = {}

    def operators(self, style: int, size: float, text: str) -> str:
        """The operators that show `text`, which was measured with the face before: so all
        of it can be drawn.
        """
        kept = self.face(style).shown
        shown = kept.get((size, text))
        if shown is not None:
            for name in shown.subsets:
                self.use(name, style, _CODES[name[-1]])
            return shown.operators
        writer = _Writer(self, style, size)
        self._write(writer, text)
        operators = " ".join(writer.out)
        if all(name[-1] in _CODES for name in writer.names):  # other glyphs have no lasting code
            kept.keep((size, text), Shown(operators, frozenset(writer.names)))
        return operators

    @staticmethod
    def _write(writer: _Writer, text: str) -> None:
        done = 0
        for match in CLUSTERS.finditer(text):
            letter, marks = match.group(1), match.group(2)
            cluster = writer.face.cluster(letter, marks)
            if cluster is not None:
                writer.plain(text[done : match.start()])
                writer.cluster(cluster)
                done = match.end()
        writer.plain(text[done:])

    def place(self, style: int, glyph: str) -> tuple[str, str]:
        """The font's name and the string that show one glyph."""
        for codes, table, suffix in _FIXED:
            if glyph in codes:
                return self.use(f"F{style}{suffix}", style, codes), table[ord(glyph)]
        rest = self._rest.setdefault(style, {})
        group, place = divmod(rest.setdefault(glyph, len(rest)), _REST_SIZE)
        name = self.use(f"F{style}x{group}", style, {})
        return name, chr(self._used[name][1].setdefault(glyph, _REST_FIRST + place))

    def use(self, name: str, style: int, codes: dict[str, int]) -> str:
        """Note that the subset `name` is needed."""
        if name not in self._used:
            self._used[name] = (style, codes)
        return name

    def write(self, dictionary: Raw) -> None:
        """Fill the resource dictionary of all pages with what was used."""
        parts: list[bytes | Raw] = [b"<<"]
        for name, (style, codes) in sorted(self._used.items()):
            program = self.face(style).subset(codes)
            descriptor = Raw(program.descriptor, Raw(program.file), b" >>")
            font = Raw(program.font, Raw(program.to_unicode), b" /FontDescriptor ", descriptor, b" >>")
            parts += [f" /{name} ".encode(), font]
        dictionary.parts = (*parts, b" >>")


class _Writer:
    """Operators for one text in one style and size."""

    def __init__(self, fonts: FontSet, style: int, size: float) -> None:
        self.out: list[str] = []
        self.names: set[str] = set()
        self.face = fonts.face(style)
        self._fonts = fonts
        self._style = style
        self._size = size
        self._font = ""

    def plain(self, text: str) -> None:
        """Text whose characters each have their glyph, kerned."""
        kerns = self.face.kerns(text)
        moves = [n for n, kern in enumerate(kerns) if kern]
        for match in _RUNS.finditer(text):
            kind = match.lastindex or 0
            start, end = match.span()
            char = match.group()
            if kind > len(_FIXED):
                self._other(char)
                continue
            codes, table, suffix = _FIXED[kind - 1]
            self._select(self._fonts.use(f"F{self._style}{suffix}", self._style, codes))
            self._show(
                text, start, end, table, [n for n in moves if start <= n < end] if moves else moves, kerns
            )

    def _show(
        self,
        text: str,
        start: int,
        end: int,
        table: dict[int, str],
        moves: Sequence[int],
        kerns: Sequence[float],
    ) -> None:
        if not moves:
            self.out.append(f"({text[start:end].translate(table)}) Tj")
            return
        parts = []
        for n in moves:
            parts.append(f"({text[start : n + 1].translate(table)}){-kerns[n]:g}")
            start = n + 1
        if start < end:
            parts.append(f"({text[start:end].translate(table)})")
        self.out.append(f"[{''.join(parts)}] TJ")

    def _other(self, char: str) -> None:
        cluster = self.face.composed.get(char)
        if cluster is not None:
            self.cluster(cluster)
        else:
            self._glyph(char)

    def cluster(self, cluster: Cluster) -> None:
        """A letter, and its marks moved to their places on it."""
        advance = pen = self.face.glyph_width(cluster.glyph)
        self._glyph(cluster.glyph)
        for mark in cluster.marks:
            self.out.append(f"[{pen - mark.x:g}] TJ {mark.y * self._size / 1000:g} Ts")
            self._glyph(mark.glyph)
            pen = mark.x + self.face.glyph_width(mark.glyph)
        self.out.append(f"[{pen - advance:g}] TJ 0 Ts")

    def _glyph(self, glyph: str) -> None:
        name, shown = self._fonts.place(self._style, glyph)
        self._select(name)
        self.out.append(f"({shown}) Tj")

    def _select(self, name: str) -> None:
        if name != self._font:
            self._font = name
            self.names.add(name)
            self.out.append(f"/{name} {self._size:g} Tf")
