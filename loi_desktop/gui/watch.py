"""One filter for the whole application; only the few events that matter reach Python code."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

Handler = Callable[[QObject, QEvent], bool]


class Watch(QObject):
    """Hands events to their handlers; a handler that returns True has dealt with it."""

    def __init__(self, handlers: Mapping[QEvent.Type, Handler], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handlers = dict(handlers)
        self._application = QCoreApplication.instance()
        if self._application is not None:
            self._application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handler = self._handlers.get(event.type())
        return handler is not None and handler(watched, event)

    def stop(self) -> None:
        """Watch no longer."""
        if self._application is not None:
            self._application.removeEventFilter(self)
            self._application = None


def inside(widget: QObject, window: QWidget) -> bool:
    """Whether `widget` is a part of `window` itself (not of a dialog over it)."""
    return isinstance(widget, QWidget) and widget.window() is window
