"""Copies to hand out: under the name that was promised, so that the record is not touched."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path

from loi_desktop import files
from loi_desktop.errors import OutputError
from loi_desktop.model.record import Record
from loi_desktop.paths import DataFolder

_MOST_FOLDERS = 100


def put(data: DataFolder, record: Record, copies: Sequence[tuple[str, bytes]]) -> Path:
    """Lay `copies` (name, content) out for `record`; returns the first one's place.

    Each letter has a folder that holds what is attached by hand, and nothing older.  What
    somebody else has put there, or changed, stays: then the copies go into a folder of their
    own beside it (*2026-0007 (2)*), so that they keep their names.  Raises OutputError.
    """
    kept = _kept(data, record)
    folder = next((f for f in _folders(data, record) if _is_free(f, copies, kept)), None)
    if folder is None:
        raise OutputError("output.exists", file=copies[0][0], folder=str(data.outbox))
    _clear(folder, kept, but={folder / name for name, _ in copies})
    for name, content in copies:
        target = folder / name
        if not target.is_file() or target.read_bytes() != content:
            files.write(target, content, make_folder=True)
    return folder / copies[0][0]


def forget(data: DataFolder, record: Record) -> None:
    """Remove the copies of what `record` keeps; anything else stays.  Raises OutputError."""
    kept = _kept(data, record)
    for folder in _folders(data, record):
        if not folder.is_dir():
            return
        _clear(folder, kept)


def _folders(data: DataFolder, record: Record) -> list[Path]:
    first = data.outbox / (record.number or record.id)
    return [first, *(first.with_name(f"{first.name} ({n})") for n in range(2, _MOST_FOLDERS))]


def _kept(data: DataFolder, record: Record) -> set[str]:
    """The SHA-256 of every file in the letter's folder: copies of these can be made anew."""
    return set(_hashes(data.letter(record.id)).values())


def _clear(folder: Path, gone: set[str], but: Collection[Path] = ()) -> None:
    """Remove the files that are copies of `gone`, all `but` these, and the folder where nothing
    is left.
    """
    for file, sha256 in _hashes(folder).items():
        if sha256 in gone and file not in but:
            try:
                file.unlink()
            except OSError as error:
                raise files.output_error(error, file) from error
    with contextlib.suppress(OSError):  # not empty, or never made
        folder.rmdir()


def _is_free(folder: Path, copies: Sequence[tuple[str, bytes]], kept: set[str]) -> bool:
    """Whether nothing is lost when `copies` are written into `folder`."""
    there = _hashes(folder)
    ours = kept | {_sha256(content) for _, content in copies}
    return all(there.get(folder / name, "") in {"", *ours} for name, _ in copies)


def _hashes(folder: Path) -> dict[Path, str]:
    """The SHA-256 of each file in `folder`; none where there is no such folder."""
    try:
        inside = [file for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
        return {file: _sha256(file.read_bytes()) for file in inside}
    except OSError as error:
        raise files.output_error(error, folder) from error


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
