"""The page beside the form: clicks, marks, sizes, the view Text, narrow windows, keyboard."""

from __future__ import annotations

import itertools

import pytest
from editing import Typist
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QFont, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget

from loi_desktop.gui.preview.pane import PAGE, TEXT


@pytest.fixture
def clerk(qtbot, window, filled) -> Typist:
    return Typist(qtbot, window, filled)


def press(clerk, field: str) -> None:
    view = clerk.page.preview.page
    rect = view.area_of(field)
    assert not rect.isEmpty(), field
    view.verticalScrollBar().setValue(int(view.verticalScrollBar().value() + rect.top() - 40))
    at = view.area_of(field).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QApplication.processEvents()


def test_a_click_on_the_page_goes_to_the_field(clerk):
    for field in (
        "blocks.call:interest",
        "recipient",
        "signatories.0.name",
        "contact.name",
        "topics",
        "partner.name",
    ):
        press(clerk, field)
        focused = clerk.window.focusWidget()
        target = next(t for t in clerk.page.form._all_targets()[::-1] if t.isAncestorOf(focused))
        assert target.path.startswith(field)
        assert focused.isVisible()


def test_the_field_in_use_is_marked_on_the_page(clerk):
    view = clerk.page.preview.page
    clerk.go("blocks.call:interest")
    rect = view.area_of("blocks.call:interest").toRect()
    clerk.settle()
    marked = view.viewport().grab().toImage().pixelColor(rect.center().x(), rect.top())
    clerk.go("our_reference")
    clerk.settle()
    free = view.viewport().grab().toImage().pixelColor(rect.center().x(), rect.top())
    assert marked != free
    assert free.name() == "#ffffff"


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("council.date", "council.form"),
        ("council.paper", "council.form"),
        ("signatories.0.office", "signatories.0.name"),
        ("sender.city", "sender.name"),
        ("recipient.last_name", "recipient.organisation"),
    ],
)
def test_a_part_of_something_marks_the_whole_on_the_page(clerk, path, area):
    clerk.page.form.folds["council"].set_open(True)
    clerk.choose("council.form", "Das Gremium hat zugestimmt")
    clerk.type("council.body", "Der Rat")
    clerk.settle()
    view = clerk.page.preview.page
    clerk.go(path)
    clerk.settle()
    at = view.area_of(area).toRect()
    assert in_sight(view, area)
    ground = view.viewport().grab().toImage().pixelColor(at.right() - 4, at.bottom() - 2)
    assert ground.blue() > ground.red() + 10, ground.name()


def in_sight(view, field: str) -> bool:
    return view.area_of(field).intersects(QRectF(view.viewport().rect()))


def test_the_page_follows_the_field_in_use_until_somebody_scrolls(clerk):
    view = clerk.page.preview.page
    clerk.type("experience", "Ein langer Absatz. " * 250)
    clerk.settle()
    assert view.count > 1
    clerk.go("signatories.0.name")
    clerk.settle()
    assert view.current == view.count - 1
    assert in_sight(view, "signatories.0.name")
    clerk.go("recipient.organisation")
    assert in_sight(view, "recipient")
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(clerk.window.focusWidget(), "x")
    clerk.settle()
    assert not in_sight(view, "recipient")


