"""The register's files: which there are, reading one whole, appending, the next one.

Only here the disk is touched (beside the lock).  A generation is one file; the newest
counts.  Nothing is ever replaced or repaired: what is broken stays as it is and is named.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from loi_desktop import files
from loi_desktop.errors import OutputError, RegisterError
from loi_desktop.records import lines
from loi_desktop.records.lines import Content

_FILE = re.compile(r"register-(\d{6,})\.jsonl")
_LEFT_OVER = re.compile(r"\.register-\d{6,}\.jsonl\.[0-9a-f]{8}\.tmp")

# A reader may come just between a writer's cut of a torn line and its own next line; what
# is still broken after two short waits is damage.
_LOOK_AGAIN_S = (0.02, 0.05, 0.0)

# On Windows a virus scanner or an indexer may keep others from a file for a moment.
_BUSY = frozenset({5, 32, 33})
_BUSY_S = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)


class Generations:
    """The files of the register in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._refusing = False

    def path(self, generation: int) -> Path:
        """Where this generation lies."""
        return self.folder / f"register-{generation:06d}.jsonl"

    def newest(self) -> int:
        """The newest generation, 0 before the first write.  Raises RegisterError."""
        try:
            names = self._names()
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise self._unreadable() from error
        return max((int(found[1]) for name in names if (found := _FILE.fullmatch(name))), default=0)

    def older(self, generation: int) -> tuple[str, ...]:
        """The names of the files before `generation`.  Raises RegisterError."""
        try:
            return tuple(sorted(name for name in self._names() if self._is_older(name, generation)))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._unreadable() from error

    def mark(self) -> tuple[int, int, int]:
        """Differs when anybody has written: generation, bytes and time of the newest file."""
        try:
            generation = self.newest()
            found = self.path(generation).stat() if generation else None
        except (OSError, RegisterError):
            return (-1, 0, 0)
        return (generation, found.st_size, found.st_mtime_ns) if found else (0, 0, 0)

    def load(self) -> tuple[int, Content]:
        """The newest generation, read whole.

        Raises RegisterError: `register.damaged`, `register.newer`, `register.unreadable`.
        """
        trouble = self._unreadable()
        for wait_s in _LOOK_AGAIN_S:
            generation = self.newest()
            try:
                return generation, lines.read(self.path(generation).read_bytes())
            except lines.Newer as error:
                raise self.newer() from error
            except lines.Broken as error:
                trouble = self.damaged(generation, str(error.line + 1))
            except OSError:  # the next generation has just taken its place, or for good
                trouble = self._unreadable()
            time.sleep(wait_s)
        raise trouble

    def news(self, generation: int, content: Content, *, thorough: bool) -> bytes | None:
        """The bytes from the last line of `content` on; None where the file is not the one
        that was read: shorter, or gone.

        A writer looks `thorough`ly: a line whose fsync failed was perhaps read, then taken
        back, and another of the same length stands in its place.
        """
        path = self.path(generation)
        try:
            size = path.stat().st_size
            if size == content.size and not thorough:
                return content.last
            if size < content.size:
                return None
            with path.open("rb") as file:
                file.seek(content.size - len(content.last))
                return file.read()
        except OSError:
            return None

    def append(self, generation: int, content: Content, line: bytes) -> None:
        """Write `line` after `content` and fsync.  Needs the lock.

        Raises OutputError `register.unwritable`; the file then ends where it ended.
        """
        self._check_sound()
        try:
            with (
                _opened_patiently(self.path(generation)) as file,
                self._taken_back(file.fileno(), content.size),
            ):
                if file.seek(0, os.SEEK_END) > content.size:
                    os.ftruncate(file.fileno(), content.size)  # a torn line of one who died
                file.seek(content.size)
                rest = memoryview(line)
                while rest:
                    rest = rest[file.write(rest) :]
                os.fsync(file.fileno())
        except OSError as error:
            raise self.unwritable() from error

    def create(self, generation: int, data: bytes) -> None:
        """Write a new generation, whole or not at all.  Needs the lock.

        Raises OutputError `register.unwritable`.
        """
        self._check_sound()
        path = self.path(generation)
        try:
            files.write(path, data)
        except OutputError as error:
            # Where only the last fsync failed the file is there: it must not count.
            try:
                path.unlink(missing_ok=True)
            except OSError:
                self._refusing = True
            raise self.unwritable() from error

    def sweep(self, generation: int) -> None:
        """Remove older generations and what killed writers left.  Needs the lock.

        What another program has open (Windows) goes with a later write.
        """
        with contextlib.suppress(OSError):
            for name in self._names():
                if self._is_older(name, generation) or _LEFT_OVER.fullmatch(name):
                    with contextlib.suppress(OSError):
                        (self.folder / name).unlink()

    def damaged(self, generation: int, place: str) -> RegisterError:
        """The error that names the file; `place` is a line's number or a record."""
        file = self.path(generation).name
        return RegisterError("register.damaged", file=file, folder=str(self.folder), place=place)

    def newer(self) -> RegisterError:
        """The error of a register that a newer program has written."""
        return RegisterError("register.newer", folder=str(self.folder))

    def unwritable(self) -> OutputError:
        """The error of a write that did not happen."""
        return OutputError("register.unwritable", folder=str(self.folder))

    def _unreadable(self) -> RegisterError:
        return RegisterError("register.unreadable", folder=str(self.folder))

    def _is_older(self, name: str, generation: int) -> bool:
        found = _FILE.fullmatch(name)
        return found is not None and int(found[1]) < generation

    def _names(self) -> list[str]:
        with os.scandir(self.folder) as entries:
            return [entry.name for entry in entries]

    def _check_sound(self) -> None:
        if self._refusing:
            raise self.unwritable()

    @contextlib.contextmanager
    def _taken_back(self, handle: int, size: int) -> Iterator[None]:
        """Whatever fails inside leaves the file `size` bytes long, or nothing more is written:
        a line that was refused must not stand before one that is acknowledged.
        """
        try:
            yield
        except OSError:
            try:
                os.ftruncate(handle, size)
                os.fsync(handle)
            except OSError:
                self._refusing = True
            raise


def _opened_patiently(path: Path) -> FileIO:
    for wait_s in _BUSY_S:
        try:
            return path.open("r+b", buffering=0)
        except PermissionError as error:
            if getattr(error, "winerror", 0) not in _BUSY:
                raise
            time.sleep(wait_s)
    return path.open("r+b", buffering=0)
