"""A field with its words above it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from loi_desktop.gui.theme import GRID, Colours, muted


def labelled(words: str, field: QWidget, colours: Colours, hint: str = "") -> QWidget:
    """Label, field and hint below each other; the words are the field's name."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID // 2)
    label = QLabel(words)
    label.setWordWrap(True)
    label.setBuddy(field.focusProxy() or field)
    target = getattr(field, "field", None) or field
    target.setAccessibleName(words)
    if isinstance(target, QLineEdit):
        target.setTextMargins(GRID // 2, 0, GRID // 2, 0)
    column.addWidget(label)
    column.addWidget(field)
    if hint:
        column.addWidget(muted(hint, colours))
        target.setAccessibleDescription(hint)
    column.addStretch(1)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return box


class Columns(QWidget):
    """Fields side by side where there is room, below each other where there is not.

    `least` is the width in logical pixels below which a column is too narrow.
    """

    def __init__(self, *fields: QWidget, stretches: tuple[int, ...] = (), least: int = 180) -> None:
        super().__init__()
        self._fields = fields
        self._stretches = stretches or tuple(1 for _ in fields)
        self._least = least
        self._across = -1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID + GRID // 2)
        self._place(len(fields))

    def resizeEvent(self, event: object) -> None:
        room = self.width() >= self._least * len(self._fields)
        self._place(len(self._fields) if room else 1)

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for number, field in enumerate(self._fields):
            self._grid.addWidget(field, number // across, number % across, Qt.AlignmentFlag.AlignTop)
        for number, stretch in enumerate(self._stretches):
            self._grid.setColumnStretch(number, stretch if number < across else 0)
