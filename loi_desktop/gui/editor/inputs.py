"""The inputs of the form: each shows a value and says when the clerk has changed it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from loi_desktop.gui.editor.choices import Options
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.growing import GrowingText
from loi_desktop.gui.widgets.wrapping import WrappedCheck, WrappedRadio


class Input(QWidget):
    """`edited` (value, whether it was typed); `field` carries the name for a screen reader,
    `entry` takes the keyboard.

    No focus proxies here: Tab stops at the widget that has one, out of its order.
    """

    edited = Signal(object, bool)
    field: QWidget
    entry: QWidget

    def show_value(self, value: Any) -> None:
        """Show `value`; says nothing about it and keeps the cursor where nothing changes."""
        raise NotImplementedError

    def set_options(self, options: Options) -> None:
        """What can be chosen."""

    def name(self, text: str) -> None:
        """The name for a screen reader."""
        self.field.setAccessibleName(text)

    def _row(self, *widgets: QWidget) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        self.entry = widgets[0]
        for number, widget in enumerate(widgets):
            row.addWidget(
                widget, 0 if number else 1, Qt.AlignmentFlag.AlignTop if number else Qt.AlignmentFlag(0)
            )


class LineInput(Input):
    """One line; with `proposals` a button beside it that lists them."""

    def __init__(self, keys: QObject, *, proposals: tuple[str, ...] = (), button: str = "") -> None:
        super().__init__()
        self.field = self.line = QLineEdit()
        self.line.setMinimumHeight(4 * GRID)
        self.line.setTextMargins(GRID // 2, 0, GRID // 2, 0)
        self.line.installEventFilter(keys)
        self.line.textEdited.connect(self._typed)
        self.proposals = Button(button)
        self._fill(proposals)
        self._row(self.line, *([self.proposals] if proposals else []))

    def _fill(self, proposals: tuple[str, ...]) -> None:
        menu = QMenu(self.proposals)
        for word in proposals:
            menu.addAction(word.replace("&", "&&")).setData(word)
        menu.triggered.connect(self._take)
        self.proposals.setMenu(menu)
        self.proposals.setMinimumHeight(4 * GRID)

    def name(self, text: str) -> None:
        super().name(text)
        self.proposals.setAccessibleName(f"{self.proposals.text()}: {text}")

    def _typed(self, text: str) -> None:
        self.edited.emit(text, True)

    def _take(self, action: Any) -> None:
        self.line.setText(action.data())
        self.line.setFocus()
        self.edited.emit(action.data(), False)

    def show_value(self, value: Any) -> None:
        if self.line.text() != value:
            self.line.setText(value)
            self.line.setCursorPosition(0)


class LinesInput(Input):
    """Several lines of text."""

    def __init__(self, keys: QObject, *, lines: int = 3) -> None:
        super().__init__()
        self.field = self.text = GrowingText(lines=lines)
        self.text.installEventFilter(keys)
        self.text.textChanged.connect(self._typed)
        self._row(self.text)

    def _typed(self) -> None:
        self.edited.emit(self.text.toPlainText(), True)

    def show_value(self, value: Any) -> None:
        if self.text.toPlainText() != value:
            self.text.blockSignals(True)
            self.text.setPlainText(value)
            self.text.blockSignals(False)


class ListInput(LinesInput):
    """A list: one entry a line; empty lines are none."""

    def _entries(self) -> tuple[str, ...]:
        return tuple(line for line in self.text.toPlainText().split("\n") if line.strip())

    def _typed(self) -> None:
        self.edited.emit(self._entries(), True)

    def show_value(self, value: Any) -> None:
        if self._entries() != tuple(value):
            super().show_value("\n".join(value))


class ComboInput(Input):
    """One of several, to unfold."""

    def __init__(self, keys: QObject) -> None:
        super().__init__()
        self.field = self.combo = QComboBox()
        self.combo.setMinimumHeight(4 * GRID)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(6)
        self.combo.installEventFilter(keys)
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.activated.connect(self._chosen)
        self._options: Options = ()
        self._row(self.combo)

    def set_options(self, options: Options) -> None:
        if options != self._options:
            self._options = options
            self.combo.clear()
            for value, word in options:
                self.combo.addItem(word, value)

    def _chosen(self, index: int) -> None:
        self.edited.emit(self.combo.itemData(index), False)

    def show_value(self, value: Any) -> None:
        at = next((n for n, (known, _) in enumerate(self._options) if known == value), -1)
        if at != self.combo.currentIndex():
            self.combo.setCurrentIndex(at)


class RadioInput(Input):
    """One of several, all to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.field = self.entry = self
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._chosen)
        self._options: Options = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_options(self, options: Options) -> None:
        if options == self._options:
            return
        self._options = options
        for number, (_, word) in enumerate(options):
            button = WrappedRadio(word)
            self._group.addButton(button, number)
            self._column.addWidget(button)
        self.entry = self._group.button(0)

    def _chosen(self, number: int) -> None:
        self.edited.emit(self._options[number][0], False)

    def show_value(self, value: Any) -> None:
        at = next((n for n, (known, _) in enumerate(self._options) if known == value), -1)
        button = self._group.button(at)
        if button is not None:
            button.setChecked(True)
            self.entry = button


class CheckInput(Input):
    """Yes or no; its words stand beside the box."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.field = self.box = WrappedCheck(text)
        self.box.clicked.connect(self._chosen)
        self._row(self.box)

    def _chosen(self, on: bool) -> None:
        self.edited.emit(on, False)

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))
