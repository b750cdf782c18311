"""Closing the window: it never holds anybody who has typed nothing, and loses no text silently."""

import errno
import shutil

import pytest
from editing import Typist
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from loi_desktop import files
from loi_desktop.app import build_desk
from loi_desktop.errors import OutputError
from loi_desktop.gui.closing import sign_out
from loi_desktop.gui.dialogs import QtDialogs
from loi_desktop.gui.icons import Icons
from loi_desktop.gui.jobs import Jobs
from loi_desktop.gui.theme import Theme
from loi_desktop.gui.window import MainWindow
from loi_desktop.paths import DataFolder, resources
from loi_desktop.services import loifile

WITHOUT = "Ohne Speichern schließen"


@pytest.fixture
def lost(qtbot, qapp, tmp_path, dialogs, monkeypatch):
    """The first start on a data folder in which nothing can be written."""

    def refused(self, content):
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(files.Beside, "_write", refused)
    data = DataFolder(tmp_path / "Netzlaufwerk" / "LoI")
    theme, icons, desk = Theme(qapp), Icons(resources() / "icons"), build_desk(data)
    main = MainWindow(
        lambda _: desk, data, desk.settings.load(), theme=theme, icons=icons, jobs=Jobs(), dialogs=dialogs
    )
    qtbot.addWidget(main)
    main.show()
    main.begin()
    assert main.page.name == "welcome"
    yield main
    main.ui.jobs.wait()
    dialogs.answers.append(True)
    main.close()


@pytest.fixture
def clerk(qtbot, window, filled):
    return Typist(qtbot, window, filled)


@pytest.fixture
def full_disk(clerk, monkeypatch):
    def full(*args):
        raise OutputError("output.full", file="register", folder="D:")

    monkeypatch.setattr(clerk.desk.letters, "save_draft", full)
    return monkeypatch


def town(window):
    return next(f for f in window.page.findChildren(QLineEdit) if f.accessibleName().startswith("Name"))


class Manager:
    """A session that ends."""

    cancelled = False

    def cancel(self):
        self.cancelled = True


def test_the_first_page_closes_where_nothing_was_typed_and_nothing_can_be_written(lost, dialogs):
    assert lost.close()
    assert dialogs.asked == []


def test_los_gehts_goes_on_where_only_the_settings_cannot_be_written(lost, qtbot):
    lost.go("letters")
    assert lost.page.name == "letters"


def test_what_was_typed_on_the_first_page_is_asked_about_once_and_staying_is_usual(lost, dialogs, qtbot):
    qtbot.keyClicks(town(lost), "Musterstadt")
    assert not lost.close()
    assert len(dialogs.asked) == 1
    _, title, text, verb = dialogs.asked[0]
    assert title == "Noch nicht gespeichert"
    assert text.startswith("Ihre Angaben zur Kommune und zu den Personen sind noch nicht gespeichert.")
    assert verb == WITHOUT
    assert lost.isVisible()
    assert town(lost).text() == "Musterstadt"
    dialogs.answers.append(True)
    assert lost.close()


def test_text_that_cannot_be_stored_is_not_lost_without_a_word(clerk, full_disk, dialogs):
    clerk.type("our_reference", "61-20")
    assert not clerk.window.close()
    assert len(dialogs.asked) == 1
    assert dialogs.asked[0][2].startswith("Ihre letzten Eingaben in diesem Schreiben sind noch nicht")
    assert clerk.page.save_bar.isVisible()
    assert clerk.declaration.our_reference == "61-20"
    dialogs.answers.append(True)
    assert clerk.window.close()


def test_text_that_can_be_stored_is_stored_and_nothing_is_asked(clerk, dialogs, desk):
    clerk.type("our_reference", "61-20")
    assert clerk.window.close()
    assert dialogs.asked == []
    assert desk.letters.list()[0].reference == "61-20"


def test_text_that_lies_in_a_file_elsewhere_is_no_question(clerk, full_disk, dialogs, tmp_path):
    clerk.type("our_reference", "61-20")
    file = tmp_path / "gerettet.loi"
    dialogs.places.append(file)
    clerk.page._save_elsewhere()
    assert clerk.window.close()
    assert loifile.read(file).our_reference == "61-20"
    assert [asked[0] for asked in dialogs.asked] == ["save_file"]


def test_a_sender_that_cannot_be_stored_is_asked_about(window, dialogs, desk, qtbot):
    window.go("senders")
    shutil.rmtree(desk.data.root)
    desk.data.root.write_text("kein Ordner")
    line = window.page.form.boxes["sender.name"].input.line
    line.setFocus()
    qtbot.keyClicks(line, "Musterstadt")
    assert not window.close()
    assert dialogs.asked[0][2].startswith("Ihre letzten Eingaben zum Absender")
    dialogs.answers.append(True)
    assert window.close()


def test_signing_out_stores_what_was_typed(clerk, desk):
    manager = Manager()
    clerk.type("our_reference", "61-20")
    sign_out(clerk.window, manager)
    assert not manager.cancelled
    assert desk.letters.list()[0].reference == "61-20"


def test_signing_out_waits_where_text_would_be_lost_and_asks(clerk, full_disk, dialogs, qtbot):
    manager = Manager()
    clerk.type("our_reference", "61-20")
    sign_out(clerk.window, manager)
    assert manager.cancelled
    qtbot.waitUntil(lambda: bool(dialogs.asked), timeout=2000)
    assert dialogs.asked[0][3] == WITHOUT
    assert clerk.window.isVisible()


def test_enter_in_the_question_stays(window, qtbot):
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest

    def answer():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert WITHOUT in [button.text() for button in box.buttons()]
        QTest.keyClick(box, Qt.Key.Key_Return)

    QTimer.singleShot(100, answer)
    assert not QtDialogs().confirm(window, "Noch nicht gespeichert", "…", WITHOUT)
    QCoreApplication.processEvents()
