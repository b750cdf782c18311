"""Starts at the same moment: one becomes the window, the others hand over their files and end."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loi_desktop import app
from loi_desktop.gui import start
from loi_desktop.gui import turn as turn_module
from loi_desktop.gui.socketname import lock_file
from loi_desktop.gui.turn import Turn
from loi_desktop.paths import DataFolder

# the program, and what it stands on where that is not installed
PACKAGES = os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH"))))

AT_ONCE = """
import os, sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from loi_desktop.app import build_desk
from loi_desktop.gui import start, window
from loi_desktop.paths import DataFolder
folder, me = Path(sys.argv[1]), sys.argv[2]
begin = window.MainWindow.begin
def begun(self, files):
    (folder / (me + ".window")).touch()
    begin(self, files)
    receive = self.incoming.receive
    def received(files):
        (folder / "taken").open("a").write(files[0] + "\\n")
        if len((folder / "taken").read_text().splitlines()) == int(sys.argv[3]):
            QTimer.singleShot(300, lambda: os._exit(0))
    self.incoming.receive = received
window.MainWindow.begin = begun
late = threading.Timer(20, os._exit, (7,))
late.daemon = True
late.start()
(folder / (me + ".ready")).touch()
while not (folder / "go").exists():
    time.sleep(0.001)
sys.exit(start.run(build_desk, DataFolder(folder / "Daten"), [Path(me + ".loi")]))
"""

# a first start that is killed between its turn and its window
DIES = """
import sys, time
from pathlib import Path
from loi_desktop.gui import start
from loi_desktop.paths import DataFolder
def window(*a): print("held", flush=True); time.sleep(60)
start._window = window
start.run(None, DataFolder(Path(sys.argv[1])))
"""


def started(code, *words, **more):
    environment = {**os.environ, "PYTHONPATH": PACKAGES, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], env=environment, **more)


@pytest.mark.parametrize("number", [2, 3, 4])
def test_of_starts_at_the_same_moment_one_becomes_the_window_and_takes_all_files(tmp_path, number):
    programs = [started(AT_ONCE, tmp_path, f"start{n}", number - 1) for n in range(number)]
    until = time.monotonic() + 30
    while len(list(tmp_path.glob("*.ready"))) < number and time.monotonic() < until:
        time.sleep(0.01)
    (tmp_path / "go").touch()
    assert [program.wait(40) for program in programs] == [0] * number
    windows = [file.stem for file in tmp_path.glob("*.window")]
    assert len(windows) == 1
    taken = {Path(line).stem for line in (tmp_path / "taken").read_text().splitlines()}
    assert taken == {f"start{n}" for n in range(number)} - set(windows)


def test_a_first_start_that_was_killed_does_not_hinder_the_next(tmp_path):
    data = DataFolder(tmp_path / "Daten")
    with started(DIES, data.root, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout.readline().strip() == "held"
        assert Path(lock_file(data)).exists()
        first.kill()
    turn, begin = Turn(lock_file(data)), time.monotonic()
    assert not turn.taken_over(lambda: False)
    assert time.monotonic() - begin < 1
    turn.end()
    assert not Path(lock_file(data)).exists()


def test_where_no_lock_can_be_made_a_start_goes_on_at_once(tmp_path):
    turn, begin = Turn(str(tmp_path / "nicht da" / "x.lock")), time.monotonic()
    assert not turn.taken_over(lambda: False)
    assert time.monotonic() - begin < 1


def test_a_start_that_never_comes_to_its_window_holds_the_next_only_for_a_while(tmp_path, monkeypatch):
    monkeypatch.setattr(turn_module, "_PATIENCE_S", 0.2)
    first, second = (Turn(str(tmp_path / "x.lock")) for _ in range(2))
    assert not first.taken_over(lambda: False)
    assert not second.taken_over(lambda: False)
    first.end()


def test_all_files_that_the_program_is_given_go_on_to_the_window(tmp_path, monkeypatch):
    given = []

    def run(builder, data, files, presets):
        given.extend(files)
        return 0

    monkeypatch.setattr(start, "run", run)
    assert app.open_window(["a.loi", "b.loi", "c.loi"], str(tmp_path)) == 0
    assert given == [Path("a.loi"), Path("b.loi"), Path("c.loi")]
