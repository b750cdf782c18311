"""A calm scroll bar: the handle alone, without arrows, as wide as a mouse needs it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider

from loi_desktop.gui.theme import mix

WIDTH = 14  # logical pixels
# 3 : 1 on the ground of every theme; the one in use stands out
_QUIET, _IN_USE = 0.5, 0.75
_WAY = 0.12  # what the handle runs on


class SlimBar(QScrollBar):
    """Works as Qt's own; only its looks are calmer."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        if self.maximum() == self.minimum():
            return  # nothing to scroll
        control, parts = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl
        way = self.style().subControlRect(control, option, parts.SC_ScrollBarGroove, self)
        handle = self.style().subControlRect(control, option, parts.SC_ScrollBarSlider, self)
        palette, role = self.palette(), QPalette.ColorRole
        in_use = self.underMouse() or self.isSliderDown()
        strength, side = (_IN_USE, 2) if in_use else (_QUIET, 3)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground, ink = palette.color(role.Base).name(), palette.color(role.WindowText).name()
        for part, share in ((way, _WAY), (handle, strength)):
            painter.setBrush(QColor(mix(ground, ink, share)))
            box = QRectF(part).adjusted(side, 1, -side, -1)
            painter.drawRoundedRect(box, box.width() / 2, box.width() / 2)


def slim(area: QAbstractScrollArea) -> None:
    """Give `area` a slim bar; it never scrolls sideways."""
    area.setVerticalScrollBar(SlimBar())
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
