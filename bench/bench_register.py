"""How long the register takes beside stock TinyDB: `python bench/bench_register.py [FOLDER]`.

Medians of milliseconds, letters of about 3 kB.  Both sync every write to the disk.  What
the disk itself needs for 3 kB is measured between the inserts, since it varies tenfold
with what else it has to do; FOLDER says on which disk.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest import mock

import msgspec
from tinydb import TinyDB

from loi_desktop.model.declaration import Declaration, Recipient, Sender
from loi_desktop.model.jsonio import to_plain
from loi_desktop.model.record import Record
from loi_desktop.records import lines
from loi_desktop.records.register import Register

SIZES = (1_000, 10_000)
USUAL_FSYNC_MS = 0.3  # a bare append and fsync on an SSD that is not busy
NOW = "2026-11-23T08:00:00Z"


def letter() -> Record:
    draft = Declaration(
        sender=Sender(name="Musterstadt", street="Marktplatz 1", postcode="00000", city="Musterstadt"),
        recipient=Recipient(organisation="Landesarbeitsgemeinschaft", email="erika@lag.example"),
        experience="Die Stadt betreibt seit Jahren ein Nahwärmenetz und plant einen Hitzeaktionsplan. " * 30,
        our_reference="61-20/26",
    )
    return Record(id=str(uuid.uuid4()), revision=1, created_at=NOW, changed_at=NOW, draft=draft)


def filled(folder: Path, count: int) -> None:
    """A register of `count` letters, written at once."""
    folder.mkdir()
    documents = {str(n): to_plain(letter()) for n in range(1, count + 1)}
    (folder / "register-000001.jsonl").write_bytes(lines.snapshot({"records": documents}, 1)[0])


def median_ms(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def inserts(register: Register, file: Path) -> dict[str, float]:
    """A durable insert, and a bare append and fsync of as many bytes, by turns."""
    mine, bare = [], []
    with file.open("ab", buffering=0) as raw:

        def append() -> None:
            raw.write(b"x" * 3000)
            os.fsync(raw.fileno())

        for new in [letter() for _ in range(300)]:
            mine.append(median_ms(partial(register.add, new), 1))
            bare.append(median_ms(append, 1))
    with mock.patch("os.fsync"):
        own = statistics.median(median_ms(partial(register.add, letter()), 1) for _ in range(300))
    return {"insert": statistics.median(mine), "– bare fsync": statistics.median(bare), "– own part": own}


def ours(folder: Path, count: int) -> dict[str, float]:
    filled(folder / "register", count)
    first = median_ms(lambda: Register(folder / "register").all(), 3)
    register = Register(folder / "register")
    stored = register.all()[0]
    holder = [stored]

    def save() -> None:
        holder[0] = register.save(msgspec.structs.replace(holder[0], notes=f"Notiz {time.perf_counter()}"))

    return {
        "open + all": first,
        **inserts(register, folder / "raw"),
        "save": median_ms(save, 200),
        "all": median_ms(register.all, 20),
        "get": median_ms(lambda: register.get(stored.id), 200),
        "find, first": median_ms(lambda: register.find("hitzeaktionsplan musterstadt"), 1),
        "find": median_ms(lambda: register.find("hitzeaktionsplan musterstadt"), 5),
        "stamp": median_ms(register.stamp, 200),
    }


def stock(folder: Path, count: int) -> dict[str, float]:
    file = folder / "stock.json"
    with TinyDB(file, encoding="utf-8") as database:
        database.insert_multiple(to_plain(letter()) for _ in range(count))
    taken = {"open + all": median_ms(lambda: TinyDB(file, encoding="utf-8").all(), 3)}
    with TinyDB(file, encoding="utf-8") as database:
        taken["insert"] = median_ms(lambda: database.insert(to_plain(letter())), 5)
        taken["save"] = median_ms(
            lambda: database.update({"notes": str(time.perf_counter())}, doc_ids=[1]), 5
        )
        taken["all"] = median_ms(database.all, 5)
        taken["get"] = median_ms(lambda: database.get(doc_id=1), 5)
    return taken


def main() -> int:
    print(f"{'letters':>8}  {'what':<12} {'register ms':>12} {'stock TinyDB ms':>16}")
    too_slow = 0
    for count in SIZES:
        with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
            mine, theirs = ours(Path(name), count), stock(Path(name), count)
        for what, taken in mine.items():
            other = f"{theirs[what]:16.2f}" if what in theirs else f"{'–':>16}"
            print(f"{count:>8}  {what:<12} {taken:>12.3f} {other}")
        too_slow += mine["insert"] > 1.0 and mine["– own part"] > 1.0 - USUAL_FSYNC_MS
    print("reach: a durable insert in 1 ms, on a disk that is not busy:", "missed" if too_slow else "kept")
    return too_slow


if __name__ == "__main__":
    raise SystemExit(main())
