"""Where the window of a data folder listens; known without loading Qt's sockets."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDir

from loi_desktop.paths import DataFolder


def server_name(data: DataFolder) -> str:
    """One for each person, session and data folder: a socket file on Unix, a named pipe on
    Windows (which knows no sessions itself: a window on another screen must not answer).
    """
    folder = os.path.normcase(str(data.root.resolve()))
    windows = sys.platform == "win32"
    person = f"{os.environ.get('USERNAME', '')} {_session()}" if windows else str(os.getuid())
    whole = QCryptographicHash.hash(f"{person}\n{folder}".encode(), QCryptographicHash.Algorithm.Sha256)
    mark = bytes(whole.toHex().data()).decode()[:24]
    name = f"loi-desktop-{mark}"
    if windows:
        return name
    return str(_folder() / name)


def lock_file(data: DataFolder) -> str:
    """What a start holds until its window listens there (`turn.py`)."""
    return str(_folder() / Path(server_name(data) + ".lock").name)


def _folder() -> Path:
    """For what goes with the session."""
    own = "" if sys.platform == "win32" else os.environ.get("XDG_RUNTIME_DIR")
    return Path(own or QDir.tempPath())


def _session() -> int:
    """The number of the session on a terminal server; 0 elsewhere."""
    if sys.platform != "win32":
        return 0
    import ctypes
    from ctypes import wintypes

    number = wintypes.DWORD()
    known = ctypes.WinDLL("kernel32").ProcessIdToSessionId(os.getpid(), ctypes.byref(number))
    return int(number.value) if known else 0


def may_answer(name: str) -> bool:
    """Whether a window may be listening there.  On Unix a socket that somebody else has put
    there is not spoken to.
    """
    if sys.platform == "win32":
        return True
    try:
        return Path(name).stat().st_uid == os.getuid()
    except OSError:
        return False
