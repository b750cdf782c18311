"""The process that reads foreign bytes: its limits, its end, and what is left of it."""

from __future__ import annotations

import io
import os
import signal
import sys
import tempfile
from pathlib import Path

import pikepdf
import pytest

from loi_desktop.errors import InputError
from loi_desktop.foreign import runner as runner_module
from loi_desktop.foreign.runner import Runner, WorkerError
from loi_desktop.handover.signed import Counted, CountPages


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    """Where this test's temporary files go."""
    folder = tmp_path / "vorübergehend"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def pdf(pages: int) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as new:
        for _ in range(pages):
            new.add_blank_page(page_size=(595, 842))
        new.save(target)
    return target.getvalue()


@pytest.fixture
def content() -> bytes:
    return pdf(2)


def count(content: bytes, *, seconds: float = 20) -> int:
    return Runner(seconds=seconds).run(CountPages(), Counted, content).pages


def why(content: bytes, *, seconds: float = 20) -> str:
    with pytest.raises(WorkerError) as caught:
        count(content, seconds=seconds)
    return caught.value.why


def test_an_answer_comes_back_and_nothing_is_left(content, temporary):
    assert count(content) == 2
    assert list(temporary.iterdir()) == []


def test_a_refusal_is_the_tasks_own(temporary):
    with pytest.raises(InputError, match=r"signed\.damaged"):
        count(pdf(0))
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("what", ["time.sleep(60)", "sum(iter(int, 1))"], ids=["asleep", "busy"])
def test_one_that_hangs_is_ended_and_gone(content, sick_reader, tmp_path, temporary, what):
    note = tmp_path / "pid"
    sick_reader(f"open({str(note)!r}, 'w').write(str(os.getpid())) and {what}")
    assert why(content, seconds=4) == "time"
    assert list(temporary.iterdir()) == []
    assert sys.platform == "win32" or not alive(int(note.read_text()))


def alive(pid: int) -> bool:
    """POSIX: a signal that does nothing asks."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    "what", ["signal.raise_signal(signal.SIGSEGV)", "os._exit(0)"], ids=["crash", "without a word"]
)
def test_one_that_dies_is_a_crash(content, sick_reader, temporary, what):
    sick_reader(what)
    assert why(content) == "crash"
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(
    ("sent", "said"), [("SIGABRT", "memory"), ("SIGKILL", "memory"), ("SIGXCPU", "time")]
)
def test_one_that_a_limit_has_ended(content, sick_reader, sent, said):
    sick_reader(f"os.kill(os.getpid(), {int(getattr(signal, sent))})")
    assert why(content) == said


@pytest.mark.skipif(
    sys.platform in {"win32", "darwin"},
    reason="neither Wine's job objects nor macOS keep to a limit of memory",
)
def test_one_that_eats_memory_is_stopped(content, sick_reader):
    sick_reader("[bytearray(1 << 24) for _ in range(256)]")
    assert why(content) == "memory"


def test_one_that_may_not_start(content, monkeypatch, temporary):
    monkeypatch.setattr(runner_module, "_command", lambda folder: ["/nowhere/python"])
    assert why(content) == "start"
    assert list(temporary.iterdir()) == []


def test_no_room_for_temporary_files(content, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "fort"))
    assert why(content) == "start"


def test_what_lies_in_the_working_folder_is_not_run(content, tmp_path, monkeypatch):
    for name in ("pikepdf.py", "msgspec.py", "loi_desktop.py"):
        (tmp_path / name).write_text("raise SystemExit(9)\n")
    monkeypatch.chdir(tmp_path)
    assert count(content) == 2


def test_a_frozen_program_calls_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert runner_module._command(Path("x")) == [sys.executable, "--worker", "x"]
