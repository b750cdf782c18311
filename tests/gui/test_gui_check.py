"""*Bestand prüfen* in the settings: a clerk wonders whether everything is still there."""

import os

import pytest
from gui_pages_help import finished_letter, press, settled, texts_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from loi_desktop.gui.settings import check as module

SOUND = "1 Schreiben, 1 Datei geprüft: alles da und unverändert."


@pytest.fixture
def record(desk, tmp_path):
    return finished_letter(desk, tmp_path / "Akten")


@pytest.fixture
def settings(window, qtbot, record):
    window.go("settings")
    settled(qtbot, window)
    return window.page


def checked(qtbot, window):
    """Press the button and read what the card says."""
    press(qtbot, window.page, "Bestand prüfen")
    settled(qtbot, window)
    QTest.qWait(20)
    return window.page.check.verdict.text


def test_everything_is_there(window, qtbot, settings):
    assert checked(qtbot, window) == SOUND
    assert not settings.check.findings.isVisible()
    assert not settings.check.copy.isVisible()
    assert "Geprüft: heute, " in texts_of(settings)


def test_the_button_stands_after_the_folders_and_is_pressed_by_enter(window, qtbot, settings):
    settings.check.button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert window.focusWidget().text() == "Ordner zeigen"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget().text() == "Bestand prüfen"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    assert settings.check.verdict.text == SOUND
    assert window.focusWidget() is settings.check.button


def test_what_is_missing_is_said_in_the_card_and_can_be_handed_to_it(window, qtbot, settings, record, data):
    (data.letter(record.id) / "v1.pdf").unlink()
    (data.letter(record.id) / "Notiz.txt").write_text("?")
    os.utime(data.letter(record.id) / "Notiz.txt", (0, 0))
    assert "1 Stelle stimmt nicht" in checked(qtbot, window)
    missing, hint = settings.check.findings.sentences
    assert missing.startswith(f"Fehler: {record.number} (Vietnam 2026")
    assert "„v1.pdf“" in missing
    assert hint.startswith("Hinweis: ")
    press(qtbot, settings, "Liste kopieren")
    copied = QGuiApplication.clipboard().text()
    assert str(data.root) in copied
    assert f"[letters/{record.id}/v1.pdf]" in copied
    assert "Zwischenablage" in window.notice.text


def test_the_result_comes_into_sight_in_a_small_window(window, qtbot, settings, record, data):
    window.resize(760, 400)
    (data.letter(record.id) / "v1.pdf").write_bytes(b"%PDF-1.7")
    checked(qtbot, window)
    verdict, area = settings.check.verdict, settings.findChild(QScrollArea)
    assert not verdict.visibleRegion().isEmpty()
    assert settings.check.width() <= area.viewport().width()


@pytest.mark.parametrize("width", [760, 1280, 1900])
def test_no_sentence_is_cut(window, qtbot, settings, record, data, width):
    window.resize(width, 700)
    (data.letter(record.id) / "v1.pdf").write_bytes(b"%PDF-1.7")
    checked(qtbot, window)
    QApplication.processEvents()
    for label in [marked.label for marked in settings.check.findChildren(type(settings.check.verdict))]:
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_a_damaged_register_is_said_in_its_own_words(window, qtbot, settings, data):
    (file,) = data.register.glob("register-*.jsonl")
    content = bytearray(file.read_bytes())
    content[60] ^= 1
    file.write_bytes(content)
    said = checked(qtbot, window)
    assert said.startswith("Das Register ist beschädigt")
    assert file.name in said
    assert file.read_bytes() == content


def test_a_long_list_is_shown_in_part_and_copied_whole(window, qtbot, settings, record, data):
    for n in range(12):
        stray = data.letter(record.id) / f"fremd-{n:02}.pdf"
        stray.write_bytes(b"?")
        os.utime(stray, (0, 0))
    assert checked(qtbot, window) == SOUND
    assert len(settings.check.findings.sentences) == 8
    assert "… und 4 weitere Stellen" in texts_of(settings)
    press(qtbot, settings, "Liste kopieren")
    assert QGuiApplication.clipboard().text().count("fremd-") == 2 * 12


@pytest.fixture
def at_piece(window, settings, monkeypatch):
    """Check in the smallest pieces, and do something when one of them has come back."""
    monkeypatch.setattr(module, "_PIECE_S", 0)
    through, came = settings.check._went_on, []

    def arrange(number, act):
        def went_on(*words):
            through(*words)
            came.append("check")
            if came.count("check") == number:
                act()

        monkeypatch.setattr(settings.check, "_went_on", went_on)
        return came

    return arrange


def test_a_long_check_lets_other_work_in_and_says_how_far_it_is(
    window, qtbot, settings, desk, record, at_piece
):
    for _ in range(4):
        desk.letters.duplicate(record.id)
    check, seen = settings.check, []

    def meanwhile():
        seen.extend([texts_of(settings), check.cancel.isVisible()])
        window.ui.jobs.run(lambda: None, lambda _: came.append("preview"))
        check.button.click()  # once more begins no second one

    came = at_piece(3, meanwhile)
    check.button.click()
    settled(qtbot, window)
    assert "2 von 5 Schreiben geprüft" in seen[0]
    assert seen[1]
    assert came == ["check"] * 4 + ["preview"] + ["check"] * 3
    assert check.verdict.text == "5 Schreiben, 1 Datei geprüft: alles da und unverändert."
    assert not check.cancel.isVisible()


def test_a_check_can_be_cancelled_and_begun_again(window, qtbot, settings, desk, record, at_piece):
    for _ in range(4):
        desk.letters.duplicate(record.id)

    def cancel():
        settings.check.cancel.setFocus()
        QTest.keyClick(settings.check.cancel, Qt.Key.Key_Return)

    at_piece(2, cancel)
    settings.check.button.click()
    settled(qtbot, window)
    assert settings.check.verdict.text == "Die Prüfung wurde abgebrochen. Verändert wurde nichts."
    assert window.focusWidget() is settings.check.button
    assert checked(qtbot, window).startswith("5 Schreiben, 1 Datei geprüft")


def test_the_check_goes_on_while_another_page_is_open(window, qtbot, settings, monkeypatch):
    monkeypatch.setattr(module, "_PIECE_S", 0)
    settings.check.button.click()
    window.go("letters")
    settled(qtbot, window)
    window.go("settings")
    settled(qtbot, window)
    assert window.page.check.verdict.text == SOUND
