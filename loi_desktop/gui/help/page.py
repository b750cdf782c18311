"""Help for each page, from files on this computer; nothing is fetched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from loi_desktop.gui.context import Ui
from loi_desktop.gui.page import Page
from loi_desktop.gui.theme import GRID, tint
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.slimbar import slim
from loi_desktop.paths import resources

_READABLE = 100 * GRID  # longer lines are hard to follow
TOPICS = ("start", "letters", "editor", "finished", "letterheads", "senders", "calls", "settings")
# Pages without a help page of their own.
_ALSO = {"welcome": "start", "new": "letters", "help": "start"}


def help_file(language: str, topic: str) -> Path:
    """The page of `topic` in `language`."""
    return resources() / "help" / language / f"{topic}.md"


class HelpPage(Page):
    """The topics on the left, the page that belongs to where one was on the right."""

    name = "help"

    def __init__(self, ui: Ui, topic: str = "") -> None:
        super().__init__(ui)
        self.set_title(self.t("ui.shell.help"))
        self.head.setStretch(0, 1)
        back = Button(self.t("ui.help.back"), ui.icons("arrow-left"))
        back.clicked.connect(ui.frame.back)
        self.head.addWidget(back)
        self._topics = self._build_topics()
        self._text = self._build_text()
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self._topics)
        card = Card(ui.theme.colours)
        card.body.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        card.add(self._text)
        card.setMaximumWidth(_READABLE)
        row.addWidget(card, 1)
        row.addStretch()
        self.body.addLayout(row, 1)
        self.show_topic(_ALSO.get(topic, topic))

    def first_focus(self) -> QWidget:
        """The text: arrow keys read on at once."""
        return self._text

    def show_topic(self, topic: str) -> None:
        """Show the help on `topic`; an unknown one shows the beginning."""
        known = topic if topic in TOPICS else TOPICS[0]
        self._topics.setCurrentRow(TOPICS.index(known))

    def _build_topics(self) -> QListWidget:
        topics = QListWidget()
        topics.setAccessibleName(self.t("ui.help.topics"))
        topics.setFrameShape(QFrame.Shape.NoFrame)
        slim(topics)
        tint(topics, QPalette.ColorRole.Base, self.ui.theme.colours.window)
        tint(topics, QPalette.ColorRole.Highlight, self.ui.theme.colours.accent_soft)
        tint(topics, QPalette.ColorRole.HighlightedText, self.ui.theme.colours.text)
        for topic in TOPICS:
            item = QListWidgetItem(self.t(f"ui.help.topic-{topic}"))
            topics.addItem(item)
        topics.setSpacing(2)
        topics.setFixedWidth(topics.sizeHintForColumn(0) + 6 * GRID)
        topics.currentRowChanged.connect(self._show_row)
        return topics

    def _build_text(self) -> QTextBrowser:
        text = QTextBrowser()
        text.setAccessibleName(self.t("ui.help.text"))
        text.setFrameShape(QFrame.Shape.NoFrame)
        text.setOpenLinks(False)
        text.setTabChangesFocus(True)
        text.document().setIndentWidth(2.5 * GRID)
        slim(text)
        text.anchorClicked.connect(self._follow)
        return text

    def _show_row(self, row: int) -> None:
        for number in range(self._topics.count()):
            font = self._topics.font()
            font.setBold(number == row)
            self._topics.item(number).setFont(font)
        file = help_file(self.t.language, TOPICS[row])
        self._text.setMarkdown(_calm(file.read_text("utf-8")))

    def _follow(self, link: QUrl) -> None:
        """Links lead from help page to help page, nowhere else."""
        self.show_topic(link.fileName().removesuffix(".md"))


def _calm(markdown: str) -> str:
    """Headings a size smaller than Qt makes them."""
    return "\n".join(f"#{line}" if line.startswith("#") else line for line in markdown.splitlines())
