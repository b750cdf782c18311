"""Before the first letter: where the letters lie they would be lost; choose another folder."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.moving import ask_and_move
from loi_desktop.gui.page import Page
from loi_desktop.gui.theme import GRID, muted, primary
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.gui.widgets.scrolling import scrolling

_CARD_WIDTH = 90 * GRID


class PlacePage(Page):
    """Comes first with a profile that does not last, until a folder is chosen or the loss accepted."""

    name = "place"

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui)
        place = ui.desk.place
        self._kind = place.volatile() or ""
        self.set_title(self.t("ui.place.title"))
        self.head.setStretch(0, 1)
        self.stay = Button(self.t("ui.place.stay" if place.movable else "ui.place.understood"))
        self.stay.clicked.connect(self._stay)
        self.choose = primary(self.t("ui.place.choose"), ui.theme.colours)
        self.choose.clicked.connect(partial(ask_and_move, self, _nothing_typed, self._go_on))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, GRID + GRID // 2, 0)
        column.addWidget(self._card(movable=place.movable))
        column.addStretch(1)
        self.body.addWidget(scrolling(content), 1)

    def first_focus(self) -> QWidget:
        """The way out."""
        return self.choose if self.ui.desk.place.movable else self.stay

    def _card(self, *, movable: bool) -> Card:
        t, c = self.t, self.ui.theme.colours
        card = Card(c, fill=c.warn_soft, border=c.warn)
        card.setMaximumWidth(_CARD_WIDTH)
        said = Marked(self.ui.icons, c, wrap=True)
        said.say("\n".join(t.finding(finding) for finding in self.ui.desk.place.warning()), "warn")
        card.add(said)
        words = QLabel(t("ui.place.words" if movable else "ui.place.ask-it"))
        words.setWordWrap(True)
        card.add(words)
        if movable:
            card.add(muted(t("ui.place.again"), c))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.choose)
        row.addWidget(self.stay)
        if not movable:
            self.choose.hide()
        row.addStretch(1)
        card.body.addSpacing(GRID)
        card.body.addLayout(row)
        return card

    def _stay(self) -> None:
        """Accepted for this kind of profile; said again when it becomes another."""
        try:
            self.ui.desk.settings.change(place_accepted=self._kind)
        except LoiError as error:
            self.ui.frame.go("letters")
            self.ui.frame.say(self.t.error(error), bad=True)
            return
        self.ui.frame.go("start")

    def _go_on(self) -> None:
        self.ui.frame.go("start")


def _nothing_typed() -> bool:
    return True
