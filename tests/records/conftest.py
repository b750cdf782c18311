"""A register on an empty folder, letters to put into it, and a second program beside it."""

import os
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loi_desktop.model.declaration import Declaration
from loi_desktop.model.record import Record
from loi_desktop.records import generations
from loi_desktop.records.register import Register

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "Daten Müller & Söhne" / "register"


@pytest.fixture
def register(folder) -> Register:
    return Register(folder)


@pytest.fixture
def new():
    """A letter that is not stored yet; `experience` is what the clerk typed."""

    def make(typed: str = "Hitzeaktionsplan", created: str = "2026-11-23T08:00:00Z", **more) -> Record:
        fields = {
            "id": str(uuid.uuid4()),
            "revision": 0,
            "created_at": created,
            "changed_at": created,
            "draft": Declaration(experience=typed),
        }
        return Record(**fields | more)

    return make


@pytest.fixture
def file(folder):
    """The register's file: there is always exactly one."""

    def only() -> Path:
        (found,) = folder.glob("register-*.jsonl")
        return found

    return only


@pytest.fixture
def no_waiting(monkeypatch):
    """What looks broken is looked at again after a moment; these tests need no moment."""
    monkeypatch.setattr(generations.time, "sleep", lambda _s: None)


@pytest.fixture
def at():
    """A clock that the test moves."""

    class Clock:
        now = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def beside(folder):
    """Run other_program.py in a process of its own; what still runs at the end is killed."""
    running = []

    def start(verb: str, *words: str) -> subprocess.Popen:
        program = Path(__file__).with_name("other_program.py")
        process = subprocess.Popen(
            [sys.executable, str(program), str(folder), verb, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        )
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()
