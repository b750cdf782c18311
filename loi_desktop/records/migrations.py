"""How documents of older programs become those of today.

A migration is a pure function from all tables to new ones; it must not change what it is
given.  The first leads from schema 1 to schema 2, and so on.  Whoever changes how a record
is stored (a new field is a change: an older program would drop it) adds one here, and a
frozen file of the schema before to tests/records/data.

Readers see migrated tables at once; on disk they stand with the next write, as a new
generation of the file.
"""

from __future__ import annotations

from collections.abc import Callable

from loi_desktop.records.lines import Tables

Migration = Callable[[Tables], Tables]

MIGRATIONS: tuple[Migration, ...] = ()


def schema(migrations: tuple[Migration, ...] = MIGRATIONS) -> int:
    """The schema of today's documents."""
    return 1 + len(migrations)


def upgraded(tables: Tables, found: int, migrations: tuple[Migration, ...] = MIGRATIONS) -> Tables:
    """`tables` of schema `found` as they are stored today."""
    for migration in migrations[found - 1 :]:
        tables = migration(tables)
    return tables
