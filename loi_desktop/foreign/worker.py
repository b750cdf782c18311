"""What the worker process does: `loi-desktop --worker FOLDER` (`app.worker` says which tasks there are)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from loi_desktop.errors import InputError
from loi_desktop.foreign.job import Failure, Job, Refusal, read_contents, read_job, write_answer
from loi_desktop.foreign.limits import limit


def work(folder: Path, tasks: Any) -> int:
    """Do the job in `folder`, a task of a type in the union `tasks`; 0: there is an answer."""
    job = read_job(folder)
    limit(seconds=job.seconds, memory_mib=job.memory_mib)
    write_answer(folder, _answer(folder, job, tasks))
    return 0


def _answer(folder: Path, job: Job, tasks: Any) -> Struct:
    """Whatever foreign bytes make the readers throw ends as an answer."""
    try:
        answer: Struct = msgspec.json.decode(job.task, type=tasks).do(*read_contents(folder, job))
    except InputError as error:
        return Refusal(error.code, error.data)
    except MemoryError:
        return Failure("memory")
    except Exception as error:  # noqa: BLE001 - the border of the process
        return Failure("crash", type(error).__name__)
    return answer
