"""Every page around a letter, walked as a screen reader and a keyboard do; in both languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from gui_pages_help import LETTERHEAD, button, finished_letter, settled, texts_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit, QWidget

from loi_desktop.gui.final.dialog import FinalDialog
from loi_desktop.gui.mail.dialog import MailDialog
from loi_desktop.gui.widgets.button import Button
from loi_desktop.model.profile import Profile
from loi_desktop.services import demo

PAGES = ("letterheads", "letterhead", "senders", "calls", "finished", "final", "mail")


@pytest.fixture
def place(qtbot, window, desk, tmp_path):
    """Open a page or dialog by name."""

    def open_(name):
        if name in ("finished", "mail"):
            letter = finished_letter(desk, tmp_path / "Ablage")
        if name == "letterhead":
            stored = desk.letterheads.add(LETTERHEAD, "Rathaus")
        if name == "final":
            filled = demo.declaration(desk, "")
            shown = FinalDialog(
                window.ui, desk.letters.save_draft(desk.letters.start(filled), filled), window
            )
            shown.open()
        elif name == "mail":
            shown = MailDialog(window.ui, letter.id, window)
            shown.open()
        elif name == "finished":
            window.show_letter(letter.id)
            settled(qtbot, window)
            shown = window.page
            shown._cards.path.show_step("sent")
        else:
            window.go("letterheads" if name == "letterhead" else name)
            settled(qtbot, window)
            shown = window.page
            if name == "letterhead":
                shown.show_details(stored.id)
        settled(qtbot, window)
        return shown

    return open_


def focusable(shown):
    return [
        w
        for w in shown.findChildren(QWidget)
        if w.isVisibleTo(shown) and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(w, QLineEdit) and w.objectName() == "qt_spinbox_lineedit")
    ]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name_of_its_own_and_a_role(place, name):
    shown = place(name)
    controls = focusable(shown)
    assert controls
    names = []
    for widget in controls:
        seen = QAccessible.queryAccessibleInterface(widget)
        said = seen.text(QAccessible.Text.Name)
        assert said, widget
        assert seen.role() != QAccessible.Role.NoRole, widget
        names.append((said, type(widget).__name__))
    assert len(set(names)) == len(names), sorted(n for n in names if names.count(n) > 1)


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_round_in_reading_order(qtbot, window, place, name):
    shown = place(name)
    controls = focusable(shown)
    controls[0].setFocus()
    order = []
    for _ in range(len(controls) * 2 + 20):
        widget = shown.window().focusWidget()
        if shown.isAncestorOf(widget) and widget in controls:
            if widget in order:
                break
            order.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    missed = [w for w in controls if w not in order and type(w).__name__ != "WrappedRadio"]
    assert not missed
    tops = [w.mapTo(shown, w.rect().center()).y() for w in order if not isinstance(w, QTextEdit)]
    jumps = [(a, b) for a, b in pairwise(tops) if b < a - 200]
    assert len(jumps) <= 1, jumps


@pytest.mark.parametrize("name", PAGES)
def test_one_accent_button_at_most_and_large_targets(place, name):
    shown = place(name)
    buttons = [b for b in shown.findChildren(Button) if b.isVisibleTo(shown)]
    assert sum(b._accent for b in buttons) <= 1
    assert all(b.height() >= 32 for b in buttons)
    assert all(b.text() for b in buttons)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_no_sentence_is_missing(qtbot, window, desk, place, name, language):
    desk.settings.change(language=language)
    window.rebuild()
    shown = place(name)
    words = [w.text() for w in (*shown.findChildren(QLabel), *shown.findChildren(QAbstractButton))]
    words += [w.accessibleName() for w in shown.findChildren(QWidget)]
    assert not [text for text in words if text.startswith("[ui.")]
    assert not [text for text in words if "{n}" in text or "{name}" in text or "{file}" in text]


@pytest.mark.parametrize("name", ["letterheads", "letterhead", "senders", "calls", "finished"])
def test_nothing_scrolls_sideways_in_a_small_window(qtbot, window, place, name):
    from PySide6.QtWidgets import QScrollArea

    window.resize(760, 400)
    shown = place(name)
    QApplication.processEvents()
    assert window.width() == 760
    for area in shown.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width()


def test_a_letterhead_becomes_the_usual_one_and_the_sender_page_knows(qtbot, window, desk, place):
    desk.senders.save(Profile("m", sender=demo.SENDER))
    senders = place("senders")
    details = place("letterhead").details
    assert details.usual.isVisible()
    assert not details.usual.isChecked()
    qtbot.mouseClick(details.usual, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    wanted = desk.letterheads.list()[0].id
    assert desk.letters.declaration("allgemein").layout.letterhead == wanted
    window.go("senders")
    settled(qtbot, window)
    assert senders.keeper.profile.layout.letterhead == wanted
    qtbot.keyClicks(senders.form.boxes["sender.street"].input.line, "x")
    senders.leave()
    settled(qtbot, window)
    assert desk.senders.list()[0].layout.letterhead == wanted


def test_a_damaged_register_is_said_on_the_finished_page(qtbot, window, desk, place):
    page = place("finished")
    for file in desk.data.register.iterdir():
        if file.is_file() and file.stat().st_size:
            file.write_bytes(b"\x00\xff damaged " * 40)
    page.refresh()
    settled(qtbot, window)
    assert "beschädigt" in texts_of(page)
    assert not page.next_version.isEnabled()
    assert button(page, "Schreiben").isEnabled()


def test_by_keyboard_alone_from_the_editor_to_sent(qtbot, window, desk, handed_over, tmp_path):
    desk.settings.change(pdf_folder=str(tmp_path))
    filled = demo.declaration(desk, "")
    record = desk.letters.save_draft(desk.letters.start(filled), filled)
    window.show_letter(record.id)
    settled(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    dialog = window.page.findChild(FinalDialog)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    assert window.page.name == "finished"
    with qtbot.waitActive(window):
        window.activateWindow()  # as the desktop does when a dialog is closed
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    mail = window.page.findChild(MailDialog)
    qtbot.keyClick(mail.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    assert len(handed_over) == 1
    mail.sent.setFocus()
    qtbot.keyClick(mail.sent, Qt.Key.Key_Space)
    settled(qtbot, window)
    assert desk.letters.get(record.id).state == "sent"
    assert window.page.focusWidget().text() == "Eingang als bestätigt eintragen"
