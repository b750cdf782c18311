"""TinyDB's storage, durable and shared: a snapshot with the changes since, in one file.

A write: take the lock, catch up with what others wrote, append one line, fsync, apply,
release.  Readers need no lock; they read up to the last line that is complete.  Rewriting
makes the *next generation* under a new name, so nothing that somebody reads is replaced.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from loi_desktop.errors import OutputError, RegisterError
from loi_desktop.records import lines, migrations
from loi_desktop.records.generations import Generations
from loi_desktop.records.lines import Change, Content, Line, Put, Tables
from loi_desktop.records.lock import WriteLock

# The changes become part of a new snapshot when they outgrow both this and the old one: a
# clerk who types without a pause, one save every half second, takes ten minutes to get there.
CHANGES_BYTES = 4 << 20

_NOTHING = Content({}, 1, 0, 0, 0, b"")


class JournalStorage(Storage):
    """The tables of the register in `folder`, as they stand on disk.

    `look()` and `writing()` catch up with other processes; `read()` does not by itself, so
    that everything between two looks sees the same state.
    """

    def __init__(
        self,
        folder: Path,
        *,
        lock_seconds: float = 10.0,
        steps: tuple[migrations.Migration, ...] = migrations.MIGRATIONS,
    ) -> None:
        self.generations = Generations(folder)
        self.generation = 0
        self._lock = WriteLock(folder, lock_seconds)
        self._steps = steps
        self._schema = migrations.schema(steps)
        self._writers = threading.RLock()
        self._state = threading.RLock()
        self._depth = 0
        self._purging = False
        self._content: Content = _NOTHING
        self._tables: Tables = {}
        self._highest: dict[str, int] = {}
        self._touched: set[tuple[str, int]] | None = None

    def read(self) -> Tables:
        """The tables; the outer mapping is the caller's own, the documents are not."""
        return dict(self._tables)

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Make `data` the whole content: this way TinyDB drops tables."""
        changes: list[Change] = [lines.Drop(table) for table in self._tables if table not in data]
        for table, documents in data.items():
            if documents is not self._tables.get(table):
                changes.append(lines.Clear(table))
                changes += [Put(table, int(number), dict(new)) for number, new in documents.items()]
        if changes:
            self.commit(changes)

    def highest(self, table: str) -> int:
        """The highest id that `table` has had, as far as this process knows."""
        return self._highest.get(table, 0)

    def touched(self) -> frozenset[tuple[str, int]] | None:
        """Table and id of what changed since the last call; None: anything may have."""
        touched, self._touched = self._touched, set()
        return None if touched is None else frozenset(touched)

    def look(self) -> None:
        """Catch up with what others wrote.

        Raises RegisterError: `register.damaged`, `register.newer`, `register.unreadable`,
        and `register.gone` where there were files before.
        """
        newest = self.generations.newest()
        self._check_there(newest)
        if newest != self.generation or (newest and not self._follow()):
            self._show(*self.generations.load())

    @contextlib.contextmanager
    def looking(self) -> Iterator[None]:
        """The state as it is now, with no other thread at it.  Raises what `look` raises."""
        with self._state:
            self.look()
            yield

    @contextlib.contextmanager
    def writing(self, *, purge: bool = False) -> Iterator[None]:
        """Hold the lock, on the newest state; may be nested.

        `purge`: what is written goes into a new snapshot, and the file that still holds
        what was there before is removed.  Raises what `look` and `WriteLock.held` raise.
        """
        with self._writers:
            if self._depth:
                self._purging |= purge
                yield
                return
            self._check_there(self.generations.newest())  # before the lock makes the folder
            # Other threads may read while this one waits for another process.
            with self._lock.held(), self._state:
                self._depth, self._purging = 1, purge
                try:
                    self.look()
                    self.generations.sweep(self.generation)
                    yield
                finally:
                    self._depth, self._purging = 0, False

    def commit(self, changes: Iterable[Change]) -> None:
        """Make `changes` durable, then apply them.  Needs the lock.

        Raises OutputError `register.unwritable`; then nothing has changed, neither in
        memory nor on disk.
        """
        if not self._depth:
            raise RuntimeError("a write needs the lock")
        stored = lines.same_as_stored(changes)
        grown = self._content.size - self._content.snapshot
        if self._purging or not self.generation or self._content.schema != self._schema:
            self._rewrite(stored)
        elif grown <= max(CHANGES_BYTES, self._content.snapshot):
            self._append(stored)
        else:
            try:
                self._rewrite(stored)
            except OutputError:  # no room for a second file: the line may still fit
                self._append(stored)

    def _check_there(self, newest: int) -> None:
        if self.generation and not newest:
            raise RegisterError("register.gone", folder=str(self.generations.folder))

    def _append(self, changes: tuple[Change, ...]) -> None:
        line = lines.sealed(Line(self._content.lines, changes))
        self.generations.append(self.generation, self._content, line)
        self._go_on([Line(self._content.lines, changes)], line, len(line))

    def _rewrite(self, changes: tuple[Change, ...]) -> None:
        tables = {table: dict(documents) for table, documents in self._tables.items()}
        for change in changes:
            lines.apply(change, tables)
        data, content = lines.snapshot(tables, self._schema)
        self.generations.create(self.generation + 1, data)
        highest = self._highest
        self._show(self.generation + 1, content)
        self._highest = highest
        for change in changes:
            self._note(change)
        self.generations.sweep(self.generation)

    def _follow(self) -> bool:
        """Apply the lines that were appended; False where the file has to be read anew."""
        data = self.generations.news(self.generation, self._content, thorough=self._depth > 0)
        if data is None:
            return False
        if data == self._content.last:
            return True
        if self._content.schema != self._schema:
            return False  # the news are of the old schema, the tables of today's
        try:
            news, last, size = lines.news(data, self._content.last, self._content.lines)
        except lines.Broken:
            return False
        self._go_on(news, last, size)
        return True

    def _go_on(self, news: Iterable[Line], last: bytes, size: int) -> None:
        count = 0
        for count, line in enumerate(news, 1):  # noqa: B007 – the last is needed
            for change in line.changes:
                lines.apply(change, self._tables)
                self._note(change)
        self._content = msgspec.structs.replace(
            self._content, lines=self._content.lines + count, size=self._content.size + size, last=last
        )

    def _note(self, change: Change) -> None:
        if isinstance(change, Put):
            self._highest[change.table] = max(change.id, self.highest(change.table))
        if isinstance(change, Put | lines.Delete):
            if self._touched is not None:
                self._touched.add((change.table, change.id))
        else:
            self._touched = None
            self._highest.pop(change.table, None)

    def _show(self, generation: int, content: Content) -> None:
        if content.schema > self._schema:
            raise self.generations.newer()
        self.generation = generation
        self._content = content
        self._tables = migrations.upgraded(content.tables, content.schema, self._steps)
        self._highest = {
            table: max(map(int, documents), default=0) for table, documents in self._tables.items()
        }
        self._touched = None
