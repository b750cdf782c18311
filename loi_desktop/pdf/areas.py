"""The map of the page: where each field's text stands, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loi_desktop.model.page import Area
from loi_desktop.pdf.flow import Placed
from loi_desktop.pdf.geometry import mm


def areas(pages: Sequence[Sequence[Placed]]) -> tuple[Area, ...]:
    """One rectangle for each stretch of lines that belong to one field, in reading order."""
    return tuple(area for number, placed in enumerate(pages, start=1) for area in _on_page(number, placed))


def _on_page(number: int, placed: Sequence[Placed]) -> Iterator[Area]:
    done: list[tuple[str, list[float]]] = []  # field; left, top, right, bottom in points
    growing: dict[str, list[float]] = {}  # each field's box while its lines follow each other
    for item in placed:
        here: dict[str, list[float]] = {}
        top = item.top
        bottom = top + item.atom.height
        for cell in item.atom.cells:
            left, right = cell.x, cell.x + cell.width
            box = here.get(cell.field) or growing.get(cell.field)
            if box is None:
                box = [left, top, right, bottom]
                done.append((cell.field, box))
            else:
                box[0] = min(box[0], left)
                box[1] = min(box[1], top)
                box[2] = max(box[2], right)
                box[3] = max(box[3], bottom)
            here[cell.field] = box
        growing = here
    for field, (left, top, right, bottom) in done:
        if field:
            width, height = round(mm(right - left), 3), round(mm(bottom - top), 3)
            yield Area(number, field, round(mm(left), 3), round(mm(top), 3), width, height)
