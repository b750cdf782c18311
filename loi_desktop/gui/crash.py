"""A bug: one calm sentence, the details for the IT without personal data, a line in the log."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, qVersion

from loi_desktop import __version__
from loi_desktop.errors import LoiError
from loi_desktop.gui.dialogs import Dialogs
from loi_desktop.paths import DataFolder
from loi_desktop.texts import Texts

_LOG_BYTES = 256_000
_LOG_FILES = 3


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
        details = report(error, trace)
        _log(self._data.logs, details)
        self._show_soon(error, details)

    def background(self, error: BaseException) -> None:
        """What background work raised.  The same bug is told once: work that is begun with
        each key would stop the clerk at each key, and its own place says that it failed.
        """
        details = report(error, error.__traceback__)
        _log(self._data.logs, details)
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


def report(error: BaseException, trace: TracebackType | None) -> str:
    """Versions and the places in our own code; no values, no texts, no folders of this computer."""
    import platform

    head = (
        f"LoI-Desktop {__version__} · {platform.system()} {platform.release()} · "
        f"Python {platform.python_version()} · Qt {qVersion()}"
    )
    name = f"{error.code}" if isinstance(error, LoiError) else ""
    places = [
        f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
    return "\n".join([head, f"{type(error).__name__} {name}".strip(), *places])


def _place(filename: str) -> str:
    parts = Path(filename).parts
    known = [n for n, part in enumerate(parts) if part in ("loi_desktop", "site-packages")]
    return "/".join(parts[known[-1] :]) if known else parts[-1]


def _log(folder: Path, details: str) -> None:
    import logging  # its handlers load much that a start without a bug does not need
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "window.log", maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8"
        )
    except OSError:
        return  # the dialog still shows the details
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    handler.handle(logging.LogRecord("loi_desktop", logging.ERROR, "", 0, details, None, None))
    handler.close()
