"""What stands in the list's place while there is nothing in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID, scaled
from loi_desktop.gui.widgets.card import Card


class Empty(Card):
    """An icon, one sentence and what can be done now."""

    def __init__(self, ui: Ui, icon: str, buttons: Sequence[QPushButton]) -> None:
        super().__init__(ui.theme.colours)
        sign = QLabel()
        sign.setPixmap(ui.icons(icon, ui.theme.colours.muted).pixmap(40, 40))
        sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        scaled(self.words, 1.2)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setSpacing(GRID)
        line.addStretch(1)
        self.buttons = tuple(buttons)
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
        inner = QVBoxLayout()
        inner.setSpacing(2 * GRID)
        inner.addStretch(2)
        for part in (sign, self.words, row):
            inner.addWidget(part)
        inner.addStretch(3)
        self.body.addLayout(inner)

    @property
    def first(self) -> QPushButton:
        """The first button that is offered just now."""
        return next((button for button in self.buttons if not button.isHidden()), self.buttons[0])
