"""The fonts of one letter: which subsets it uses, and its text as PDF operators."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from loi_desktop.pdf.fonts import BASE, VIETNAMESE, Face
from loi_desktop.pdf.objects import Raw

_RUNS: Final = re.compile(f"([{''.join(map(re.escape, BASE))}]+)|([{''.join(VIETNAMESE)}]+)|(.)", re.DOTALL)
_REST_FIRST: Final = 42  # codes 42 to 91: no parenthesis, no backslash
_REST_SIZE: Final = 50


def _table(codes: dict[str, int]) -> dict[int, str]:
    """For `str.translate`: characters to the bytes of a PDF string, as Latin-1."""
    return {ord(char): f"\\{chr(code)}" if chr(code) in "()\\" else chr(code) for char, code in codes.items()}


_BASE_TABLE: Final = _table(BASE)
_VIETNAMESE_TABLE: Final = _table(VIETNAMESE)


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
        out = []
        for match in _RUNS.finditer(text):
            kind, run = match.lastindex, match.group()
            if kind == 1:
                name = self._use(f"F{style}a", style, BASE)
                shown = run.translate(_BASE_TABLE)
            elif kind == 2:  # the group of the expression above
                name = self._use(f"F{style}b", style, VIETNAMESE)
                shown = run.translate(_VIETNAMESE_TABLE)
            else:
                name, shown = self._other(style, run)
            out.append(f"/{name} {size:g} Tf ({shown}) Tj")
        return " ".join(out)

    def _use(self, name: str, style: int, codes: dict[str, int]) -> str:
        if name not in self._used:
            self._used[name] = (style, codes)
        return name

    def _other(self, style: int, char: str) -> tuple[str, str]:
        rest = self._rest.setdefault(style, {})
        group, place = divmod(rest.setdefault(char, len(rest)), _REST_SIZE)
        name = self._use(f"F{style}x{group}", style, {})
        code = self._used[name][1].setdefault(char, _REST_FIRST + place)
        return name, chr(code)

    def write(self, dictionary: Raw) -> None:
        """Fill the resource dictionary of all pages with what was used."""
        parts: list[bytes | Raw] = [b"<<"]
        for name, (style, codes) in sorted(self._used.items()):
            program = self.face(style).subset(codes)
            descriptor = Raw(program.descriptor, Raw(program.file), b" >>")
            font = Raw(program.font, Raw(program.to_unicode), b" /FontDescriptor ", descriptor, b" >>")
            parts += [f" /{name} ".encode(), font]
        dictionary.parts = (*parts, b" >>")
