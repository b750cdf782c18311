"""The frame of the window: its sections, keys, notices, help, drops."""

import subprocess
import sys
from pathlib import Path

import pytest
from gui_samples import letter
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from loi_desktop.gui.navigation import NavigationButton
from loi_desktop.gui.page import Page
from loi_desktop.gui.place import first_place
from loi_desktop.gui.routes import MAIN
from loi_desktop.services import loifile


def press(window, keys):
    combination = QKeySequence(keys)[0]
    QTest.keyClick(window.focusWidget() or window, combination.key(), combination.keyboardModifiers())


def entries(window):
    return {button.text(): button for button in window.findChildren(NavigationButton)}


def send(widget, files, kind):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    moves = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    shift = Qt.KeyboardModifier.ShiftModifier
    event = kind(QPointF(5, 5), moves, mime, Qt.MouseButton.LeftButton, shift)
    QApplication.sendEvent(widget, event)
    return event.dropAction()


def dragged(widget, files):
    """Files are held over a widget, with Shift, which elsewhere means *move*."""
    return send(widget, files, QDragEnterEvent)


def dropped(widget, files):
    """Files are dragged over a widget and let go."""
    dragged(widget, files)
    return send(widget, files, QDropEvent)


@pytest.fixture
def listed(window, desk):
    """The letters page with a letter on it."""
    letter(desk, "Huế")
    window.page.refresh()
    return window


class Undoing(Page):
    """A page with a field and an undo of its own."""

    name = "undoing"

    def __init__(self, ui):
        super().__init__(ui)
        self.field = QLineEdit()
        self.undone = 0
        self.body.addWidget(self.field)

    def undo(self):
        self.undone += 1


@pytest.fixture
def undoing(window):
    page = Undoing(window.ui)
    window._stage._kept["senders"] = page
    window.go("senders")
    page.field.setFocus()
    return page


def test_the_window_opens_on_the_letters(window):
    assert window.page.name == "letters"
    assert window.windowTitle() == "Schreiben – LoI-Desktop"


def test_the_navigation_names_the_sections_and_marks_the_open_one(window, qtbot):
    words = entries(window)
    assert list(words) == ["Schreiben", "Briefköpfe", "Absender", "Förderaufrufe", "Einstellungen", "Hilfe"]
    qtbot.mouseClick(words["Einstellungen"], Qt.MouseButton.LeftButton)
    assert window.page.name == "settings"
    assert words["Einstellungen"].isChecked()
    assert not words["Schreiben"].isChecked()


def test_arrow_keys_lead_through_the_navigation(window):
    entries(window)["Schreiben"].setFocus()
    press(window, "Down")
    assert window.page.name == "letterheads"
    assert window.focusWidget() is entries(window)["Briefköpfe"]


@pytest.mark.parametrize(("number", "page"), list(enumerate(MAIN, 1)))
def test_ctrl_and_a_number_go_to_a_section(window, number, page):
    window.go("settings")
    press(window, f"Ctrl+{number}")
    assert window.page.name == page


def test_a_number_takes_the_keyboard_along_in_the_navigation(window):
    entries(window)["Schreiben"].setFocus()
    press(window, "Ctrl+3")
    assert window.focusWidget() is entries(window)["Absender"]


def test_ctrl_n_asks_which_call_and_escape_leaves(window):
    press(window, "Ctrl+N")
    assert window.page.name == "new"
    press(window, "Esc")
    assert window.page.name == "letters"


def test_ctrl_f_goes_into_the_search_and_escape_empties_it(listed, window):
    press(window, "Ctrl+F")
    search = window.focusWidget()
    assert search.accessibleName() == "Suchen"
    QTest.keyClicks(search, "Hu")
    press(window, "Esc")
    assert search.text() == ""


def test_keys_that_a_page_does_not_know_do_nothing(window):
    window.go("settings")
    for keys in ("Ctrl+F", "Ctrl+P", "Ctrl+E", "Ctrl+M", "F6", "Ctrl+Z", "Ctrl+Y", "Esc"):
        press(window, keys)
    assert window.page.name == "settings"


