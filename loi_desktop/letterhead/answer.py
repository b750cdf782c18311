"""What the worker process hands back: a reading, or the reason why there is none."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from loi_desktop.model.background import Background

JOB = "job.json"
ANSWER = "answer.bin"
PREVIEW_WIDTH_PX = 600
LARGE_WIDTH_PX = 1200


class Job(Struct, frozen=True):
    """What to read: the file, perhaps another one for the following sheets, within which limits.
    With `dpi` the file is a letter of ours, whose pages become pictures.
    """

    file: str
    following: str
    name: str
    seconds: float
    memory_mib: int
    dpi: int = 0


class Reading(Struct, frozen=True, tag="reading"):
    """The cleaned letterhead and pictures (PNG, 600 and 1,200 pixels wide) of its first page."""

    background: Background
    preview: bytes
    large: bytes


class Pages(Struct, frozen=True, tag="pages"):
    """The pages of a letter as PNG."""

    pictures: tuple[bytes, ...]


class Refusal(Struct, frozen=True, tag="refusal"):
    """The file cannot be used: code and data of the InputError."""

    code: str
    data: dict[str, str | int | float]


def write_answer(folder: Path, answer: Reading | Pages | Refusal) -> None:
    """Leave `answer` where the parent process looks for it."""
    (folder / ANSWER).write_bytes(msgspec.msgpack.encode(answer))


def read_answer(folder: Path) -> Reading | Pages | Refusal | None:
    """The worker's answer; None where it died before it gave one."""
    try:
        content = (folder / ANSWER).read_bytes()
        return msgspec.msgpack.decode(content, type=Reading | Pages | Refusal)
    except (OSError, msgspec.MsgspecError):
        return None
