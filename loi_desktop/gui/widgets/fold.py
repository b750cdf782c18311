"""A section that folds, with a word on how complete it is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from loi_desktop.gui.icons import Icons
from loi_desktop.gui.theme import GRID, Colours, scaled
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.marked import Marked


class _Head(QToolButton):
    """Enter presses it, not the space bar alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class Fold(Card):
    """Title as a button, the state beside it, the content below while it is open.  `words`
    say *open* and *folded* to a screen reader.
    """

    def __init__(self, title: str, words: tuple[str, str], icons: Icons, colours: Colours) -> None:
        super().__init__(colours)
        self._title = title
        self._words = words
        self._icons = icons
        self._colours = colours
        self.button = _Head()
        self.button.setText(title)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(2 * GRID, 2 * GRID))
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setMinimumHeight(4 * GRID)
        scaled(self.button, 1.08, bold=True)
        self.state = Marked(icons, colours)
        self.content = QWidget()
        self.inside = QVBoxLayout(self.content)
        self.inside.setContentsMargins(0, GRID, 0, 0)
        self.inside.setSpacing(2 * GRID)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.button, 1)
        head.addWidget(self.state)
        self.body.setContentsMargins(GRID, GRID // 2, 2 * GRID, GRID // 2)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(self.content)
        self.inside.setContentsMargins(GRID, GRID, 0, GRID)
        self.button.clicked.connect(self._toggle)
        self.set_open(False)

    def set_open(self, open_: bool) -> None:
        """Unfold or fold."""
        self.content.setVisible(open_)
        self.button.setIcon(self._icons("chevron-down" if open_ else "chevron-right"))
        self._tell()

    def say(self, text: str, kind: str) -> None:
        """The word beside the title; `kind`: *good*, *warn* or *muted*."""
        self.state.say(text, kind)
        self._tell()

    @property
    def is_open(self) -> bool:
        """Whether the content is to be seen."""
        return not self.content.isHidden()

    def _tell(self) -> None:
        state = self._words[0 if self.is_open else 1]
        said = [self._title, self.state.text, state]
        self.button.setAccessibleName(", ".join(word for word in said if word))

    def _toggle(self) -> None:
        self.set_open(not self.is_open)
