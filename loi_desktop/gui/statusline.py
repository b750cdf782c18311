"""The status line: a quiet word at the bottom, never spoken."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QStatusBar

from loi_desktop.gui.theme import Colours, mix, tint


class StatusLine(QStatusBar):
    """Of the navigation's colour, with a line above."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._line = QColor(colours.line)
        self._ground = mix(colours.window, colours.desk, 0.4)
        tint(self, QPalette.ColorRole.WindowText, colours.muted)
        self.setSizeGripEnabled(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._ground))
        painter.setPen(self._line)
        painter.drawLine(0, 0, self.width(), 0)
