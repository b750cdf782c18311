"""A finished letter: its path, its PDF, the signed copy."""

from __future__ import annotations

import msgspec
import pytest
from gui_pages_help import button, drop, finished_letter, pdf_of, press, said, settled, texts_of
from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, QUrl
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from loi_desktop.errors import OutputError
from loi_desktop.foreign.runner import Runner
from loi_desktop.gui.widgets.button import Button
from loi_desktop.services import demo
from loi_desktop.services.exports import Order


@pytest.fixture
def opened(monkeypatch):
    """Files and folders that would have been shown by other programs."""
    from loi_desktop.handover.programs import MailPrograms

    shown = []
    monkeypatch.setattr(MailPrograms, "open_file", lambda self, file: shown.append(("file", file)))
    monkeypatch.setattr(MailPrograms, "show_in_folder", lambda self, file: shown.append(("folder", file)))
    return shown


@pytest.fixture
def letter(desk, tmp_path):
    return finished_letter(desk, tmp_path / "Ablage")


@pytest.fixture
def page(qtbot, window, letter):
    window.show_letter(letter.id)
    settled(qtbot, window)
    assert window.page.name == "finished"
    return window.page


def steps(page):
    return {b.face.word: b.face for b in page._cards.path.steps.buttons}


def step_button(page, word):
    return next(b for b in page._cards.path.steps.buttons if b.face.word == word)


def again(page):
    return page.ui.desk.letters.get(page._id)


def test_shows_what_was_made(page):
    words = texts_of(page)
    assert "Das PDF ist fertig" in words
    assert "LoI_Vietnam-2026_Musterstadt_2026-11-23.pdf · 1 Seite · " in words
    assert " kB" in words
    assert "Nummer 2026-0001" in words
    assert page.accessibleName() == "Vietnam 2026 – Stadt Musterstadt"
    assert not page.pages.picture.empty
    assert "barrierefrei" in words
    assert not any(word in words for word in ("PDF/A", "Wir ", "SHA"))
    assert page._cards.pdf.facts.toolTip() == "PDF/A-2a und PDF/UA-1"
    assert page._cards.history.table.rows()[0][1] == "Reinschrift 1 erstellt"


def test_the_path_shows_days_and_the_next_step(page):
    faces = steps(page)
    assert list(faces) == [
        "Entwurf", "Reinschrift", "Zur Unterschrift", "Unterschrieben", "Versendet", "Eingang bestätigt",
        "Zur Akte genommen",
    ]  # fmt: skip
    assert faces["Reinschrift"].look == "done"
    assert faces["Zur Unterschrift"].below == "nächster Schritt"
    assert page.focusWidget().text() == "Drucken zur Unterschrift"


def test_one_accent_button_at_every_step(qtbot, window, page):
    wanted = {
        "": "Drucken zur Unterschrift",
        "to_sign": "Datei wählen …",
        "signed": "Ohne Unterschrift versenden …",
        "sent": "Eingang als bestätigt eintragen",
        "confirmed": "Zur Akte nehmen",
        "filed": "",
    }
    for step, words in wanted.items():
        if step:
            window.ui.desk.progress.set(page._id, step)
            page.refresh()
            settled(qtbot, window)
        accents = [b.text() for b in page.findChildren(Button) if b._accent and b.isVisibleTo(page)]
        assert accents == ([words] if words else []), step


def test_the_next_step_is_one_click(qtbot, window, page):
    press(qtbot, page, "Zur Unterschrift gegeben")
    settled(qtbot, window)
    assert again(page).state == "to_sign"
    assert steps(page)["Zur Unterschrift"].below == "23.11.2026"


