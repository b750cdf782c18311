"""Writing files so that nothing is ever half-written: beside, fsync, replace.

Every room that writes uses this; the error says in stable codes what the disk said.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import time
from pathlib import Path
from typing import Self

from loi_desktop.errors import OutputError

# Windows refuses to replace a file that a virus scanner, an indexer or a viewer has open
# for a moment (winerror 5, 32, 33); waiting up to 2.5 s in all cures the passing cases.
_BUSY = {5, 32, 33}
_WAITS_S = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.7)

# Where the folder is there, these are said of a name that the file system does not take.
_OF_THE_NAME = ("output.folder-gone", "output.name-impossible")
_LONGEST_NAME = 240  # characters; Windows allows 255, and the temporary name beside it is longer

# No write takes this long: an older temporary file belongs to nobody any more.
_STALE_S = 600

_CODES = {
    errno.ENOSPC: "output.full",
    errno.EDQUOT: "output.full",
    errno.EROFS: "output.read-only",
    errno.EACCES: "output.read-only",
    errno.EPERM: "output.read-only",
    errno.ENOENT: "output.folder-gone",
    errno.ENOTDIR: "output.folder-gone",
    errno.EISDIR: "output.is-folder",
    errno.ENAMETOOLONG: "output.name-too-long",
    errno.EINVAL: "output.name-impossible",
}


def output_error(error: OSError, target: Path) -> OutputError:
    """The OutputError for what the operating system said of `target`."""
    return OutputError(_code(error, target), file=target.name, folder=str(target.parent))


def _code(error: OSError, target: Path) -> str:
    if getattr(error, "winerror", 0) in _BUSY and target.exists():
        return "output.in-use"
    code = _CODES.get(error.errno or 0, "output.unwritable")
    if code in _OF_THE_NAME and target.parent.is_dir():
        # Windows says of a name or path that is too long, too, that it does not find it
        longest = max(len(target.name), len(str(target)) if os.name == "nt" else 0)
        return "output.name-too-long" if longest > _LONGEST_NAME else "output.name-impossible"
    return code


class Beside:
    """New content for `target`, complete on disk under a temporary name beside it.

    `replace()` puts it in place in one step; `discard()` leaves no trace.  Both may be
    called once; an object that was never replaced is discarded by leaving the `with`.
    """

    def __init__(self, target: Path, content: bytes, *, make_folder: bool = False) -> None:
        self.target = target
        # cut to bytes: a name may have 255 of them, and a Vietnamese letter takes three
        short = target.name.encode()[:200].decode(errors="ignore")
        self._temporary = target.with_name(f".{short}.{os.urandom(4).hex()}.tmp")
        _sweep(target.parent, short)
        try:
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "a folder has this name")
            if make_folder:
                target.parent.mkdir(parents=True, exist_ok=True)
            self._write(content)
        except OSError as error:
            self.discard()
            raise output_error(error, target) from error

    def _write(self, content: bytes) -> None:
        with self._temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def replace(self) -> None:
        """Put the content in place.  Raises OutputError; the old file is then untouched."""
        try:
            _replace_patiently(self._temporary, self.target)
            sync_folder(self.target.parent)
        except OSError as error:
            self.discard()
            raise output_error(error, self.target) from error

    def discard(self) -> None:
        """Remove the temporary file, if it is still there."""
        with contextlib.suppress(OSError):
            self._temporary.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()


def probe(target: Path) -> None:
    """Raise OutputError where `target` could not be written; leaves nothing behind."""
    with Beside(target, b""):
        pass


def write(target: Path, content: bytes, *, make_folder: bool = False) -> None:
    """`content` becomes the whole of `target`, or nothing changes.  Raises OutputError."""
    with Beside(target, content, make_folder=make_folder) as new:
        new.replace()


def _sweep(folder: Path, name: str) -> None:
    """Remove what a program that was killed left for the same target, once it is old."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f".{glob.escape(name)}.????????.tmp"):
            if time.time() - left.stat().st_mtime > _STALE_S:
                left.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename durable (POSIX); Windows has no handle for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace_patiently(source: Path, target: Path) -> None:
    for wait in _WAITS_S:
        try:
            source.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", 0) not in _BUSY:
                raise
            time.sleep(wait)
        else:
            return
    source.replace(target)
