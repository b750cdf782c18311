"""Ctrl+Z belongs to the page: text fields would keep it for themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit

from loi_desktop.gui.watch import Handler

_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)


class UndoKeys:
    """Looks at keys and clicks of the whole application.

    `claimed(redo)` says whether the window has an undo (or redo) of its own just now; then
    a text field does not get the key.  `acted()` is told when the user has typed into a
    field or pressed a button: the next action has begun.
    """

    def __init__(self, claimed: Callable[[bool], bool], acted: Callable[[], None]) -> None:
        self._claimed = claimed
        self._acted = acted

    def handlers(self) -> dict[QEvent.Type, Handler]:
        """What the application's filter is to hand over."""
        kind = QEvent.Type
        return {
            kind.ShortcutOverride: self._release,
            kind.KeyPress: self._typed,
            kind.MouseButtonRelease: self._clicked,
        }

    def _release(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, _FIELDS) or not isinstance(event, QKeyEvent):
            return False
        redo = event.matches(QKeySequence.StandardKey.Redo)
        if not (redo or event.matches(QKeySequence.StandardKey.Undo)) or not self._claimed(redo):
            return False
        event.ignore()  # so that the window's shortcut gets it
        return True

    def _typed(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, _FIELDS) and isinstance(event, QKeyEvent) and event.text().isprintable():
            self._acted()
        return False

    def _clicked(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QAbstractButton):
            self._acted()
        return False
