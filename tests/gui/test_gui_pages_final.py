"""The dialog of the Reinschrift: what is open, where it goes, and what can go wrong."""

from __future__ import annotations

import errno

import msgspec
import pytest
from gui_pages_help import button, press, said, settled, texts_of
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from loi_desktop import files
from loi_desktop.gui.final.dialog import FinalDialog
from loi_desktop.gui.widgets.fit import Fit
from loi_desktop.model.declaration import Recipient
from loi_desktop.model.findings import Finding
from loi_desktop.model.profile import Profile
from loi_desktop.services import demo

NAME = "LoI_Vietnam-2026_Musterstadt_2026-11-23.pdf"


@pytest.fixture
def draft(desk):
    filled = demo.declaration(desk, "")
    return desk.letters.save_draft(desk.letters.start(filled), filled)


@pytest.fixture
def folder(desk, tmp_path):
    place = tmp_path / "Ablage Süd"
    place.mkdir()
    desk.settings.change(pdf_folder=str(place))
    return place


@pytest.fixture
def shown(qtbot, window, folder):
    def show(record):
        dialog = FinalDialog(window.ui, record, window)
        dialog.open()
        settled(qtbot, window)
        return dialog

    return show


def name_it(qtbot, dialog, name):
    """Write a name over the one that is proposed."""
    dialog.name.setFocus()
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, name)


def broken_write(monkeypatch, number):
    def fails(self, content):
        raise OSError(number, "injected")

    monkeypatch.setattr(files.Beside, "_write", fails)


def test_enter_makes_it_and_shows_the_finished_page(qtbot, window, shown, draft, folder):
    dialog = shown(draft)
    assert dialog.name.text() == NAME
    assert dialog.folder.text() == str(folder)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    assert (folder / NAME).read_bytes().startswith(b"%PDF-")
    assert window.page.name == "finished"
    assert said(window) == f"Die Reinschrift ist erstellt: „{NAME}“ im Ordner {folder}"
    assert window.ui.desk.letters.get(draft.id).latest.path == str(folder / NAME)


def test_enter_in_the_name_field_makes_it_too_and_completes_the_name(qtbot, window, shown, draft, folder):
    dialog = shown(draft)
    dialog.name.setFocus()
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Brief nach Vietnam")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert [p.name for p in folder.iterdir()] == ["Brief nach Vietnam.pdf"]


def test_esc_leaves_everything_as_it_was(qtbot, window, shown, draft, folder):
    dialog = shown(draft)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settled(qtbot, window)
    assert not list(folder.iterdir())
    assert window.ui.desk.letters.get(draft.id) == draft


def test_notices_do_not_stop_and_are_said_in_words(shown, draft):
    dialog = shown(draft)
    assert any(s.startswith("Hinweis: Die Frist") for s in dialog.findings.sentences)
    assert dialog.make.isEnabled()
    assert "kann erstellt werden" in dialog.summary.text


def test_what_is_missing_stops(qtbot, window, shown, draft, desk, folder):
    empty = msgspec.structs.replace(draft.current, recipient=Recipient())
    dialog = shown(desk.letters.save_draft(draft, empty))
    assert dialog.findings.sentences[0].startswith("Fehler: ")
    assert "noch offen" in dialog.summary.text
    assert not dialog.make.isEnabled()
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert not list(folder.iterdir())


def test_a_letter_that_was_never_stored_is_stored_first(qtbot, window, shown, desk, folder):
    fresh = desk.letters.start(demo.declaration(desk, ""))
    press(qtbot, shown(fresh), "Reinschrift erstellen")
    settled(qtbot, window)
    assert desk.letters.get(fresh.id).latest.number == 1


def test_a_name_never_leads_to_another_folder(qtbot, window, shown, draft, folder):
    dialog = shown(draft)
    dialog.name.clear()
    qtbot.keyClicks(dialog.name, '../../x:y*z?".pdf')
    assert dialog.name.text() == "..-..-x-y-z--.pdf"
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    assert [p.parent for p in folder.iterdir()] == [folder]


def test_no_name_is_said(qtbot, window, shown, draft):
    dialog = shown(draft)
    dialog.name.clear()
    press(qtbot, dialog, "Reinschrift erstellen")
    assert dialog.problem.text == "Bitte geben Sie der Datei einen Namen."
    assert dialog.isVisible()


# a name that is taken -------------------------------------------------------------------


def test_a_taken_name_asks_plainly_and_nothing_is_lost(qtbot, window, shown, draft, folder):
    (folder / NAME).write_bytes(b"Jahresbericht")
    dialog = shown(draft)
    name_it(qtbot, dialog, NAME)
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    assert dialog.problem.text.endswith("Soll sie ersetzt werden?")
    assert (folder / NAME).read_bytes() == b"Jahresbericht"
    assert dialog.focusWidget().text() == "Anderer Name"
    assert window.ui.desk.letters.get(draft.id).latest is None


