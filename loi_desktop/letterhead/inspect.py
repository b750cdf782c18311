"""From a file of the clerk's to a letterhead, or to the reason why there is none."""

from __future__ import annotations

from pathlib import Path

from loi_desktop.errors import InputError, OutputError
from loi_desktop.foreign.runner import Runner, WorkerError
from loi_desktop.letterhead.answers import Pages, Reading
from loi_desktop.letterhead.names import display_name
from loi_desktop.letterhead.tasks import DrawPages, ReadLetterhead
from loi_desktop.model.background import Background

_MOST_BYTES = 50_000_000
_DRAWING_SECONDS = 120.0  # thirty pages at 300 dpi take some 25


class Inspector:
    """Has letterheads read, and letters drawn, by the worker process."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def inspect(self, file: Path, *, following: Path | None = None, name: str = "") -> Background:
        """The letterhead in `file`: a PDF (its second page is the following sheet) or a
        picture; `following` is another file for the following sheet.

        Raises InputError `letterhead.missing`, `.empty`, `.not-a-pdf`, `.encrypted`,
        `.too-large`, `.not-a4`, `.unreadable`, `.runs-away`, OutputError `.no-worker`, each
        with `file`.
        """
        return self.read(file, following=following, name=name).background

    def read(self, file: Path, *, following: Path | None = None, name: str = "") -> Reading:
        """As `inspect`, with pictures of the first page."""
        contents = [_content(each) for each in (file, following) if each is not None]
        try:
            return self._runner.run(ReadLetterhead(display_name(name, file)), Reading, *contents)
        except InputError as error:
            raise InputError(error.code, **{**error.data, "file": file.name}) from error
        except WorkerError as error:
            if error.why == "start":
                raise OutputError("letterhead.no-worker", file=file.name) from error
            if error.why == "crash":
                raise InputError("letterhead.unreadable", file=file.name, detail=error.detail) from error
            raise InputError("letterhead.runs-away", file=file.name) from error

    def pages(self, pdf: bytes, dpi: int) -> tuple[bytes, ...]:
        """The pages of a letter of ours as PNG.  Raises OutputError (`pictures.not-drawn`)."""
        try:
            return self._runner.run(DrawPages(dpi), Pages, pdf, seconds=_DRAWING_SECONDS).pictures
        except (InputError, WorkerError) as error:
            raise OutputError("pictures.not-drawn") from error


def _content(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise InputError("letterhead.missing", file=file.name)
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
    except (FileNotFoundError, ValueError) as error:
        raise InputError("letterhead.missing", file=file.name) from error
    except OSError as error:
        raise InputError("letterhead.unreadable", file=file.name) from error
    if not content:
        raise InputError("letterhead.empty", file=file.name)
    if len(content) > _MOST_BYTES:
        raise InputError("letterhead.too-large", file=file.name, megabytes=_MOST_BYTES // 1_000_000)
    return content
