"""A bug: one calm sentence, the details for the IT without personal data, a line in the log."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, qVersion

from loi_desktop.errors import LoiError
from loi_desktop.gui.dialogs import Dialogs
from loi_desktop.paths import DataFolder, default_data_folder
from loi_desktop.texts import Texts


class Crash(QObject):
    """Takes what nobody caught, from the window's thread and from background work."""

    def __init__(
        self, data: DataFolder, dialogs: Dialogs, texts: Callable[[], Texts], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._data = data
        self._dialogs = dialogs
        self._texts = texts
        self._showing = False
        self._told: set[str] = set()

    def install(self) -> None:
        """Be the program's last word on exceptions."""
        sys.excepthook = self.caught

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """As `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        details = report(error)
        log(details, self._data)
        self._show_soon(error, details)

    def background(self, error: BaseException) -> None:
        """What background work raised.  The same bug is told once: work that is begun with
        each key would stop the clerk at each key, and its own place says that it failed.
        """
        details = report(error)
        log(details, self._data)
        if details not in self._told:
            self._told.add(details)
            self._show_soon(error, details)

    def _show_soon(self, error: BaseException, details: str) -> None:
        # shown from the event loop: whatever was half done is over by then
        QTimer.singleShot(0, self, lambda: self._show(error, details))

    def _show(self, error: BaseException, details: str) -> None:
        if self._showing:
            return
        self._showing = True
        t = self._texts()
        text = t("ui.shell.bug-text")
        if isinstance(error, LoiError) and t.has(f"error.{error.code}"):
            text = t.error(error)
        try:
            self._dialogs.tell(None, t("ui.shell.bug-title"), text, details, t("ui.shell.bug-copy"))
        finally:
            self._showing = False


def report(error: BaseException) -> str:
    """What the IT is told, without anything that was typed."""
    from loi_desktop.services import crashlog

    return crashlog.report(error, f"Qt {qVersion()}")


def log(details: str, data: DataFolder | None) -> Path | None:
    """Keep `details`; the log's file, None where no folder takes it (the dialog still shows them)."""
    from loi_desktop.services import crashlog

    own = (data.logs,) if data is not None else ()
    return crashlog.keep(details, (*own, DataFolder(default_data_folder()).logs))