def test_also_our_own_file_is_not_replaced_without_a_word(qtbot, window, shown, draft, desk, folder):
    press(qtbot, shown(draft), "Reinschrift erstellen")
    settled(qtbot, window)
    before = (folder / NAME).read_bytes()
    dialog = shown(desk.letters.next_draft(draft.id))
    name_it(qtbot, dialog, NAME)
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    assert dialog.problem.text.endswith("Soll sie ersetzt werden?")
    assert (folder / NAME).read_bytes() == before


def test_another_name_is_proposed(qtbot, window, shown, draft, folder):
    (folder / NAME).write_bytes(b"Jahresbericht")
    dialog = shown(draft)
    name_it(qtbot, dialog, NAME)
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    press(qtbot, dialog, "Anderer Name")
    assert dialog.name.text() == NAME.replace(".pdf", " (2).pdf")
    assert dialog.focusWidget() is dialog.name
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert (folder / NAME).read_bytes() == b"Jahresbericht"
    assert (folder / NAME.replace(".pdf", " (2).pdf")).exists()


def test_replacing_is_one_click(qtbot, window, shown, draft, folder):
    (folder / NAME).write_bytes(b"Jahresbericht")
    dialog = shown(draft)
    name_it(qtbot, dialog, NAME)
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    press(qtbot, dialog, "Ersetzen")
    settled(qtbot, window)
    assert (folder / NAME).read_bytes().startswith(b"%PDF-")


# places that cannot be written ----------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "darf nicht geschrieben werden"),
        (errno.ENOSPC, "kein Platz mehr"),
        (errno.EIO, "konnte im Ordner"),
    ],
)
def test_a_place_that_cannot_be_written_and_again(
    qtbot, window, shown, draft, folder, monkeypatch, number, words
):
    dialog = shown(draft)
    with monkeypatch.context() as injected:
        broken_write(injected, number)
        press(qtbot, dialog, "Reinschrift erstellen")
        settled(qtbot, window)
    assert words in dialog.problem.text
    assert "Ihr Schreiben ist unverändert" in dialog.problem.text
    assert window.ui.desk.letters.get(draft.id).latest is None
    press(qtbot, dialog, "Erneut versuchen")
    settled(qtbot, window)
    assert (folder / NAME).exists()
    assert window.page.name == "finished"


def test_a_file_in_use_offers_another_name(qtbot, window, shown, draft, folder, monkeypatch):
    from loi_desktop.errors import OutputError
    from loi_desktop.services.exports import Exports

    def in_use(self, ref, order):
        raise OutputError("output.in-use", file=order.target.name, folder=str(folder))

    dialog = shown(draft)
    with monkeypatch.context() as injected:
        injected.setattr(Exports, "reinschrift", in_use)
        press(qtbot, dialog, "Reinschrift erstellen")
        settled(qtbot, window)
    assert "in einem anderen Programm geöffnet" in dialog.problem.text
    press(qtbot, dialog, "Unter anderem Namen")
    assert dialog.focusWidget() is dialog.name


def test_a_folder_that_is_gone_and_another_one(qtbot, window, shown, draft, folder, dialogs, tmp_path):
    folder.rmdir()
    dialog = shown(draft)
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    assert "gibt es nicht (mehr)" in dialog.problem.text
    dialogs.folders.append(tmp_path)
    press(qtbot, dialog, "Ordner wählen …")
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    assert (tmp_path / NAME).exists()
    assert window.ui.desk.settings.load().pdf_folder == str(tmp_path)


def test_a_folder_can_be_typed(qtbot, window, shown, draft, folder, tmp_path):
    other = tmp_path / "Ablage Nord"
    other.mkdir()
    dialog = shown(draft)
    dialog.folder.selectAll()
    qtbot.keyClicks(dialog.folder, str(other))
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    assert (other / NAME).exists()
    assert window.ui.desk.settings.load().pdf_folder == str(other)


def type_folder(qtbot, dialog, words):
    dialog.folder.setFocus()
    dialog.folder.selectAll()
    qtbot.keyClick(dialog.folder, Qt.Key.Key_Delete)
    qtbot.keyClicks(dialog.folder, words)


