"""Who signs, and the lines of the information block."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from loi_desktop.gui.editor import edits
from loi_desktop.gui.editor.fields import SIGNATORY
from loi_desktop.gui.editor.inputs import LineInput
from loi_desktop.gui.editor.parts import FieldBox, Target, Tools, fields_column
from loi_desktop.gui.theme import GRID, scaled
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.wrapping import WrappedCheck
from loi_desktop.model.declaration import Declaration

MOST_SIGNATORIES = 2


class Signatories(QWidget):
    """One or two who sign.  `rebuilt`: there are other fields now."""

    rebuilt = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._count = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * GRID)
        self._groups: list[QWidget] = []
        self._boxes: list[FieldBox] = []
        self._build_buttons()

    def _build_buttons(self) -> None:
        t = self._tools.ui.texts
        self.add = Button(t("ui.editor.signatory.add"), self._tools.ui.icons("plus"))
        self.swap = Button(t("ui.editor.signatory.swap"))
        self.add.clicked.connect(self._add)
        self.swap.clicked.connect(self._swap)
        row = QWidget()
        flow = Flow(row)
        flow.addWidget(self.add)
        flow.addWidget(self.swap)
        self._column.addWidget(row)

    def show_in(self, declaration: Declaration) -> None:
        """Show everybody who signs."""
        if len(declaration.signatories) != self._count:
            self._rebuild(len(declaration.signatories))
        for box in self._boxes:
            box.show_in(declaration)

    def _rebuild(self, count: int) -> None:
        for group in self._groups:
            self._column.removeWidget(group)
            group.hide()
            group.deleteLater()
        self._groups, self._boxes, self._count = [], [], count
        for number in range(count):
            group = self._group(number, alone=count == 1)
            self._groups.append(group)
            self._column.insertWidget(number, group)
        self.add.setVisible(count < MOST_SIGNATORIES)
        self.swap.setVisible(count > 1)
        self.rebuilt.emit()

    def _group(self, number: int, *, alone: bool) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        if not alone:
            column.addLayout(self._head(number))
        fields, boxes = fields_column(self._tools, SIGNATORY, number)
        if not alone:
            for box in boxes:
                box.input.name(f"{box.input.field.accessibleName()} ({number + 1})")
        column.addWidget(fields)
        self._boxes.extend(boxes)
        return group

    def _head(self, number: int) -> QHBoxLayout:
        t = self._tools.ui.texts
        head = QHBoxLayout()
        title = QLabel(t("ui.editor.signatory.title", number=number + 1))
        scaled(title, 1.0, bold=True)
        remove = Button(t("ui.editor.signatory.remove"), self._tools.ui.icons("x"))
        remove.setFlat(True)
        remove.setAccessibleName(f"{t('ui.editor.signatory.remove')} ({number + 1})")
        remove.setProperty("number", number)
        remove.clicked.connect(self._remove)
        head.addWidget(title, 1)
        head.addWidget(remove)
        return head

    def _add(self) -> None:
        self._tools.controller.change(edits.signatory_added)
        if self._boxes:
            self._boxes[-len(SIGNATORY)].focus_here()

    def _swap(self) -> None:
        self._tools.controller.change(edits.signatories_swapped)

    def _remove(self) -> None:
        button = self.sender()
        if button is not None:
            self._tools.controller.change(edits.signatory_removed(button.property("number")))


class InfoLines(Target):
    """Which lines the information block has, how they are called, and in which order."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, "info")
        self._lines: list[_InfoLine] = []
        self.open = Button(self.t("ui.editor.info.open"))
        self.open.setCheckable(True)
        self.open.setIcon(tools.ui.icons("chevron-right"))
        self.open.toggled.connect(self._toggle)
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(GRID // 2)
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._inside)
        self.column.addWidget(self.message)
        self._inside.hide()
        self.entry = self.open

    def show_in(self, declaration: Declaration) -> None:
        """Show every line; the widgets stay, their content moves."""
        while len(self._lines) > len(declaration.info):
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(declaration.info):
            self._lines.append(_InfoLine(self.tools, len(self._lines)))
            self._rows.addWidget(self._lines[-1])
        for line in self._lines:
            line.show_in(declaration)

    def _toggle(self, open_: bool) -> None:
        self.open.setIcon(self.tools.ui.icons("chevron-down" if open_ else "chevron-right"))
        self._inside.setVisible(open_)


class _InfoLine(QWidget):
    def __init__(self, tools: Tools, number: int) -> None:
        super().__init__()
        self._tools = tools
        self._number = number
        self._shown: object = None
        t = tools.ui.texts
        self.box = WrappedCheck("")
        self.box.clicked.connect(self._switch)
        self.label = LineInput(tools.keys)
        self.label.edited.connect(self._rename)
        self.menu_button = Button(t("ui.editor.info.menu"))
        self.menu_button.setFlat(True)
        menu = QMenu(self.menu_button)
        self.up = menu.addAction(tools.ui.icons("arrow-up"), t("ui.editor.block.up"))
        self.down = menu.addAction(tools.ui.icons("arrow-down"), t("ui.editor.block.down"))
        self.up.triggered.connect(self._move_up)
        self.down.triggered.connect(self._move_down)
        self.menu_button.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 2, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.label, 2)
        row.addWidget(self.menu_button)

    def show_in(self, declaration: Declaration) -> None:
        line = declaration.info[self._number]
        state = (line, len(declaration.info))
        if state == self._shown:
            return
        self._shown = state
        usual = self._tools.ui.texts("ui.info." + line.field)
        self.box.setText(usual)
        self.box.setChecked(line.on)
        self.label.line.setPlaceholderText(usual)
        self.label.name(self._tools.ui.texts("ui.editor.info.label", line=usual))
        self.menu_button.setAccessibleName(f"{self.menu_button.text()}: {usual}")
        self.label.show_value(line.label)
        self.up.setEnabled(self._number > 0)
        self.down.setEnabled(self._number < len(declaration.info) - 1)

    def _switch(self, on: bool) -> None:
        self._tools.controller.change(edits.put(f"info.{self._number}.on", on))

    def _rename(self, text: str, typed: bool) -> None:
        path = f"info.{self._number}.label"
        self._tools.controller.change(edits.put(path, text), path)

    def _move_up(self) -> None:
        self._tools.controller.change(edits.info_moved(self._number, -1))

    def _move_down(self) -> None:
        self._tools.controller.change(edits.info_moved(self._number, 1))