def test_f1_shows_help_for_the_open_page_and_leads_back(window):
    window.go("settings")
    press(window, "F1")
    assert window.page.name == "help"
    assert "Sprache des Programms" in window.page.reader.text.toPlainText()
    press(window, "Esc")
    assert window.page.name == "settings"


def test_the_page_behind_the_help_stays_as_it_was(window, desk):
    window.edit(letter(desk, "Huế"))
    editor = window.page
    press(window, "F1")
    assert "Formular" in window.page.reader.text.toPlainText()
    press(window, "Esc")
    assert window.page is editor


def test_ctrl_o_opens_a_letter_file_as_a_new_draft(window, desk, dialogs, filled, tmp_path):
    file = tmp_path / "Entwurf.loi"
    loifile.write(filled, file)
    dialogs.files.append(file)
    press(window, "Ctrl+O")
    assert window.page.name == "editor"
    assert desk.letters.counts()["drafts"] == 1


def test_a_file_that_is_no_letter_is_named_in_a_sentence(window, desk, dialogs, tmp_path):
    file = tmp_path / "Kaputt.loi"
    file.write_text("[" * 200_000)
    dialogs.files.append(file)
    press(window, "Ctrl+O")
    assert "Kaputt.loi" in window.notice.text
    assert desk.letters.counts()["all"] == 0


# notices ------------------------------------------------------------------------------


def test_a_notice_stays_until_the_next_action(listed, window, qtbot):
    window.say("Erledigt.", undo=lambda: None)
    press(window, "Down")
    assert window.notice.text == "Erledigt."
    press(window, "Ctrl+F")
    QTest.keyClicks(window.focusWidget(), "x")
    qtbot.waitUntil(lambda: window.notice.text == "")


def test_a_failure_stays_until_it_is_closed(listed, window, qtbot):
    window.say("Das ging nicht.", bad=True)
    press(window, "Ctrl+F")
    QTest.keyClicks(window.focusWidget(), "x")
    QTest.qWait(20)
    assert window.notice.text == "Das ging nicht."
    close = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Schließen")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert window.notice.text == ""


def test_ctrl_z_takes_back_what_the_notice_speaks_of_once(window):
    undone = []
    window.say("Gelöscht.", undo=lambda: undone.append(1))
    press(window, "Ctrl+Z")
    press(window, "Ctrl+Z")
    assert undone == [1]
    assert window.notice.text == ""


def test_a_notice_is_spoken(window, monkeypatch):
    from loi_desktop.gui import notice

    spoken = []
    monkeypatch.setattr(
        notice.QAccessible, "updateAccessibility", lambda event: spoken.append(event.message())
    )
    window.say("Das Schreiben liegt im Papierkorb.")
    window.status("Gespeichert 14:32")
    assert spoken == ["Das Schreiben liegt im Papierkorb."]


# undo in fields -----------------------------------------------------------------------


def test_ctrl_z_in_a_field_goes_to_the_page(undoing, window):
    QTest.keyClicks(undoing.field, "abc")
    press(window, "Ctrl+Z")
    assert undoing.undone == 1
    assert undoing.field.text() == "abc"


def test_a_field_on_a_page_without_undo_keeps_its_own(listed, window):
    press(window, "Ctrl+F")
    QTest.keyClicks(window.focusWidget(), "abc")
    press(window, "Ctrl+Z")
    assert window.focusWidget().text() == ""


# files from outside -------------------------------------------------------------------


def test_a_letter_file_dropped_on_a_field_becomes_a_draft_and_stays_where_it_is(
    listed, window, desk, filled, tmp_path
):
    file = tmp_path / "Müller.loi"
    loifile.write(filled, file)
    assert dropped(window.page._search, [file]) == Qt.DropAction.CopyAction
    assert window.page.name == "editor"
    assert file.exists()
    assert desk.letters.counts()["drafts"] == 2


