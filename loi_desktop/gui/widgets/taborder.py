"""The way of the Tab key: as one reads, whenever parts have come or gone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def follow_reading(inside: QWidget) -> None:
    """Let Tab go through what `inside` holds in the order of its layouts."""
    for before, after in pairwise(_stops(inside)):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, below = item.widget(), item.layout()
        if widget is not None:
            yield from _stops(widget)
        elif below is not None:
            yield from _in_layout(below)
