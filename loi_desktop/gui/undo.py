"""Keys that belong to the page, and that text fields would keep for themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

from loi_desktop.gui.watch import Handler

_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)


class FieldKeys:
    """Looks at keys and clicks of the whole application.

    `claimed(redo)` says whether the window has an undo (or redo) of its own just now; then
    a text field does not get the key.  `never` are those that it never gets.  `acted()` is
    told when the user has typed into a field or pressed a button: the next action has begun.
    """

    def __init__(
        self, claimed: Callable[[bool], bool], acted: Callable[[], None], never: Iterable[str]
    ) -> None:
        self._never = frozenset(QKeySequence(keys).toString() for keys in never)
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
        if not self._is_windows(event):
            return False
        event.ignore()  # so that the window's shortcut gets it
        return True

    def _is_windows(self, event: QKeyEvent) -> bool:
        if QKeySequence(event.keyCombination()).toString() in self._never:
            return QApplication.activeModalWidget() is None
        redo = event.matches(QKeySequence.StandardKey.Redo)
        return (redo or event.matches(QKeySequence.StandardKey.Undo)) and self._claimed(redo)

    def _typed(self, watched: QObject, event: QEvent) -> bool:
        # Ctrl alone comes as a key without text: the Z that may follow is no next action
        if isinstance(watched, _FIELDS) and isinstance(event, QKeyEvent):
            text = event.text()
            if text and text.isprintable():
                self._acted()
        return False

    def _clicked(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QAbstractButton):
            self._acted()
        return False
