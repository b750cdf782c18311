"""A call: what it is about, until when, and the way to a letter."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QLabel, QWidget

from loi_desktop.gui import dates
from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.model.call import Call


class CallCard(Card):
    """`begin_wanted` (id): write a letter for it; `remove_wanted` (id, title)."""

    begin_wanted = Signal(str)
    remove_wanted = Signal(str, str)

    def __init__(self, ui: Ui, call: Call, *, accent: bool) -> None:
        super().__init__(ui.theme.colours)
        self._ui = ui
        self._call = call
        t, colours = ui.texts, ui.theme.colours
        self.title = call.title.get(t.language)
        self.add(heading(self.title, 1.2))
        self.deadline = Marked(ui.icons, colours, wrap=True)
        self.deadline.say(*self._deadline())
        self.add(self.deadline)
        if call.coordinator:
            self.add(muted(t("ui.calls.coordinator", name=call.coordinator), colours))
        if call.summary is not None:
            self.add(_words(call.summary.get(t.language)))
        if call.topics:
            self._add_topics(t("ui.calls.topics", n=len(call.topics)))
        self.add(self._buttons(accent=accent))

    def _deadline(self) -> tuple[str, str]:
        t, day = self._ui.texts, self._call.deadline
        if not day:
            return t("ui.calls.no-deadline"), "muted"
        written = _written(t.language, day)
        if dates.passed(self._ui.desk.clock, day):
            return t("ui.calls.passed", day=written), "warn"
        return t("ui.calls.deadline", day=written), "good"

    def _add_topics(self, title: str) -> None:
        """All of them below each other, unfolded by a button."""
        language = self._ui.texts.language

        lines = [f"{n}.  {topic.text.get(language)}" for n, topic in enumerate(self._call.topics, 1)]
        self.topics = _words("\n".join(lines))
        self.topics.setContentsMargins(GRID, 0, 0, 0)
        self.topics.hide()
        self.unfold = Button(title, self._ui.icons("chevron-right"))
        self.unfold.setFlat(True)
        self.unfold.setCheckable(True)
        self.unfold.setAccessibleName(f"{self.title}: {title}")
        self.unfold.toggled.connect(self._toggle)
        row = QWidget()
        Flow(row).addWidget(self.unfold)
        self.add(row)
        self.add(self.topics)

    def _toggle(self, open_: bool) -> None:
        self.unfold.setIcon(self._ui.icons("chevron-down" if open_ else "chevron-right"))
        self.topics.setVisible(open_)

    def _buttons(self, *, accent: bool) -> QWidget:
        t, colours = self._ui.texts, self._ui.theme.colours
        icon = self._ui.icons("file-pen-line", colours.on_accent if accent else "")
        self.begin = Button(t("ui.calls.begin"), icon, accent=accent)
        self.begin.setAccessibleName(f"{self.begin.text()}: {self.title}")
        self.begin.clicked.connect(self._begin)
        row = QWidget()
        flow = Flow(row)
        flow.addWidget(self.begin)
        if self._ui.desk.calls.removable(self._call):
            self.remove = Button(t("ui.calls.remove"), self._ui.icons("trash-2"))
            self.remove.setAccessibleName(f"{self.remove.text()}: {self.title}")
            self.remove.clicked.connect(self._remove)
            flow.addWidget(self.remove)
        return row

    def _begin(self) -> None:
        self.begin_wanted.emit(self._call.id)

    def _remove(self) -> None:
        self.remove_wanted.emit(self._call.id, self.title)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _written(language: str, day: str) -> str:
    """*17. April 2026* from an ISO date."""
    pattern = "d. MMMM yyyy" if language == "de" else "d MMMM yyyy"
    return QLocale(language).toString(QDate.fromString(day, "yyyy-MM-dd"), pattern)
