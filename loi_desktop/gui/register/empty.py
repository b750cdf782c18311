"""What stands in the list's place while there is nothing in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID, scaled
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.services.letters import Filter


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


class Nothing(Empty):
    """No letter fits the filter and the search: says so, and where there are some.

    `show_wanted` (filter): show it and search no longer; `search_wanted` (filter): search there.
    """

    show_wanted = Signal(str)
    search_wanted = Signal(str)

    def __init__(self, ui: Ui) -> None:
        self.all = Button(ui.texts("ui.home.show-all"))
        self.bin = Button(ui.texts("ui.home.show-bin"))
        self.everywhere = Button(ui.texts("ui.home.search-all"))
        self.in_bin = Button(ui.texts("ui.home.search-bin"))
        super().__init__(ui, "search", (self.all, self.bin, self.everywhere, self.in_bin))
        self._t = ui.texts
        for button, wanted, name in (
            (self.all, self.show_wanted, "all"),
            (self.bin, self.show_wanted, "trash"),
            (self.everywhere, self.search_wanted, "all"),
            (self.in_bin, self.search_wanted, "trash"),
        ):
            button.clicked.connect(lambda _=False, wanted=wanted, name=name: wanted.emit(name))

    def explain(self, current: Filter, words: str, found: Mapping[Filter, int]) -> None:
        """Nothing under `current`; `found`: what the words (or none) find under each filter."""
        elsewhere = [name for name, n in found.items() if n and name not in {"all", current}]
        if not words:
            left = elsewhere == ["trash"]
            here = "trash" if current == "trash" else "here"
            self._offer(self.bin if left else self.all)
            self.words.setText(self._t("ui.home.nothing-left" if left else f"ui.home.nothing-{here}"))
            return
        if not elsewhere:
            self._offer(self.all)
            self.words.setText(self._t("ui.home.nothing-found", words=words))
            return
        self._offer(self.everywhere if found["all"] else self.in_bin)
        where = ", ".join(f"{self._t(f'ui.home.filter-{name}')} {found[name]}" for name in elsewhere)
        here = self._t(f"ui.home.filter-{current}")
        self.words.setText(self._t("ui.home.nothing-found-here", here=here, words=words, where=where))

    def trouble(self, words: str) -> None:
        """The list cannot be shown."""
        self._offer(None)
        self.words.setText(words)

    def _offer(self, wanted: QPushButton | None) -> None:
        for button in self.buttons:
            button.setVisible(button is wanted)
