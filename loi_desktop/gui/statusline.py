"""The status line: a quiet word at the bottom, never spoken."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QStatusBar

from loi_desktop.gui.theme import GRID, Colours, mix, tint


class StatusLine(QStatusBar):
    """Of the navigation's colour, with a line above."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._line = QColor(colours.line)
        self._ground = mix(colours.window, colours.desk, 0.4)
        tint(self, QPalette.ColorRole.WindowText, colours.muted)
        self.setSizeGripEnabled(False)
        self._words = QLabel()
        self._words.setContentsMargins(GRID, 0, GRID, 0)
        self.addWidget(self._words, 1)

    def say(self, text: str) -> None:
        """Show `text` instead of what stood here."""
        self._words.setText(text)

    @property
    def text(self) -> str:
        """What stands here."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._ground))
        painter.setPen(self._line)
        painter.drawLine(0, 0, self.width(), 0)