def test_sizes_follow_buttons_wheel_and_keys(clerk):
    pane = clerk.page.preview
    view = pane.page
    wide = view.percent
    pane.fit_page.click()
    assert view.percent < wide
    assert view.verticalScrollBar().maximum() == 0
    before = view.percent
    centre = QPointF(view.viewport().rect().center())
    wheel = QWheelEvent(
        centre, view.viewport().mapToGlobal(centre), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.percent > before
    assert not pane.fit_page.isChecked()
    assert not pane.fit_width.isChecked()
    now = view.percent
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.percent < now
    pane.larger.trigger()
    assert view.percent == now
    pane.fit_width.click()
    assert view.percent == wide
    assert f"{wide} %" in pane.percent.text()


def test_pages_are_counted(clerk):
    assert clerk.page.preview.place.text() == "Seite 1 von 1"
    clerk.type("experience", "Viel. " * 900)
    clerk.settle()
    view = clerk.page.preview.page
    assert view.count > 1
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert clerk.page.preview.place.text() == f"Seite {view.count} von {view.count}"


def test_guides_show_address_folds_and_the_letterheads_room(clerk, desk, example_letterhead):
    pane = clerk.page.preview
    plain = pane.page.viewport().grab().toImage()
    QTest.mouseClick(pane.guides, Qt.MouseButton.LeftButton)
    assert pane.page.viewport().grab().toImage() != plain
    used = desk.letterheads.add(example_letterhead)
    clerk.page.refresh()
    clerk.choose("layout.letterhead", used.name)
    clerk.settle()
    free = pane.page._guides.free
    assert free is not None
    assert 20 < free[1] < 60
    QTest.mouseClick(pane.guides, Qt.MouseButton.LeftButton)
    assert pane.page._guides is None


def test_the_text_view_is_the_same_letter_with_headings(clerk):
    pane = clerk.page.preview
    QTest.mouseClick(pane.as_text, Qt.MouseButton.LeftButton)
    text = pane.text.toPlainText()
    for words in (
        "Seite 1",
        "Anschrift",
        "Betreff",
        "Interessensbekundung",
        "die Stadt Musterstadt",
        "Unterschrift",
    ):
        assert words in text
    html = pane.text.toHtml()
    assert "<h2" in html
    assert "<h3" in html
    clerk.type("sender.name", "Beispielstadt <b>")
    clerk.settle()
    assert "die Stadt Beispielstadt <b> bekundet" in pane.text.toPlainText()
    size = pane.text.font().pointSizeF()
    pane.larger.trigger()
    assert pane.text.font().pointSizeF() > size


def test_f6_goes_to_the_page_and_back_to_the_field(clerk):
    field = clerk.go("contact.name")
    clerk.key(Qt.Key.Key_F6)
    assert clerk.window.focusWidget() is clerk.page.preview.page
    clerk.key(Qt.Key.Key_F6)
    assert clerk.window.focusWidget() is field
    clerk.page.preview.as_text.click()
    clerk.key(Qt.Key.Key_F6)
    assert clerk.window.focusWidget() is clerk.page.preview.text


def test_a_finding_leads_to_its_field_and_stands_there_too(clerk):
    clerk.type("signatories.0.name", "")
    clerk.settle()
    rows = clerk.page.preview.findings
    item = next(rows.item(n) for n in range(rows.count()) if "unterschreibt" in rows.item(n).text())
    assert item.text().startswith("Fehler: ")
    assert clerk.said_at("signatories.0.name") == item.text()
    clerk.go("our_reference")
    rows.itemActivated.emit(item)
    QApplication.processEvents()
    assert clerk.target("signatories.0.name").isAncestorOf(clerk.window.focusWidget())


def test_the_bar_counts_and_leads_to_the_first(clerk):
    form = clerk.page.form
    assert form.bar.words.text == "Alle Angaben sind da."
    assert not form.bar.to_first.isVisible()
    place, height = form.mapTo(clerk.window, QPoint(0, 0)), form.bar.height()
    clerk.type("signatories.0.name", "")
    clerk.type("sender.name", "")
    clerk.settle()
    assert form.bar.words.text == "Noch 2 Angaben bis zur Reinschrift"
    assert (form.mapTo(clerk.window, QPoint(0, 0)), form.bar.height()) == (place, height)
    assert form.folds["signature"].state.text == "1 fehlt"
    assert form.folds["call"].state.text == "vollständig"
    form.folds["signature"].set_open(False)
    form.bar.to_first.click()
    assert clerk.target("signatories.0.name").isAncestorOf(clerk.window.focusWidget())


def test_a_new_letter_begins_where_something_is_missing(qtbot, window, desk):
    clerk = Typist(qtbot, window, desk.letters.declaration("allgemein"))
    missing = [target.path for target in clerk.page.form._incomplete()]
    assert len(missing) > 3
    first = next(t for t in clerk.page.form._all_targets() if t.path in missing)
    assert first.isAncestorOf(window.focusWidget())
    assert first.isVisible()


def test_a_whole_letter_begins_at_the_first_field_that_is_open(clerk):
    assert clerk.card("call:subject").text is clerk.window.focusWidget()


def test_who_writes_already_is_not_led_away(qtbot, window, desk):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.edit(desk.letters.start(desk.letters.declaration("allgemein")))
    field = window.page.form.place_of("our_reference").entry
    window.page.form.folds["reference"].set_open(True)
    field.setFocus()
    qtbot.waitUntil(lambda: not window.ui.jobs.busy, timeout=10_000)
    QApplication.processEvents()
    assert window.focusWidget() is field


def test_the_keyboard_comes_back_from_the_reinschrift_dialog(clerk):
    line = clerk.go("our_reference")
    clerk.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    clerk.settle()
    QApplication.activeModalWidget().reject()
    QApplication.processEvents()
    assert clerk.window.focusWidget() is line


def test_a_signature_alone_offers_one_page(clerk):
    clerk.write_on(lambda: clerk.page.one_page.isVisible() or clerk.page.preview.page.count > 1)
    assert clerk.page.one_page.isVisible()
    last = clerk.window.focusWidget()
    clerk.page.one_page.setFocus()
    clerk.page.one_page.click()
    clerk.settle()
    assert clerk.declaration.layout.one_page
    assert clerk.page.preview.page.count == 1
    assert clerk.window.focusWidget() is last
    assert clerk.page.one_page.text() == "Wieder in üblicher Größe"
    clerk.page.one_page.click()
    clerk.settle()
    assert not clerk.declaration.layout.one_page
    assert clerk.page.one_page.text() == "Auf eine Seite bringen"


def test_where_it_is_narrow_one_pane_is_shown(clerk, qtbot):
    clerk.window.resize(760, 400)
    clerk.settle()
    page = clerk.page
    assert page.header.choice.isVisible()
    assert page.form.isVisible()
    assert not page.preview.isVisible()
    assert page.form.horizontalScrollBar().maximum() == 0
    assert page.form.widget().minimumSizeHint().width() <= page.form.viewport().width()
    button = {b.text(): b for b in page.header.choice.findChildren(QAbstractButton)}
    button["Seite"].click()
    assert page.preview.isVisible()
    assert not page.form.isVisible()
    assert page.preview.showing == PAGE
    button["Text"].click()
    assert page.preview.showing == TEXT
    page._go_to("contact.name")
    assert page.form.isVisible()
    clerk.key(Qt.Key.Key_F6)
    assert page.preview.isVisible()
    assert page.preview.showing == TEXT
    for child in page.header.findChildren(QAbstractButton):
        if child.isVisible():
            assert child.geometry().right() <= child.parentWidget().width()
    clerk.window.resize(1280, 800)
    clerk.settle()
    assert page.form.isVisible()
    assert page.preview.isVisible()


def test_no_word_of_the_head_is_cut_in_a_wide_font(clerk, qapp):
    before = qapp.font()
    wide = QFont(before)
    wide.setPointSizeF(before.pointSizeF() * 1.25)
    try:
        qapp.setFont(wide)
        clerk.window.resize(760, 400)
        clerk.settle()
        for button in clerk.page.header.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), button.text()
                right = button.mapTo(clerk.window, button.rect().topRight()).x()
                assert right < clerk.window.width(), button.text()
    finally:
        qapp.setFont(before)


