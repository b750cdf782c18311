"""*E-Mail vorbereiten*: shown first, handed over then, recorded as sent by the clerk alone."""

from __future__ import annotations

import msgspec
import pytest
from gui_pages_help import finished_letter, pdf_of, press, said, settled, texts_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from loi_desktop.errors import OutputError
from loi_desktop.gui.mail.dialog import MailDialog
from loi_desktop.gui.widgets.scrolling import Scrolling
from loi_desktop.handover.programs import MailPrograms
from loi_desktop.services import demo
from loi_desktop.services.exports import Order


@pytest.fixture
def letter(desk, tmp_path):
    return finished_letter(desk, tmp_path / "Ablage")


@pytest.fixture
def shown(qtbot, window):
    def show(record):
        dialog = MailDialog(window.ui, record.id, window)
        dialog.open()
        settled(qtbot, window)
        return dialog

    return show


def clipboard():
    return QApplication.clipboard().text()


def test_shows_what_goes_out_before_anything_opens(shown, letter, handed_over):
    dialog = shown(letter)
    rows = dict(dialog.facts.rows())
    assert rows["An"] == "moritz.beispiel@partnerschaften.example"
    assert rows["Betreff"].startswith("Interessensbekundung der Stadt Musterstadt")
    assert rows["Datei"] == "LoI_Vietnam-2026_Musterstadt_2026-11-23.pdf (noch nicht unterschrieben)"
    assert rows["Größe"].endswith(" kB")
    assert any("noch nicht unterschrieben" in s for s in dialog.findings.sentences)
    assert dialog.mailbox.text == (
        "Bitte wählen Sie unter ‚Von‘ das Postfach internationales@musterstadt.example."
    )
    assert not dialog.sent_card.isVisible()
    assert handed_over == []


def test_the_dialog_is_as_high_as_what_it_says(qtbot, shown, letter):
    dialog = shown(letter)
    area = dialog.findChild(Scrolling)

    def empty():
        return area.viewport().height() - area.widget().layout().totalHeightForWidth(area.viewport().width())

    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0 and empty() < 16)
    assert dialog.height() <= dialog.screen().availableSize().height() - 40


def test_enter_opens_the_mail_program_and_the_next_step_waits(qtbot, window, shown, letter, handed_over):
    dialog = shown(letter)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    assert [file.suffix for file in handed_over] == [".eml"]
    record = window.ui.desk.letters.get(letter.id)
    assert record.state == "final"
    assert record.history[-1].event == "mail-prepared"
    assert dialog.isVisible()
    press(qtbot, dialog, "Als versendet eintragen")
    settled(qtbot, window)
    assert window.ui.desk.letters.get(letter.id).state == "sent"
    assert said(window) == "Das Schreiben ist als versendet eingetragen."


def test_it_carries_the_signed_copy(qtbot, window, desk, shown, letter, tmp_path):
    scan = tmp_path / "Scan.pdf"
    scan.write_bytes(pdf_of(1))
    desk.progress.attach_signed(letter.id, scan)
    dialog = shown(letter)
    assert dict(dialog.facts.rows())["Datei"].endswith("(unterschrieben)")
    assert not any("unterschrieben" in s for s in dialog.findings.sentences)


def test_what_always_works(qtbot, window, shown, letter, monkeypatch):
    folders = []
    monkeypatch.setattr(MailPrograms, "show_in_folder", lambda self, file: folders.append(file))
    dialog = shown(letter)
    press(qtbot, dialog, "Adresse kopieren")
    assert clipboard() == "moritz.beispiel@partnerschaften.example"
    assert dialog.said.text == "Die Adresse ist kopiert."
    press(qtbot, dialog, "Betreff kopieren")
    assert clipboard().startswith("Interessensbekundung der Stadt")
    press(qtbot, dialog, "Text kopieren")
    assert "Angaben für Ihre Übersicht" in clipboard()
    press(qtbot, dialog, "Datei im Ordner zeigen")
    settled(qtbot, window)
    assert folders[0].name == "LoI_Vietnam-2026_Musterstadt_2026-11-23.pdf"
    assert dialog.sent_card.isVisible()


