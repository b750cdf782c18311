"""The bar that stays while something typed is not on disk."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.marked import Marked

# Errors whose sentence says itself that what was typed is still there.
_NAMES_THE_TEXT = frozenset({"register.gone", "register.locked", "register.unwritable"})


class SaveBar(Card):
    """*Erneut versuchen* and *Als Datei speichern*; hidden while all is well."""

    retry = Signal()
    elsewhere = Signal()

    def __init__(self, ui: Ui) -> None:
        colours = ui.theme.colours
        super().__init__(colours, fill=colours.bad_soft, border=colours.bad)
        self._t = ui.texts
        self.words = Marked(ui.icons, colours, wrap=True)
        self.again = Button(self._t("ui.editor.retry"))
        self.as_file = Button(self._t("ui.editor.save-elsewhere"))
        self.again.clicked.connect(self.retry)
        self.as_file.clicked.connect(self.elsewhere)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.words, 1)
        for button in (self.again, self.as_file):
            row.addWidget(button)
        self.body.setContentsMargins(GRID + GRID // 2, GRID // 2, GRID, GRID // 2)
        self.body.addLayout(row)
        self.hide()

    def say(self, error: LoiError) -> None:
        """Nothing is lost, but it is in the window alone."""
        key = "ui.editor.not-saved.short" if error.code in _NAMES_THE_TEXT else "ui.editor.not-saved"
        self.words.say(self._t(key, why=self._t.error(error)), "bad")
        self.show()
