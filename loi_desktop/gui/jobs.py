"""Background work: pure function → runnable → signal.  The window never waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid

from loi_desktop.errors import LoiError

Work = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[LoiError], None]


class _Job(QRunnable):
    def __init__(self, work: Work, done: Done, failed: Failed | None, settled: Any) -> None:
        super().__init__()
        self._work = work
        self.done = done
        self.failed = failed
        self._settled = settled
        self.setAutoDelete(False)

    def run(self) -> None:
        try:
            result, error = self._work(), None
        except Exception as raised:  # noqa: BLE001 - whatever happens goes to the window's thread
            result, error = None, raised
        self._settled.emit(self, result, error)


class Jobs(QObject):
    """Runs functions beside the window, one at a time and in order."""

    crashed = Signal(object)
    _settled = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._running: set[_Job] = set()
        self._closed = False
        # queued, so that results arrive in the window's thread whoever emits them
        self._settled.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Work, done: Done, failed: Failed | None = None) -> None:
        """Run `work`; then `done(result)` or `failed(error)` in the window's thread.

        An error that no room raised on purpose goes to `crashed`, and `failed` is given a
        LoiError `program.bug` in its place: whoever waits must not wait for ever.
        """
        if self._closed:
            return
        job = _Job(work, done, failed, self._settled)
        self._running.add(job)
        self._pool.start(job)

    @property
    def busy(self) -> bool:
        """Whether anything is running or waits."""
        return bool(self._running)

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Wait for what is running; for leaving the program."""
        return self._pool.waitForDone(milliseconds)

    def close(self) -> None:
        """The window goes: finish what was asked, tell nobody, begin nothing more."""
        self._closed = True
        self._pool.waitForDone()
        self._running.clear()

    def _settle(self, job: _Job, result: Any, error: Exception | None) -> None:
        self._running.discard(job)
        if self._closed:
            return
        if error is None:
            job.done(result)
        elif isinstance(error, LoiError) and job.failed is not None:
            job.failed(error)
        else:
            self.crashed.emit(error)
            if job.failed is not None:
                job.failed(LoiError("program.bug"))


class Latest(QObject):
    """One job in flight; of what is asked meanwhile only the latest is run.  Neither a bug in
    a job nor one in what is made of its result keeps the next from running.
    """

    def __init__(self, jobs: Jobs, done: Done, failed: Failed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._done = done
        self._failed = failed
        self._flying = False
        self._next: Work | None = None

    def ask(self, work: Work) -> None:
        """Run `work` now, or next."""
        if self._flying:
            self._next = work
            return
        self._flying = True
        self._jobs.run(work, self._finish, self._fail)

    @property
    def busy(self) -> bool:
        """Whether a newer result is on its way."""
        return self._flying

    def _finish(self, result: Any) -> None:
        if not isValid(self):  # whoever asked is gone
            return
        self._flying = False
        try:
            self._done(result)
        finally:
            self._go_on()

    def _fail(self, error: LoiError) -> None:
        if not isValid(self):
            return
        self._flying = False
        try:
            self._failed(error)
        finally:
            self._go_on()

    def _go_on(self) -> None:
        work, self._next = self._next, None
        if work is not None and not self._flying:
            self.ask(work)