def test_f6_shows_where_the_keyboard_is(clerk):
    clerk.go("our_reference")
    view = clerk.page.preview.page
    clerk.settle()

    blank = view.area_of("our_reference").topLeft().toPoint() - QPoint(40, 20)

    def edge():
        QApplication.processEvents()
        seen = view.viewport().grab().toImage()
        assert seen.pixelColor(blank).name() == "#ffffff"  # the paper stays white
        return seen.pixelColor(1, 60).name()

    painted = []
    view.viewport().installEventFilter(watch := Painted(painted))
    without = edge()
    painted.clear()
    clerk.key(Qt.Key.Key_F6)
    QApplication.processEvents()
    assert view.viewport().rect() in painted  # all around, by itself
    assert edge() != without
    painted.clear()
    clerk.key(Qt.Key.Key_F6)
    QApplication.processEvents()
    assert view.viewport().rect() in painted
    assert edge() == without
    view.viewport().removeEventFilter(watch)


class Painted(QObject):
    """Remembers what was painted."""

    def __init__(self, rects: list) -> None:
        super().__init__()
        self._rects = rects

    def eventFilter(self, watched, event):  # noqa: N802 - Qt calls it so
        if event.type() == QEvent.Type.Paint:
            self._rects.append(event.rect())
        return False


