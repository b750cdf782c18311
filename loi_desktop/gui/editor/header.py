"""The editor's head: where one is, undo and redo, what one can do with the letter."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID, heading, primary
from loi_desktop.gui.widgets.button import Button, back_link
from loi_desktop.gui.widgets.chip import Chip
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.pill import Pill

PANES = ("form", "page", "text")


class Title(QLabel):
    """A heading that is cut with dots where it is too long; the whole is its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(heading("").font())
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(10 * GRID)
        self._whole = ""

    def say(self, text: str) -> None:
        """Show `text`."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class Header(QWidget):
    """One row where there is room, two where it is narrow.  `pane` (name): *form*, *page*
    or *text* was chosen.
    """

    pane = Signal(str)

    def __init__(self, ui: Ui, hand_out: QPushButton, *, chip: str) -> None:
        super().__init__()
        t, colours = ui.texts, ui.theme.colours
        self.back = back_link(t("ui.shell.letters"), ui.icons, colours)
        self.title = Title()
        self.chip = Chip(chip, colours.muted, colours.surface)
        self.undo = Button(t("ui.editor.undo"), ui.icons("undo-2"))
        self.redo = Button(t("ui.editor.redo"), ui.icons("redo-2"))
        self.hand_out = hand_out
        self.final = primary(t("ui.editor.final"), colours)
        self._panes = QButtonGroup(self)
        self.choice = self._pane_choice(ui)
        self._first = QHBoxLayout()
        self._second = Flow()  # a wide font needs a third row: words are never cut
        self._build()

    def _pane_choice(self, ui: Ui) -> QWidget:
        choice = QWidget(self)
        choice.setAccessibleName(ui.texts("ui.editor.panes"))
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        for number, name in enumerate(PANES):
            button = Pill(ui.texts("ui.editor.pane." + name), ui.theme.colours)
            self._panes.addButton(button, number)
            row.addWidget(button)
        self._panes.idClicked.connect(self._chosen)
        return choice

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._first.setSpacing(GRID)
        column.addLayout(self._first)
        column.addLayout(self._second)
        self._first.addWidget(self.back)
        self._first.addWidget(self.title)
        self._first.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self._first.addStretch(1)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Arrange in two rows with the choice of panes, or in one without it."""
        for widget in (self.choice, self.undo, self.redo, self.hand_out, self.final):
            self._first.removeWidget(widget)
            self._second.removeWidget(widget)
        while self._second.count():
            self._second.takeAt(0)
        self.choice.setVisible(narrow)
        if narrow:
            for widget in (self.choice, self.undo, self.redo, self.hand_out):
                self._second.addWidget(widget)
            self._first.addWidget(self.final)
        else:
            for widget in (self.undo, self.redo, self.hand_out, self.final):
                self._first.addWidget(widget)
        order = (self.back, self.choice, self.undo, self.redo, self.hand_out, self.final)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def show_pane(self, name: str) -> None:
        """Mark the pane that is shown."""
        self._panes.button(PANES.index(name)).setChecked(True)

    def _chosen(self, number: int) -> None:
        self.pane.emit(PANES[number])
