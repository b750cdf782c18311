"""The list of letters: find, filter, throw away, bring back; what others write is seen."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from gui_samples import GENERAL, full_register, letter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from loi_desktop.app import build_desk
from loi_desktop.gui.jobs import Jobs
from loi_desktop.gui.register.rows import SECOND_LINE
from loi_desktop.gui.widgets.pill import Pill
from loi_desktop.gui.window import MainWindow
from loi_desktop.services.exports import Order

ROOT = Path(__file__).parents[2]


@pytest.fixture
def busy(window, desk, clock, tmp_path):
    """An office with letters in every state."""
    full_register(desk, clock, tmp_path / "Akten")
    window.page.refresh()
    return window


@pytest.fixture
def again(window, desk, clock, qtbot):
    """The program is closed and started again."""

    def start():
        window.close()
        given = (lambda data: build_desk(data, clock), desk.data, desk.settings.load())
        ui = window.ui
        other = MainWindow(*given, theme=ui.theme, icons=ui.icons, jobs=Jobs(), dialogs=ui.dialogs)
        qtbot.addWidget(other)
        other.show()
        other.begin()
        return other

    return start


def rows(window):
    table = window.page._table
    model = table.model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def pills(window):
    return {pill.text(): pill for pill in window.page.findChildren(Pill)}


def button(window, words):
    QApplication.processEvents()  # what was just filled in is shown
    found = [
        b for b in window.findChildren(QPushButton) if b.text().replace("&", "") == words and b.isVisible()
    ]
    assert found, f"{words!r} is not to be seen"
    return found[0]


def said(widget):
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_an_empty_list_says_how_to_begin(window, qtbot):
    assert "Hier stehen Ihre Schreiben, sobald das erste begonnen ist." in said(window.page)
    qtbot.mouseClick(button(window, "Neues Schreiben"), Qt.MouseButton.LeftButton)
    assert window.page.name == "new"


def test_letters_stand_there_newest_first_with_state_partner_and_signature(busy):
    first, *others = rows(busy)
    assert first[:3] == ["Entwurf", "Vietnam 2026", "Đà Nẵng"]
    assert first[4] == "–"
    states = {row[2]: (row[0], row[4]) for row in others}
    assert states["Huế"] == ("Zur Unterschrift", "–")
    assert states["Cần Thơ"] == ("Versendet", "✓")
    assert states["Saint-Louis"] == ("Eingang bestätigt", "✓")


def test_filters_say_how_many_and_show_them(busy, qtbot):
    words = pills(busy)
    assert set(words) == {
        "Alle 6", "Entwürfe 2", "Zur Unterschrift 1", "Noch zu versenden 1", "Versendet 1", "Abgeschlossen 1",
        "Papierkorb 0",
    }  # fmt: skip
    qtbot.mouseClick(words["Zur Unterschrift 1"], Qt.MouseButton.LeftButton)
    assert [row[2] for row in rows(busy)] == ["Huế"]


def test_what_is_typed_is_searched_in_all_letters(busy):
    busy.page.search()
    busy.focusWidget().insert("Cần Thơ")  # QTest types Latin letters only
    assert [row[2] for row in rows(busy)] == ["Cần Thơ"]
    QTest.keyClicks(busy.focusWidget(), " gibt es nicht")
    assert any("Cần Thơ gibt es nicht" in words for words in said(busy.page))
    QTest.mouseClick(button(busy, "Alle Schreiben zeigen"), Qt.MouseButton.LeftButton)
    assert len(rows(busy)) == 6


def test_a_german_keyboard_finds_vietnamese_names(busy):
    busy.page.search()
    QTest.keyClicks(busy.focusWidget(), "hue")
    assert [row[2] for row in rows(busy)] == ["Huế"]
    QTest.keyClick(busy.focusWidget(), Qt.Key.Key_Escape)
    QTest.keyClicks(busy.focusWidget(), "da nang")
    assert [row[2] for row in rows(busy)] == ["Đà Nẵng"]


def test_a_column_can_order_the_list(busy):
    header = busy.page._table.horizontalHeader()
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().topLeft() + _at(header, 2)
    )
    assert [row[2] for row in rows(busy)] == ["–", "Cà Mau", "Cần Thơ", "Huế", "Saint-Louis", "Đà Nẵng"]


def _at(header, column):
    from PySide6.QtCore import QPoint

    return QPoint(header.sectionViewportPosition(column) + 10, 10)


def test_the_details_tell_the_path_with_its_days_and_the_history(busy):
    busy.page._filters.choose("to_sign")
    words = said(busy.page._details)
    for expected in ("Zur Unterschrift", "18.11.2026", "17.04.2026 (abgelaufen)", "61.2-15/2026", "Huế"):
        assert expected in words
    assert any("Reinschrift 1 erstellt" in text for text in words)


def test_the_picture_of_the_page_comes_by_itself(busy, qtbot):
    qtbot.waitUntil(lambda: busy.page._details._picture._image is not None, timeout=10_000)
    assert busy.page._details._picture._image.width() > 100


def test_enter_opens_a_draft_for_writing_and_a_finished_letter_on_its_page(busy):
    busy.page._table.setFocus()
    QTest.keyClick(busy.page._table, Qt.Key.Key_Return)
    assert busy.page.name == "editor"
    busy.go("letters")
    busy.page._filters.choose("sent")
    QTest.keyClick(busy.page._table, Qt.Key.Key_Return)
    assert busy.page.name == "finished"


def test_a_letter_is_doubled_as_a_template(busy, desk, qtbot):
    draft = desk.letters.get(busy.page._table.current_id)
    desk.letters.save_draft(draft, msgspec.structs.replace(draft.current, enclosures=("Beschluss",)))
    qtbot.mouseClick(button(busy, "Als Vorlage verwenden"), Qt.MouseButton.LeftButton)
    assert busy.page.name == "editor"
    assert desk.letters.counts()["drafts"] == 3
    assert "neuer Entwurf" in busy.notice.text
    assert "Beschluss des alten Schreibens sind nicht übernommen" in busy.notice.text
    assert "Die Anlagen sind übernommen; bitte sehen Sie nach" in busy.notice.text


def test_a_letter_thrown_away_comes_back_with_ctrl_z(busy, desk):
    busy.page._table.setFocus()
    QTest.keyClick(busy.page._table, Qt.Key.Key_Delete)
    assert "Papierkorb" in busy.notice.text
    assert len(rows(busy)) == 5
    QTest.keyClick(busy.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(rows(busy)) == 6
    assert desk.letters.counts()["trash"] == 0


def test_the_offer_stays_while_the_cursor_is_in_the_search(busy, desk, qtbot):
    busy.page.search()
    field = busy.focusWidget()
    qtbot.mouseClick(button(busy, "In den Papierkorb"), Qt.MouseButton.LeftButton)
    field.setFocus()
    QTest.keyPress(field, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)  # as a keyboard sends it
    QTest.qWait(20)
    assert "Papierkorb" in busy.notice.text
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.letters.counts()["trash"] == 0
    qtbot.mouseClick(button(busy, "In den Papierkorb"), Qt.MouseButton.LeftButton)
    field.setFocus()
    qtbot.mouseClick(button(busy, "Rückgängig (Strg+Z)"), Qt.MouseButton.LeftButton)
    assert desk.letters.counts()["trash"] == 0


def test_what_a_filter_hides_is_named_and_found(busy, desk, qtbot):
    busy.page._filters.choose("sent")
    busy.page.search()
    QTest.keyClicks(busy.focusWidget(), "hue")
    words = "Unter „Versendet“ enthält kein Schreiben „hue“. Treffer gibt es hier: Zur Unterschrift 1."
    assert words in said(busy.page)
    qtbot.mouseClick(button(busy, "In allen suchen"), Qt.MouseButton.LeftButton)
    assert [row[2] for row in rows(busy)] == ["Huế"]
    desk.letters.trash(busy.page._table.current_id)
    busy.page.refresh()
    assert any("Treffer gibt es hier: Papierkorb 1." in text for text in said(busy.page))
    qtbot.mouseClick(button(busy, "Im Papierkorb suchen"), Qt.MouseButton.LeftButton)
    assert [row[2] for row in rows(busy)] == ["Huế"]


def test_the_bin_says_how_long_letters_stay(busy, qtbot):
    hint = "Was nie versendet wurde, löscht das Programm nach 30 Tagen im Papierkorb."
    assert not any(text.startswith(hint) for text in said(busy.page))
    qtbot.mouseClick(button(busy, "In den Papierkorb"), Qt.MouseButton.LeftButton)
    busy.page._filters.choose("trash")
    assert any(text.startswith(hint) for text in said(busy.page))


def test_the_list_says_that_an_older_version_was_sent(busy, desk, tmp_path):
    line = desk.letters.list("sent")[0]
    desk.letters.next_draft(line.id)
    desk.exports.reinschrift(line.id, Order(tmp_path / "zwei.pdf"))
    busy.page.refresh()
    busy.page._table.choose(line.id)
    index = busy.page._table.currentIndex()
    assert index.siblingAtColumn(0).data(SECOND_LINE) == "Fassung 1 versendet"
    assert "Fassung 1 wurde am 11.04.2026 versendet." in said(busy.page._details)


def test_the_bin_gives_back_or_deletes_for_good_after_asking(busy, desk, dialogs, qtbot):
    for _ in range(2):
        qtbot.mouseClick(button(busy, "In den Papierkorb"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pills(busy)["Papierkorb 2"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(busy, "Wiederherstellen"), Qt.MouseButton.LeftButton)
    assert desk.letters.counts()["trash"] == 1

    dialogs.answers.append(False)
    qtbot.mouseClick(button(busy, "Endgültig löschen"), Qt.MouseButton.LeftButton)
    assert desk.letters.counts()["trash"] == 1
    dialogs.answers.append(True)
    qtbot.mouseClick(button(busy, "Endgültig löschen"), Qt.MouseButton.LeftButton)
    assert desk.letters.counts()["trash"] == 0
    assert "nicht rückgängig" in dialogs.asked[0][2]
    assert "Der Papierkorb ist leer." in said(busy.page)


def test_a_start_takes_drafts_out_of_the_bin_after_30_days(window, again, desk, clock, qtbot):
    old, young = (letter(desk, partner).id for partner in ("Huế", "Cà Mau"))
    desk.letters.trash(old)
    clock.moment += timedelta(days=20)
    desk.letters.trash(young)
    clock.moment += timedelta(days=11)
    again()
    qtbot.waitUntil(lambda: desk.letters.counts()["trash"] == 1)
    assert desk.letters.get(young).trashed_at


def test_what_another_process_writes_appears_within_two_seconds(window, desk, qtbot):
    letter(desk, "Huế")
    window.page.refresh()
    code = (
        "import sys; from pathlib import Path\n"
        "from loi_desktop.app import build_desk; from loi_desktop.paths import DataFolder\n"
        "from loi_desktop.services import demo\n"
        "desk = build_desk(DataFolder(Path(sys.argv[1]))); filled = demo.declaration(desk, '')\n"
        "desk.letters.save_draft(desk.letters.start(filled), filled)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code, str(desk.data.root)], check=True, env=environment)
    qtbot.waitUntil(lambda: len(rows(window)) == 2, timeout=2500)


def test_the_chosen_letter_stays_chosen_when_others_come(busy, desk):
    busy.page._table.selectRow(2)
    chosen = busy.page._table.current_id
    letter(desk, "Vĩnh Long")
    busy.page.refresh()
    assert busy.page._table.current_id == chosen


def test_a_damaged_register_is_said_and_nothing_is_overwritten(window, again, desk):
    letter(desk, "Huế")
    window.close()
    files = [
        f
        for f in desk.data.register.rglob("*")
        if f.is_file() and f.stat().st_size > 20 and "lock" not in f.name
    ]
    for file in files:
        file.write_bytes(b"\x00" * 64)
    before = {f: f.read_bytes() for f in files}

    other = again()
    assert any("Register" in words or "register" in words for words in said(other.page)), said(other.page)
    assert all(f.read_bytes() == content for f, content in before.items() if f.exists())


def test_beispiel_ansehen_opens_a_filled_letter_once(window, desk, qtbot):
    for _ in range(2):
        window.go("letters")
        from loi_desktop.gui.register.example import show_example

        show_example(window.ui)
        qtbot.waitUntil(lambda: window.page.name == "editor", timeout=20_000)
    assert desk.letters.counts()["all"] == 1
    assert desk.letters.list()[0].municipality == "Musterstadt"


@pytest.mark.parametrize("size", [(760, 400), (1000, 700), (1280, 800)])
def test_nothing_scrolls_sideways(busy, size):
    busy.resize(*size)
    QTest.qWait(20)
    table = busy.page._table
    assert (busy.width(), busy.height()) == size
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.viewport().height() > 100


def test_a_sent_version_stays_within_reach_while_the_next_one_is_written(window, filled, tmp_path, qtbot):
    letters = window.ui.desk.letters
    stored = letters.save_draft(letters.start(filled), filled)
    window.ui.desk.exports.reinschrift(stored.id, Order(tmp_path / "Brief.pdf"))
    letters.next_draft(stored.id)
    window.go("letterheads")
    window.go("letters")
    assert rows(window)[0][0].startswith("Reinschrift")
    qtbot.mouseClick(button(window, "Reinschrift ansehen"), Qt.MouseButton.LeftButton)
    assert window.page.name == "finished"
    qtbot.mouseClick(button(window, "Neue Fassung weiter schreiben"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.page.name == "editor")


def test_letters_of_the_general_call_are_told_apart(busy, desk):
    general = [row for row in rows(busy) if row[1].startswith("Sonne")]
    assert [row[1] for row in general] == ["Sonne für Schulen", "Sonne für Schulen"]
    line = next(line for line in desk.letters.list() if line.reference == "41.1-03/2026")
    busy.page._table.choose(line.id)
    words = said(busy.page._details)
    assert words[0] == "Sonne für Schulen"
    assert "Allgemeine Interessensbekundung" in words
    table = busy.page._table
    index = table.model().index(table.currentIndex().row(), 1)
    assert index.data(SECOND_LINE) == "Allgemeine Interessensbekundung · 41.1-03/2026"
    busy.show_letter(line.id)
    assert busy.page.accessibleName().startswith("Sonne für Schulen – Stadt Musterstadt")


def test_the_editor_is_called_after_the_project(window, desk):
    window.edit(letter(desk, "Huế", call=GENERAL))
    assert window.page.accessibleName() == "Sonne für Schulen – Stadt Musterstadt"


def test_a_list_that_lies_in_the_bin_leads_there(window, desk, qtbot):
    stored = letter(desk, "Huế")
    desk.letters.trash(stored.id)
    window.page.refresh()
    assert "Alle Schreiben liegen im Papierkorb. Dort können Sie sie zurückholen." in said(window.page)
    assert not window.page._nothing.all.isVisible()
    assert button(window, "Neues Schreiben").isEnabled()
    qtbot.mouseClick(button(window, "Papierkorb ansehen"), Qt.MouseButton.LeftButton)
    assert [row[2] for row in rows(window)] == ["Huế"]


def test_a_filter_that_leaves_nothing_leads_to_all(window, desk, qtbot):
    letter(desk, "Huế")
    window.page.refresh()
    qtbot.mouseClick(pills(window)["Versendet 0"], Qt.MouseButton.LeftButton)
    assert not window.page._nothing.bin.isVisible()
    qtbot.mouseClick(button(window, "Alle Schreiben zeigen"), Qt.MouseButton.LeftButton)
    assert len(rows(window)) == 1
