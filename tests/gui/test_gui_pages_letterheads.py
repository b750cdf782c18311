"""Letterheads: dropped, checked, named, measured, removed."""

from __future__ import annotations

import errno
import io
import shutil

import pytest
from gui_pages_help import LETTERHEAD, drop, press, said, settled, texts_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton

from loi_desktop import files


@pytest.fixture
def page(qtbot, window):
    window.go("letterheads")
    settled(qtbot, window)
    return window.page


@pytest.fixture
def own(tmp_path):
    """The example's letterhead under a name of the office's own."""
    file = tmp_path / "Briefkopf Übersicht.pdf"
    shutil.copy(LETTERHEAD, file)
    return file


@pytest.fixture
def details(qtbot, window, page, desk, own):
    stored = desk.letterheads.add(own, "Rathaus")
    page.refresh()
    settled(qtbot, window)
    press(qtbot, page, "Ansehen und anpassen")
    settled(qtbot, window)
    return page.details, stored.id


def test_the_empty_page_says_what_to_do(page):
    words = texts_of(page)
    assert "Hier steht Ihr Briefkopf" in words
    assert "PDF oder Bild hierher ziehen" in words


def test_a_dropped_file_is_checked_and_shown(qtbot, window, page, own):
    event = drop(page, own)
    assert event.dropAction() == Qt.DropAction.CopyAction
    QApplication.processEvents()
    assert "„Briefkopf Übersicht.pdf“ wird geprüft …" in texts_of(page)
    assert page.findChildren(QProgressBar)
    settled(qtbot, window)
    assert own.exists()
    assert page.details.result.text == "Unbedenklich"
    assert page.title.accessibleName() == "Briefkopf Übersicht"
    assert said(window) == "Der Briefkopf „Briefkopf Übersicht“ ist hinzugefügt."
    assert not page.details.first.empty


def test_a_button_does_the_same(qtbot, window, page, dialogs, own):
    dialogs.files.append(own)
    press(qtbot, page, "Briefkopf hinzufügen …")
    settled(qtbot, window)
    assert page.details is not None
    assert "*.png" in dialogs.asked[-1][2]


def test_the_same_file_again_is_no_second_letterhead(qtbot, window, page, desk, own):
    desk.letterheads.add(own, "Rathaus")
    drop(page, own)
    settled(qtbot, window)
    assert said(window) == "Diesen Briefkopf gibt es schon: „Rathaus“."
    assert len(desk.letterheads.list()) == 1


def encrypted():
    import pikepdf

    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    out = io.BytesIO()
    made.save(out, encryption=pikepdf.Encryption(owner="geheim", user="geheim"))
    return out.getvalue()


def landscape():
    import pikepdf

    made = pikepdf.new()
    made.add_blank_page(page_size=(842, 595))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: b"Liebe Kollegin", "weder eine PDF-Datei noch ein Bild"),
        (lambda: b"", "ist leer"),
        (encrypted, "mit einem Kennwort geschützt"),
        (landscape, "im Hochformat"),
        (lambda: b"%PDF-1.7\n%%EOF", "beschädigt"),
    ],
    ids=["no-pdf", "empty", "encrypted", "landscape", "cut"],
)
def test_what_cannot_be_used_is_said_and_nothing_stays(qtbot, window, page, desk, tmp_path, content, words):
    file = tmp_path / "Vorlage.pdf"
    file.write_bytes(content())
    drop(page, file)
    settled(qtbot, window)
    assert words in said(window)
    assert "„Vorlage.pdf“" in said(window)
    assert desk.letterheads.list() == ()
    assert not page.findChildren(QProgressBar)


def test_several_at_once(qtbot, window, page, desk, own, tmp_path):
    wrong = tmp_path / "Notiz.txt"
    wrong.write_text("Hallo")
    drop(page, own, wrong)
    settled(qtbot, window)
    assert [info.name for info in desk.letterheads.list()] == ["Briefkopf Übersicht"]
    assert "„Notiz.txt“" in said(window)


def test_cancelled_while_it_is_checked(qtbot, window, page, desk, own):
    drop(page, own)
    press(qtbot, page, "Abbrechen")
    settled(qtbot, window)
    assert desk.letterheads.list() == ()
    assert page.details is None


def test_the_disk_is_full(qtbot, window, page, desk, own, monkeypatch):
    def full(self, content):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files.Beside, "_write", full)
    drop(page, own)
    settled(qtbot, window)
    assert "konnte im Ordner" in said(window)
    assert desk.letterheads.list() == ()


