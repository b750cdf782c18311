"""The door to foreign files: a worker process reads them, this one only waits for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from loi_desktop.errors import InputError
from loi_desktop.foreign.job import Failure, Refusal, Task, Why, read_answer, write_job

WORKER_FLAG = "--worker"
# How a process ends that hits its limits: a reader gave up for want of memory (abort); the
# system ended it; pdfium's own out-of-memory code on Windows; the processor's time is up.
_MEMORY_SIGNALS = ("SIGABRT", "SIGKILL")
_WINDOWS_OUT_OF_MEMORY = 0xE0000008
_TIME_SIGNALS = ("SIGXCPU",)

_Answer = TypeVar("_Answer", bound=Struct)


class WorkerError(Exception):
    """No answer: the worker could not `start`, ran out of `time` (after `seconds`) or of
    `memory`, or ended in a `crash`; `detail` names the crash.
    """

    def __init__(self, why: Why, seconds: float, detail: str = "") -> None:
        super().__init__(f"{why} {detail}".strip())
        self.why = why
        self.seconds = seconds
        self.detail = detail


class Runner:
    """Does tasks in a worker process with limits of time and memory.

    `seconds` is the wall-clock time until the worker is ended, `memory_mib` its address
    space (POSIX) or private memory (Windows).
    """

    def __init__(self, *, seconds: float = 20.0, memory_mib: int = 1024) -> None:
        self._seconds = seconds
        self._memory_mib = memory_mib

    def run(
        self, task: Task, answer: type[_Answer], *contents: bytes, seconds: float | None = None
    ) -> _Answer:
        """What `task` says of `contents`, within `seconds` where it needs another time.

        The worker reads copies in a folder of its own, which goes with it.  Raises the
        task's InputError, WorkerError.
        """
        allowed = self._seconds if seconds is None else seconds
        try:
            with tempfile.TemporaryDirectory(prefix="loi-", ignore_cleanup_errors=True) as name:
                folder = Path(name)
                write_job(folder, task, contents, allowed, self._memory_mib)
                status = _ended(folder, allowed)
                said = read_answer(folder, answer | Refusal | Failure)
        except subprocess.TimeoutExpired as error:
            raise WorkerError("time", allowed) from error
        except OSError as error:
            raise WorkerError("start", allowed) from error
        if isinstance(said, answer):
            return said
        if isinstance(said, Refusal):
            raise InputError(said.code, **said.data)
        failure = said if isinstance(said, Failure) else _end(status)
        raise WorkerError(failure.why, allowed, failure.detail)


def _ended(folder: Path, seconds: float) -> int:
    """Run the worker on `folder` to its end; how it ended."""
    done = subprocess.run(
        _command(folder),
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    return done.returncode


def _end(status: int) -> Failure:
    """What a process that left no answer died of."""
    if status in _by_signals(_TIME_SIGNALS):
        return Failure("time")
    if status in (_WINDOWS_OUT_OF_MEMORY, *_by_signals(_MEMORY_SIGNALS)):
        return Failure("memory")
    return Failure("crash", f"exit {status}")


def _by_signals(names: tuple[str, ...]) -> tuple[int, ...]:
    """The exit statuses of these signals; Windows does not know them all, nor ends by them."""
    return tuple(-getattr(signal, name) for name in names if hasattr(signal, name))


def _command(folder: Path) -> list[str]:
    """The program calls itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG, str(folder)]
    return [sys.executable, "-P", "-m", "loi_desktop", WORKER_FLAG, str(folder)]


def _environment() -> dict[str, str]:
    """Ours, and the way to this very package, from wherever it is run."""
    package = str(Path(__file__).parents[2])
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (package, known)))}
