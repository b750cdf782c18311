"""Every page is walked as a keyboard and a screen reader walk it."""

import itertools
import re
from collections import Counter

import pytest
from gui_samples import finished, letter, office
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

PAGES = (
    "letters",
    "empty",
    "new",
    "welcome",
    "editor",
    "finished",
    "letterheads",
    "senders",
    "calls",
    "settings",
    "help",
)
# Roles that tell a screen reader nothing.
_VAGUE = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}


@pytest.fixture(params=PAGES)
def page(request, window, desk, tmp_path, example_letterhead):
    """One page after the other, as an office in use sees it."""
    name = request.param
    if name == "empty":
        window.page.refresh()
    else:
        office(desk)
        _open(name, window, desk, tmp_path, example_letterhead)
    for _ in range(3):
        window.ui.jobs.wait()
        QTest.qWait(20)
    return window.page


def _open(name, window, desk, folder, letterhead):
    if name == "letters":
        letter(desk, "Huế")
        window.page.refresh()
    elif name == "editor":
        window.edit(letter(desk, "Huế"))
    elif name == "finished":
        window.show_letter(finished(desk, letter(desk, "Huế"), folder / "Akten").id)
    else:
        if name == "letterheads":
            desk.letterheads.add(letterhead)
        window.go(name)


def focusable(page):
    """What Tab can reach on the page; of exclusive buttons only one, arrows reach the others."""
    widgets = [page, *page.findChildren(QWidget)]
    return [
        w for w in widgets if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible() and w.isEnabled()
    ]


def interface(widget):
    return QAccessible.queryAccessibleInterface(widget)


def named(widget):
    return (
        f"{type(widget).__name__} {widget.objectName()!r} {interface(widget).text(QAccessible.Text.Name)!r}"
    )


def nameless(page):
    return [named(w) for w in focusable(page) if not interface(w).text(QAccessible.Text.Name).strip()]


def vague(page):
    """Scroll areas are panes for every screen reader; Qt calls them so."""
    controls = [w for w in focusable(page) if not isinstance(w, QAbstractScrollArea)]
    return [named(w) for w in controls if interface(w).role() in _VAGUE]


def silent(page):
    """Fields that do not tell what stands in them."""
    fields = [w for w in focusable(page) if isinstance(w, QLineEdit | QComboBox)]
    shown = {w: w.currentText() if isinstance(w, QComboBox) else w.text() for w in fields}
    return [named(w) for w, text in shown.items() if text not in interface(w).text(QAccessible.Text.Value)]


def unsure(page):
    """What can be checked and does not say whether it is."""
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible() and b.isCheckable()]
    return [named(b) for b in buttons if bool(interface(b).state().checked) != b.isChecked()]


def doubled(page):
    """Mnemonics that stand more than once."""
    texts = [w.text() for w in page.findChildren(QAbstractButton) if w.isVisible()]
    texts += [w.text() for w in page.findChildren(QLabel) if w.isVisible() and w.buddy() is not None]
    letters = Counter(m.group(1).casefold() for text in texts if (m := re.search(r"(?<!&)&([^&\s])", text)))
    return [letter for letter, n in letters.items() if n > 1]


def test_every_control_has_name_role_value_and_a_mnemonic_of_its_own(page):
    checks = (nameless, vague, silent, unsure, doubled)
    assert {check.__name__: found for check in checks if (found := check(page))} == {}


def walk(page):
    """Where Tab leads, from the first control on, until it leaves the page or comes round."""
    window, seen = page.window(), []
    order = [w for w in _chain(page) if w in set(focusable(page))]
    if not order:
        return seen
    order[0].setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(400):
        focused = window.focusWidget()
        if focused is None or not (focused is page or page.isAncestorOf(focused)) or focused in seen:
            return seen
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert window.focusWidget() is not focused, f"Tab is caught in {named(focused)}"
    raise AssertionError("Tab never leaves the page")


def _chain(page):
    widget, found = page.nextInFocusChain(), []
    while widget is not page:
        found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_tab_leaves_every_control_reaches_all_and_follows_the_reading_order(page):
    reached = walk(page)
    missed = [
        named(w)
        for w in focusable(page)
        if w not in reached and w.focusProxy() is None and not _in_a_reached_group(w, reached)
    ]
    pairs = itertools.pairwise(reached)
    back = [f"{named(a)} → {named(b)}" for a, b in pairs if goes_back(page, a, b)]
    assert (missed, back) == ([], [])


def _in_a_reached_group(widget, reached):
    """Of exclusive buttons Tab reaches one; of a compound control its focus proxy."""
    if isinstance(widget, QAbstractButton) and (widget.autoExclusive() or widget.group() is not None):
        return any(type(w) is type(widget) and w.parent() is widget.parent() for w in reached)
    return any(widget.isAncestorOf(w) for w in reached)


def goes_back(page, before, after):
    """Whether the way from one control to the next leads up, or left in the same row: seen
    at the two parts of the page that hold them."""
    first, second = _apart(page, before, after)
    if first is None or second is None:
        return False
    one, two = _place(page, first), _place(page, second)
    above = two.bottom() <= one.top()
    same_row = (
        min(one.bottom(), two.bottom()) - max(one.top(), two.top()) > min(one.height(), two.height()) / 2
    )
    return above or (same_row and two.right() <= one.left())


def _apart(page, before, after):
    ancestors = [after]
    while ancestors[-1] is not page and ancestors[-1].parentWidget() is not None:
        ancestors.append(ancestors[-1].parentWidget())
    widget, below = before, before
    while widget is not None and widget not in ancestors:
        below, widget = widget, widget.parentWidget()
    if widget is None or widget is before or widget is after:
        return None, None
    return below, ancestors[ancestors.index(widget) - 1]


def _place(page, widget):
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def test_pages_fit_a_small_window(page):
    window = page.window()
    window.resize(760, 400)
    QTest.qWait(30)
    assert (window.width(), window.height()) == (760, 400)
    cut = [
        named(w)
        for w in focusable(page)
        if _place(page, w).left() < 0 or _place(page, w).right() > page.width()
    ]
    assert cut == []


def test_the_navigation_can_be_walked_too(window):
    from loi_desktop.gui.navigation import Navigation, NavigationButton

    buttons = window.findChildren(NavigationButton)
    for button in buttons:
        assert interface(button).text(QAccessible.Text.Name) == button.text()
        assert interface(button).role() == QAccessible.Role.RadioButton
        assert bool(interface(button).state().checked) == button.isChecked()
    tops = [button.mapTo(window.findChild(Navigation), QPoint(0, 0)).y() for button in buttons]
    assert tops == sorted(tops)


def test_a_focused_control_is_seen_to_be_focused(window, desk):
    """The ring around our own buttons changes their picture."""
    from loi_desktop.gui.widgets.button import Button

    letter(desk, "Huế")
    window.page.refresh()
    QApplication.processEvents()
    for button in [b for b in window.page.findChildren(Button) if b.isVisible()]:
        window.page._table.setFocus()
        without = button.grab().toImage()
        button.setFocus()
        assert button.grab().toImage() != without, button.text()
