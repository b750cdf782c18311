"""The letters as a table: a row each, the state as a word on a ground of its colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from loi_desktop.gui import dates
from loi_desktop.gui.context import Ui
from loi_desktop.gui.register.rows import (
    CALL,
    CHANGED,
    PARTNER,
    SECOND_LINE,
    SIGNED,
    STATE,
    STATE_CODE,
    Index,
    RowDelegate,
    TableHeader,
)
from loi_desktop.gui.theme import GRID, tint
from loi_desktop.gui.widgets.slimbar import slim
from loi_desktop.services.letters import Summary

COLUMNS = ("state", "call", "partner", "changed", "signed")


class LettersModel(QAbstractTableModel):
    """What the list shows, in words."""

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._t = ui.texts
        self._clock = ui.desk.clock
        self._order = (CHANGED, Qt.SortOrder.DescendingOrder)
        self.lines: tuple[Summary, ...] = ()

    def show(self, lines: Sequence[Summary]) -> bool:
        """Show these letters; returns whether anything is different from before."""
        wanted = self._sorted(lines)
        if wanted == self.lines:
            return False
        self.beginResetModel()
        self.lines = wanted
        self.endResetModel()
        return True

    def row_of(self, record_id: str) -> int:
        """Where a letter stands, or -1."""
        return next((row for row, line in enumerate(self.lines) if line.id == record_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._t(f"ui.home.column-{COLUMNS[section]}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._word(line, index.column())
        if role == SECOND_LINE:
            return self._second(line, index.column())
        if role == STATE_CODE:
            return line.state
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, index.column())
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order)
        self.show(self.lines)

    def _sorted(self, lines: Sequence[Summary]) -> tuple[Summary, ...]:
        column, order = self._order
        return tuple(
            sorted(lines, key=lambda line: _key(line, column), reverse=order == Qt.SortOrder.DescendingOrder)
        )

    def _word(self, line: Summary, column: int) -> str:
        if column == STATE:
            return self._t(f"state.{line.state}")
        if column == CALL:
            return line.name or self._t("ui.home.no-call")
        if column == PARTNER:
            return line.partner or "–"
        if column == CHANGED:
            return dates.moment(self._t, self._clock, line.changed_at)
        return "✓" if line.signed else "–"

    def _second(self, line: Summary, column: int) -> str:
        if column == STATE:
            if line.in_work:
                return self._t("ui.home.in-work")
            return self._t("ui.home.sent-before", n=line.sent_before) if line.sent_before else ""
        return facts(self._t, self._clock, line) if column == CALL else ""

    def _spoken(self, line: Summary, column: int) -> str:
        if column == SIGNED:
            return self._t("ui.home.signed-yes" if line.signed else "ui.home.signed-no")
        return ", ".join(part for part in (self._word(line, column), self._second(line, column)) if part)


def facts(t: Any, clock: Any, line: Summary) -> str:
    """Call (below a title of its own), own reference (or number) and deadline in one line."""
    parts = [line.call if line.title else "", line.reference or line.number]
    if line.deadline:
        key = "ui.home.deadline-passed" if dates.passed(clock, line.deadline) else "ui.home.deadline"
        parts.append(t(key, day=dates.day(t, line.deadline)))
    return " · ".join(part for part in parts if part)


def _key(line: Summary, column: int) -> tuple[object, ...]:
    first = (line.state, line.name.casefold(), line.partner.casefold(), line.changed_at, line.signed)[column]
    return (first, line.changed_at, line.id)


class LettersTable(QTableView):
    """Rows to choose from; Enter opens, Del throws away."""

    opened = Signal(str)
    thrown_away = Signal(str)
    chosen = Signal(str)

    def __init__(self, ui: Ui, model: LettersModel) -> None:
        super().__init__()
        self._letters = model
        self.setModel(model)
        self.setItemDelegate(RowDelegate(ui.theme.colours, self))
        self.setAccessibleName(ui.texts("ui.home.table"))
        self._look(ui)
        self._build_header(ui)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.lines[index.row()].id))

    def choose(self, record_id: str) -> None:
        """Put the selection on a letter, or on the first one."""
        if self._letters.lines:
            row = max(0, self._letters.row_of(record_id))
            self.setCurrentIndex(self._letters.index(row, STATE))

    @property
    def current_id(self) -> str:
        """The chosen letter, or nothing."""
        row = self.currentIndex().row()
        return self._letters.lines[row].id if 0 <= row < len(self._letters.lines) else ""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.chosen.emit(self.current_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id:
            self.opened.emit(self.current_id)
        elif event.key() == Qt.Key.Key_Delete and self.current_id:
            self.thrown_away.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # what the row can spare goes first; details show it anyway
        self.setColumnHidden(SIGNED, event.size().width() < 80 * GRID)
        self.setColumnHidden(PARTNER, event.size().width() < 60 * GRID)

    def sizeHint(self) -> QSize:
        return QSize(60 * GRID, 30 * GRID)

    def _look(self, ui: Ui) -> None:
        c = ui.theme.colours
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        slim(self)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMinimumHeight(16 * GRID)
        tint(self, QPalette.ColorRole.Highlight, c.accent_soft)
        tint(self, QPalette.ColorRole.HighlightedText, c.text)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(2 * QFontMetrics(self.font()).height() + 2 * GRID)

    def _build_header(self, ui: Ui) -> None:
        header = TableHeader(ui.theme.colours, self)
        self.setHorizontalHeader(header)
        header.setSortIndicator(CHANGED, Qt.SortOrder.DescendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(CALL, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(6 * GRID)
        metrics = QFontMetrics(self.font())
        wide = {
            STATE: max(metrics.horizontalAdvance(ui.texts(f"state.{s}")) for s in ("returned", "filed"))
            + 5 * GRID,
            PARTNER: metrics.horizontalAdvance("Thừa Thiên Huế") + 3 * GRID,
            CHANGED: metrics.horizontalAdvance(ui.texts("ui.shell.yesterday", time="00:00")) + 3 * GRID,
            SIGNED: metrics.horizontalAdvance(ui.texts("ui.home.column-signed")) + 4 * GRID,
        }
        for column, width in wide.items():
            self.setColumnWidth(column, width)
        self.setSortingEnabled(True)
