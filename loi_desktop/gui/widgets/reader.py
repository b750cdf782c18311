"""Titles on the left, the text that belongs to the chosen one on the right."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from loi_desktop.gui.theme import GRID, Colours, tint
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.slimbar import slim

_READABLE = 100 * GRID  # longer lines are hard to follow


class Reader(QWidget):
    """`chosen`: another title, by its number; `followed`: a link of the text.  It opens
    nothing itself.
    """

    chosen = Signal(int)
    followed = Signal(QUrl)

    def __init__(self, colours: Colours, *, titles: list[str], list_name: str, text_name: str) -> None:
        super().__init__()
        self.list = self._build_list(colours, titles)
        self.list.setAccessibleName(list_name)
        self.text = self._build_text()
        self.text.setAccessibleName(text_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self.list)
        card = Card(colours)
        card.body.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        card.add(self.text)
        card.setMaximumWidth(_READABLE)
        row.addWidget(card, 1)
        row.addStretch()

    def choose(self, number: int) -> None:
        """Choose a title as if it had been clicked."""
        self.list.setCurrentRow(number)

    def show_markdown(self, markdown: str) -> None:
        """Show Markdown; headings are a size smaller than Qt makes them."""
        lines = (f"#{line}" if line.startswith("#") else line for line in markdown.splitlines())
        self.text.setMarkdown("\n".join(lines))

    def show_plain(self, text: str) -> None:
        """Show a text as it is."""
        self.text.setPlainText(text)

    def _build_list(self, colours: Colours, titles: list[str]) -> QListWidget:
        made = QListWidget()
        made.setFrameShape(QFrame.Shape.NoFrame)
        slim(made)
        tint(made, QPalette.ColorRole.Base, colours.window)
        tint(made, QPalette.ColorRole.Highlight, colours.accent_soft)
        tint(made, QPalette.ColorRole.HighlightedText, colours.text)
        made.addItems(titles)
        made.setSpacing(2)
        made.setFixedWidth(made.sizeHintForColumn(0) + 6 * GRID)
        made.currentRowChanged.connect(self._choose)
        return made

    def _build_text(self) -> QTextBrowser:
        made = QTextBrowser()
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setOpenLinks(False)
        made.setTabChangesFocus(True)
        made.document().setIndentWidth(2.5 * GRID)
        slim(made)
        made.anchorClicked.connect(self.followed)
        return made

    def _choose(self, number: int) -> None:
        for row in range(self.list.count()):
            font = self.list.font()
            font.setBold(row == number)
            self.list.item(row).setFont(font)
        self.chosen.emit(number)
