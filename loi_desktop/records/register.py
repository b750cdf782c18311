"""The register: every letter of the office, on TinyDB, shared by windows and consoles."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from loi_desktop.errors import ConflictError, InputError
from loi_desktop.model.jsonio import from_plain
from loi_desktop.model.record import Record
from loi_desktop.records import search
from loi_desktop.records.index import Entry, Index, Misshapen
from loi_desktop.records.lines import Document

if TYPE_CHECKING:
    from loi_desktop.records.shelf import Shelf


class Verified(Struct, frozen=True):
    """A register that was read whole.

    `file`: the one that counts, empty before the first write; `older`: files of earlier
    generations that lie beside it; `removed`: the ids of letters that were deleted for good.
    """

    file: str
    older: tuple[str, ...]
    records: tuple[Record, ...]
    removed: frozenset[str]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Register:
    """All records in `folder` (`DataFolder.register`).

    Nothing is created before the first write.  Reading needs no lock; a write waits up to
    `lock_seconds` for another window or console to finish its own.  May be used from
    several threads.

    Every method but `stamp` may raise RegisterError (`register.damaged`, `register.newer`,
    `register.unreadable`, `register.gone`); what writes also RegisterError
    `register.locked` and OutputError `register.unwritable`: nothing was written then.
    """

    def __init__(
        self, folder: Path, *, lock_seconds: float = 10.0, now: Callable[[], datetime] = _utc_now
    ) -> None:
        self._folder = folder
        self._lock_seconds = lock_seconds
        self._now = now
        self._opening = threading.Lock()
        self._opened: Shelf | None = None

    def all(self) -> tuple[Record, ...]:
        """Every record, newest change first."""
        with self._shelf.looking() as index:
            return tuple(entry.record for entry in index.all())

    def get(self, ref: str) -> Record:
        """The record of an id, its first 8 signs or more, or a number (2026-0007).

        Raises InputError `record.unknown` or `record.ambiguous`.
        """
        with self._shelf.looking() as index:
            return _entry(index, ref).record

    def find(self, words: str) -> tuple[Record, ...]:
        """The records in whose texts every word occurs, newest change first; *hue* finds Huế."""
        wanted = search.words(words)
        with self._shelf.looking() as index:
            return tuple(
                entry.record
                for entry in index.all()
                if all(any(writing in entry.words for writing in word) for word in wanted)
            )

    def add(self, record: Record) -> Record:
        """Store a new record as revision 1.

        Raises ConflictError where its id is or was in the register, InputError
        `record.unstorable` where it holds what no file can (half a character).
        """
        with self._shelf.writing() as index:
            if index.by_id(record.id) is not None:
                raise _conflict(record)
            document, stored = _storable(msgspec.structs.replace(record, revision=1))
            self._shelf.insert(document)
            return stored

    def save(self, record: Record) -> Record:
        """Store the next revision of a record.

        Raises ConflictError where it was changed or removed since it was read: nothing is
        written, the caller keeps its text.  InputError as in `add`.
        """
        with self._shelf.writing() as index:
            entry = index.by_id(record.id)
            if entry is None or entry.removed or entry.record.revision != record.revision:
                raise _conflict(record)
            return self._replace(entry, record)

    def change(self, ref: str, fn: Callable[[Record], Record]) -> Record:
        """Store what `fn` makes of the newest state, under the lock; where it changes
        nothing, nothing is written.  Raises what `get`, `add` and `fn` raise.
        """
        with self._shelf.writing() as index:
            entry = _entry(index, ref)
            changed = fn(entry.record)
            return entry.record if changed == entry.record else self._replace(entry, changed)

    def number(self, ref: str, year: int) -> Record:
        """Give the record the next number of `year`, unless it has one."""

        def numbered(record: Record) -> Record:
            if record.number:
                return record
            return msgspec.structs.replace(record, number=self.next_number(year))

        return self.change(ref, numbered)

    def next_number(self, year: int) -> str:
        """The number that `number` would give: one more than any in `year` ever was."""
        prefix = f"{year}-"
        with self._shelf.looking() as index:
            given = (n.removeprefix(prefix) for n in index.numbers() if n.startswith(prefix))
            return f"{prefix}{max((int(n) for n in given if n.isdecimal()), default=0) + 1:04d}"

    def remove(self, ref: str) -> None:
        """Take the record's content off the disk; its id and number stay, so that neither
        is given again.  Raises what `get` raises.
        """
        with self._shelf.writing(purge=True) as index:
            entry = _entry(index, ref)
            left: Document = {"id": entry.id, "removed_at": self._stamp()}
            if entry.number:
                left["number"] = entry.number
            self._shelf.replace(entry.key, left)

    def removed(self) -> frozenset[str]:
        """The ids of all records that were removed for good.  Raises what `all` raises."""
        with self._shelf.looking() as index:
            return frozenset(index.removed())

    def stamp(self) -> object:
        """A mark that differs once anybody has written; cheap, raises nothing."""
        return self._shelf.mark()

    def verify(self) -> Verified:
        """Read the whole register from the disk and decode every record.

        Raises RegisterError on any damage, a number that stands twice included.  Nothing is
        written, and no lock is taken.
        """
        from loi_desktop.records.shelf import Shelf

        fresh = Shelf(self._folder, self._lock_seconds)
        with fresh.looking() as index:
            records = tuple(entry.record for entry in index.all())
            number, times = next(iter(Counter(index.numbers()).most_common(1)), ("", 0))
            if times > 1:
                raise Misshapen(number)
            return Verified(fresh.file, fresh.older, records, frozenset(index.removed()))

    @property
    def _shelf(self) -> Shelf:
        with self._opening:
            if self._opened is None:
                # TinyDB is not loaded before the first look: the window is there first.
                from loi_desktop.records.shelf import Shelf

                self._opened = Shelf(self._folder, self._lock_seconds)
            return self._opened

    def _replace(self, entry: Entry, record: Record) -> Record:
        stored = entry.record
        document, new = _storable(
            msgspec.structs.replace(
                record, id=stored.id, revision=stored.revision + 1, changed_at=self._stamp()
            )
        )
        self._shelf.replace(entry.key, document)
        return new

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entry(index: Index, ref: str) -> Entry:
    wanted = ref.strip()
    found = tuple(index.matching(wanted) or index.matching(wanted.lower()))
    if len(found) != 1:
        raise InputError("record.ambiguous" if found else "record.unknown", ref=wanted)
    return found[0]


def _storable(record: Record) -> tuple[Document, Record]:
    """The record as it will be read back: what cannot be read again is never written."""
    try:
        document: Document = msgspec.json.decode(msgspec.json.encode(record))
        return document, from_plain(document, Record)
    except (msgspec.MsgspecError, UnicodeError, TypeError, ValueError) as error:
        raise InputError("record.unstorable", ref=_name(record)) from error


def _conflict(record: Record) -> ConflictError:
    return ConflictError("register.conflict", ref=_name(record))


def _name(record: Record) -> str:
    return record.number or record.id[:8]
