"""Of several starts at the same moment one builds the window; the others wait for it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QLockFile

# Longer than a start takes from here to its window on a slow computer.
_PATIENCE_S = 8.0
_ASK_AGAIN_S = 0.05
# A lock whose process has died counts no longer at once; this is for one that names no process,
# because its program was killed while writing it.  By then nobody waits for it any more.
_STALE_MS = 30_000


class Turn:
    """Held from before it is asked for a window until that window listens.  `file`: the lock."""

    def __init__(self, file: str) -> None:
        self._lock = QLockFile(file)
        self._lock.setStaleLockTime(_STALE_MS)

    def taken_over(self, ask: Callable[[], bool]) -> bool:
        """Whether a window answered `ask`: one that was open, or one that is being built now.

        False once it is this start's turn; also where no lock can be made, or the one who
        holds it does not come to an end.
        """
        patience = time.monotonic() + _PATIENCE_S
        while not self._lock.tryLock(0):
            if ask():
                return True
            held = self._lock.error() == QLockFile.LockError.LockFailedError
            if not held or time.monotonic() > patience:
                return False
            time.sleep(_ASK_AGAIN_S)
        if ask():
            self.end()
            return True
        return False

    def end(self) -> None:
        """The window listens, or there will be none."""
        self._lock.unlock()
