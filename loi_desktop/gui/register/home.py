"""The list of all letters: find one, see how far it is, go on with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.page import Page
from loi_desktop.gui.register.details import Details
from loi_desktop.gui.register.empty import Empty, Nothing
from loi_desktop.gui.register.example import show_example
from loi_desktop.gui.register.filters import Filters
from loi_desktop.gui.register.table import LettersModel, LettersTable
from loi_desktop.gui.theme import GRID, muted, primary
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.services.letters import TRASH_DAYS, Filter, Summary

# What another window or a console has written is shown within two seconds.
_LOOK_EVERY_MS = 1500
# Below these sizes of the page (logical pixels) the details go under the list, and the
# filters into one field.
_NARROW, _LOW = 920, 500
_DETAILS_WIDTH = 40 * GRID


class HomePage(Page):
    """Every letter, drafts and sent ones, newest first."""

    name = "letters"

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui)
        self._seen: object = None
        self._wanted_id = ""
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Show the register as it is now; the chosen letter stays chosen."""
        try:
            self._seen = self.ui.desk.letters.changed()
            counts = self.ui.desk.letters.counts()
            lines = self.ui.desk.letters.list(self._filters.current, self._search.text())
        except LoiError as error:
            self._watch.stop()
            self._show_trouble(self.t.error(error))
            return
        self._filters.count(counts)
        self._bin_hint.setVisible(self._filters.current == "trash" and bool(lines))
        self._fill(lines, empty=not counts["all"] and not counts["trash"])
        self.ui.frame.status(self.t("ui.home.count", n=len(lines)) if lines else "")
        self._watch.start()

    def leave(self) -> bool:
        """Another page comes: nothing is watched meanwhile."""
        self._watch.stop()
        return True

    def search(self) -> None:
        """Ctrl+F: into the search."""
        if self._search.isVisible():
            self._search.setFocus()
            self._search.selectAll()

    def first_focus(self) -> QWidget:
        """Where the keyboard goes on when the page comes."""
        shown = self._places.currentWidget()
        return shown.first if isinstance(shown, Empty) else self._table

    def escape(self) -> None:
        """Esc empties the search."""
        self._search.clear()

    def mail(self) -> None:
        """Ctrl+M: where the chosen letter is prepared for sending."""
        self._open(self._table.current_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < _LOW
        compact = event.size().width() < _NARROW or low
        self._search.setFixedWidth(22 * GRID if compact else 36 * GRID)
        self._filters.set_low(low)
        self._details.set_compact(compact)
        if compact:
            self._beside.removeWidget(self._details)
            self._details.setMinimumWidth(0)
            self._details.setMaximumWidth(10_000)
            self.body.addWidget(self._details)
        else:
            self.body.removeWidget(self._details)
            self._details.setFixedWidth(_DETAILS_WIDTH)
            self._beside.addWidget(self._details)

    def _build(self) -> None:
        t = self.t
        self.set_title(t("ui.shell.letters"))
        self.head.setStretch(0, 1)
        self._search = QLineEdit()
        self._search.setPlaceholderText(t("ui.home.search-hint"))
        self._search.setAccessibleName(t("ui.home.search"))
        self._search.addAction(self.ui.icons("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.setClearButtonEnabled(True)
        self._search.setFixedHeight(4 * GRID)
        self.head.addWidget(self._search)
        self._new = primary(t("ui.home.new"), self.ui.theme.colours)
        self.head.addWidget(self._new)
        self._filters = Filters(self.ui)
        self.head.insertWidget(1, self._filters.field)
        self.body.addWidget(self._filters)
        self._bin_hint = muted(t("ui.home.bin-hint", n=TRASH_DAYS), self.ui.theme.colours)
        self._bin_hint.hide()
        self.body.addWidget(self._bin_hint)
        self._model = LettersModel(self.ui)
        self._table = LettersTable(self.ui, self._model)
        self._details = Details(self.ui)
        self._places = QStackedWidget()
        self._list = self._framed(self._table)
        self._places.addWidget(self._list)
        self._places.addWidget(self._build_empty())
        self._nothing = Nothing(self.ui)
        self._places.addWidget(self._nothing)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(2 * GRID)
        self._beside.addWidget(self._places, 1)
        self._beside.addWidget(self._details)
        self.body.addLayout(self._beside, 1)
        self._details.hide()

    def _framed(self, table: LettersTable) -> Card:
        card = Card(self.ui.theme.colours)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.add(table)
        return card

    def _build_empty(self) -> Empty:
        self._begin = primary(self.t("ui.home.new"), self.ui.theme.colours)
        self._example = Button(self.t("ui.home.example"), self.ui.icons("eye"))
        self._empty = Empty(self.ui, "file-text", (self._begin, self._example))
        self._empty.words.setText(self.t("ui.home.empty"))
        return self._empty

    def _connect(self) -> None:
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_EVERY_MS)
        self._watch.timeout.connect(self._look)
        for button in (self._new, self._begin):
            button.clicked.connect(self._go_new)
        self._example.clicked.connect(self._go_example)
        self._nothing.show_wanted.connect(self._show_filter)
        self._nothing.search_wanted.connect(self._search_in)
        self._search.textChanged.connect(self.refresh)
        self._filters.chosen.connect(self.refresh)
        self._table.chosen.connect(self._show_details)
        self._table.opened.connect(self._open)
        self._table.thrown_away.connect(self._trash)
        self._details.wanted.connect(self._act)

    # what is shown ---------------------------------------------------------------------

    def _look(self) -> None:
        if self.isVisible() and self.ui.desk.letters.changed() != self._seen:
            self.refresh()

    def _fill(self, lines: tuple[Summary, ...], *, empty: bool) -> None:
        chosen = self._wanted_id or self._table.current_id
        self._wanted_id = ""
        self._model.show(lines)
        for part in (self._search, self._filters.shown, self._new):
            part.setVisible(not empty)
        if not lines:
            words = self._search.text().strip()
            self._nothing.explain(self._filters.current, words, self.ui.desk.letters.counts(words))
            self._place(self._empty if empty else self._nothing)
            self._details.clear()
            return
        self._place(self._list)
        self._table.choose(chosen)
        self._show_details(self._table.current_id)

    def _place(self, widget: QWidget) -> None:
        self._places.setCurrentWidget(widget)

    def _show_trouble(self, words: str) -> None:
        for part in (self._search, self._filters.shown, self._new):
            part.hide()
        self._nothing.trouble(words)
        self._place(self._nothing)
        self._details.clear()

    def _show_filter(self, name: Filter) -> None:
        self._search.clear()
        self._search_in(name)

    def _search_in(self, name: Filter) -> None:
        self._filters.choose(name)
        self._table.setFocus()

    def _show_details(self, record_id: str) -> None:
        row = self._model.row_of(record_id)
        if row < 0:
            return
        try:
            record = self.ui.desk.letters.get(record_id)
        except LoiError as error:
            self.ui.frame.say(self.t.error(error), bad=True)
            return
        self._details.show_letter(self._model.lines[row], record)

    def _go_new(self) -> None:
        self.ui.frame.go("new")

    def _go_example(self) -> None:
        show_example(self.ui)

    # what is done ----------------------------------------------------------------------

    def _act(self, what: str) -> None:
        record_id = self._table.current_id
        actions = {
            "write": self._open,
            "open": self.ui.frame.show_version,
            "copy": self._copy,
            "trash": self._trash,
            "restore": self._restore,
            "remove": self._remove,
        }
        if record_id:
            actions[what](record_id)

    def _open(self, record_id: str) -> None:
        if record_id and self._filters.current != "trash":
            self.ui.frame.show_letter(record_id)

    def _copy(self, record_id: str) -> None:
        try:
            record = self.ui.desk.letters.duplicate(record_id)
        except LoiError as error:
            self.ui.frame.say(self.t.error(error), bad=True)
            return
        self.ui.frame.edit(record)
        # what may no longer fit is named: it came along, or it did not
        enclosed = [self.t("ui.home.copied-enclosures")] if record.current.enclosures else []
        self.ui.frame.say(" ".join([self.t("ui.home.copied"), *enclosed]))

    def _trash(self, record_id: str) -> None:
        line = self._model.lines[self._model.row_of(record_id)]
        if line.trashed:
            self._remove(record_id)
            return
        if self._changed(partial(self.ui.desk.letters.trash, record_id)):
            undo = partial(self._restore, record_id)
            self.ui.frame.say(self.t("ui.home.trashed", call=line.name), undo=undo)
            self._table.setFocus()

    def _restore(self, record_id: str) -> None:
        self._wanted_id = record_id
        if self._changed(partial(self.ui.desk.letters.restore, record_id)):
            self.ui.frame.say(self.t("ui.home.restored"))
            self._table.setFocus()

    def _remove(self, record_id: str) -> None:
        line = self._model.lines[self._model.row_of(record_id)]
        title, verb = self.t("ui.home.remove-title"), self.t("ui.home.remove")
        words = self.t("ui.home.remove-text", call=line.name, partner=line.partner or "–")
        if not self.ui.dialogs.confirm(self, title, words, verb):
            return
        if self._changed(partial(self.ui.desk.letters.remove, record_id)):
            self.ui.frame.say(self.t("ui.home.removed"))
            self._table.setFocus()

    def _changed(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except LoiError as error:
            self.ui.frame.say(self.t.error(error), bad=True)
            return False
        self.refresh()
        return True