@pytest.mark.parametrize("way", ["dropped", "given at the start"])
def test_several_letter_files_become_drafts_in_the_list_that_says_how_many(
    window, desk, filled, tmp_path, way
):
    files = [tmp_path / f"Schreiben {n}.loi" for n in range(3)]
    for file in files:
        loifile.write(filled, file)
    if way == "dropped":
        dropped(window.page, files)
    else:
        window._waiting = files
        window.go("start")
    assert window.page.name == "letters"
    assert len(desk.letters.list()) == 3
    assert window.notice.text.startswith("Aus 3 Dateien sind 3 neue Entwürfe geworden")
    assert all(file.exists() for file in files)


def test_of_several_files_those_that_are_no_letters_are_said(window, desk, filled, tmp_path):
    good, bad, worse = (tmp_path / name for name in ("gut.loi", "schlecht.loi", "schlechter.loi"))
    loifile.write(filled, good)
    for file in (bad, worse):
        file.write_text("kein Schreiben")
    window.incoming.open([bad, good, worse])
    assert window.page.name == "editor"
    assert window.notice.text.startswith(
        "Aus einer Datei ist ein neuer Entwurf geworden. 2 Dateien ließen sich nicht öffnen, die erste davon:"
    )
    assert "schlecht.loi" in window.notice.text


def test_a_drag_shows_what_letting_go_will_do(window, tmp_path):
    dragged(window.page, [tmp_path / "x.loi"])
    target = window.findChild(QWidget, "drop-target")
    assert "neues Schreiben" in target.accessibleName()
    assert target.isVisible()


def test_a_file_that_does_not_belong_here_is_named(window, tmp_path):
    window.go("settings")
    dropped(window.page, [tmp_path / "scan.pdf"])
    assert "scan.pdf" in window.notice.text


def test_a_call_file_goes_to_the_calls_from_every_page(window, tmp_path, monkeypatch):
    window.go("calls")
    taken = []
    monkeypatch.setattr(window.page, "accept_files", taken.extend, raising=False)
    window.go("settings")
    dropped(window.page, [tmp_path / "Aufruf.loi-aufruf"])
    assert window.page.name == "calls"
    assert taken == [tmp_path / "Aufruf.loi-aufruf"]


# the window itself --------------------------------------------------------------------


def test_the_window_does_not_become_smaller_than_what_it_holds(window):
    window.resize(300, 200)
    assert (window.width(), window.height()) == (760, 400)


def test_a_small_window_has_icons_with_their_words_below(window):
    button = entries(window)["Förderaufrufe"]
    wide = button.width()
    window.resize(760, 400)
    QTest.qWait(10)
    assert window.width() == 760
    assert window.height() == 400
    assert button.width() < wide
    assert button.sizeHint().width() > button.fontMetrics().horizontalAdvance("Förderaufrufe") * 0.8


@pytest.mark.parametrize("free", [(0, 0, 1366, 768), (0, 0, 1366, 728), (1920, 40, 2560, 1400)])
def test_the_first_window_stands_on_the_screen_with_its_frame(free):
    screen = QRect(*free)
    inside = first_place(screen)
    assert screen.contains(inside.adjusted(-8, -32, 8, 8))
    assert inside.width() == 1280
    assert inside.height() == min(800, screen.height() - 40)


def test_pages_that_are_left_are_freed(window, desk, qtbot):
    window.edit(letter(desk, "Huế"))
    editor = window.page
    window.go("letters")
    window.ui.jobs.wait()
    qtbot.waitUntil(lambda: not isValid(editor))
    assert window.page.name == "letters"
    assert not isValid(editor)


def test_nothing_heavy_is_loaded_before_the_window_is_shown(tmp_path):
    code = (
        "import sys\n"
        "from loi_desktop.gui import start\n"
        "from loi_desktop.gui.window import MainWindow\n"
        "from loi_desktop.app import build_desk\n"
        "from loi_desktop.paths import DataFolder\n"
        "from pathlib import Path\n"
        "def begin(self, file=None):\n"
        "    print(sorted({'reportlab', 'pikepdf', 'tinydb', 'PySide6.QtPdf'} & set(sys.modules)))\n"
        "    self.close()\n"
        "MainWindow.begin = begin\n"
        f"sys.exit(start.run(build_desk, DataFolder(Path({str(tmp_path)!r}))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
