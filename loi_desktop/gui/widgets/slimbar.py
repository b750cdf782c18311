"""A slim scroll bar: the handle alone, without arrows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider

from loi_desktop.gui.theme import mix

_WIDTH = 10


class SlimBar(QScrollBar):
    """Works as Qt's own; only its looks are calmer."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        palette, role = self.palette(), QPalette.ColorRole
        strength = 0.6 if self.underMouse() or self.isSliderDown() else 0.4
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(
            QColor(mix(palette.color(role.Base).name(), palette.color(role.WindowText).name(), strength))
        )
        box = QRectF(handle).adjusted(2, 1, -2, -1)
        painter.drawRoundedRect(box, box.width() / 2, box.width() / 2)


def slim(area: QAbstractScrollArea) -> None:
    """Give `area` a slim bar; it never scrolls sideways."""
    area.setVerticalScrollBar(SlimBar())
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
