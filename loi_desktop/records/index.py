"""The register's documents as records: found by id and number, decoded when asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import msgspec

from loi_desktop.model.jsonio import from_plain
from loi_desktop.model.record import Record
from loi_desktop.records import search
from loi_desktop.records.lines import Document


class Misshapen(Exception):  # noqa: N818 – never leaves the room
    """A document is sound on disk and yet no record; `place` names it."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True)
class Entry:
    """A document and what it says.  `removed`: it only keeps id and number from being
    given again.
    """

    key: int
    document: Document

    @cached_property
    def id(self) -> str:
        """The record's id.  Raises Misshapen."""
        return self._text("id")

    @cached_property
    def number(self) -> str:
        """The record's number, or an empty text.  Raises Misshapen."""
        return self._text("number") if "number" in self.document else ""

    @property
    def changed_at(self) -> str:
        """When the record was stored last.  Raises Misshapen."""
        return self._text("changed_at")

    @property
    def removed(self) -> bool:
        """Whether only the entry is left."""
        return "removed_at" in self.document

    @cached_property
    def record(self) -> Record:
        """The record.  Raises Misshapen."""
        try:
            return from_plain(self.document, Record)
        except msgspec.ValidationError as error:
            raise Misshapen(self.number or self.id[:8]) from error

    @cached_property
    def words(self) -> str:
        """What a search looks through."""
        return search.text(self.document)

    def _text(self, field: str) -> str:
        value = self.document.get(field)
        if not isinstance(value, str):
            raise Misshapen(f"#{self.key}")
        return value


class Index:
    """All entries; replaced one by one as the register changes."""

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}
        self._ids: dict[str, int] = {}
        self._newest_first: tuple[Entry, ...] | None = None

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self._ids.clear()
        self._newest_first = None

    def put(self, key: int, document: Document | None) -> None:
        """The document `key` is now this one, or gone.  Raises Misshapen."""
        before = self._entries.pop(key, None)
        if before is not None:
            self._ids.pop(before.id, None)
        self._newest_first = None
        if document is not None:
            entry = Entry(key, document)
            if entry.id in self._ids:
                raise Misshapen(entry.id[:8])
            self._ids[entry.id] = key
            self._entries[key] = entry

    def all(self) -> tuple[Entry, ...]:
        """The records, newest change first.  Raises Misshapen."""
        if self._newest_first is None:
            there = [entry for entry in self._entries.values() if not entry.removed]
            there.sort(key=lambda entry: (entry.changed_at, entry.key), reverse=True)
            self._newest_first = tuple(there)
        return self._newest_first

    def by_id(self, record_id: str) -> Entry | None:
        """The entry of exactly this id, also a removed one."""
        key = self._ids.get(record_id)
        return None if key is None else self._entries[key]

    def matching(self, ref: str) -> tuple[Entry, ...]:
        """The records whose number is `ref`, or whose id begins with it (8 signs at least)."""
        if not ref:
            return ()
        exact = self.by_id(ref)
        if exact is not None:
            return () if exact.removed else (exact,)
        return tuple(
            entry
            for entry in self._entries.values()
            if not entry.removed and (entry.number == ref or (len(ref) >= 8 and entry.id.startswith(ref)))
        )

    def numbers(self) -> Iterable[str]:
        """Every number that was ever given.  Raises Misshapen."""
        return (entry.number for entry in self._entries.values() if entry.number)

    def removed(self) -> Iterable[str]:
        """The ids of the entries of which only id and number are left.  Raises Misshapen."""
        return (entry.id for entry in self._entries.values() if entry.removed)
