"""The map of the page: where each field's text stands, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loi_desktop.model.page import Area
from loi_desktop.pdf.flow import Placed
from loi_desktop.pdf.geometry import mm

_Box = tuple[float, float, float, float]


def areas(pages: Sequence[Sequence[Placed]]) -> tuple[Area, ...]:
    """One rectangle for each stretch of lines that belong to one field, in reading order."""
    return tuple(area for number, placed in enumerate(pages, start=1) for area in _on_page(number, placed))


def _on_page(number: int, placed: Sequence[Placed]) -> Iterator[Area]:
    done: list[tuple[str, _Box]] = []
    growing: dict[str, int] = {}  # the field's place in `done`, while its lines follow each other
    for item in placed:
        here: dict[str, int] = {}
        for cell in item.atom.cells:
            box = (cell.x, item.top, cell.x + cell.width, item.top + item.atom.height)
            place = here.get(cell.field, growing.get(cell.field, len(done)))
            if place == len(done):
                done.append((cell.field, box))
            else:
                done[place] = (cell.field, _union(done[place][1], box))
            here[cell.field] = place
        growing = here
    for field, (left, top, right, bottom) in done:
        if field:
            yield Area(number, field, *(round(mm(v), 3) for v in (left, top, right - left, bottom - top)))


def _union(a: _Box, b: _Box) -> _Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
