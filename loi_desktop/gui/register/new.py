"""A new letter: which call it answers, and who writes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui import dates
from loi_desktop.gui.context import Ui
from loi_desktop.gui.page import Page
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.chip import Chip
from loi_desktop.gui.widgets.scrolling import scrolling
from loi_desktop.model.call import Call


class NewLetterPage(Page):
    """A card for each call; its button begins the letter."""

    name = "new"

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui)
        self.set_title(self.t("ui.new.title"))
        self.head.setStretch(0, 1)
        self._begins: list[Button] = []
        self._cancel = Button(self.t("ui.new.back"), ui.icons("arrow-left"))
        self._cancel.clicked.connect(self._back)
        self.head.addWidget(self._cancel)
        self._sender = QComboBox()
        content = QWidget()
        self._cards = QVBoxLayout(content)
        self._cards.setContentsMargins(0, 0, GRID, 0)
        self._cards.setSpacing(2 * GRID)
        question = QLabel(self.t("ui.new.question"))
        question.setWordWrap(True)
        self.body.addWidget(question)
        self.body.addWidget(scrolling(content), 1)
        self._fill()

    def first_focus(self) -> QWidget:
        """The button of the first call."""
        return self._begins[0] if self._begins else self._cancel

    def _fill(self) -> None:
        try:
            profiles = self.ui.desk.senders.list()
            calls = self.ui.desk.calls.list()
            usual = self.ui.desk.senders.usual(self.ui.desk.settings.load().profile)
        except LoiError as error:
            self._cards.addWidget(QLabel(self.t.error(error)))
            return
        if len(profiles) > 1:
            for profile in profiles:
                self._sender.addItem(profile.sender.name or profile.id, profile.id)
            self._sender.setCurrentIndex(max(0, self._sender.findData(usual.id if usual else "")))
            form = QFormLayout()
            form.addRow(self.t("ui.new.sender"), self._sender)
            self._cards.addLayout(form)
        for call in calls:
            self._cards.addWidget(self._card(call))
        self._cards.addStretch(1)

    def _card(self, call: Call) -> Card:
        language = self.t.language
        title = call.title.get(language)
        card = Card(self.ui.theme.colours)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        words.addWidget(heading(title, 1.2))
        facts = self._facts(call)
        if facts:
            words.addWidget(muted(facts, self.ui.theme.colours))
        if call.summary:
            summary = QLabel(call.summary.get(language))
            summary.setTextFormat(Qt.TextFormat.PlainText)
            summary.setWordWrap(True)
            words.addWidget(summary)
        row.addLayout(words, 1)
        row.addLayout(self._beside(call, title))
        card.body.addLayout(row)
        return card

    def _facts(self, call: Call) -> str:
        deadline = self.t("ui.home.deadline", day=dates.day(self.t, call.deadline)) if call.deadline else ""
        return " · ".join(part for part in (call.coordinator, deadline) if part)

    def _beside(self, call: Call, title: str) -> QVBoxLayout:
        c = self.ui.theme.colours
        column = QVBoxLayout()
        column.setSpacing(GRID)
        begin = Button(self.t("ui.new.begin"), self.ui.icons("file-plus"))
        begin.setAccessibleName(self.t("ui.new.begin-call", call=title))
        begin.setObjectName(call.id)
        begin.clicked.connect(self._begin)
        self._begins.append(begin)
        column.addWidget(begin)
        if dates.passed(self.ui.desk.clock, call.deadline):
            chip = Chip(self.t("ui.new.passed"), c.warn, c.warn_soft)
            column.addWidget(chip, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        return column

    def _begin(self) -> None:
        letters = self.ui.desk.letters
        try:
            declaration = letters.declaration(self.sender().objectName(), self._sender.currentData() or "")
        except LoiError as error:
            self.ui.frame.say(self.t.error(error), bad=True)
            return
        self.ui.frame.edit(letters.start(declaration))

    def _back(self) -> None:
        self.ui.frame.go("letters")
