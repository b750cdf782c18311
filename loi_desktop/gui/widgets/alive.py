"""Results of background work reach a widget only as long as it exists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid


def while_alive(widget: QObject, call: Callable[[Any], None]) -> Callable[[Any], None]:
    """`call`, or nothing when Qt has freed `widget` meanwhile (the page was left)."""

    def guarded(result: Any) -> None:
        if isValid(widget):
            call(result)

    return guarded
