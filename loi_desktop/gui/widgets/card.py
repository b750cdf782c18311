"""A quiet box with a border, on the surface colour."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from loi_desktop.gui.theme import GRID, Colours


class Card(QFrame):
    """A surface with rounded corners; `body` takes its content."""

    def __init__(self, colours: Colours, *, fill: str = "", border: str = "", dashed: bool = False) -> None:
        super().__init__()
        self._fill = QColor(fill or colours.surface)
        self._pen = QPen(QColor(border or colours.line), 1)
        if dashed:
            self._pen.setDashPattern([4, 3])
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.body.setSpacing(GRID)

    def colour(self, fill: str, border: str) -> None:
        """Another ground and another border."""
        self._fill = QColor(fill)
        self._pen.setColor(QColor(border))
        self.update()

    def add(self, widget: QWidget) -> QWidget:
        """Put `widget` below the others and return it."""
        self.body.addWidget(widget)
        return widget

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._fill)
        painter.setPen(self._pen)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
