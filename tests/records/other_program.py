"""What another window or console does to the same register, for the tests."""

import os
import random
import sys
import uuid
from pathlib import Path

import msgspec

from loi_desktop.errors import LoiError
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.record import Record
from loi_desktop.records.register import Register

NOW = "2026-11-23T08:00:00Z"


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def letter(typed: str) -> Record:
    return Record(
        id=str(uuid.uuid4()), revision=0, created_at=NOW, changed_at=NOW, draft=Declaration(experience=typed)
    )


def list_all(register: Register) -> None:
    for record in register.all():
        say(record.id)


def add(register: Register, count: str) -> None:
    for n in range(int(count)):
        register.add(letter(f"Schreiben {n}"))


def count_up(register: Register, ref: str, times: str) -> None:
    """One more line in the notes of the same letter, again and again."""
    for _ in range(int(times)):
        register.change(ref, lambda r: msgspec.structs.replace(r, notes=r.notes + "x"))


def number(register: Register, count: str) -> None:
    for _ in range(int(count)):
        say(register.number(register.add(letter("")).id, 2026).number)


def hold(register: Register) -> None:
    """Keep the lock until somebody types a line."""

    def wait(record: Record) -> Record:
        say("held")
        sys.stdin.readline()
        return record

    register.change(register.all()[0].id, wait)


def as_nobody(register: Register, use: str) -> None:
    """Do something as a user who owns nothing; say how it was refused."""
    register.stamp()  # what is loaded late must be there: nobody may not read this program
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    try:
        list_all(register) if use == "list_all" else add(register, "1")
    except LoiError as error:
        say(error.code)


def work(register: Register, seed: str) -> None:
    """Add, change and remove for ever; each line says what is done, once it is done."""
    dice = random.Random(int(seed))
    mine: dict[str, Record] = {}
    for n in range(1_000_000):
        toss = dice.random()
        if toss < 0.4 or not mine:
            stored = register.add(letter("Klimaanpassung " * dice.randrange(1, 60)))
        elif toss < 0.95:
            old = mine[dice.choice(list(mine))]
            stored = register.save(msgspec.structs.replace(old, notes="Notiz " * dice.randrange(200)))
        else:
            gone = dice.choice(list(mine))
            say("removing", gone)
            register.remove(gone)
            say("removed", gone)
            del mine[gone]
            continue
        mine[stored.id] = stored
        say("stored", stored.id, stored.revision, n)


if __name__ == "__main__":
    verbs = {f.__name__: f for f in (list_all, add, count_up, number, hold, as_nobody, work)}
    verbs[sys.argv[2]](Register(Path(sys.argv[1])), *sys.argv[3:])
