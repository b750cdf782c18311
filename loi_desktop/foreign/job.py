"""The folder that a worker process is given: the task, the foreign bytes, room for the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Protocol

import msgspec
from msgspec import Struct

from loi_desktop.errors import Datum

Why = Literal["start", "time", "memory", "crash"]
_JOB, _ANSWER = "job.json", "answer.bin"


class Task(Protocol):
    """What is to be found out about foreign bytes: a frozen Struct with a tag of its own."""

    def do(self, *contents: bytes) -> Struct:
        """The answer, a Struct with a tag.  Runs in the worker process; raises InputError."""
        ...


class Job(Struct, frozen=True):
    """A task (as JSON), how many files of bytes belong to it, and the limits of its process."""

    task: msgspec.Raw
    contents: int
    seconds: float
    memory_mib: int


class Refusal(Struct, frozen=True, tag="refusal"):
    """The bytes cannot be used: code and data of the task's InputError."""

    code: str
    data: dict[str, Datum]


class Failure(Struct, frozen=True, tag="failure"):
    """The reader got no further: for want of memory, or an error that nobody foresaw."""

    why: Why
    detail: str = ""


def write_job(folder: Path, task: Task, contents: tuple[bytes, ...], seconds: float, memory_mib: int) -> None:
    """Lay the task and copies of its bytes into `folder`: what is read can no longer change."""
    for number, content in enumerate(contents):
        (folder / str(number)).write_bytes(content)
    job = Job(msgspec.Raw(msgspec.json.encode(task)), len(contents), seconds, memory_mib)
    (folder / _JOB).write_bytes(msgspec.json.encode(job))


def read_job(folder: Path) -> Job:
    """The job in `folder`."""
    return msgspec.json.decode((folder / _JOB).read_bytes(), type=Job)


def read_contents(folder: Path, job: Job) -> tuple[bytes, ...]:
    """The bytes that belong to `job`, in order."""
    return tuple((folder / str(number)).read_bytes() for number in range(job.contents))


def write_answer(folder: Path, answer: Struct) -> None:
    """Leave `answer` where the parent process looks for it."""
    (folder / _ANSWER).write_bytes(msgspec.msgpack.encode(answer))


def read_answer(folder: Path, kind: Any) -> Any:
    """The worker's answer, of a type in `kind`; None where it died before it gave one."""
    try:
        return msgspec.msgpack.decode((folder / _ANSWER).read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        return None
