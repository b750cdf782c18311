"""A page of the window: heading, actions, content."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID, heading


class Page(QWidget):
    """Base of all pages.  `name` is the page's key for texts and help.

    A page overrides what it needs of: `refresh()` (it is shown again), `again()` (it is asked
    for while it is open), `leave()` (another page comes; returns False to stay), `keep()` (the
    window is to be closed; returns why what was typed cannot be stored), `undo()`,
    `redo()`, `accept_files(paths)`, `search()` (Ctrl+F), `final()` (Ctrl+E), `mail()` (Ctrl+M),
    `print_page()` (Ctrl+P), `switch()` (F6), `escape()` (Esc), `first_focus()` (the widget that
    takes the keyboard when the page comes).
    """

    name = ""

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self.ui = ui
        self.t = ui.texts
        self.head = QHBoxLayout()
        self.head.setSpacing(GRID)
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * GRID)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        outer.setSpacing(2 * GRID)
        outer.addLayout(self.head)
        outer.addLayout(self.body, 1)

    def set_title(self, text: str) -> None:
        """The page's heading; also its name for a screen reader."""
        label = heading(text)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.head.insertWidget(0, label)
        self.entitle(text)

    def entitle(self, text: str) -> None:
        """Call the page so: for a screen reader, and in the window's title."""
        self.setAccessibleName(text)
        self.setWindowTitle(text)

    def refresh(self) -> None:
        """The page is shown again."""

    def again(self) -> None:
        """The page is asked for while it is shown: back to what it begins with."""
        self.refresh()

    def leave(self) -> bool:
        """Another page comes; False keeps this one."""
        return True

    def keep(self) -> LoiError | None:
        """The window is to be closed: store what was typed; why that cannot be, if so."""
        self.leave()
        return None
