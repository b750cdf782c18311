"""A second start, the place of the window, and what happens when the program has a bug."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from loi_desktop.gui import crash, place
from loi_desktop.gui.crash import Crash
from loi_desktop.gui.single import Single
from loi_desktop.paths import DataFolder
from loi_desktop.services import crashlog, loifile
from loi_desktop.texts import Texts

ROOT = Path(__file__).parents[2]
# the program, and what it stands on where that is not installed
PACKAGES = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))


@pytest.fixture
def single(window, qtbot):
    """The window listens for second starts."""
    listening = Single(window)
    listening.asked.connect(window.incoming.receive)
    assert listening.listen(window.ui.desk.data)
    yield listening
    listening.close()


def second_start(qtbot, data):
    """Whether a window took over from a second start, which is a program of its own."""
    code = (
        "import sys; from pathlib import Path\n"
        "from loi_desktop.gui.single import hand_over; from loi_desktop.paths import DataFolder\n"
        "sys.exit(0 if hand_over(DataFolder(Path(sys.argv[1])), ()) else 9)\n"
    )
    second = subprocess.Popen(
        [sys.executable, "-c", code, str(data.root)], env={**os.environ, "PYTHONPATH": PACKAGES}
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    assert second.returncode in (0, 9)
    return second.returncode == 0


def test_a_second_start_hands_its_file_to_the_open_window_and_ends(single, window, filled, tmp_path, qtbot):
    file = tmp_path / "Schreiben aus Köln.loi"
    loifile.write(filled, file)
    code = (
        "import sys; from pathlib import Path\n"
        "from loi_desktop.gui.start import run; from loi_desktop.paths import DataFolder\n"
        "def never(data): raise SystemExit('a second window was built')\n"
        "sys.exit(run(never, DataFolder(Path(sys.argv[1])), [Path(sys.argv[2])]))\n"
    )
    second = subprocess.Popen(
        [sys.executable, "-c", code, str(window.ui.desk.data.root), str(file)],
        env={**os.environ, "PYTHONPATH": PACKAGES},
    )
    qtbot.waitUntil(lambda: window.page.name == "editor", timeout=10_000)
    assert second.wait(10) == 0
    assert window.page.controller.declaration.sender.name == "Musterstadt"
    assert file.exists()


def test_a_second_start_hands_over_all_its_files(single, window, filled, tmp_path, qtbot):
    files = [tmp_path / ("sehr langer Ordnername ä" * 6) / f"Schreiben {n}.loi" for n in range(30)]
    files[0].parent.mkdir()
    for file in files:
        loifile.write(filled, file)
    code = (
        "import sys; from pathlib import Path\n"
        "from loi_desktop.gui.single import hand_over; from loi_desktop.paths import DataFolder\n"
        "sys.exit(not hand_over(DataFolder(Path(sys.argv[1])), [Path(w) for w in sys.argv[2:]]))\n"
    )
    second = subprocess.Popen(
        [sys.executable, "-c", code, str(window.ui.desk.data.root), *map(str, files)],
        env={**os.environ, "PYTHONPATH": PACKAGES},
    )
    qtbot.waitUntil(lambda: "30 neue Entwürfe" in window.notice.text, timeout=15_000)
    assert second.wait(10) == 0
    assert window.page.name == "letters"
    assert len(window.ui.desk.letters.list()) == 30


def test_a_second_start_without_a_file_only_brings_the_window_to_the_front(single, window, qtbot):
    window.showMinimized()
    with qtbot.waitSignal(single.asked):
        assert second_start(qtbot, window.ui.desk.data)
    assert not window.isMinimized()
    assert window.page.name == "letters"


def test_another_data_folder_gets_a_window_of_its_own(single, tmp_path, qtbot):
    assert not second_start(qtbot, DataFolder(tmp_path / "andere"))


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe goes with its program")
def test_a_socket_that_a_killed_program_left_behind_does_not_matter(single, window, qtbot):
    data = window.ui.desk.data
    name = single._server.fullServerName()
    single.close()
    Path(name).touch()
    try:
        assert not second_start(qtbot, data)
        assert single.listen(data)
        assert second_start(qtbot, data)
    finally:
        single.close()
        Path(name).unlink(missing_ok=True)


@pytest.mark.parametrize(
    "rubbish", [b"\n", b"[]\n", b'{"files": [3]}\n', b"\xff\xfe\n", b"x" * 300_000 + b"\n"]
)
def test_rubbish_on_the_socket_is_ignored(single, window, qtbot, rubbish):
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(single._server.fullServerName())
    assert socket.waitForConnected(1000)
    socket.write(rubbish)
    socket.flush()
    qtbot.wait(50)
    socket.abort()
    assert window.page.name == "letters"
    assert second_start(qtbot, window.ui.desk.data)


# the place of the window --------------------------------------------------------------


def test_the_window_comes_back_where_it_was(qtbot, desk):
    desk.settings.change(welcomed=True)
    first, second = QWidget(), QWidget()
    for widget in (first, second):
        qtbot.addWidget(widget)
    first.setGeometry(60, 40, 600, 420)
    place.remember(first, desk.data)
    place.restore(second, desk.data)
    assert second.geometry() == QRect(60, 40, 600, 420)


def test_a_window_that_was_on_a_screen_that_is_gone_comes_to_one_that_exists(qtbot, qapp, desk):
    desk.settings.change(welcomed=True)
    first, second = QWidget(), QWidget()
    for widget in (first, second):
        qtbot.addWidget(widget)
    first.setGeometry(9000, 5000, 600, 420)
    place.remember(first, desk.data)
    place.restore(second, desk.data)
    assert qapp.primaryScreen().availableGeometry().contains(second.geometry().center())


# bugs ---------------------------------------------------------------------------------


@pytest.fixture
def caught(desk, dialogs, qtbot):
    return Crash(desk.data, dialogs, lambda: Texts("de"))


def raised(error):
    try:
        raise error
    except type(error) as kept:
        return kept


def test_a_bug_is_told_calmly_and_kept_in_the_log_without_personal_data(caught, desk, dialogs, qtbot):
    error = raised(ValueError("Erika Musterfrau, /home/musterfrau/Akte.pdf"))
    caught.caught(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(dialogs.told))
    _, text, details = dialogs.told[0]
    assert "Ihre gespeicherten Schreiben sind nicht betroffen" in text
    assert "ValueError" in details
    assert "test_gui_single.py" in details
    log = (desk.data.logs / "loi-desktop.log").read_text("utf-8")
    for kept in (details, log):
        assert "Musterfrau" not in kept
        assert str(ROOT) not in kept
        assert "musterfrau" not in kept


def test_a_bug_in_background_work_is_told_too(caught, dialogs, window, qtbot):
    window.ui.jobs.crashed.connect(caught.background)
    window.ui.jobs.run(lambda: 1 // 0, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: bool(dialogs.told), timeout=5000)
    assert "ZeroDivisionError" in dialogs.told[0][2]


def test_the_log_does_not_grow_for_ever(caught, desk, monkeypatch):
    monkeypatch.setattr(crashlog, "_BYTES", 2000)
    error = raised(ValueError("x"))
    for _ in range(60):
        crash.log(crash.report(error), desk.data)
    files = list(desk.data.logs.iterdir())
    assert len(files) == 1 + crashlog._OLDER_FILES
    assert sum(file.stat().st_size for file in files) < 12_000


def test_a_log_that_cannot_be_written_goes_to_the_usual_folder(desk, own_profile):
    desk.data.root.mkdir(parents=True, exist_ok=True)
    desk.data.logs.write_text("keine Ablage")
    file = crash.log(crash.report(raised(ValueError("x"))), desk.data)
    assert file.is_relative_to(own_profile / "share")
    assert "ValueError" in file.read_text("utf-8")


START = """
import sys
from pathlib import Path
from loi_desktop import app
from loi_desktop.gui import dialogs, start
dialogs.QtDialogs.tell = start.QtDialogs.tell = lambda *words: print(*words[3:])
{broken}
sys.exit(app.open_window([], sys.argv[1]))
"""


def opened(tmp_path, broken):
    """The window, opened as the program opens it, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", START.format(broken=broken), str(tmp_path / "Daten Müller")],
        env={
            **os.environ,
            "PYTHONPATH": PACKAGES,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return done


def test_a_bug_before_the_window_is_there_ends_calmly_with_70_and_names_the_log(tmp_path):
    done = opened(tmp_path, "start.MainWindow = lambda *a, **k: 1 // 0")
    assert done.returncode == 70
    assert "konnte wegen eines unerwarteten Fehlers nicht starten" in done.stdout
    log = tmp_path / "Daten Müller" / "logs" / "loi-desktop.log"
    assert str(log) in done.stdout
    assert "ZeroDivisionError" in log.read_text("utf-8")
    assert "Müller" not in log.read_text("utf-8")


def test_settings_that_are_damaged_are_said_in_a_dialog(tmp_path):
    (tmp_path / "Daten Müller").mkdir()
    (tmp_path / "Daten Müller" / "settings.toml").write_text("language = 7")
    done = opened(tmp_path, "")
    assert done.returncode == 3
    assert "Einstellungen" in done.stdout


def test_a_data_folder_out_of_reach_is_said_in_a_dialog(tmp_path):
    broken = (
        "from loi_desktop.model.presets import Preset, Presets\n"
        f"fest = Preset('data_folder', {str(tmp_path / 'getrennt' / 'LoI')!r}, 'locked', 'file')\n"
        "app.read_presets = lambda: Presets((fest,))\n"
        "sys.argv[1] = None"
    )
    done = opened(tmp_path, broken)
    assert done.returncode == 3
    assert "gerade nicht erreichbar" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has always a screen")
def test_without_a_display_a_sentence_says_so(tmp_path):
    code = (
        "import sys; from pathlib import Path\n"
        "from loi_desktop.gui.start import run; from loi_desktop.paths import DataFolder\n"
        "sys.exit(run(None, DataFolder(Path(sys.argv[1]))))\n"
    )
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env={**bare, "PYTHONPATH": PACKAGES, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "loi demo" in done.stderr
    assert "Traceback" not in done.stderr
