"""Lines that show where the norm and the letterhead want the text."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from loi_desktop.model.background import Background
from loi_desktop.model.declaration import Form

Box = tuple[float, float, float, float]
PAGE_MM = (210.0, 297.0)
# Address field of DIN 5008: x, width, height, and where it begins in each form (letter.md §3).
_ADDRESS_X_MM, _ADDRESS_WIDTH_MM, _ADDRESS_HEIGHT_MM = 20.0, 85.0, 45.0
_ADDRESS_Y_MM: dict[Form, float] = {"A": 27.0, "B": 45.0}
_FOLDS_MM: dict[Form, tuple[float, float]] = {"A": (87.0, 192.0), "B": (105.0, 210.0)}


class Guides(Struct, frozen=True):
    """Rectangles (x, y, width, height) and heights in millimetres of the first page, and
    the free rectangle of the following ones.
    """

    address: Box
    folds: tuple[float, float]
    free: Box | None = None
    following_free: Box | None = None


def guides(form: Form, background: Background | None) -> Guides:
    """What to draw for a letter of this form on this letterhead."""
    address = (_ADDRESS_X_MM, _ADDRESS_Y_MM[form], _ADDRESS_WIDTH_MM, _ADDRESS_HEIGHT_MM)
    if background is None:
        return Guides(address, _FOLDS_MM[form])
    first = _free(background.first.top_free_mm, max(background.bottom_mm, background.first.bottom_free_mm))
    following = None
    if background.following is not None or background.following_top_mm or background.following_bottom_mm:
        following = _free(background.following_top_mm, background.following_bottom_mm)
    return Guides(address, _FOLDS_MM[form], first, following)


def _free(top: float, bottom: float) -> Box:
    return (0.0, top, PAGE_MM[0], max(0.0, PAGE_MM[1] - top - bottom))


def paint(guides: Guides, painter: QPainter, page: int, place: Callable[[Box], QRectF]) -> None:
    """Draw the lines over `page` (from 0); `place` turns millimetres of the page into pixels."""
    # the page is white in every theme
    painter.setPen(QPen(QColor("#1f5fa8"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box in (guides.address, guides.free) if page == 0 else (guides.following_free,):
        if box is not None:
            painter.drawRect(place(box))
    for y in guides.folds if page == 0 else ():
        line = place((0.0, y, 210.0, 0.0))
        painter.drawLine(line.topLeft(), line.topRight())
