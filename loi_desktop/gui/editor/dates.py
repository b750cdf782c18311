"""A date as one writes it in an office: 23.11.2026, typed or taken from a calendar."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QDate, QObject
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidgetAction

from loi_desktop.gui.editor.inputs import Input
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.button import Button
from loi_desktop.model.normal import iso_day

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")


def to_german(text: str) -> str:
    """*23.11.2026* from an ISO date; anything else stays as it is."""
    iso = _ISO.fullmatch(text)
    return f"{int(iso[3]):02}.{int(iso[2]):02}.{iso[1]}" if iso else text


class DateInput(Input):
    """A line and a button that unfolds a calendar."""

    def __init__(self, keys: QObject, *, button: str, example: str) -> None:
        super().__init__()
        self.field = self.line = QLineEdit()
        self.line.setMinimumHeight(4 * GRID)
        self.line.setPlaceholderText(example)
        self.line.installEventFilter(keys)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._written_out)
        self.button = Button(button)
        self.button.setMinimumHeight(4 * GRID)
        self._menu = QMenu(self.button)
        self._menu.aboutToShow.connect(self._open)
        self._calendar: QCalendarWidget | None = None
        self.button.setMenu(self._menu)
        self._row(self.line, self.button)

    def name(self, text: str) -> None:
        super().name(text)
        self.button.setAccessibleName(f"{self.button.text()}: {text}")

    def show_value(self, value: Any) -> None:
        if iso_day(self.line.text()) != value:
            self.line.setText(to_german(value))

    def _typed(self, text: str) -> None:
        self.edited.emit(iso_day(text), True)

    def _written_out(self) -> None:
        self.line.setText(to_german(iso_day(self.line.text())))

    def _open(self) -> None:
        if self._calendar is None:
            # built only when wanted: a calendar is the heaviest widget of the form
            self._calendar = QCalendarWidget(self._menu)
            self._calendar.activated.connect(self._take)
            self._calendar.clicked.connect(self._take)
            action = QWidgetAction(self._menu)
            action.setDefaultWidget(self._calendar)
            self._menu.addAction(action)
        day = QDate.fromString(iso_day(self.line.text()), "yyyy-MM-dd")
        self._calendar.setSelectedDate(day if day.isValid() else QDate.currentDate())
        self._calendar.setFocus()

    def _take(self, day: QDate) -> None:
        self._menu.hide()
        iso = day.toString("yyyy-MM-dd")
        self.line.setText(to_german(iso))
        self.line.setFocus()
        self.edited.emit(iso, False)
