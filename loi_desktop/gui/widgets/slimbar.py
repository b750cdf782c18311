"""A calm scroll bar: the handle alone, without arrows, as wide as a mouse needs it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider

from loi_desktop.gui.theme import mix

WIDTH = 14  # logical pixels
# 3 : 1 on the ground of every theme; the one in use stands out
_QUIET, _IN_USE = 0.5, 0.75


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
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        palette, role = self.palette(), QPalette.ColorRole
        in_use = self.underMouse() or self.isSliderDown()
        strength, side = (_IN_USE, 2) if in_use else (_QUIET, 3)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(
            QColor(mix(palette.color(role.Base).name(), palette.color(role.WindowText).name(), strength))
        )
        box = QRectF(handle).adjusted(side, 1, -side, -1)
        painter.drawRoundedRect(box, box.width() / 2, box.width() / 2)


def slim(area: QAbstractScrollArea) -> None:
    """Give `area` a slim bar; it never scrolls sideways."""
    area.setVerticalScrollBar(SlimBar())
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