def test_the_file_to_attach_is_a_copy_with_the_promised_name(
    qtbot, window, desk, shown, letter, tmp_path, monkeypatch
):
    folders = []
    monkeypatch.setattr(MailPrograms, "show_in_folder", lambda self, file: folders.append(file))
    scan = tmp_path / "Scan.pdf"
    scan.write_bytes(pdf_of(1))
    desk.progress.attach_signed(letter.id, scan)
    dialog = shown(letter)
    press(qtbot, dialog, "Datei im Ordner zeigen")
    settled(qtbot, window)
    assert f"{folders[0].name} (unterschrieben)" == dict(dialog.facts.rows())["Datei"]
    assert folders[0].read_bytes() == scan.read_bytes()
    assert desk.data.letter(letter.id) not in folders[0].parents
    assert folders[0].name in dialog.said.text
    assert str(folders[0].parent) in dialog.said.text


def test_the_english_copy_goes_along_when_it_is_wanted(qtbot, window, desk, shown, tmp_path, monkeypatch):
    folders = []
    monkeypatch.setattr(MailPrograms, "show_in_folder", lambda self, file: folders.append(file))
    filled = demo.declaration(desk, "")
    record = desk.letters.save_draft(desk.letters.start(filled), filled)
    desk.exports.reinschrift(record.id, Order(tmp_path / "Brief.pdf", courtesy=True))
    dialog = shown(record)
    assert dialog.english.text() == "Englische Fassung mitschicken: Brief-en.pdf"
    assert len(dialog._outgoing.attached) == 1
    dialog.english.setFocus()
    qtbot.keyClick(dialog.english, Qt.Key.Key_Space)
    settled(qtbot, window)
    assert [words for term, words in dialog.facts.rows() if term == "Datei"] == [
        "Brief.pdf (noch nicht unterschrieben)",
        "Brief-en.pdf (englische Fassung)",
    ]
    press(qtbot, dialog, "Datei im Ordner zeigen")
    settled(qtbot, window)
    assert sorted(file.name for file in folders[0].parent.iterdir()) == ["Brief-en.pdf", "Brief.pdf"]
    press(qtbot, dialog, "E-Mail-Programm öffnen")
    settled(qtbot, window)
    draft = desk.data.letter(record.id) / "v1-mail-1.eml"
    assert draft.read_bytes().count(b"Content-Disposition: attachment") == 2


def test_without_an_english_copy_none_is_offered(shown, letter):
    assert not shown(letter).english.isVisible()


def test_no_mail_program_is_said_and_the_way_by_hand_goes_on(qtbot, window, shown, letter, monkeypatch):
    def none(self, file):
        raise OutputError("mail.no-program", file=file.name, folder=str(file.parent))

    monkeypatch.setattr(MailPrograms, "open_draft", none)
    dialog = shown(letter)
    press(qtbot, dialog, "E-Mail-Programm öffnen")
    settled(qtbot, window)
    assert "kein E-Mail-Programm öffnen" in dialog.said.text
    assert dialog.sent_card.isVisible()
    assert dialog.open_mail.isEnabled()


def letter_to(desk, tmp_path, address):
    filled = demo.declaration(desk, "")
    filled = msgspec.structs.replace(
        filled, recipient=msgspec.structs.replace(filled.recipient, email=address)
    )
    record = desk.letters.save_draft(desk.letters.start(filled), filled)
    return desk.exports.reinschrift(record.id, Order(tmp_path / "brief.pdf")).record


def test_no_address_is_no_hindrance(qtbot, window, desk, shown, tmp_path):
    dialog = shown(letter_to(desk, tmp_path, ""))
    assert dict(dialog.facts.rows())["An"] == "keine Adresse eingetragen"
    assert not dialog.copy_to.isEnabled()
    assert dialog.open_mail.isEnabled()


def test_the_record_is_damaged(qtbot, window, desk, shown, letter):
    (desk.data.letter(letter.id) / "v1.pdf").unlink()
    dialog = shown(letter)
    assert "fehlt" in dialog.said.text
    assert not dialog.open_mail.isEnabled()
    assert not dialog.copy_text.isEnabled()


def test_from_the_finished_page_by_keyboard(qtbot, window, letter):
    window.show_letter(letter.id)
    settled(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    dialog = window.page.findChild(MailDialog)
    assert dialog.isVisible()
    assert "Von Hand geht es immer" in texts_of(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settled(qtbot, window)
    assert window.page.name == "finished"
