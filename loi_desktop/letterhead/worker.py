"""The process that reads a foreign file: `python -m loi_desktop.letterhead.worker FOLDER`.

FOLDER holds the job and takes the answer.  In a frozen program the same is reached by
`loi-desktop --letterhead-worker FOLDER`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from loi_desktop.errors import InputError
from loi_desktop.letterhead.answer import JOB, Job, Pages, Reading, Refusal, write_answer
from loi_desktop.letterhead.limits import limit

MOST_BYTES = 50_000_000


def main(arguments: Sequence[str]) -> int:
    """Do the job in the folder that `arguments` name; 0: there is an answer."""
    folder = Path(arguments[0])
    job = msgspec.json.decode((folder / JOB).read_bytes(), type=Job)
    limit(seconds=job.seconds, memory_mib=job.memory_mib)
    write_answer(folder, _answer(job))
    return 0


def _answer(job: Job) -> Reading | Pages | Refusal:
    """Whatever a foreign file makes the readers throw ends as an answer."""
    try:
        if job.dpi:
            from loi_desktop.letterhead.look import page_pictures

            return Pages(page_pictures(_content(job.file), job.dpi))
        from loi_desktop.letterhead.reading import read

        following = _content(job.following) if job.following else None
        return read(_content(job.file), following, job.name)
    except InputError as error:
        return Refusal(error.code, error.data)
    except MemoryError:
        return Refusal("letterhead.runs-away", {})
    except Exception as error:  # noqa: BLE001 - the border of the process
        return Refusal("letterhead.unreadable", {"detail": type(error).__name__})


def _content(file: str) -> bytes:
    with Path(file).open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise InputError("letterhead.too-large", megabytes=MOST_BYTES // 1_000_000)
    return content


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
