"""The signed copy that comes back: a scan or a PDF signed with a card.

The file is only looked at, never changed: a digital signature would break.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from msgspec import Struct

from loi_desktop.errors import InputError, OutputError
from loi_desktop.foreign.runner import Runner, WorkerError
from loi_desktop.model.findings import Finding

_MOST_BYTES = 50_000_000

# Readers of PDF accept a header within the first 1,024 bytes (PDF 1.7, appendix H).
_HEADER_WITHIN = 1024

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_BOXED_PICTURES = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")


class SignedFile(Struct, frozen=True):
    """A PDF that can be kept as signed copy."""

    sha256: str
    bytes: int
    pages: int


class Counted(Struct, frozen=True, tag="counted"):
    """How many pages a PDF has, one at least."""

    pages: int


class CountPages(Struct, frozen=True, tag="count-pages"):
    """The worker's part: how many pages a PDF has."""

    def do(self, *contents: bytes) -> Counted:
        """Raises InputError `signed.encrypted`, `.damaged`, and what the reader throws."""
        import pikepdf

        try:
            with pikepdf.open(io.BytesIO(contents[0]), suppress_warnings=True) as pdf:
                pages = len(pdf.pages)
        except pikepdf.PasswordError as error:
            raise InputError("signed.encrypted") from error
        if not pages:
            raise InputError("signed.damaged")
        return Counted(pages)


def inspect_signed(file: Path, runner: Runner) -> SignedFile:
    """What `file` is, up to 50 MB.  Its bytes are taken once: what is hashed is what is counted.

    Raises InputError: `signed.missing`, `.is-folder`, `.unreadable`, `.empty`,
    `.too-large`, `.picture`, `.not-a-pdf`, `.encrypted`, `.damaged`, `.too-slow`;
    OutputError `signed.no-worker`.
    """
    content = _content(file)
    if not content:
        raise InputError("signed.empty", file=file.name)
    if _is_picture(content):
        raise InputError("signed.picture", file=file.name)
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        raise InputError("signed.not-a-pdf", file=file.name)
    pages = _pages(content, file.name, runner)
    return SignedFile(hashlib.sha256(content).hexdigest(), len(content), pages)


def page_finding(signed_pages: int, final_pages: int) -> Finding | None:
    """A notice when the signed copy has another number of pages than the Reinschrift."""
    if signed_pages == final_pages:
        return None
    return Finding("signed.pages-differ", "notice", data={"signed": signed_pages, "final": final_pages})


def _content(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise InputError("signed.is-folder", file=file.name)
        if not file.is_file():
            raise InputError("signed.missing", file=file.name)
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
    except (FileNotFoundError, ValueError) as error:
        raise InputError("signed.missing", file=file.name) from error
    except OSError as error:
        raise InputError("signed.unreadable", file=file.name) from error
    if len(content) > _MOST_BYTES:
        raise InputError("signed.too-large", file=file.name, limit=_MOST_BYTES // 1_000_000)
    return content


def _is_picture(content: bytes) -> bool:
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return webp or content.startswith(_PICTURES) or content[4:12] in _BOXED_PICTURES


def _pages(content: bytes, name: str, runner: Runner) -> int:
    try:
        return runner.run(CountPages(), Counted, content).pages
    except InputError as error:
        raise InputError(error.code, file=name) from error
    except WorkerError as error:
        if error.why == "start":
            raise OutputError("signed.no-worker", file=name) from error
        if error.why == "time":
            raise InputError("signed.too-slow", file=name, seconds=round(error.seconds)) from error
        raise InputError("signed.damaged", file=name, detail=error.detail or error.why) from error