def test_cards_show_picture_name_and_result(qtbot, window, page, desk, own):
    desk.letterheads.add(own, "Rathaus")
    page.refresh()
    settled(qtbot, window)
    card = page.cards[0]
    assert (card.name.text(), card.state.text) == ("Rathaus", "Unbedenklich")
    assert not card.picture.empty
    assert card.open.accessibleName() == "Rathaus: Ansehen und anpassen"


def test_findings_are_said_in_words(qtbot, window, page, tmp_path):
    import pikepdf

    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    made.save(tmp_path / "leer.pdf")
    drop(page, tmp_path / "leer.pdf")
    settled(qtbot, window)
    assert page.details.result.text == "Bitte ansehen"
    assert "Die Seite ist leer" in texts_of(page.details)


def test_a_new_name_is_kept_as_one_types(qtbot, window, page, desk, details):
    field = page.details.name
    field.selectAll()
    qtbot.keyClicks(field, "Kreishaus")
    qtbot.waitUntil(lambda: desk.letterheads.list()[0].name == "Kreishaus", timeout=3000)
    settled(qtbot, window)
    assert page.title.accessibleName() == "Kreishaus"


def test_margins_draw_their_lines_and_are_kept_when_leaving(qtbot, window, page, desk, details):
    shown, letterhead = details
    before = shown.first.marks
    shown.margins.bottom.setFocus()
    shown.margins.bottom.selectAll()
    qtbot.keyClicks(shown.margins.bottom, "40,5")
    qtbot.keyClick(shown.margins.bottom, Qt.Key.Key_Tab)
    assert shown.first.marks != before
    assert shown.first.marks[-1].y == pytest.approx(297 - 40.5)
    window.go("calls")
    settled(qtbot, window)
    assert desk.letterheads.get(letterhead).bottom_mm == 40.5


def test_zero_is_the_usual_place(qtbot, page, details):
    shown, _ = details
    shown.margins.following_bottom.setValue(0)
    assert shown.margins.following_bottom.text() == "wie üblich (8 mm)"


def test_removing_asks_first(qtbot, window, page, desk, details, dialogs):
    dialogs.answers += [False, True]
    press(qtbot, page, "Briefkopf entfernen …")
    settled(qtbot, window)
    assert len(desk.letterheads.list()) == 1
    press(qtbot, page, "Briefkopf entfernen …")
    settled(qtbot, window)
    assert desk.letterheads.list() == ()
    assert "Fertige Schreiben behalten ihn" in dialogs.asked[-1][2]
    assert said(window) == "Der Briefkopf „Rathaus“ ist entfernt."


def test_a_damaged_letterhead_is_named_and_can_be_removed(qtbot, window, page, desk, own, dialogs):
    stored = desk.letterheads.add(own, "Rathaus")
    (desk.data.letterheads / stored.id / "letterhead.json").write_text("{")
    page.refresh()
    settled(qtbot, window)
    assert page.cards[0].state.text == "Nicht verwendbar"
    press(qtbot, page, "Ansehen und anpassen")
    settled(qtbot, window)
    assert "beschädigt" in texts_of(page.details)
    dialogs.answers.append(True)
    press(qtbot, page, "Briefkopf entfernen …")
    settled(qtbot, window)
    assert desk.letterheads.list() == ()


def test_esc_goes_back_to_the_overview(qtbot, window, page, details):
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.details is None
    assert page.add.isVisible()


def test_the_navigation_and_its_key_go_back_to_the_overview(qtbot, window, page, details):
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert page.details is None
    assert page.isAncestorOf(window.focusWidget())
    page.show_details(page.cards[0].id)
    button = window.findChild(QPushButton, "letterheads")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.details is None


def test_the_sheet_of_the_following_pages_is_seen(details):
    shown, _ = details
    ink = shown.following.image
    dark = sum(ink.pixelColor(x, y).lightness() < 128 for x in range(0, 376, 2) for y in range(0, 90, 2))
    assert dark > 20
    first = shown.first.image.scaledToWidth(376)
    assert first != ink


def test_following_pages_that_stay_white_are_an_empty_sheet(qtbot, window, page, tmp_path):
    import pikepdf

    with pikepdf.open(LETTERHEAD) as one:
        del one.pages[1:]
        one.save(tmp_path / "eins.pdf")
    drop(page, tmp_path / "eins.pdf")
    settled(qtbot, window)
    settled(qtbot, window)
    assert not page.details.first.empty
    assert page.details.following.empty
