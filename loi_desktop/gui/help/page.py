"""Help for each page, from files on this computer; nothing is fetched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from loi_desktop.gui.context import Ui
from loi_desktop.gui.page import Page
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.reader import Reader
from loi_desktop.paths import resources

TOPICS = ("start", "letters", "editor", "finished", "letterheads", "senders", "calls", "settings")
# Pages without a help page of their own.
_ALSO = {"welcome": "start", "new": "letters", "help": "start", "licences": "settings"}


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
        self.reader = Reader(
            ui.theme.colours,
            titles=[self.t(f"ui.help.topic-{topic}") for topic in TOPICS],
            list_name=self.t("ui.help.topics"),
            text_name=self.t("ui.help.text"),
        )
        self.reader.chosen.connect(self._show)
        self.reader.followed.connect(self._follow)
        self.body.addWidget(self.reader, 1)
        self.show_topic(_ALSO.get(topic, topic))

    def first_focus(self) -> QWidget:
        """The text: arrow keys read on at once."""
        return self.reader.text

    def show_topic(self, topic: str) -> None:
        """Show the help on `topic`; an unknown one shows the beginning."""
        known = topic if topic in TOPICS else TOPICS[0]
        self.reader.choose(TOPICS.index(known))

    def _show(self, number: int) -> None:
        self.reader.show_markdown(help_file(self.t.language, TOPICS[number]).read_text("utf-8"))

    def _follow(self, link: QUrl) -> None:
        """Links lead from help page to help page, nowhere else."""
        self.show_topic(link.fileName().removesuffix(".md"))
