"""*Förderaufrufe*: what one can write for; a dropped package becomes another one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loi_desktop.errors import InputError, LoiError
from loi_desktop.gui.calls.card import CallCard
from loi_desktop.gui.context import Ui
from loi_desktop.gui.page import Page
from loi_desktop.gui.theme import GRID, heading, mix, muted
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.given import given_note
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.gui.widgets.scrolling import Scrolling, clear
from loi_desktop.model.call import Call

_MOST_WIDTH = 110 * GRID


class CallsPage(Page):
    """Every usable call as a card; packages that are broken are named."""

    name = "calls"

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui)
        self.cards: tuple[CallCard, ...] = ()
        self.broken: tuple[Marked, ...] = ()
        self.set_title(self.t("ui.calls.title"))
        self.head.setStretch(0, 1)
        self.add = Button(self.t("ui.calls.add"), ui.icons("plus"))
        self.add.clicked.connect(self._choose)
        self.head.addWidget(self.add)
        self.add.setVisible(ui.desk.calls.changeable)
        self._scroll = Scrolling()
        self._scroll.column.setContentsMargins(0, 0, GRID, 0)
        self._scroll.setMaximumWidth(_MOST_WIDTH)
        self.body.addWidget(self._scroll)

    def refresh(self) -> None:
        """Read again which calls there are."""
        calls = self.ui.desk.calls
        try:
            usable, broken = calls.list(), calls.broken()
        except LoiError as error:
            self._failed(error)
            return
        clear(self._scroll.column)
        self.cards = tuple(self._card(call, accent=n == 0) for n, call in enumerate(usable))
        for card in self.cards:
            self._scroll.column.addWidget(card)
        if broken:
            self._scroll.column.addWidget(self._broken(broken))
        may = calls.changeable
        self._scroll.column.addWidget(self._target() if may else given_note(self.ui, "ui.given.calls"))
        self._scroll.column.addStretch(1)

    def first_focus(self) -> QWidget:
        """The keyboard waits at the first call."""
        return self.cards[0].begin if self.cards else self.add

    def accept_files(self, files: Sequence[Path]) -> None:
        """Dropped: each is added."""
        for file in files:
            work = partial(self.ui.desk.calls.add, file)
            self.ui.jobs.run(work, while_alive(self, self._added), self._failed)

    def _card(self, call: Call, *, accent: bool) -> CallCard:
        card = CallCard(self.ui, call, accent=accent)
        card.begin_wanted.connect(self._begin)
        card.remove_wanted.connect(self._remove)
        return card

    def _broken(self, errors: Sequence[InputError]) -> Card:
        colours = self.ui.theme.colours
        card = Card(colours, border=colours.bad)
        card.add(heading(self.t("ui.calls.broken"), 1.1))
        lines = []
        for error in errors:
            line = Marked(self.ui.icons, colours, wrap=True)
            line.say(self.t.error(error), "bad")
            card.add(line)
            if self.ui.desk.calls.removable(error):
                card.body.addWidget(self._remove_file(str(error.data["file"])), 0, Qt.AlignmentFlag.AlignLeft)
            lines.append(line)
        self.broken = tuple(lines)
        card.add(muted(self.t("ui.calls.broken-where", folder=str(self.ui.desk.data.calls)), colours))
        return card

    def _remove_file(self, file: str) -> Button:
        """The way to be rid of a file that cannot be read."""
        button = Button(self.t("ui.calls.remove-file"), self.ui.icons("trash-2"))
        button.setAccessibleName(f"{button.text()}: {file}")
        button.clicked.connect(partial(self._remove, file, file))
        return button

    def _target(self) -> Card:
        """The visible place to drop; the whole page takes files."""
        c = self.ui.theme.colours
        card = Card(c, fill=mix(c.surface, c.accent_soft, 0.5), border=c.accent, dashed=True)
        card.add(heading(self.t("ui.calls.drop"), 1.0))
        card.add(muted(self.t("ui.calls.drop-hint"), c))
        return card

    def _choose(self) -> None:
        file = self.ui.dialogs.open_file(self, self.t("ui.calls.choose"), self.t("ui.calls.pattern"))
        if file is not None:
            self.accept_files([file])

    def _added(self, call: Call) -> None:
        self.refresh()
        self.ui.frame.say(self.t("ui.calls.added", name=call.title.get(self.t.language)))

    def _begin(self, call_id: str) -> None:
        letters = self.ui.desk.letters
        try:
            record = letters.start(letters.declaration(call_id))
        except LoiError as error:
            self._failed(error)
            return
        self.ui.frame.edit(record)

    def _remove(self, call_id: str, title: str) -> None:
        t = self.t
        question = t("ui.calls.remove-question", name=title)
        if not self.ui.dialogs.confirm(self, t("ui.calls.remove"), question, t("ui.calls.remove-verb")):
            return
        work = partial(self.ui.desk.calls.remove, call_id)
        self.ui.jobs.run(work, while_alive(self, partial(self._removed, title)), self._failed)

    def _removed(self, title: str, _: object) -> None:
        self.refresh()
        self.ui.frame.say(self.t("ui.calls.removed", name=title))

    def _failed(self, error: LoiError) -> None:
        self.ui.frame.say(self.t.error(error), bad=True)
