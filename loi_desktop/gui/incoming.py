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
        """A new draft from each `.loi` file: a single one is shown, several in the list.  A call
        file is added as if it were dropped on the page of the calls.
        """
        from loi_desktop.services.calls import SUFFIX

        calls = [file for file in files if file.name.casefold().endswith(SUFFIX)]
        if calls:
            self._add_calls(calls)
        window, records, errors = self._window, [], []
        for file in files:
            if file in calls:
                continue
            try:
                records.append(window.ui.desk.letters.open_file(file))
            except LoiError as error:
                errors.append(error)
        if len(records) == 1:
            window.edit(records[0])
        elif records:
            window.go("letters")
        self._tell(len(records), errors)

    def _tell(self, taken: int, errors: Sequence[LoiError]) -> None:
        """How many came in, where that is not one that is shown; and why others did not."""
        t, words = self._window.texts, []
        if taken > 1 or (taken and errors):
            words.append(t("ui.shell.opened", n=taken))
        if len(errors) > 1:
            words.append(t("ui.shell.not-opened", n=len(errors)))
        if errors:
            words.append(t.error(errors[0]))
        if words:
            self._window.say(" ".join(words), bad=bool(errors))

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

    def receive(self, files: Sequence[str]) -> None:
        """A second start: come to the front with its files.  A question that stands open
        comes first.
        """
        if QApplication.activeModalWidget() is not None:
            QTimer.singleShot(_ASK_AGAIN_MS, self, partial(self.receive, files))
            return
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if files:
            self.open([Path(file) for file in files])
