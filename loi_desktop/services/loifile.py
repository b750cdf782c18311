"""The `.loi` file: a declaration to hand on or keep, as readable JSON."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from loi_desktop import files
from loi_desktop.errors import InputError
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.jsonio import misfit, to_json
from loi_desktop.model.normal import normalise

FORMAT = "loi-declaration"
VERSION = 1
# A letter with 10,000 characters in each field stays below 1 MB.
MAX_BYTES = 5_000_000
SUFFIX = ".loi"


class _Head(Struct):
    format: str = ""
    version: int = 0


class _File(Struct, forbid_unknown_fields=True):
    format: str
    version: int
    declaration: Declaration


def write(declaration: Declaration, target: Path) -> None:
    """Keep `declaration` in `target`, its text made regular.  Raises OutputError."""
    files.write(target, to_json(_File(FORMAT, VERSION, normalise(declaration))))


def read(file: Path) -> Declaration:
    """The declaration in `file`, its text made regular.  Raises InputError and says
    whether the file is missing, too large, no letter, newer, or which field is wrong.
    """
    raw = _bytes(file)
    try:
        head = msgspec.json.decode(raw, type=_Head)
    except (ValueError, RecursionError) as error:
        raise InputError("loi.not-a-letter", file=file.name) from error
    if head.format != FORMAT:
        raise InputError("loi.not-a-letter", file=file.name)
    if head.version > VERSION:
        raise InputError("loi.newer", file=file.name)
    try:
        return normalise(msgspec.json.decode(raw, type=_File).declaration)
    except msgspec.ValidationError as error:
        why = misfit(error)
        raise InputError(
            f"loi.{why.code}", file=file.name, field=why.place, wanted=why.wanted, wanted_en=why.wanted_en
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError("loi.not-a-letter", file=file.name) from error


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError("loi.too-large", file=file.name, limit=MAX_BYTES // 1_000_000)
        return file.read_bytes().removeprefix(b"\xef\xbb\xbf")  # Windows editors put a mark before UTF-8
    except FileNotFoundError as error:
        raise InputError("loi.missing", file=file.name) from error
    except OSError as error:
        raise InputError("loi.unreadable", file=file.name) from error
