"""What is wrong or worth a look, in one list; a click leads to the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from loi_desktop.gui.icons import Icons
from loi_desktop.gui.theme import GRID, Colours
from loi_desktop.model.findings import Finding
from loi_desktop.texts import Texts

_ICONS = {"error": "circle-x", "notice": "triangle-alert"}
_MOST_LINES = 6


class FindingsList(QListWidget):
    """`chosen` (field): the clerk wants to go there."""

    chosen = Signal(str)

    def __init__(self, texts: Texts, icons: Icons, colours: Colours) -> None:
        super().__init__()
        self._texts = texts
        self._signs = {
            "error": icons(_ICONS["error"], colours.bad),
            "notice": icons(_ICONS["notice"], colours.warn),
        }
        self._findings: tuple[Finding, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSpacing(GRID // 4)
        self.setIconSize(QSize(2 * GRID, 2 * GRID))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setAccessibleName(texts("ui.preview.findings"))
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Errors first, then notices."""
        ordered = tuple(sorted(findings, key=lambda f: f.severity != "error"))
        if ordered == self._findings:
            return
        self._findings = ordered
        row = self.currentRow()
        self.clear()
        for finding in ordered:
            word = self._texts("severity." + finding.severity)
            item = QListWidgetItem(self._signs[finding.severity], f"{word}: {self._texts.finding(finding)}")
            item.setData(Qt.ItemDataRole.UserRole, finding.field)
            self.addItem(item)
        self.setCurrentRow(min(row, self.count() - 1))
        self.setVisible(bool(ordered))
        self._fit()

    def _fit(self) -> None:
        """Each row as high as its sentence, the list up to a few lines."""
        line = self.fontMetrics().lineSpacing()
        room = max(80, self.viewport().width() - self.iconSize().width() - 3 * GRID)
        wanted = GRID
        for item in (self.item(row) for row in range(self.count())):
            words = self.fontMetrics().boundingRect(
                0, 0, room, 10_000, int(Qt.TextFlag.TextWordWrap), item.text()
            )
            height = words.height() + GRID
            item.setSizeHint(QSize(room, height))
            wanted += height + 2 * self.spacing()
        above = self.parentWidget()
        most = max(2 * line, above.height() // 3) if above else _MOST_LINES * line
        self.setFixedHeight(min(wanted, _MOST_LINES * line + GRID, most))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _go(self, item: QListWidgetItem) -> None:
        field = item.data(Qt.ItemDataRole.UserRole)
        if field:
            self.chosen.emit(field)
