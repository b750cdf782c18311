"""The writers' lock: held for one write, freed by the system when its process dies."""

from __future__ import annotations

import contextlib
import platform
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from loi_desktop.errors import OutputError, RegisterError

LOCK = "register.lock"
HOLDER = "holder.txt"

_POLL_S = 0.01


class WriteLock:
    """One process at a time writes to the register in `folder`.

    Beside the lock stands the name of the computer that took it last, for the sentence to
    those who wait; on Windows the lock file itself cannot be read while it is held.
    """

    def __init__(self, folder: Path, seconds: float) -> None:
        self._folder = folder
        self._seconds = seconds
        # Where a folder knows no locks, a file that merely exists would outlive a process
        # that was killed and shut everybody out: better no writing there at all.
        self._lock = FileLock(folder / LOCK, poll_interval=_POLL_S, fallback_to_soft=False)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; makes the folder.

        Raises RegisterError `register.locked` after `seconds`, OutputError
        `register.unwritable` where the folder takes no file or knows no locks.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=self._seconds)
        except Timeout as error:
            raise RegisterError(
                "register.locked", holder=self._holder() or "?", folder=str(self._folder)
            ) from error
        except (OSError, NotImplementedError) as error:
            raise OutputError("register.unwritable", folder=str(self._folder)) from error
        try:
            self._sign()
            yield
        finally:
            self._lock.release()

    def _holder(self) -> str:
        try:
            return (self._folder / HOLDER).read_text("utf-8").strip()[:80]
        except (OSError, UnicodeError):
            return ""

    def _sign(self) -> None:
        name = platform.node() or "?"
        if self._holder() != name[:80]:
            # Only a courtesy: a full disk shows when the record itself is written.
            with contextlib.suppress(OSError):
                (self._folder / HOLDER).write_text(f"{name}\n", "utf-8")