def test_a_later_step_with_day_and_remark_by_keyboard_alone(qtbot, window, page):
    sent = step_button(page, "Versendet")
    sent.setFocus()
    qtbot.keyClick(sent, Qt.Key.Key_Space)
    panel = page._cards.path._panel
    assert page.focusWidget() is panel.day.line
    qtbot.keyClick(panel.day.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(panel.day.line, "20.11.2026")
    panel.remark.setFocus()
    qtbot.keyClicks(panel.remark, "per Boten")
    qtbot.keyClick(panel.remark, Qt.Key.Key_Return)
    settled(qtbot, window)
    faces = steps(page)
    assert faces["Versendet"].below == "20.11.2026"
    assert faces["Unterschrieben"].below == "übersprungen"
    assert page._cards.history.table.rows()[0][1] == "Versendet am 20.11.2026 – per Boten"
    assert said(window) == (
        "Eingetragen: Versendet am 20.11.2026. Der eingetragene Tag (20.11.2026) liegt vor der Reinschrift "
        "vom 23.11.2026. Bitte sehen Sie nach, ob er stimmt."
    )


def test_a_day_that_is_none_is_named_and_nothing_is_set(qtbot, window, page):
    page._cards.path.show_step("sent")
    panel = page._cards.path._panel
    panel.day.line.clear()
    qtbot.keyClicks(panel.day.line, "31.02.2026")
    qtbot.keyClick(panel.day.line, Qt.Key.Key_Return)
    assert "„31.02.2026“ ist kein Datum" in panel.wrong.text
    assert again(page).state == "final"


def test_a_day_to_come_is_named_as_one_writes_it(qtbot, window, page):
    page._cards.path.show_step("sent")
    panel = page._cards.path._panel
    panel.day.line.clear()
    qtbot.keyClicks(panel.day.line, "31.12.2030")
    qtbot.keyClick(panel.day.line, Qt.Key.Key_Return)
    assert panel.wrong.text.startswith("Der 31.12.2030 liegt in der Zukunft.")
    assert again(page).state == "final"


def test_taking_back_says_what_holds_now_and_an_older_error_goes(qtbot, window, page):
    press(qtbot, page, "Zur Unterschrift gegeben")
    settled(qtbot, window)
    assert said(window) == "Eingetragen: Zur Unterschrift am 23.11.2026."
    QApplication.clipboard().setText("Text")
    page.paste()
    assert "keine Datei" in said(window)
    page._cards.path.show_step("to_sign")
    press(qtbot, page, "Zurücknehmen")
    settled(qtbot, window)
    assert said(window) == "„Zur Unterschrift“ ist zurückgenommen. Der Stand ist jetzt: Reinschrift."


def test_steps_say_that_they_can_be_clicked(page):
    assert "Ein Klick auf einen Schritt" in texts_of(page._cards.path)
    assert step_button(page, "Versendet").toolTip().startswith("Versendet: Tag und Bemerkung")


def test_a_step_is_taken_back_and_the_history_keeps_both(qtbot, window, page):
    press(qtbot, page, "Zur Unterschrift gegeben")
    settled(qtbot, window)
    qtbot.mouseClick(step_button(page, "Zur Unterschrift"), Qt.MouseButton.LeftButton)
    press(qtbot, page, "Zurücknehmen")
    settled(qtbot, window)
    assert again(page).state == "final"
    shown = [row[1] for row in page._cards.history.table.rows()]
    assert shown[:2] == ["„Zur Unterschrift“ zurückgenommen", "Zur Unterschrift gegeben"]


def test_returned_and_withdrawn_are_there_too(qtbot, window, page):
    press(qtbot, page, "Zur Änderung zurückgegeben …")
    press(qtbot, page, "Eintragen")
    settled(qtbot, window)
    assert again(page).state == "returned"
    button(page, "Zur Änderung zurückgegeben, 23.11.2026")


def test_esc_leaves_the_details(qtbot, window, page):
    page._cards.path.show_step("sent")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page._cards.path._panel is None


def test_every_history_event_has_its_sentence(page):
    rows = [page._cards.history._row(e) for e in again(page).history]
    assert not any("[" in text for _, text in rows)


def test_pdf_and_folder_show_the_clerks_own_file(qtbot, window, page, opened, tmp_path):
    press(qtbot, page, "PDF öffnen")
    press(qtbot, page, "Ordner zeigen")
    settled(qtbot, window)
    made = tmp_path / "Ablage" / "LoI_Vietnam-2026_Musterstadt_2026-11-23.pdf"
    assert opened == [("file", made), ("folder", made)]


def test_a_file_that_was_marked_elsewhere_is_not_taken_for_the_letter(qtbot, window, page, opened, tmp_path):
    made = tmp_path / "Ablage" / "LoI_Vietnam-2026_Musterstadt_2026-11-23.pdf"
    made.write_bytes(made.read_bytes() + b"\n% marked\n")
    press(qtbot, page, "PDF öffnen")
    settled(qtbot, window)
    assert opened[0][1].name == "v1.pdf"


def test_no_program_for_pdf_is_said(qtbot, window, page, monkeypatch):
    from loi_desktop.handover.programs import MailPrograms

    def none(self, file):
        raise OutputError("open.no-program", file=file.name, folder=str(file.parent))

    monkeypatch.setattr(MailPrograms, "open_file", none)
    press(qtbot, page, "PDF öffnen")
    settled(qtbot, window)
    assert "kein Programm öffnen" in said(window)


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_own_copy_gone_or_changed_is_said_and_nothing_offered(qtbot, window, desk, letter, harm):
    own = desk.data.letter(letter.id) / "v1.pdf"
    if harm == "missing":
        own.unlink()
    else:
        own.write_bytes(pdf_of(1))
    window.show_letter(letter.id)
    settled(qtbot, window)
    card = window.page._cards.pdf
    assert ("fehlt" if harm == "missing" else "nicht mehr die, die erstellt wurde") in card.wrong.text
    assert not card.print.isEnabled()
    assert not card.open.isEnabled()
    assert not window.page.pages.picture.isVisible()


def test_print_is_offered_and_then_the_step_is_next(qtbot, window, page, monkeypatch):
    from loi_desktop.gui import printing

    printed = []
    monkeypatch.setattr(
        printing, "ask_and_print", lambda pdf, title, parent: printed.append((pdf[:5], title)) or True
    )
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    # not the Reinschrift's own name: that is what a print into a file is called
    assert printed == [(b"%PDF-", "Ausdruck 2026-0001")]
    assert page._cards.next.text() == "Zur Unterschrift gegeben"


def test_a_printer_that_fails_is_said(qtbot, window, page, monkeypatch):
    from loi_desktop.gui import printing

    def fails(pdf, title, parent):
        raise OutputError("print.failed", printer="Flur 2")

    monkeypatch.setattr(printing, "ask_and_print", fails)
    press(qtbot, page, "Drucken zur Unterschrift")
    assert "Flur 2" in said(window)


def test_the_keyboard_comes_back_from_the_mail_dialog(qtbot, window, page):
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    QApplication.activeModalWidget().reject()
    settled(qtbot, window)
    assert window.focusWidget() is page._cards.mail.prepare


def test_every_page_can_be_looked_at(qtbot, window, desk, tmp_path):
    filled = demo.declaration(desk, "")
    long = msgspec.structs.replace(filled, experience="Wir haben viel erlebt. " * 200)
    record = desk.letters.save_draft(desk.letters.start(long), long)
    made = desk.exports.reinschrift(record.id, Order(tmp_path / "lang.pdf")).record
    assert made.latest.pages == 2
    window.show_letter(made.id)
    settled(qtbot, window)
    page = window.page
    first = page.pages.picture.image
    assert "Seite 1 von 2" in texts_of(page)
    assert not page.pages.turner.before.isEnabled()
    press(qtbot, page, "Nächste")
    assert "Seite 2 von 2" in texts_of(page)
    assert page.pages.picture.image != first
    press(qtbot, page, "Vorige")
    assert page.pages.picture.image == first


def test_both_languages_in_one_go_are_both_there(qtbot, window, desk, opened, tmp_path):
    filled = demo.declaration(desk, "")
    record = desk.letters.save_draft(desk.letters.start(filled), filled)
    desk.exports.reinschrift(record.id, Order(tmp_path / "Brief.pdf", courtesy=True, attach_data=True))
    window.show_letter(record.id)
    settled(qtbot, window)
    page = window.page
    assert "Dazu gibt es die englische Fassung: „Brief-en.pdf“, 1 Seite." in texts_of(page._cards.pdf)
    assert page._cards.pdf.facts.toolTip() == "PDF/A-3a und PDF/UA-1"
    press(qtbot, page, "Englische Fassung öffnen")
    settled(qtbot, window)
    assert opened == [("file", tmp_path / "Brief-en.pdf")]


def test_one_page_needs_no_turning(page):
    assert page.pages.picture.isVisible()
    assert not page.pages.turner.isVisible()


# the signed copy ------------------------------------------------------------------------


def test_a_dropped_scan_is_copied_never_moved(qtbot, window, page, tmp_path):
    scan = tmp_path / "Scan 0815.pdf"
    scan.write_bytes(pdf_of(1))
    event = drop(page._cards.history.table, scan)
    assert event.dropAction() == Qt.DropAction.CopyAction
    settled(qtbot, window)
    assert scan.exists()
    record = again(page)
    assert record.state == "signed"
    assert record.latest.signed[0].pages == 1
    assert said(window) == "Die unterschriebene Fassung ist abgelegt. Sie hat 1 Seite wie die Reinschrift."
    assert page.focusWidget().text() == "E-Mail vorbereiten"


def test_a_scan_with_other_pages_is_filed_and_named(qtbot, window, page, tmp_path):
    scan = tmp_path / "Scan.pdf"
    scan.write_bytes(pdf_of(3))
    drop(page, scan)
    settled(qtbot, window)
    assert said(window).startswith("Die unterschriebene Fassung ist abgelegt. Die Seitenzahl ist verschieden")
    assert again(page).latest.signed[0].pages == 3
    assert "Die Seitenzahl ist verschieden" in texts_of(page._cards.signed)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"Hallo", "ist keine PDF-Datei"), (b"", "ist leer"), (b"\x89PNG\r\n\x1a\n", "ist ein Bild")],
)
def test_a_signed_copy_that_is_no_pdf(qtbot, window, page, tmp_path, content, words):
    scan = tmp_path / "Scan.pdf"
    scan.write_bytes(content)
    drop(page, scan)
    settled(qtbot, window)
    assert words in said(window)
    assert "Ihr Schreiben" in said(window)
    assert again(page).state == "final"
    assert not list(window.ui.desk.data.letter(page._id).glob("*signed*"))


