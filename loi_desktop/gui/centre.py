"""The window's content: navigation on the left, beside it the notice above the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loi_desktop.gui.icons import Icons
from loi_desktop.gui.navigation import Navigation
from loi_desktop.gui.stage import Stage
from loi_desktop.gui.theme import Colours
from loi_desktop.texts import Texts

if TYPE_CHECKING:  # what is not needed before the window is on the screen
    from loi_desktop.gui.notice import Notice


class Centre(QWidget):
    """`navigation` and `stage`; the notice is added as soon as there is something to say."""

    def __init__(self, texts: Texts, icons: Icons, colours: Colours) -> None:
        super().__init__()
        self._parts = (texts, icons, colours)
        self.navigation = Navigation(texts, icons, colours)
        self.stage = Stage()
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.stage, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(self._column, 1)

    def add_notice(self) -> Notice:
        """The line above the page."""
        from loi_desktop.gui.notice import Notice

        notice = Notice(*self._parts)
        self._column.insertWidget(0, notice)
        return notice

    @property
    def navigation_in_use(self) -> bool:
        """Whether the keyboard is in the navigation."""
        focused = self.window().focusWidget()
        return focused is not None and self.navigation.isAncestorOf(focused)
