"""The filters, each with the number of letters it shows: a row, or one field where it is low."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.pill import Pill
from loi_desktop.services.letters import Filter

ALL: tuple[Filter, ...] = ("all", "drafts", "to_sign", "to_send", "sent", "done", "trash")


class Filters(QWidget):
    """One of them is always chosen; `field` is the same choice for a low window."""

    chosen = Signal(str)

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._t = ui.texts
        self._pills: dict[Filter, Pill] = {}
        self.current: Filter = "all"
        self._low = False
        self.field = QComboBox()
        self.field.setAccessibleName(ui.texts("ui.home.filter"))
        self.field.setMinimumHeight(4 * GRID)
        self.setAccessibleName(ui.texts("ui.home.filter"))
        row = Flow(self)
        for name in ALL:
            pill = Pill("", ui.theme.colours)
            pill.setObjectName(name)
            pill.clicked.connect(self._press)
            self._pills[name] = pill
            row.addWidget(pill)
            self.field.addItem("", name)
        self.field.activated.connect(self._pick)
        self._pills["all"].setChecked(True)
        self.count({})
        self.field.hide()

    @property
    def shown(self) -> QWidget:
        """The row or the field, whichever is in use."""
        return self.field if self._low else self

    def set_low(self, low: bool) -> None:
        """The field instead of the row."""
        visible = not self.shown.isHidden()
        self._low = low
        self.field.setVisible(low and visible)
        self.setVisible(not low and visible)

    def count(self, counts: Mapping[Filter, int]) -> None:
        """Show how many letters there are of each kind."""
        for number, (name, pill) in enumerate(self._pills.items()):
            words = self._t(f"ui.home.filter-{name}")
            text = f"{words} {counts[name]}" if name in counts else words
            pill.setText(text)
            pill.updateGeometry()
            self.field.setItemText(number, text)

    def choose(self, name: Filter) -> None:
        """Choose a filter as if it had been pressed."""
        self._pills[name].setChecked(True)
        self.field.setCurrentIndex(ALL.index(name))
        self.current = name
        self.chosen.emit(name)

    def _press(self) -> None:
        name = self.sender().objectName()
        self.choose(next(f for f in ALL if f == name))

    def _pick(self, number: int) -> None:
        self.choose(ALL[number])
