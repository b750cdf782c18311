"""A small label for a state: its word always, colour only beside it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel

from loi_desktop.gui.theme import GRID, tint


class Chip(QLabel):
    """A word on a soft ground with a border of its own colour."""

    def __init__(self, text: str, colour: str, ground: str) -> None:
        super().__init__(text)
        self._line = QColor(colour)
        self._ground = QColor(ground)
        tint(self, QPalette.ColorRole.WindowText, colour)
        self.setContentsMargins(GRID, 2, GRID, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._ground)
        painter.setPen(self._line)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.end()
        super().paintEvent(event)
