"""Letter files from outside: chosen, dropped, double-clicked, handed over by a second start."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from loi_desktop.errors import LoiError

if TYPE_CHECKING:
    from loi_desktop.gui.window import MainWindow

_ASK_AGAIN_MS = 500


class Incoming(QObject):
    """Makes new drafts of them; the files stay where they are."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def open(self, files: Sequence[Path]) -> None:
        """A new draft from each `.loi` file, the last one is shown; a call file is added as if
        it were dropped on the page of the calls.
        """
        from loi_desktop.services.calls import SUFFIX

        window, record = self._window, None
        calls = [file for file in files if file.name.casefold().endswith(SUFFIX)]
        if calls:
            self._add_calls(calls)
        for file in files:
            if file in calls:
                continue
            try:
                record = window.ui.desk.letters.open_file(file)
            except LoiError as error:
                window.say(window.texts.error(error), bad=True)
        if record is not None:
            window.edit(record)

    def _add_calls(self, files: Sequence[Path]) -> None:
        from loi_desktop.gui.calls.page import CallsPage

        self._window.go("calls")
        if isinstance(self._window.page, CallsPage):  # the open page may want to stay
            self._window.page.accept_files(files)

    def choose(self) -> None:
        """Ctrl+O: choose a `.loi` file."""
        from loi_desktop.services.loifile import SUFFIX

        t, dialogs = self._window.texts, self._window.ui.dialogs
        pattern = t("ui.shell.open-pattern", suffix=SUFFIX)
        file = dialogs.open_file(self._window, t("ui.shell.open-title"), pattern)
        if file is not None:
            self.open([file])

    def receive(self, file: str) -> None:
        """A second start: come to the front with its file ('' for none).  A question that
        stands open comes first.
        """
        if QApplication.activeModalWidget() is not None:
            QTimer.singleShot(_ASK_AGAIN_MS, self, partial(self.receive, file))
            return
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if file:
            self.open([Path(file)])
