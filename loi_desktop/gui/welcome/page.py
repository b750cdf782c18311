"""The first start: three cards, each may stay empty; where the letters lie; an example."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.moving import ask_and_move
from loi_desktop.gui.page import Page
from loi_desktop.gui.register.example import show_example
from loi_desktop.gui.theme import GRID, muted, primary
from loi_desktop.gui.welcome.cards import LetterheadCard, OfficeCard, PeopleCard
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.given import given_note
from loi_desktop.gui.widgets.scrolling import scrolling
from loi_desktop.model.profile import Profile

_KEEP_AFTER_MS = 500
_SIDE_BY_SIDE = 860


class WelcomePage(Page):
    """A page like any other: what is typed is kept, and one may leave it at any time."""

    name = "welcome"

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui)
        self._profile = self._stored()
        self._build()
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_AFTER_MS)
        self._keep.timeout.connect(self._save)
        for card in (self._office, self._letterhead, self._people):
            card.changed.connect(self._keep.start)

    def leave(self) -> bool:
        """What was typed is stored, and the next start opens the letters."""
        error = self.keep()
        if error is not None:
            self.ui.frame.say(self.t.error(error), bad=True)
        return error is None

    def keep(self) -> LoiError | None:
        """Store the profile.  That one was here is worth no question: where it cannot be
        noted, the next start welcomes again.
        """
        error = self._store()
        if error is None:
            with suppress(LoiError):
                self.ui.desk.settings.change(welcomed=True)
        return error

    def accept_files(self, files: list[Path]) -> None:
        """A file that is dropped here is the letterhead."""
        self._letterhead.take(files[0])

    def first_focus(self) -> QWidget:
        """The first field."""
        return self._office.first

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= _SIDE_BY_SIDE
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def _build(self) -> None:
        t = self.t
        self.set_title(t("ui.welcome.title"))
        self.head.setStretch(0, 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, GRID + GRID // 2, 0)
        column.setSpacing(2 * GRID)
        words = QLabel(t("ui.welcome.words"))
        words.setWordWrap(True)
        column.addWidget(words)
        profile = self._profile
        self._office = OfficeCard(self.ui, profile)
        self._letterhead = LetterheadCard(self.ui, profile)
        self._people = PeopleCard(self.ui, profile)
        if not self.ui.desk.senders.changeable:
            column.addWidget(given_note(self.ui, "ui.given.sender"))
            for card in (self._office, self._letterhead, self._people):
                card.setEnabled(False)
        elif not self.ui.desk.letterheads.changeable:
            column.addWidget(given_note(self.ui, "ui.given.letterheads"))
            self._letterhead.setEnabled(False)
        self._row = QHBoxLayout()
        self._row.setSpacing(2 * GRID)
        for card in (self._office, self._letterhead, self._people):
            self._row.addWidget(card, 1)
        column.addLayout(self._row)
        column.addLayout(self._place_row())
        column.addStretch(1)
        self.body.addWidget(scrolling(content), 1)
        self.body.addLayout(self._buttons())

    def _place_row(self) -> QHBoxLayout:
        """Where the letters lie; the button only where another place would be remembered."""
        t, desk = self.t, self.ui.desk
        row = QHBoxLayout()
        row.setSpacing(GRID + GRID // 2)
        movable = desk.place.movable
        words = "ui.welcome.place-movable" if movable else "ui.welcome.place"
        row.addWidget(muted(t(words, folder=str(desk.data.root)), self.ui.theme.colours), 1)
        if movable:
            change = Button(t("ui.moving.change"), self.ui.icons("folder-open"))
            change.clicked.connect(partial(ask_and_move, self, self._save))
            row.addWidget(change)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addStretch(1)
        example = Button(self.t("ui.home.example"), self.ui.icons("eye"))
        example.clicked.connect(partial(show_example, self.ui))
        start = primary(self.t("ui.welcome.start"), self.ui.theme.colours)
        start.clicked.connect(partial(self.ui.frame.go, "letters"))
        row.addWidget(example)
        row.addWidget(start)
        return row

    def _stored(self) -> Profile | None:
        try:
            return next(iter(self.ui.desk.senders.list()), None)
        except LoiError as error:
            self.ui.frame.say(self.t.error(error), bad=True)
            return None

    def _save(self) -> bool:
        """Keep what is on the cards; say why where that cannot be."""
        error = self._store()
        if error is not None:
            self.ui.frame.say(self.t.error(error), bad=True)
        return error is None

    def _store(self) -> LoiError | None:
        """Keep what is on the cards as the office's first sender profile."""
        self._keep.stop()
        profile = self._profile or Profile("")
        for card in (self._office, self._letterhead, self._people):
            profile = card.fill(profile)
        if profile == (self._profile or Profile("")):
            return None
        senders = self.ui.desk.senders
        try:
            if not profile.id:
                profile = msgspec.structs.replace(profile, id=senders.new_id(profile.sender.name))
            senders.save(profile)
        except LoiError as error:
            return error
        self._profile = profile
        return None
