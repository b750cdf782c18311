"""The line above the page: the result of what was just done, with *Rückgängig*."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from loi_desktop.gui.icons import Icons
from loi_desktop.gui.theme import GRID, Colours
from loi_desktop.texts import Texts

if TYPE_CHECKING:
    from loi_desktop.gui.widgets.button import Button
    from loi_desktop.gui.widgets.card import Card


class Notice(QWidget):
    """Says one thing at a time and speaks it; a failure stays until it is closed."""

    def __init__(self, texts: Texts, icons: Icons, colours: Colours) -> None:
        super().__init__()
        self._texts = texts
        self._icons = icons
        self._colours = colours
        self._card: Card | None = None
        self._undo: Callable[[], object] | None = None
        self._stays = False
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 0)
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None, *, bad: bool) -> None:
        """Show and speak `text` instead of whatever stood here."""
        self.clear()
        self._undo = undo
        self._stays = bad
        self._card = self._build(text, bad=bad)
        self._layout.addWidget(self._card)
        self.show()
        self._speak(text, bad=bad)

    @property
    def text(self) -> str:
        """What is being said, or nothing."""
        label = self._card.findChild(QLabel, "said") if self._card else None
        return label.text() if label else ""

    @property
    def can_undo(self) -> bool:
        """Whether *Rückgängig* stands here."""
        return self._undo is not None

    def undo(self) -> None:
        """Take back what the notice speaks of; once."""
        undo = self._undo
        self.clear()
        if undo is not None:
            undo()

    def settle_soon(self) -> None:
        """The next action has begun: what was said before it goes, a failure stays.  What a
        button itself has to say comes first.
        """
        said = self.text
        if said and not self._stays:
            QTimer.singleShot(0, self, lambda: self._settle(said))

    def _settle(self, said: str) -> None:
        if self.text == said and not self._stays:
            self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._undo = None
        self.hide()
        if self._card is not None:
            self._card.deleteLater()
            self._card = None

    def _build(self, text: str, *, bad: bool) -> Card:
        from loi_desktop.gui.widgets.card import Card

        c = self._colours
        colour, ground = (c.bad, c.bad_soft) if bad else (c.accent, c.accent_soft)
        card = Card(c, fill=ground, border=colour)
        card.body.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        row = QHBoxLayout()
        row.setSpacing(GRID + GRID // 2)
        card.body.addLayout(row)
        sign = QLabel()
        sign.setPixmap(self._icons("circle-alert" if bad else "info", colour).pixmap(20, 20))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        sign.setContentsMargins(0, 6, 0, 0)
        said = QLabel(text)
        said.setObjectName("said")
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said.setWordWrap(True)
        said.setMinimumHeight(4 * GRID)
        row.addWidget(said, 1)
        if self._undo is not None:
            row.addWidget(self._button("ui.shell.undo", "undo-2", self.undo), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._button("ui.shell.close", "x", self.clear), 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _button(self, key: str, icon: str, done: Callable[[], None]) -> Button:
        from loi_desktop.gui.widgets.button import Button

        button = Button(self._texts(key), self._icons(icon))
        button.clicked.connect(done)
        if key.endswith("close"):
            button.setFlat(True)
        return button

    def _speak(self, text: str, *, bad: bool) -> None:
        spoken = QAccessibleAnnouncementEvent(self, text)
        urgent, calm = QAccessible.AnnouncementPoliteness.Assertive, QAccessible.AnnouncementPoliteness.Polite
        spoken.setPoliteness(urgent if bad else calm)
        QAccessible.updateAccessibility(spoken)
