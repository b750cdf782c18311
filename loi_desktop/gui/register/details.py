"""What is known of the chosen letter, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from loi_desktop.gui import dates
from loi_desktop.gui.context import Ui
from loi_desktop.gui.register.events import event_words
from loi_desktop.gui.register.pagepicture import PagePicture
from loi_desktop.gui.register.path import Path
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.scrolling import clear, scrolling
from loi_desktop.model.record import Record
from loi_desktop.services.letters import Summary

_ANY = 16_777_215  # what Qt itself sets: any height


class Details(Card):
    """The panel on the right; in a small window only its buttons, below the list."""

    wanted = Signal(str)  # open, copy, trash, restore, remove

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui.theme.colours)
        self._ui = ui
        self._compact = False
        self._shown: tuple[Summary, int] | None = None
        self._picture = PagePicture(ui)
        self.setAccessibleName(ui.texts("ui.home.details"))
        self._upper = QWidget()
        self._lower = QWidget()
        self._actions = QWidget()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setSpacing(2 * GRID)
        for part in (self._upper, self._picture, self._actions, self._lower):
            column.addWidget(part)
        column.addStretch(1)
        column.setContentsMargins(0, 0, GRID, 0)
        self._area = scrolling(content)
        self.add(self._area)

    def set_compact(self, compact: bool) -> None:
        """Only the buttons, in one row."""
        self._compact = compact
        margin = GRID if compact else 2 * GRID
        self.body.setContentsMargins(margin, margin, GRID // 2, margin)
        self._show_parts()

    def clear(self) -> None:
        """No letter is chosen."""
        self._shown = None
        self.hide()

    def show_letter(self, line: Summary, record: Record) -> None:
        """Show this letter; nothing moves if it is the one shown already."""
        self.show()
        if self._shown == (line, record.revision):
            return
        self._shown = (line, record.revision)
        _fill(self._upper, self._head(line))
        _fill(self._actions, [self._buttons(line, record)])
        _fill(self._lower, self._story(line, record))
        self._show_parts()
        if not self._compact:
            self._picture.show_record(record)

    def _show_parts(self) -> None:
        for part in (self._upper, self._picture, self._lower):
            part.setVisible(not self._compact)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a small window exactly as high as the buttons."""
        layout = self._actions.layout()
        if not self._compact or layout is None:
            self._area.setMinimumHeight(0)
            self._area.setMaximumHeight(_ANY)
            return
        room = max(1, self._area.width() - 3 * GRID)
        self._area.setFixedHeight(layout.heightForWidth(room) if layout.hasHeightForWidth() else 4 * GRID)

    def _head(self, line: Summary) -> list[QWidget]:
        t, c = self._ui.texts, self._ui.theme.colours
        title = heading(line.name or t("ui.home.no-call"), 1.2)
        rows = QWidget()
        form = QFormLayout(rows)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(2)
        form.setHorizontalSpacing(GRID + GRID // 2)
        passed = "ui.home.day-passed" if dates.passed(self._ui.desk.clock, line.deadline) else "ui.home.day"
        facts = {
            "call": line.call if line.title else "",
            "number": line.number,
            "sender": line.municipality,
            "partner": line.partner,
            "reference": line.reference,
            "deadline": t(passed, day=dates.day(t, line.deadline)) if line.deadline else "",
        }
        for key, value in facts.items():
            if value:
                said = QLabel(value)
                said.setTextFormat(Qt.TextFormat.PlainText)
                said.setWordWrap(True)
                form.addRow(muted(t(f"ui.home.fact-{key}"), c), said)
        return [title, rows]

    def _buttons(self, line: Summary, record: Record) -> QWidget:
        if line.trashed:
            names = ["restore", "remove"]
        else:
            names = ["open", "copy", "trash"] if record.versions else ["copy", "trash"]
            names = ["write", *names] if record.draft is not None else names
        icons = {"write": "pencil", "open": "file-check", "restore": "rotate-ccw"}
        row = QWidget()
        flow = Flow(row)
        for name in names:
            icon = self._ui.icons(icons[name]) if name in icons else None
            button = Button(self._ui.texts(f"ui.home.{name}"), icon)
            button.setObjectName(name)
            button.clicked.connect(self._ask)
            flow.addWidget(button)
        return row

    def _story(self, line: Summary, record: Record) -> list[QWidget]:
        t, c = self._ui.texts, self._ui.theme.colours
        parts: list[QWidget] = [heading(t("ui.home.path"), 1.0), Path(self._ui, record)]
        if record.draft is not None and record.versions:
            parts.append(muted(t("ui.home.in-work-long"), c))
        sent = record.versions[line.sent_before - 1].done("sent") if line.sent_before else None
        if sent is not None:
            day = dates.day(t, sent.day)
            parts.append(muted(t("ui.home.sent-before-long", n=line.sent_before, day=day), c))
        parts.append(heading(t("ui.home.history"), 1.0))
        for event in reversed(record.history):
            when = dates.moment(t, self._ui.desk.clock, event.at)
            entry = muted(t("ui.home.event", when=when, what=event_words(t, event)), c)
            entry.setTextFormat(Qt.TextFormat.PlainText)
            parts.append(entry)
        return parts

    def _ask(self) -> None:
        name = self.sender().objectName()
        self.wanted.emit(name)


def _fill(holder: QWidget, parts: list[QWidget]) -> None:
    """Put `parts` below each other into `holder` instead of what was there."""
    layout = holder.layout()
    if layout is None:
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
    clear(layout)
    for part in parts:
        layout.addWidget(part)
