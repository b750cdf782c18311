"""Python's cycle collector, kept to the window's thread.

It runs in whichever thread allocates.  In the thread of background work it would free
widgets there, which ends the program; and it would pause the drawing of a page.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 1000


class Collector(QObject):
    """Collects from a timer, as often as Python's own thresholds ask for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Python collects no longer by itself."""
        gc.disable()
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        due = [
            n
            for n, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > limit
        ]
        if due:
            gc.collect(due[-1])
