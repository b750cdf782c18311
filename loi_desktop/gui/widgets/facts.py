"""Two columns to read: a table without lines that is as high as its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from loi_desktop.gui.theme import Colours, tint


class Facts(QTableWidget):
    """What stands left is secondary, what stands right is read; the arrow keys go from row
    to row, Tab leaves it, Ctrl+C copies the row in use.
    """

    def __init__(self, name: str, colours: Colours, *, ground: str = "") -> None:
        super().__init__(0, 2)
        self._rows: list[tuple[str, str]] = []
        self._muted = QBrush(QColor(colours.muted))
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(0)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        tint(self, QPalette.ColorRole.Base, ground or colours.surface)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these rows instead."""
        self._rows = list(rows)
        self.setRowCount(len(rows))
        for number, (left, right) in enumerate(rows):
            term, text = QTableWidgetItem(left), QTableWidgetItem(right)
            term.setForeground(self._muted)
            for item in (term, text):
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            term.setFlags(Qt.ItemFlag.ItemIsEnabled)
            text.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.setItem(number, 0, term)
            self.setItem(number, 1, text)
        self._fit()

    def rows(self) -> list[tuple[str, str]]:
        """What stands in it."""
        return list(self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def _fit(self) -> None:
        self.resizeRowsToContents()
        height = self.verticalHeader().length() + 2
        if height != self.minimumHeight():
            self.setFixedHeight(height)
