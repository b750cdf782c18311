"""What is typed is kept, undone, redone, and never lost."""

from __future__ import annotations

import time

import pytest
from editing import Typist, text_of
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from loi_desktop.errors import InputError, OutputError
from loi_desktop.services import loifile


@pytest.fixture
def clerk(qtbot, window, filled) -> Typist:
    return Typist(qtbot, window, filled)


@pytest.fixture
def full_disk(clerk, monkeypatch):
    """A disk that is full until the test calls what this gives back."""

    def full(*args):
        raise OutputError("output.full", file="register", folder="D:")

    letters = clerk.desk.letters
    monkeypatch.setattr(letters, "save_draft", full, raising=True)
    return monkeypatch.undo


def test_nothing_typed_is_no_letter(clerk, desk):
    clerk.window.go("letters")
    assert desk.letters.list() == ()


def test_the_first_key_stores_the_letter_within_half_a_second(clerk, desk):
    field = clerk.go("our_reference")
    QTest.keyClick(field, "7")
    start = time.monotonic()
    clerk.kept()
    assert time.monotonic() - start < 0.55
    assert len(desk.letters.list()) == 1
    assert clerk.stored.draft.our_reference.endswith("7")
    clerk.settle()
    assert clerk.window._status.text.startswith("Gespeichert ")


def test_leaving_keeps_at_once(clerk, desk):
    clerk.type("our_reference", "61-20")
    clerk.window.go("letters")
    assert clerk.window.page is not clerk.page
    assert desk.letters.list()[0].reference == "61-20"


def test_undo_and_redo_over_the_whole_form(clerk):
    clerk.type("our_reference", "Az 1")
    QTest.keyClick(clerk.card("call:perspective").box, Qt.Key.Key_Space)
    clerk.type("contact.name", "Hans Beispiel")
    states = [clerk.declaration]
    for _ in range(3):
        clerk.undo()
    assert clerk.declaration.contact.name == "Erika Musterfrau"
    assert text_of(clerk.target("contact.name").input.line) == "Erika Musterfrau"
    assert clerk.declaration.our_reference != "Az 1"
    assert clerk.card("call:perspective").box.isChecked()
    for _ in range(3):
        clerk.redo()
    assert clerk.declaration == states[0]
    assert "Hans Beispiel" in clerk.shown()


def test_typing_in_one_field_is_one_step(clerk):
    before = clerk.declaration
    field = clerk.go("our_reference")
    QTest.keyClicks(field, "abc")
    QTest.keyClicks(field, "def")
    clerk.undo()
    assert clerk.declaration == before
    assert not clerk.page.header.undo.isEnabled()
    assert clerk.page.header.redo.isEnabled()


def test_the_buttons_undo_too(clerk):
    clerk.type("our_reference", "Az 1")
    clerk.page.header.undo.click()
    assert clerk.declaration.our_reference != "Az 1"
    clerk.page.header.redo.click()
    assert clerk.declaration.our_reference == "Az 1"


def test_a_full_disk_is_said_nothing_is_lost_and_nobody_leaves(clerk, desk, full_disk):
    clerk.type("our_reference", "Az 9")
    clerk.qtbot.waitUntil(clerk.page.save_bar.isVisible, timeout=3000)
    assert clerk.page.save_bar.words.text.startswith("Nicht gespeichert")
    clerk.window.go("letters")
    assert clerk.window.page is clerk.page
    assert "bleibt geöffnet" in clerk.window.notice.text
    assert clerk.declaration.our_reference == "Az 9"
    full_disk()
    clerk.page.save_bar.again.click()
    clerk.kept()
    clerk.settle()
    assert not clerk.page.save_bar.isVisible()
    assert clerk.stored.draft.our_reference == "Az 9"
    clerk.window.go("letters")
    assert clerk.window.page is not clerk.page


@pytest.mark.parametrize("code", ["output.full", "register.locked", "register.gone", "register.unwritable"])
def test_that_the_text_is_still_there_is_said_once(clerk, code):
    clerk.page.save_bar.say(OutputError(code, file="register", folder="D:", holder="PC 7"))
    said = clerk.page.save_bar.words.text
    times = said.count("noch da, er ist") + said.count("noch im Fenster") + said.count("hier im Fenster")
    assert times == 1, said


