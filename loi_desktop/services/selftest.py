"""Does every part work on this machine?  Tried on a folder of its own, umlauts in its name."""

from __future__ import annotations

from collections.abc import Callable
from email import policy
from email.parser import BytesParser
from pathlib import Path

from msgspec import Struct

from loi_desktop.errors import LoiError
from loi_desktop.services import demo
from loi_desktop.services.desk import Desk


class Part(Struct, frozen=True):
    """A part and, where it does not work, what it said."""

    part: str
    error: str = ""


def tried(part: str, work: Callable[[], object]) -> Part:
    """Run `work`; whatever goes wrong becomes the part's error."""
    try:
        work()
    except LoiError as error:
        return Part(part, str(error))
    except Exception as error:  # noqa: BLE001 - a self-test reports, it never ends the program
        return Part(part, f"{type(error).__name__}: {error}")
    return Part(part)


def run(desk: Desk, letterhead: Path, folder: Path) -> tuple[Part, ...]:
    """The main job and what it stands on, in `folder`."""
    result: list[demo.Shown] = []

    def job() -> None:
        result.append(demo.run(desk, letterhead, folder / "Beispiel ÄÖÜ"))

    return (
        tried("calls", lambda: _check(len(desk.calls.list()) > 1)),
        tried("fonts", lambda: _check(len(desk.composer.families()) > 1)),
        tried("letter, letterhead, PDF, register", job),
        tried("register is read again", lambda: desk.letters.get(result[0].record.id)),
        tried("PDF", lambda: _check(result[0].pdf.read_bytes().startswith(b"%PDF-1.7"))),
        tried("e-mail draft", lambda: _check(_is_draft(result[0].mail))),
    )


def _is_draft(file: Path) -> bool:
    message = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    attachments = list(message.iter_attachments())
    return message["X-Unsent"] == "1" and attachments[0].get_content_type() == "application/pdf"


def _check(holds: bool, /) -> None:
    if not holds:
        raise ValueError("not as it should be")
