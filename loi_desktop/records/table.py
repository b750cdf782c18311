"""TinyDB on journal storage: its tables write what changed instead of everything.

TinyDB hands a storage the whole content with every write.  What changed is only visible in
`Table._update_table`, which is private: tinydb is pinned, and a test compares this with
stock TinyDB by random programs.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Table

from loi_desktop.records.lines import Change, Clear, Delete, Document, Put
from loi_desktop.records.storage import JournalStorage


class _Delta(MutableMapping[int, Document]):
    """A table as TinyDB's verbs see it: what they get is a copy, what they do is noted."""

    def __init__(self, stored: Mapping[str, Document]) -> None:
        self._stored = stored
        self._new: dict[int, Document | None] = {}
        self._cleared = False

    def __getitem__(self, number: int) -> Document:
        if number not in self._new:
            if self._cleared:
                raise KeyError(number)
            self._new[number] = copy.deepcopy(self._stored[str(number)])
        document = self._new[number]
        if document is None:
            raise KeyError(number)
        return document

    def __setitem__(self, number: int, document: Document) -> None:
        self._new[number] = document

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._new[number] = None

    def __contains__(self, number: object) -> bool:
        if number in self._new:
            return self._new[number] is not None
        return not self._cleared and str(number) in self._stored

    def __iter__(self) -> Iterator[int]:
        if not self._cleared:
            yield from (number for number in map(int, self._stored) if number in self)
        for number, document in tuple(self._new.items()):
            if document is not None and (self._cleared or str(number) not in self._stored):
                yield number

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._new.clear()
        self._cleared = True

    def changes(self, table: str) -> Iterator[Change]:
        """What has to be written."""
        if self._cleared:
            yield Clear(table)
        for number, document in self._new.items():
            before = None if self._cleared else self._stored.get(str(number))
            if document is None:
                if before is not None:
                    yield Delete(table, number)
            elif document != before:
                yield Put(table, number, document)


class JournalTable(Table):
    """A table of the register.  Writing needs `JournalStorage.writing()`."""

    _storage: JournalStorage
    _next_id: int | None  # type: ignore[assignment]  # TinyDB's own is inferred from None

    def __init__(self, storage: JournalStorage, name: str) -> None:
        # Others write too, so a cache of query results would show what was.
        super().__init__(storage, name, cache_size=0)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        delta = _Delta(self._storage.read().get(self.name, {}))
        updater(cast("dict[int, Mapping[str, Any]]", delta))
        changes = tuple(delta.changes(self.name))
        if changes:
            self._storage.commit(changes)

    def _get_next_id(self) -> int:
        # `_next_id` is what was given last: an insert of many asks before anything is written.
        given: int = max(self._next_id or 0, self._storage.highest(self.name)) + 1
        self._next_id = given
        return given


class RegisterDB(TinyDB):
    """TinyDB with these tables on this storage."""

    table_class = JournalTable  # type: ignore[assignment]  # takes fewer arguments, on purpose
    default_storage_class = JournalStorage  # type: ignore[assignment]  # TinyDB infers JSONStorage
