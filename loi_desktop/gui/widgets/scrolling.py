"""Content that scrolls up and down, never sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.slimbar import slim


def scrolling(content: QWidget) -> QScrollArea:
    """A scroll area around `content`, without a frame or a ground of its own.

    It takes no focus: its fields do, and the one in use is scrolled into sight.
    """
    area = QScrollArea()
    _calm(area)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    return area


class Scrolling(QScrollArea):
    """A scroll area with a column of its own: `column` takes its content."""

    def __init__(self) -> None:
        super().__init__()
        _calm(self)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2 * GRID)
        self.setWidget(content)
        content.setAutoFillBackground(False)


def clear(layout: QLayout) -> None:
    """Take everything out of `layout` and free it."""
    while layout.count():
        item = layout.takeAt(0)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def _calm(area: QScrollArea) -> None:
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    slim(area)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setBackgroundRole(QPalette.ColorRole.NoRole)
    area.viewport().setAutoFillBackground(False)