def test_a_letter_that_cannot_be_stored_is_saved_elsewhere(clerk, dialogs, full_disk, tmp_path):
    clerk.type("our_reference", "Az 9")
    assert clerk.page.leave() is False
    dialogs.places.append(tmp_path / "gerettet")
    clerk.page.save_bar.as_file.click()
    assert loifile.read(tmp_path / "gerettet.loi").our_reference == "Az 9"
    assert clerk.page.leave() is True


def test_a_letter_changed_elsewhere_is_kept_beside(clerk, desk):
    clerk.type("our_reference", "hier")
    clerk.kept()
    elsewhere = clerk.stored
    desk.letters.note(elsewhere.id, "von nebenan")
    import msgspec

    desk.letters.save_draft(
        desk.letters.get(elsewhere.id), msgspec.structs.replace(elsewhere.draft, our_reference="dort")
    )
    clerk.type("our_reference", "hier weiter")
    clerk.kept()
    clerk.settle()
    assert clerk.page.controller.record.id != elsewhere.id
    assert desk.letters.get(elsewhere.id).draft.our_reference == "dort"
    assert clerk.stored.draft.our_reference == "hier weiter"
    assert clerk.window.notice.text
    clerk.type("our_reference", "noch weiter")
    clerk.kept()
    assert clerk.stored.draft.our_reference == "noch weiter"
    assert len(desk.letters.list()) == 2


def test_a_letter_deleted_elsewhere_is_not_lost(clerk, desk):
    clerk.type("our_reference", "hier")
    clerk.kept()
    desk.letters.trash(clerk.page.controller.record.id)
    desk.letters.remove(clerk.page.controller.record.id)
    clerk.type("our_reference", "hier weiter")
    clerk.kept()
    kept = [s.reference for s in desk.letters.list()]
    assert kept == ["hier weiter"]


def test_a_call_that_is_gone_is_said_and_the_form_stays(clerk, monkeypatch):
    def gone(declaration):
        raise InputError("call.unknown", ref="weg-2026")

    monkeypatch.setattr(clerk.desk.composer, "call", gone)
    clerk.type("our_reference", "Az 5")
    clerk.settle()
    assert "weg-2026" in clerk.page.preview.trouble.text
    clerk.kept()
    assert clerk.stored.draft.our_reference == "Az 5"


def test_drafts_go_round(clerk, dialogs, tmp_path):
    dialogs.places += [tmp_path / "Entwurf.pdf", tmp_path / "Brief.loi"]
    by_text = {a.text(): a for a in clerk.page.hand_out.button.menu().actions()}
    next(a for t, a in by_text.items() if "PDF" in t).trigger()
    clerk.settle()
    assert (tmp_path / "Entwurf.pdf").read_bytes().startswith(b"%PDF")
    next(a for t, a in by_text.items() if ".loi" in t).trigger()
    assert loifile.read(tmp_path / "Brief.loi") == clerk.declaration
    next(a for t, a in by_text.items() if "Word" in t).trigger()
    assert "bekundet hiermit ihr grundsätzliches Interesse" in QGuiApplication.clipboard().text()
    assert "Zwischenablage" in clerk.window.notice.text


def test_print_draws_every_page(qapp, desk, filled, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    from loi_desktop.gui.preview.picture import PdfPages
    from loi_desktop.gui.printing import print_pages

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "druck.pdf"))
    print_pages(PdfPages(desk.exports.draft_bytes(filled)), printer)
    printed = PdfPages((tmp_path / "druck.pdf").read_bytes())
    assert printed.count == 1
    ink = printed.image(0, 400)
    dark = sum(ink.pixelColor(x, y).lightness() < 128 for x in range(0, 400, 2) for y in range(0, 560, 2))
    assert 200 < dark < 20_000


def test_ctrl_e_stores_the_letter_and_asks_for_the_reinschrift(clerk, desk):
    clerk.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    clerk.settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert len(desk.letters.list()) == 1
    dialog.reject()
    assert clerk.window.page is clerk.page


class TakesTheKey(QObject):
    """As fields on Linux are: Ctrl+E is their end of line."""

    def eventFilter(self, watched, event):  # noqa: N802 - Qt calls it so
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_E:
            event.accept()
            return True
        return False


@pytest.mark.parametrize("path", ["our_reference", "experience"])
def test_ctrl_e_works_in_every_field_also_where_fields_know_that_key(clerk, path):
    field, greedy = clerk.go(path), TakesTheKey()
    field.installEventFilter(greedy)
    clerk.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    clerk.settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.reject()
