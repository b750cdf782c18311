"""The door to foreign files: a worker process reads them, this one only waits for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from loi_desktop.errors import InputError, OutputError
from loi_desktop.letterhead.answer import JOB, Job, Pages, Reading, Refusal, read_answer
from loi_desktop.letterhead.names import display_name
from loi_desktop.model.background import Background

WORKER_FLAG = "--letterhead-worker"
_MOST_BYTES = 50_000_000
_DRAWING_SECONDS = 120.0  # thirty pages at 300 dpi take some 25
# How a process ends that hits its limits: the processor's time is up; a reader gave up for
# want of memory (abort); the system ended it; pdfium's own out-of-memory code on Windows.
_LIMIT_SIGNALS = ("SIGXCPU", "SIGABRT", "SIGKILL")
_WINDOWS_OUT_OF_MEMORY = 0xE0000008


class Inspector:
    """Runs the reading of foreign files in a worker process with limits of time and memory.

    `seconds` is the wall-clock time until the worker is ended, `memory_mib` its address
    space (POSIX) or private memory (Windows).
    """

    def __init__(self, *, seconds: float = 20.0, memory_mib: int = 1024) -> None:
        self._seconds = seconds
        self._memory_mib = memory_mib

    def inspect(self, file: Path, *, following: Path | None = None, name: str = "") -> Background:
        """The letterhead in `file`: a PDF (its second page is the following sheet) or a
        picture; `following` is another file for the following sheet.

        Raises InputError `letterhead.missing`, `.empty`, `.not-a-pdf`, `.encrypted`,
        `.too-large`, `.not-a4`, `.unreadable`, `.runs-away`, each with `file`.
        """
        return self.read(file, following=following, name=name).background

    def read(self, file: Path, *, following: Path | None = None, name: str = "") -> Reading:
        """As `inspect`, with pictures of the first page."""
        for each in (file, following):
            if each is not None:
                _look_at(each)
        try:
            with tempfile.TemporaryDirectory(prefix="loi-", ignore_cleanup_errors=True) as folder:
                return self._read(Path(folder), file, following, name)
        except OSError as error:
            raise OutputError("letterhead.no-worker", file=file.name) from error

    def pages(self, pdf: bytes, dpi: int) -> tuple[bytes, ...]:
        """The pages of a letter of ours as PNG.  Raises OutputError (`pictures.not-drawn`)."""
        try:
            with tempfile.TemporaryDirectory(prefix="loi-", ignore_cleanup_errors=True) as name:
                folder = Path(name)
                file = folder / "letter.pdf"
                file.write_bytes(pdf)
                job = Job(str(file), "", "", _DRAWING_SECONDS, self._memory_mib, dpi)
                answer = self._run(folder, job)
        except OSError as error:
            raise OutputError("pictures.not-drawn") from error
        if not isinstance(answer, Pages):
            raise OutputError("pictures.not-drawn")
        return answer.pictures

    def _read(self, folder: Path, file: Path, following: Path | None, name: str) -> Reading:
        job = Job(
            file=str(file.absolute()),
            following=str(following.absolute()) if following else "",
            name=display_name(name, file),
            seconds=self._seconds,
            memory_mib=self._memory_mib,
        )
        answer = self._run(folder, job)
        if isinstance(answer, Reading):
            return answer
        refusal = answer if isinstance(answer, Refusal) else Refusal("letterhead.unreadable", {})
        raise InputError(refusal.code, **{**refusal.data, "file": file.name})

    def _run(self, folder: Path, job: Job) -> Reading | Pages | Refusal:
        (folder / JOB).write_bytes(msgspec.json.encode(job))
        try:
            done = subprocess.run(
                _command(folder),
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=job.seconds,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except subprocess.TimeoutExpired:
            return Refusal("letterhead.runs-away", {"seconds": round(job.seconds)})
        answer = read_answer(folder)
        if answer is not None:
            return answer
        if _hit_a_limit(done.returncode):
            return Refusal("letterhead.runs-away", {"seconds": round(job.seconds)})
        return Refusal("letterhead.unreadable", {"detail": f"exit {done.returncode}"})  # a reader crashed


def _hit_a_limit(status: int) -> bool:
    signals = (getattr(signal, name, None) for name in _LIMIT_SIGNALS)
    return status == _WINDOWS_OUT_OF_MEMORY or any(s is not None and status == -s for s in signals)


def _look_at(file: Path) -> None:
    """What can be told without opening the file."""
    try:
        size = file.stat().st_size
    except (OSError, ValueError) as error:
        raise InputError("letterhead.missing", file=file.name) from error
    if not file.is_file():
        raise InputError("letterhead.missing", file=file.name)
    if size == 0:
        raise InputError("letterhead.empty", file=file.name)
    if size > _MOST_BYTES:
        raise InputError("letterhead.too-large", file=file.name, megabytes=_MOST_BYTES // 1_000_000)


def _command(folder: Path) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG, str(folder)]
    return [sys.executable, "-P", "-m", "loi_desktop.letterhead.worker", str(folder)]


def _environment() -> dict[str, str]:
    """Ours, and the way to this very package, from wherever it is run."""
    package = str(Path(__file__).parents[2])
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (package, known)))}