@pytest.mark.parametrize(
    ("what", "words"),
    [(("os.abort()", 20), "ist beschädigt"), (("time.sleep(60)", 2), "wurde nach 2 Sekunden beendet")],
    ids=["crashes", "hangs"],
)
def test_a_signed_copy_whose_reader_fails_and_the_window_lives_on(
    qtbot, window, page, tmp_path, monkeypatch, sick_reader, what, words
):
    code, seconds = what
    sick_reader(code)
    monkeypatch.setattr(window.ui.desk.progress, "_runner", Runner(seconds=seconds))
    ticks = []
    timer = QTimer(page)
    timer.timeout.connect(lambda: ticks.append(window.isEnabled()))
    timer.start(20)
    scan = tmp_path / "Scan.pdf"
    scan.write_bytes(pdf_of(1))
    drop(page, scan)
    settled(qtbot, window)
    timer.stop()
    assert len(ticks) > 3
    assert words in said(window)
    assert "Ihr Schreiben ist unverändert" in said(window)
    assert again(page).state == "final"
    press(qtbot, page, "Zur Unterschrift gegeben")
    settled(qtbot, window)
    assert again(page).state == "to_sign"


def test_the_disk_is_full_while_filing(qtbot, window, page, tmp_path, monkeypatch):
    import errno
    import os

    scan = tmp_path / "Scan.pdf"
    scan.write_bytes(pdf_of(1))

    def full(handle):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    drop(page, scan)
    settled(qtbot, window)
    monkeypatch.undo()
    assert "kein Platz mehr" in said(window)
    assert again(page).state == "final"


