"""Reading a call package (docs/call-package.md): a folder, or a `.loi-aufruf` zip.

A package comes from outside: nothing in it is executed, nothing is unpacked to disk, and only
the files that the format names are read, up to a fixed size.
"""

from __future__ import annotations

import tomllib
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from loi_desktop.errors import InputError
from loi_desktop.model.call import Call
from loi_desktop.wording.faults import MalformedError
from loi_desktop.wording.package_format import FORMAT, FORMAT_VERSION, build

MAX_BYTES = 10 * 1024 * 1024
"""Of a package, unpacked."""

MAX_ENTRIES = 1_000

MANIFEST = "aufruf.toml"
PARTNERS = "partner.toml"
TEXTS = {"de": "texte.de.md", "en": "texte.en.md"}
_FILES = (MANIFEST, PARTNERS, *TEXTS.values())


def read_call(folder_or_zip: Path, *, source: Literal["shipped", "given", "added"]) -> Call:
    """The call in a package.

    Raises InputError: `call.not-readable` (no package, or damaged), `call.invalid` (data:
    where, why, and both in English), `call.too-large` (over 10 MB unpacked), `call.newer` (made for a later
    program).
    """
    name = folder_or_zip.name
    try:
        files = _folder(folder_or_zip) if folder_or_zip.is_dir() else _zip(folder_or_zip)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise InputError("call.not-readable", file=name) from error
    if MANIFEST not in files:
        raise InputError("call.not-readable", file=name)
    try:
        texts = {language: _text(files, file) for language, file in TEXTS.items()}
        return build(_manifest(files, name), _toml(files, PARTNERS), texts, source)
    except MalformedError as error:
        raise InputError("call.invalid", file=name, **error.words()) from error


def _manifest(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    data = _toml(files, MANIFEST)
    if data.get("format") != FORMAT:
        raise InputError("call.not-readable", file=name)
    version = data.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise InputError("call.newer", file=name, version=version)
    return data


def _toml(files: Mapping[str, bytes], file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(files, file))
    except (ValueError, RecursionError) as error:
        raise MalformedError("toml", file, detail=str(error)) from error


def _text(files: Mapping[str, bytes], file: str) -> str:
    """The file's text, empty where there is none; a byte order mark is no text."""
    try:
        return files.get(file, b"").decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise MalformedError("encoding", file) from error


def _folder(folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = MAX_BYTES
    for name in _FILES:
        if (folder / name).is_file():
            with (folder / name).open("rb") as file:
                files[name] = file.read(left + 1)
            left = _counted(left, len(files[name]), folder)
    return files


def _zip(path: Path) -> dict[str, bytes]:
    """The files that the format names, from the zip or from the one folder in it.

    What an entry claims of its size is checked first, what really comes out of it then.
    """
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(path) as package:
        entries = package.infolist()
        if len(entries) > MAX_ENTRIES:
            raise InputError("call.too-large", file=path.name, most=MAX_BYTES // 1024 // 1024)
        left = MAX_BYTES
        _counted(left, sum(entry.file_size for entry in entries), path)
        above = _above(entries)
        for entry in entries:
            name = entry.filename.removeprefix(above)
            if name not in _FILES or name in files:
                continue
            with package.open(entry) as file:
                files[name] = file.read(left + 1)
            left = _counted(left, len(files[name]), path)
    return files


def _above(entries: list[zipfile.ZipInfo]) -> str:
    """*folder/* where somebody zipped the folder instead of what is in it."""
    names = [entry.filename for entry in entries]
    first = names[0].split("/")[0] + "/" if names and "/" in names[0] else ""
    return first if first and MANIFEST not in names and f"{first}{MANIFEST}" in names else ""


def _counted(left: int, used: int, path: Path) -> int:
    if used > left:
        raise InputError("call.too-large", file=path.name, most=MAX_BYTES // 1024 // 1024)
    return left - used
