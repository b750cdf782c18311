"""Does every part work on this machine?  Tried on a folder of its own, umlauts in its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from email import policy
from email.parser import BytesParser
from pathlib import Path

from msgspec import Struct

from loi_desktop.errors import LoiError
from loi_desktop.foreign.runner import Runner
from loi_desktop.handover.signed import inspect_signed
from loi_desktop.model.presets import Presets
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


def run(
    desk: Desk, reopen: Callable[[], Desk], letterhead: Path, folder: Path
) -> tuple[tuple[Part, ...], bytes]:
    """The main job and what it stands on, in `folder`; and the PDF that was made, which the
    window's part reads.  `reopen` builds another desk on the same data.
    """
    result: list[demo.Shown] = []

    def job() -> None:
        result.append(demo.run(desk, letterhead, folder / "Beispiel ÄÖÜ"))

    def shown() -> demo.Shown:
        check(bool(result))
        return result[0]

    parts = (
        tried("calls", lambda: check(len(desk.calls.list()) > 1)),
        tried("fonts", lambda: check(len(desk.composer.families()) > 1)),
        tried("letter, letterhead, PDF, register", job),
        tried("register is read again, umlauts in its folder", lambda: check(_read_again(reopen(), shown()))),
        tried("PDF", lambda: check(shown().pdf.read_bytes().startswith(b"%PDF-1.7"))),
        tried("PDF is read by pikepdf", lambda: check(inspect_signed(shown().pdf, Runner()).pages == 1)),
        tried("e-mail draft", lambda: check(_is_draft(shown().mail))),
    )
    return parts, result[0].pdf.read_bytes() if result else b""


def _read_again(desk: Desk, shown: demo.Shown) -> bool:
    record = desk.letters.get(shown.record.number)
    return not desk.data.root.as_posix().isascii() and desk.exports.own_copy(record).is_file()


def _is_draft(file: Path) -> bool:
    message = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    attachments = list(message.iter_attachments())
    return message["X-Unsent"] == "1" and attachments[0].get_content_type() == "application/pdf"


def read_presets(presets: Presets) -> None:
    """Raise ValueError that names the code of what is wrong with the presets of this machine."""
    nothing_in([problem.code for problem in presets.problems])


def nothing_in(found: Sequence[str]) -> None:
    """Raise ValueError that names what was found."""
    if found:
        raise ValueError(", ".join(found))


def check(holds: bool, /) -> None:
    """Raise ValueError where something is not as it should be."""
    if not holds:
        raise ValueError("not as it should be")
