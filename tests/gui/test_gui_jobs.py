"""Background work: the newest counts, and a bug in it is not the end."""

from __future__ import annotations

import pytest
from editing import Typist
from gui_samples import letter

from loi_desktop.errors import InputError, LoiError
from loi_desktop.gui.jobs import Jobs, Latest
from loi_desktop.services.composer import Composer


@pytest.fixture
def jobs(qapp):
    running = Jobs()
    yield running
    running.wait()


@pytest.fixture
def latest(jobs):
    done: list[object] = []
    failed: list[LoiError] = []
    return Latest(jobs, done.append, failed.append), done, failed


def refuse():
    raise InputError("letterhead.unknown", name="x")


def settled(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)


def test_of_what_is_asked_meanwhile_only_the_newest_is_run(qtbot, jobs, latest):
    asking, done, _ = latest
    for number in range(5):
        asking.ask(lambda number=number: number)
    settled(qtbot, jobs)
    assert done == [0, 4]


def test_an_error_goes_to_whoever_asked_and_the_next_is_run(qtbot, jobs, latest):
    asking, done, failed = latest
    asking.ask(refuse)
    asking.ask(lambda: "danach")
    settled(qtbot, jobs)
    assert [error.code for error in failed] == ["letterhead.unknown"]
    assert done == ["danach"]


def test_a_bug_is_told_and_whoever_asked_can_ask_again(qtbot, jobs, latest):
    asking, done, failed = latest
    crashed = []
    jobs.crashed.connect(crashed.append)
    asking.ask(lambda: 1 // 0)
    asking.ask(lambda: "danach")
    settled(qtbot, jobs)
    assert [type(error) for error in crashed] == [ZeroDivisionError]
    assert [error.code for error in failed] == ["program.bug"]
    assert done == ["danach"]
    assert not asking.busy
    asking.ask(lambda: "noch einmal")
    settled(qtbot, jobs)
    assert done == ["danach", "noch einmal"]


def test_the_page_comes_back_after_a_bug_in_making_it(qtbot, window, desk, monkeypatch):
    clerk = Typist(qtbot, window, letter(desk, "Huế").current)
    whole = Composer.draw
    monkeypatch.setattr(Composer, "draw", lambda self, declaration: 1 // 0)
    clerk.type("our_reference", "61-1")
    clerk.settle()
    assert "unerwarteter Fehler" in clerk.page.preview.trouble.text
    monkeypatch.setattr(Composer, "draw", whole)
    clerk.type("our_reference", "61-2")
    assert "61-2" in clerk.shown()
