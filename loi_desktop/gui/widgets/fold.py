"""A section that folds, with a word on how complete it is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from loi_desktop.gui.icons import Icons
from loi_desktop.gui.theme import GRID, Colours, scaled
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.marked import Marked


class Fold(Card):
    """Title as a button, the state beside it, the content below while it is open."""

    def __init__(self, title: str, icons: Icons, colours: Colours) -> None:
        super().__init__(colours)
        self._title = title
        self._icons = icons
        self._colours = colours
        self.button = QToolButton()
        self.button.setText(title)
        self.button.setCheckable(True)
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
        self.button.toggled.connect(self._toggle)
        self._toggle(open_=False)

    def set_open(self, open_: bool) -> None:
        """Unfold or fold."""
        self.button.setChecked(open_)

    def say(self, text: str, kind: str) -> None:
        """The word beside the title; `kind`: *good* or *warn*."""
        self.state.say(text, kind)
        self.button.setAccessibleName(f"{self._title}, {text}")

    def _toggle(self, open_: bool) -> None:
        self.button.setIcon(self._icons("chevron-down" if open_ else "chevron-right"))
        self.content.setVisible(open_)
