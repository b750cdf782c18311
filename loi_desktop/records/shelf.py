"""The table of records with its index, kept in step with the disk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any, cast

from loi_desktop.records.index import Index, Misshapen
from loi_desktop.records.lines import Document
from loi_desktop.records.storage import JournalStorage
from loi_desktop.records.table import RegisterDB

TABLE = "records"


class Shelf:
    """What is on disk in `folder`, and the entries made of it.

    `looking()` and `writing()` catch up with other processes and let one thread in at a
    time; they raise what those of `JournalStorage` raise.
    """

    def __init__(self, folder: Path, lock_seconds: float) -> None:
        database = RegisterDB(folder, lock_seconds=lock_seconds)
        self._table = database.table(TABLE)
        self._storage = cast("JournalStorage", database.storage)
        self._index = Index()
        self._behind = False  # an index that could not be made is made anew, not shown in part

    @property
    def file(self) -> str:
        """The name of the file that was read last; empty where there is none yet."""
        generation = self._storage.generation
        return self._storage.generations.path(generation).name if generation else ""

    @property
    def older(self) -> tuple[str, ...]:
        """The names of the files that lie beside it and no longer count."""
        return self._storage.generations.older(self._storage.generation)

    def mark(self) -> object:
        """Differs once anybody has written."""
        return self._storage.generations.mark()

    @contextlib.contextmanager
    def looking(self) -> Iterator[Index]:
        """The entries as they are now."""
        with self._naming_the_file(), self._storage.looking():
            yield self._refreshed()

    @contextlib.contextmanager
    def writing(self, *, purge: bool = False) -> Iterator[Index]:
        """The entries as they are now, with nobody else writing."""
        with self._naming_the_file(), self._storage.writing(purge=purge):
            yield self._refreshed()

    def insert(self, document: Document) -> None:
        """Store a new document.  Only while `writing()`; raises OutputError."""
        self._table.insert(document)

    def replace(self, key: int, document: Document) -> None:
        """Put `document` in the place of another.  Only while `writing()`; raises OutputError."""

        def become(stored: MutableMapping[str, Any]) -> None:
            stored.clear()
            stored.update(document)

        self._table.update(become, doc_ids=[key])

    def _refreshed(self) -> Index:
        touched = self._storage.touched()
        behind, self._behind = self._behind, True
        if touched is None or behind:
            self._index.clear()
            for document in self._table:
                self._index.put(document.doc_id, document)
        else:
            for table, key in touched:
                if table == TABLE:
                    self._index.put(key, self._table.get(doc_id=key))
        self._behind = False
        return self._index

    @contextlib.contextmanager
    def _naming_the_file(self) -> Iterator[None]:
        try:
            yield
        except Misshapen as error:
            raise self._storage.generations.damaged(self._storage.generation, error.place) from error
