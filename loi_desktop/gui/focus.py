"""Where the keyboard goes on when a page comes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loi_desktop.gui.page import Page


def enter(page: Page, focused: QWidget | None) -> None:
    """Where the page says, else where it has the keyboard already, else in front."""
    wanted = getattr(page, "first_focus", None)
    if wanted is not None:
        wanted().setFocus(Qt.FocusReason.OtherFocusReason)
        return
    if focused is not None and page.isAncestorOf(focused):
        return
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if page.isAncestorOf(widget) and reachable and widget.isVisibleTo(page) and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        widget = widget.nextInFocusChain()
