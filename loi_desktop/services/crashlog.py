"""What a bug leaves behind: versions and places in our own code, never what somebody typed.

Nothing else is ever logged: a log of starts or actions would say when who worked.  Loaded
once there is a bug: logging's handlers load much that a start does not need.
"""

from __future__ import annotations

import logging
import platform
import traceback
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path

from loi_desktop import __version__
from loi_desktop.errors import LoiError

FILE = "loi-desktop.log"
_BYTES = 256_000
_OLDER_FILES = 3


def report(error: BaseException, more: str = "") -> str:
    """Versions (`more` names others), kind and places of `error`; no values, no message, no
    folder of this computer.
    """
    system = f"{platform.system()} {platform.release()}"
    head = [f"LoI-Desktop {__version__}", system, f"Python {platform.python_version()}", more]
    kind = [type(error).__name__, error.code if isinstance(error, LoiError) else ""]
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([" · ".join(filter(None, head)), " ".join(filter(None, kind)), *places])


def keep(text: str, folders: Iterable[Path]) -> Path | None:
    """Add `text` to the log in the first of `folders` that takes it; the file, or None.
    The log turns over at 256 kB; three older ones are kept.
    """
    for folder in folders:
        file = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handler = _Handler(file, maxBytes=_BYTES, backupCount=_OLDER_FILES, encoding="utf-8")
        except OSError:
            continue
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        try:
            handler.handle(logging.LogRecord("loi_desktop", logging.ERROR, "", 0, text, None, None))
        except OSError:
            continue
        finally:
            handler.close()
        return file
    return None


class _Handler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's own name
        """A full disk is not printed anywhere: the caller tries the next folder."""
        raise  # noqa: PLE0704 - called from within the handler's own except


def _place(filename: str) -> str:
    parts = Path(filename).parts
    known = [n for n, part in enumerate(parts) if part in ("loi_desktop", "site-packages")]
    return "/".join(parts[known[-1] :]) if known else parts[-1]
