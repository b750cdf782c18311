"""The letterheads: cards with pictures; a dropped PDF or picture becomes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.editor.header import Title
from loi_desktop.gui.letterhead.card import CheckingCard, LetterheadCard
from loi_desktop.gui.letterhead.details import Details
from loi_desktop.gui.page import Page
from loi_desktop.gui.theme import GRID, heading, mix, muted
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.button import Button, back_link
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.given import given_note
from loi_desktop.gui.widgets.scrolling import Scrolling, clear
from loi_desktop.model.background import Background
from loi_desktop.services.letterheads import LetterheadInfo


class LetterheadsPage(Page):
    """An overview, and the details of one letterhead."""

    name = "letterheads"

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui)
        self.cards: tuple[LetterheadCard, ...] = ()
        self.details: Details | None = None
        self._checking: dict[int, CheckingCard] = {}
        self._count = 0
        self._build()

    def _build(self) -> None:
        t, colours = self.t, self.ui.theme.colours
        self.back = back_link(t("ui.letterheads.title"), self.ui.icons, colours)
        self.back.clicked.connect(self.show_overview)
        self.title = Title()
        self.add = Button(t("ui.letterheads.add"), self.ui.icons("plus", colours.on_accent), accent=True)
        self.add.clicked.connect(self._choose)
        self.head.addWidget(self.back)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.add)
        self._views = QStackedWidget()
        self._overview = Scrolling()
        self._overview.column.setContentsMargins(0, 0, GRID, 0)
        self._views.addWidget(self._overview)
        self.body.addWidget(self._views)
        self._name_page("")

    # what the window asks ---------------------------------------------------------------

    def refresh(self) -> None:
        """Read again which letterheads there are."""
        if self.details is None:
            self.show_overview()

    def again(self) -> None:
        """From the details to the overview."""
        focused = self.window().focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self.show_overview()
        if inside:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """The keyboard waits where a letterhead comes in."""
        if self.details is not None:
            return self.back
        return self.add if self.add.isVisibleTo(self) or not self.cards else self.cards[0].open

    def leave(self) -> bool:
        """Keep what was typed in the details."""
        if self.details is not None:
            self.details.keep()
        return True

    def escape(self) -> None:
        """Esc: from the details to the overview."""
        if self.details is not None:
            self.show_overview()

    def accept_files(self, files: Sequence[Path]) -> None:
        """Dropped: each becomes a letterhead."""
        if self.details is not None:
            self.show_overview()
        for file in files:
            self._add(file)

    # overview ---------------------------------------------------------------------------

    def show_overview(self) -> None:
        """All letterheads."""
        self._close_details()
        self._name_page("")
        column = self._overview.column
        for card in self._checking.values():
            column.removeWidget(card)
        clear(column)
        try:
            stored = self.ui.desk.letterheads.list()
        except LoiError as error:
            self.ui.frame.say(self.t.error(error), bad=True)
            stored = ()
        for card in self._checking.values():
            column.addWidget(card)
        column.addWidget(self._card_row(stored) if stored else self._nothing())
        may = self.ui.desk.letterheads.changeable
        column.addWidget(self._target() if may else given_note(self.ui, "ui.given.letterheads"))
        column.addStretch(1)

    def _card_row(self, stored: Sequence[LetterheadInfo]) -> QWidget:
        row = QWidget()
        flow = Flow(row, gap=2 * GRID)
        self.cards = tuple(LetterheadCard(self.ui, info) for info in stored)
        for card in self.cards:
            card.wanted.connect(self.show_details)
            flow.addWidget(card)
            work = partial(self.ui.desk.letterheads.picture, card.id)
            # a damaged letterhead has no picture; its card says so in words
            self.ui.jobs.run(work, while_alive(card, card.show_picture), _without_picture)
        return row

    def _nothing(self) -> QWidget:
        self.cards = ()
        card = Card(self.ui.theme.colours)
        card.add(heading(self.t("ui.letterheads.empty"), 1.2))
        card.add(muted(self.t("ui.letterheads.empty-hint"), self.ui.theme.colours))
        return card

    def _target(self) -> Card:
        """The visible place to drop; the whole page takes files."""
        c = self.ui.theme.colours
        card = Card(c, fill=mix(c.surface, c.accent_soft, 0.5), border=c.accent, dashed=True)
        card.add(heading(self.t("ui.letterheads.drop"), 1.0))
        card.add(muted(self.t("ui.letterheads.drop-hint"), c))
        return card

    # adding -----------------------------------------------------------------------------

    def _choose(self) -> None:
        title, pattern = self.t("ui.letterheads.choose"), self.t("ui.letterheads.pattern")
        file = self.ui.dialogs.open_file(self, title, pattern)
        if file is not None:
            self.accept_files([file])

    def _add(self, file: Path) -> None:
        self._count += 1
        number = self._count
        card = CheckingCard(self.ui, file.name)
        card.cancelled.connect(partial(self._stop_waiting, number))
        self._checking[number] = card
        self._overview.column.insertWidget(0, card)
        desk = self.ui.desk

        def work() -> tuple[Background, bool]:
            before = {info.id for info in desk.letterheads.list()}
            added = desk.letterheads.add(file)
            return added, added.id not in before

        done = while_alive(self, partial(self._added, number))
        self.ui.jobs.run(work, done, while_alive(self, partial(self._refused, number)))

    def _added(self, number: int, result: tuple[Background, bool]) -> None:
        background, new = result
        if not self._stop_waiting(number):
            if new:
                self._run(partial(self.ui.desk.letterheads.remove, background.id))
            return
        key = "ui.letterheads.added" if new else "ui.letterheads.known"
        if self._checking:
            self.show_overview()
        else:
            self.show_details(background.id)
        self.ui.frame.say(self.t(key, name=background.name))

    def _refused(self, number: int, error: LoiError) -> None:
        if self._stop_waiting(number):
            self.ui.frame.say(self.t.error(error), bad=True)

    def _stop_waiting(self, number: int) -> bool:
        """Forget the card of a file; False where it was forgotten before."""
        card = self._checking.pop(number, None)
        if card is None:
            return False
        card.hide()
        card.deleteLater()
        return True

    # details ----------------------------------------------------------------------------

    def show_details(self, letterhead_id: str) -> None:
        """One letterhead: what was found, its margins, its name."""
        self._close_details()
        infos = [info for info in self.ui.desk.letterheads.list() if info.id == letterhead_id]
        if not infos:
            self.show_overview()
            return
        self.details = Details(self.ui, infos[0])
        self.details.renamed.connect(self._name_page)
        self.details.remove_wanted.connect(self._remove)
        self._views.addWidget(self.details)
        self._views.setCurrentWidget(self.details)
        self._name_page(infos[0].name)
        self.details.begin()

    def _close_details(self) -> None:
        if self.details is not None:
            self.details.keep()
            self._views.removeWidget(self.details)
            self.details.deleteLater()
            self.details = None

    def _remove(self, letterhead_id: str, name: str) -> None:
        t = self.t
        question = t("ui.letterheads.remove-question", name=name)
        if not self.ui.dialogs.confirm(
            self, t("ui.letterheads.remove"), question, t("ui.letterheads.remove-verb")
        ):
            return
        if self.details is not None:
            self.details.forget()
        work = partial(self.ui.desk.letterheads.remove, letterhead_id)
        self.ui.jobs.run(work, while_alive(self, partial(self._removed, name)), self._failed)

    def _removed(self, name: str, _: object) -> None:
        self.show_overview()
        self.ui.frame.say(self.t("ui.letterheads.removed", name=name))

    def _run(self, work: Callable[[], object]) -> None:
        self.ui.jobs.run(work, while_alive(self, lambda _: self.refresh()), self._failed)

    def _failed(self, error: LoiError) -> None:
        self.ui.frame.say(self.t.error(error), bad=True)

    def _name_page(self, letterhead: str) -> None:
        """The heading: the page's, or the letterhead's."""
        name = letterhead or self.t("ui.letterheads.title")
        self.title.say(name)
        self.entitle(name)
        self.back.setVisible(bool(letterhead))
        self.add.setVisible(not letterhead and self.ui.desk.letterheads.changeable)


def _without_picture(_: LoiError) -> None:
    """The card says in words what is wrong."""
