"""Several windows and consoles on one register; each a process of its own."""

import os
import platform
import random
import sys
import time

import msgspec
import pytest

from loi_desktop.errors import RegisterError
from loi_desktop.records.register import Register

replace = msgspec.structs.replace


def lines_of(process):
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return said.split()


def finished(*processes):
    for process in processes:
        lines_of(process)


def test_the_console_lists_while_a_window_is_open(register, folder, new, beside):
    mine = register.add(new())
    assert lines_of(beside("list_all")) == [mine.id]
    finished(beside("add", "3"))
    assert len(register.all()) == 4
    register.save(replace(mine, notes="weiter"))
    assert len(lines_of(beside("list_all"))) == 4


def test_four_programs_that_write_at_once_lose_nothing(register, folder, new, beside):
    shared = register.add(new())
    adding = [beside("add", "25") for _ in range(2)]
    counting = [beside("count_up", shared.id, "25") for _ in range(2)]
    for n in range(25):
        register.add(new(str(n)))
        register.change(shared.id, lambda r: replace(r, notes=r.notes + "x"))
    finished(*adding, *counting)
    assert len(register.all()) == len(register.verify().records) == 1 + 3 * 25
    counted = register.get(shared.id)
    assert (len(counted.notes), counted.revision) == (75, 76)


def test_no_number_is_given_twice(register, beside):
    programs = [beside("number", "20") for _ in range(3)]
    numbers = [number for program in programs for number in lines_of(program)]
    assert sorted(numbers) == [f"2026-{n:04d}" for n in range(1, 61)]


class TestHeld:
    @pytest.fixture
    def holder(self, register, new, beside):
        register.add(new())
        process = beside("hold")
        assert process.stdout.readline() == "held\n"
        return process

    def test_who_cannot_write_is_told_who_does(self, folder, new, holder):
        waiting = Register(folder, lock_seconds=0.2)
        before = waiting.all()
        for use in (lambda: waiting.add(new()), lambda: waiting.remove(before[0].id)):
            with pytest.raises(RegisterError) as caught:
                use()
            assert caught.value.code == "register.locked"
            assert caught.value.data == {"holder": platform.node(), "folder": str(folder)}

    def test_reading_goes_on(self, register, folder, holder):
        assert len(register.all()) == len(Register(folder).all()) == 1
        assert register.find("Hitze")
        register.verify()

    def test_writing_goes_on_once_it_is_free(self, register, new, holder):
        holder.communicate("done\n", timeout=20)
        register.add(new())
        assert len(register.all()) == 2

    def test_a_killed_program_holds_nothing(self, folder, new, holder):
        holder.kill()
        holder.wait()
        assert Register(folder, lock_seconds=2).add(new()).revision == 1


class Promised:
    """What a program said was done, line by line, before it was killed."""

    def __init__(self):
        self.revisions, self.gone, self.going = {}, set(), set()

    def take(self, said):
        # The last line may be cut by the kill, and the first one too: the line that was waited for
        # took others with it.  What is not heard in full says nothing.
        for line in said.splitlines(keepends=True):
            words = line.split()
            if not words or not line.endswith("\n"):
                continue
            if words[0] == "stored":
                self.revisions[words[1]] = int(words[2])
            elif words[0] == "removing":
                self.going.add(words[1])
            elif words[0] == "removed":
                self.gone.add(words[1])

    def check(self, register):
        found = {record.id: record.revision for record in register.all()}
        assert not self.gone & set(found), "a deleted letter is back"
        for record_id, revision in self.revisions.items():
            if record_id not in self.going:
                assert found.get(record_id, 0) in {revision, revision + 1}, "an acknowledged letter is lost"
        return len(self.revisions)


def killed_at_random(folder, beside, rounds, programs):
    """`programs` write at once and are killed, again and again; how much was acknowledged."""
    dice, promised, acknowledged = random.Random(rounds), Promised(), 0
    for _ in range(rounds):
        running = [beside("work", str(dice.random())[2:]) for _ in range(programs)]
        for process in running:
            process.stdout.readline()  # it is at work
        time.sleep(dice.uniform(0.0, 0.25))
        for process in running:
            process.kill()
        for process in running:
            promised.take(process.communicate(timeout=20)[0])
        register = Register(folder)
        acknowledged = promised.check(register)
        register.verify()
    register.number(register.all()[0].id, 2026)  # a write clears away what the dead left
    lock = [] if sys.platform == "win32" else ["register."]  # Windows removes it with its last holder
    assert sorted(path.name[:9] for path in folder.iterdir()) == ["holder.tx", "register-", *lock]
    return acknowledged


def test_programs_that_are_killed_lose_nothing(folder, beside):
    assert killed_at_random(folder, beside, rounds=8, programs=2) > 20


@pytest.mark.proof
def test_programs_that_are_killed_again_and_again_lose_nothing(folder, beside):
    rounds = int(os.environ.get("LOI_KILL_ROUNDS", "100"))
    assert killed_at_random(folder, beside, rounds, programs=4) > 100