def test_choosing_and_pasting(qtbot, window, page, dialogs, tmp_path):
    scan = tmp_path / "Scan.pdf"
    scan.write_bytes(pdf_of(1))
    dialogs.files.append(scan)
    press(qtbot, page, "Datei wählen …")
    settled(qtbot, window)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(scan))])
    QApplication.clipboard().setMimeData(mime)
    page._cards.next.setFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    assert len(again(page).latest.signed) == 2


def test_pasting_no_file_is_said(qtbot, window, page):
    QApplication.clipboard().setText("Text")
    page.paste()
    assert "keine Datei" in said(window)


def test_a_wrong_copy_is_taken_out_and_brought_back(qtbot, window, page, tmp_path):
    for pages in (1, 3):
        scan = tmp_path / "Scan.pdf"
        scan.write_bytes(pdf_of(pages))
        drop(page, scan)
        settled(qtbot, window)
    assert "„LoI_Vietnam-2026_Musterstadt_2026-11-23.pdf“: 3 Seiten, abgelegt heute" in texts_of(page)
    remove = [b for b in page.findChildren(Button) if b.accessibleName().startswith("Entfernen: Unterschr")]
    qtbot.mouseClick(remove[0], Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert said(window).startswith("Die unterschriebene Fassung ist entfernt. Es gilt jetzt die andere")
    assert [copy.pages for copy in again(page).latest.copies] == [1]
    assert "„LoI_Vietnam-2026_Musterstadt_2026-11-23.pdf“: 1 Seite, abgelegt heute" in texts_of(page)
    press(qtbot, page, "Entfernen")
    settled(qtbot, window)
    assert again(page).state == "final"
    assert said(window).endswith("Der Stand ist jetzt: Reinschrift.")
    assert "Es liegt noch keine unterschriebene Fassung vor." in texts_of(page)
    assert page._cards.history.table.rows()[0][1] == "Unterschriebene Fassung entfernt"
    press(qtbot, window, "Rückgängig (Strg+Z)")
    settled(qtbot, window)
    assert again(page).state == "signed"
    assert page._cards.history.table.rows()[0][1] == "Unterschriebene Fassung wiederhergestellt"


# note, versions, new version ------------------------------------------------------------


def test_the_note_is_kept_while_typing_and_when_leaving(qtbot, window, page):
    qtbot.keyClicks(page._cards.note.text, "Rueckruf Frau Muster")
    qtbot.waitUntil(lambda: again(page).notes == "Rueckruf Frau Muster", timeout=3000)
    qtbot.keyClicks(page._cards.note.text, "!")
    record_id, desk = page._id, window.ui.desk
    window.go("letterheads")
    settled(qtbot, window)
    assert desk.letters.get(record_id).notes == "Rueckruf Frau Muster!"


def test_nobody_leaves_over_a_note_that_cannot_be_kept(qtbot, window, page, monkeypatch):
    from loi_desktop.errors import RegisterError

    def locked(self, ref, text):
        raise RegisterError("register.locked", seconds=10, holder="RATHAUS-17")

    qtbot.keyClicks(page._cards.note.text, "Bitte nachfragen")
    with monkeypatch.context() as injected:
        injected.setattr(type(window.ui.desk.letters), "note", locked)
        window.go("calls")
        assert window.page is page
        assert said(window)
    assert page._cards.note.text.toPlainText() == "Bitte nachfragen"
    window.go("calls")
    assert again(page).notes == "Bitte nachfragen"


def test_a_new_version_opens_the_editor(qtbot, window, page, monkeypatch):
    edited = []
    monkeypatch.setattr(window, "edit", edited.append)
    press(qtbot, page, "Neue Fassung")
    settled(qtbot, window)
    assert edited[0].draft is not None
    assert again(page).history[-1].event == "next-draft"


def test_all_versions_are_listed_when_there_are_several(qtbot, window, desk, letter, opened, tmp_path):
    desk.progress.set(letter.id, "sent", "2026-11-20")
    desk.letters.next_draft(letter.id)
    desk.exports.reinschrift(letter.id, Order(tmp_path / "Ablage" / "zwei.pdf"))
    window.show_letter(letter.id)
    settled(qtbot, window)
    words = texts_of(window.page._cards.versions)
    assert "Reinschrift 2 · 23.11.2026" in words
    assert "Reinschrift 1 · 23.11.2026 · Versendet" in words
    older = [
        b for b in window.page.findChildren(type(window.page.back)) if "Reinschrift 1" in b.accessibleName()
    ]
    qtbot.mouseClick(older[0], Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert opened[0][1].name.startswith("LoI_Vietnam")


def test_narrow_hides_the_picture(qtbot, window, page):
    assert page.pages.picture.isVisible()
    window.resize(760, 400)
    QApplication.processEvents()
    assert not page.pages.picture.isVisible()


def test_leaving_before_the_picture_has_come(qtbot, window, letter):
    window.show_letter(letter.id)
    page = window.page
    window.go("calls")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(page)
    settled(qtbot, window)
    assert said(window) == ""


def test_the_page_is_freed_when_left(qtbot, window, page):
    card = page._cards.pdf
    window.go("letters")
    settled(qtbot, window)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(card)
    assert not isValid(page)


def test_the_signed_copy_of_an_older_version_stays_within_reach(
    qtbot, window, desk, letter, opened, tmp_path
):
    (tmp_path / "Scan.pdf").write_bytes(pdf_of(1))
    desk.progress.attach_signed(letter.id, tmp_path / "Scan.pdf")
    desk.exports.reinschrift(letter.id, Order(tmp_path / "Zwei.pdf"))
    window.show_letter(letter.id)
    settled(qtbot, window)
    wanted = []
    window.page._cards.versions.signed_wanted.connect(wanted.append)
    press(qtbot, window.page, "Unterschriebene Fassung öffnen")
    assert wanted == ["v1-signed-1.pdf"]