def test_enter_opens_a_section_as_the_space_bar_does(clerk):
    fold = clerk.page.form.folds["council"]
    fold.button.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        before = fold.is_open
        QTest.keyClick(fold.button, key)
        assert fold.is_open != before


def test_no_section_is_wider_than_a_narrow_window(clerk):
    clerk.window.resize(760, 400)
    clerk.choose("council.form", "Das Gremium hat zugestimmt")
    clerk.page.form.signatories.add.click()
    for fold in clerk.page.form.folds.values():
        fold.set_open(True)
    clerk.settle()
    width = clerk.page.form.viewport().width()
    for child in clerk.page.form.widget().findChildren(QWidget):
        if child.isVisible():
            right = child.mapTo(clerk.page.form.widget(), QPoint(child.width(), 0)).x()
            assert right <= width, (child, right, width)


def test_every_control_has_name_and_role(clerk):
    for fold in clerk.page.form.folds.values():
        fold.set_open(True)
    clerk.settle()
    nameless = []
    for child in clerk.page.findChildren(QWidget):
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            interface = QAccessible.queryAccessibleInterface(child)
            if interface is None or not interface.text(QAccessible.Text.Name).strip():
                nameless.append(child)
    assert not nameless


def test_only_the_keyboard_from_empty_to_the_reinschrift(qtbot, window, desk):
    clerk = Typist(qtbot, window, desk.letters.declaration("vietnam-2026"))
    wanted = {"Name": ["Musterstadt", "Dr. Max Mustermann"]}
    start = window.focusWidget()
    visited = []
    widget = start
    for _ in range(400):
        visited.append(widget)
        if isinstance(widget, QAbstractButton) and widget is clerk.page.header.final and len(visited) > 20:
            break
        fold = next((f for f in clerk.page.form.folds.values() if f.button is widget), None)
        if fold is not None and not fold.is_open:
            QTest.keyClick(widget, Qt.Key.Key_Space)
            assert fold.is_open
        if isinstance(widget, QLineEdit):
            name = widget.accessibleName()
            target = next((t for t in clerk.page.form._all_targets() if t.isAncestorOf(widget)), None)
            if name == "Name" and target is not None:
                QTest.keyClicks(
                    widget, "Musterstadt" if target.path == "sender.name" else "Dr. Max Mustermann"
                )
        before = widget
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        QApplication.processEvents()
        widget = window.focusWidget()
        assert widget is not before, f"Tab does not leave {before.accessibleName()!r}"
    assert widget is clerk.page.header.final, "the primary button was not reached"
    assert any(isinstance(w, QTextEdit) for w in visited)
    assert wanted
    clerk.settle()
    assert "die Stadt Musterstadt" in clerk.shown()
    assert clerk.page.form.bar.words.text == "Alle Angaben sind da."


def test_the_order_of_the_tab_key_is_the_order_on_the_page(clerk):
    for fold in clerk.page.form.folds.values():
        fold.set_open(True)
    clerk.settle()
    form = clerk.page.form
    clerk.page.form.folds["call"].button.setFocus()
    places = []
    widget = clerk.window.focusWidget()
    while form.isAncestorOf(widget):
        at = widget.mapTo(form.widget(), QPoint(0, 0))
        places.append((at.y(), at.x(), widget))
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        widget = clerk.window.focusWidget()
        assert len(places) < 300
    assert len(places) > 40
    for (y, _, before), (after_y, _, after) in itertools.pairwise(places):
        assert after_y >= y - 40, (before.accessibleName(), after.accessibleName())
