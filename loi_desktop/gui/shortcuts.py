"""The keys that work everywhere in the window (ui.md §4)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from loi_desktop.gui.routes import MAIN

if TYPE_CHECKING:
    from loi_desktop.gui.incoming import Incoming
    from loi_desktop.gui.window import MainWindow

_TO_PAGE = {
    "Ctrl+F": "search",
    "Ctrl+P": "print_page",
    "Ctrl+E": "final",
    "Ctrl+M": "mail",
    "F6": "switch",
}


# A text field would take some of them for itself: on Linux Ctrl+E is its end of line.
NOT_FOR_FIELDS = frozenset({"Ctrl+N", "Ctrl+O", *_TO_PAGE})


class Shortcuts(QObject):
    """Lives as long as the window; what a page does not know, it does not do."""

    def __init__(self, window: MainWindow, incoming: Incoming) -> None:
        super().__init__(window)
        self._window = window
        self._add("Ctrl+N", partial(window.go, "new"))
        self._add("Ctrl+O", incoming.choose)
        self._add("Ctrl+Z", window.undo)
        self._add("Ctrl+Y", window.redo)
        self._add("Ctrl+Shift+Z", window.redo)
        self._add("F1", window.help)
        self._add("Esc", self._escape)
        for keys, method in _TO_PAGE.items():
            self._add(keys, partial(window.tell_page, method))
        for number, page in enumerate(MAIN, 1):
            self._add(f"Ctrl+{number}", partial(window.go, page))

    def _add(self, keys: str, done: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._window)
        shortcut.activated.connect(done)

    def _escape(self) -> None:
        """Leave what Enter would confirm: proposals, then the notice, then an errand."""
        proposals = QApplication.activePopupWidget()
        if proposals is not None:
            proposals.hide()
        elif self._window.notice.text:
            self._window.notice.clear()
        elif self._window.page.name in ("help", "new"):
            self._window.back()
        else:
            self._window.tell_page("escape")