def test_a_folder_that_is_not_there_yet_is_made(qtbot, window, shown, draft, tmp_path):
    dialog = shown(draft)
    assert "kann erstellt werden" in dialog.summary.text
    wanted = tmp_path / "2026" / "Vietnam"
    type_folder(qtbot, dialog, str(wanted))
    qtbot.keyClick(dialog.folder, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert "gibt es nicht" in dialog.problem.text
    assert "kann erstellt werden" not in texts_of(dialog)
    assert dialog.focusWidget() is dialog.folder
    assert not wanted.exists()
    press(qtbot, dialog, "Ordner anlegen")
    assert wanted.is_dir()
    assert not dialog.problem.isVisible()
    assert dialog.summary.text.startswith("Der Ordner ist angelegt.")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    assert (wanted / NAME).exists()


def test_a_folder_that_cannot_be_made_is_named(qtbot, window, shown, draft, tmp_path):
    (tmp_path / "Akte").write_text("eine Datei")
    dialog = shown(draft)
    type_folder(qtbot, dialog, str(tmp_path / "Akte" / "Vietnam"))
    qtbot.keyClick(dialog.folder, Qt.Key.Key_Return)
    press(qtbot, dialog, "Ordner anlegen")
    assert "Ihr Schreiben ist unverändert" in dialog.problem.text
    assert (tmp_path / "Akte").read_text() == "eine Datei"
    button(dialog, "Anderer Ordner …")


def test_a_read_only_folder_offers_another_one(qtbot, window, shown, draft, dialogs, tmp_path, monkeypatch):
    dialog = shown(draft)
    dialog.folder.setFocus()
    with monkeypatch.context() as injected:
        broken_write(injected, errno.EACCES)
        qtbot.keyClick(dialog.folder, Qt.Key.Key_Return)
        settled(qtbot, window)
    assert "kann erstellt werden" not in texts_of(dialog)
    assert dialog.focusWidget() is dialog.folder
    assert not dialog.problem.rename.isVisible()
    dialogs.folders.append(tmp_path)
    press(qtbot, dialog, "Anderer Ordner …")
    assert dialog.folder.text() == str(tmp_path)
    assert not dialog.problem.isVisible()
    assert "kann erstellt werden" in texts_of(dialog)


@pytest.mark.parametrize("corner", [(0, 0), (700, 500), (-300, 300)])
def test_the_dialog_lies_on_the_screen_also_when_it_has_more_to_say(
    qtbot, window, shown, draft, desk, folder, monkeypatch, corner
):
    screen = QRect(0, 0, 1366, 728)
    monkeypatch.setattr(Fit, "room", screen)
    window.move(*corner)
    dialog = shown(desk.letters.save_draft(draft, msgspec.structs.replace(draft.current, topics={})))
    qtbot.wait(50)
    assert screen.contains(dialog.frameGeometry())
    window_at, dialog_at = window.frameGeometry().center(), dialog.frameGeometry().center()
    at_edge = dialog.frameGeometry().left() == 0 or dialog.frameGeometry().right() == screen.right()
    assert abs(dialog_at.x() - window_at.x()) < 2 or at_edge
    type_folder(qtbot, dialog, "/gibt/es/nicht")
    qtbot.keyClick(dialog.folder, Qt.Key.Key_Return)
    dialog.findings.show_findings([Finding("letterhead.none", "notice")] * 20)
    qtbot.wait(50)
    assert screen.contains(dialog.frameGeometry())
    assert dialog.height() > 500
    assert screen.contains(QRect(dialog.make.mapToGlobal(QPoint()), dialog.make.size()))


@pytest.mark.parametrize("typed", ["Ablage", "", "/gibt/es/nicht"])
def test_a_typed_folder_that_is_none_is_named(qtbot, window, shown, draft, desk, typed):
    dialog = shown(draft)
    dialog.folder.selectAll()
    qtbot.keyClick(dialog.folder, Qt.Key.Key_Delete)
    qtbot.keyClicks(dialog.folder, typed)
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    assert f"Den Ordner „{typed}“ gibt es nicht" in dialog.problem.text
    assert dialog.focusWidget() is dialog.folder
    assert desk.letters.get(draft.id).latest is None


def test_a_name_that_is_free_is_proposed(qtbot, window, shown, draft, folder, dialogs, tmp_path):
    (folder / NAME).write_bytes(b"Jahresbericht")
    dialog = shown(draft)
    stem = NAME.removesuffix(".pdf")
    assert dialog.name.text() == f"{stem} (2).pdf"
    qtbot.mouseClick(dialog.choices.english, Qt.MouseButton.LeftButton)
    assert dialog.name.text() == f"{stem}-en.pdf"
    qtbot.mouseClick(dialog.choices.german, Qt.MouseButton.LeftButton)
    dialogs.folders.append(tmp_path)
    press(qtbot, dialog, "Ordner wählen …")
    assert dialog.name.text() == NAME


def test_a_name_of_ones_own_is_left_alone(qtbot, window, shown, draft):
    dialog = shown(draft)
    name_it(qtbot, dialog, "Unser Brief.pdf")
    qtbot.mouseClick(dialog.choices.english, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert dialog.name.text() == "Unser Brief.pdf"


# choices --------------------------------------------------------------------------------


def test_without_letterhead_the_paper_is_printed_paper(shown, draft):
    dialog = shown(draft)
    assert dialog.choices.preprinted.isChecked()
    assert not dialog.choices.with_letterhead.isEnabled()
    assert not any("Briefkopf" in s for s in dialog.findings.sentences)


def test_a_letterhead_that_is_gone_stops_only_where_it_is_wanted(qtbot, window, shown, draft, desk):
    layout = msgspec.structs.replace(draft.current.layout, letterhead="lh-gone")
    dialog = shown(desk.letters.save_draft(draft, msgspec.structs.replace(draft.current, layout=layout)))
    assert not dialog.make.isEnabled()
    qtbot.mouseClick(dialog.choices.preprinted, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert dialog.make.isEnabled()


def test_english_with_data_enclosed(qtbot, window, shown, draft, desk, folder):
    dialog = shown(draft)
    assert "Beigelegt wird nur, was auch im Schreiben steht." in texts_of(dialog)
    qtbot.mouseClick(dialog.choices.english, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.choices.data, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    assert desk.letters.get(draft.id).latest.language == "en"
    assert b"/EmbeddedFile" in (folder / NAME.replace(".pdf", "-en.pdf")).read_bytes()


def test_both_languages_in_one_go(qtbot, window, shown, draft, desk, folder):
    dialog = shown(draft)
    qtbot.mouseClick(dialog.choices.both, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    english = NAME.replace(".pdf", "-en.pdf")
    assert {p.name for p in folder.iterdir()} == {NAME, english}
    assert said(window) == f"Beide Fassungen sind erstellt: „{NAME}“ und „{english}“ im Ordner {folder}"
    assert [v.language for v in desk.letters.get(draft.id).versions] == ["de", "en"]


def test_a_taken_english_name_asks_before_anything_is_made(qtbot, window, shown, draft, desk, folder):
    english = NAME.replace(".pdf", "-en.pdf")
    (folder / english).write_bytes(b"Jahresbericht")
    dialog = shown(draft)
    qtbot.mouseClick(dialog.choices.both, Qt.MouseButton.LeftButton)
    name_it(qtbot, dialog, NAME)
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    assert english in dialog.problem.text
    assert [p.name for p in folder.iterdir()] == [english]
    press(qtbot, dialog, "Anderer Name")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    settled(qtbot, window)
    stem = NAME.removesuffix(".pdf")
    assert {p.name for p in folder.iterdir()} == {english, f"{stem} (2).pdf", f"{stem} (2)-en.pdf"}
    assert (folder / english).read_bytes() == b"Jahresbericht"


def test_where_the_english_one_fails_the_window_says_what_exists(
    qtbot, window, shown, draft, desk, folder, monkeypatch
):
    write = files.Beside._write

    def full(self, content):
        if content and self.target.name.endswith("-en.pdf"):
            raise OSError(errno.ENOSPC, "injected")
        write(self, content)

    monkeypatch.setattr(files.Beside, "_write", full)
    dialog = shown(draft)
    qtbot.mouseClick(dialog.choices.both, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    assert said(window).startswith(f"Das deutsche Schreiben ist fertig und gültig: {NAME}.")
    assert "kein Platz mehr" in said(window)
    assert window.page.name == "finished"


def test_the_offices_own_pattern(shown, draft, desk):
    desk.senders.save(Profile("m", sender=demo.SENDER, file_name="{Aktenzeichen}_{Kommune}"))
    assert shown(draft).name.text() == "61.2-17-2026_Musterstadt.pdf"


def test_a_damaged_setting_keeps_nobody_from_writing(qtbot, window, shown, draft, desk, tmp_path, dialogs):
    desk.data.settings.write_text("pdf_folder = [broken")
    dialog = shown(draft)
    assert "Einstellungen" in dialog.problem.text
    dialogs.folders.append(tmp_path)
    press(qtbot, dialog, "Ordner wählen …")
    press(qtbot, dialog, "Reinschrift erstellen")
    settled(qtbot, window)
    assert (tmp_path / NAME).exists()
    assert desk.data.settings.read_text() == "pdf_folder = [broken"


def test_it_is_freed(qtbot, window, shown, draft):
    dialog = shown(draft)
    button(dialog, "Abbrechen").click()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(dialog)
