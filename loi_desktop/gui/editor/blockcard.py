"""One paragraph in the form: on or off, its text in place, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from loi_desktop.gui.editor.blocktext import BlockText
from loi_desktop.gui.editor.content import PARTS
from loi_desktop.gui.editor.parts import Target, Tools
from loi_desktop.gui.theme import GRID, scaled
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.chip import Chip
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.gui.widgets.wrapping import WrappedCheck
from loi_desktop.model.call import Call
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.findings import Finding
from loi_desktop.model.text import RichText
from loi_desktop.services.composer import BlockView


class BlockCard(Target):
    """Signals: `switched` (id, on), `written` (id, rows), `moved` (id, step), `reset` (id),
    `removed` (id).
    """

    switched = Signal(str, bool)
    written = Signal(str, object)
    moved = Signal(str, int)
    reset = Signal(str)
    removed = Signal(str)

    def __init__(self, tools: Tools, call: Call, view: BlockView) -> None:
        super().__init__(tools, f"blocks.{view.id}")
        self._id = view.id
        self._view: BlockView | None = None
        self._found = False
        elsewhere = "council" in view.asks
        self._waits = "ui.editor.block.elsewhere.council" if elsewhere else "ui.editor.block.waits"
        self._colours = tools.ui.theme.colours
        self._name = view.name.get("en" if self.t.language == "en" else "de")
        self.part = next((PARTS[a](tools, call) for a in view.asks if a in PARTS), None)
        self._build(view)
        self._connect()

    def _build(self, view: BlockView) -> None:
        self.box = WrappedCheck(self._name)
        self.box.setAccessibleDescription(self.t("ui.editor.block.on.hint"))
        title = QLabel(self._name)
        for widget in (self.box, title):
            scaled(widget, 1.0, bold=True)
        (title if view.movable else self.box).hide()
        self.menu_button = Button(self.t("ui.editor.block.menu"))
        self.menu_button.setFlat(True)
        self.menu_button.setMinimumHeight(4 * GRID)
        self.menu_button.setAccessibleName(f"{self.t('ui.editor.block.menu')}: {self._name}")
        self._build_menu(view)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.box, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(title, 1)
        if view.statements:
            chip = Chip(self.t("ui.editor.block.key"), self._colours.accent, self._colours.accent_soft)
            head.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.menu_button)
        self.text = BlockText(self.tools.keys, self._label_of, self._colours.muted)
        self.text.setAccessibleName(f"{self.t('ui.editor.block.text')}: {self._name}")
        self.reason = Marked(self.tools.ui.icons, self._colours, wrap=True)
        self.column.addLayout(head)
        self.column.addWidget(self._indented(view))

    def _indented(self, view: BlockView) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(3 * GRID if view.movable else 0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self.part, self.text, self.reason, self.message):
            if widget is not None:
                column.addWidget(widget)
        return inside

    def _build_menu(self, view: BlockView) -> None:
        menu = QMenu(self.menu_button)
        icons = self.tools.ui.icons
        self.up = menu.addAction(icons("arrow-up"), self.t("ui.editor.block.up"))
        self.down = menu.addAction(icons("arrow-down"), self.t("ui.editor.block.down"))
        self.back = menu.addAction(icons("rotate-ccw"), self.t("ui.editor.block.reset"))
        self.gone = menu.addAction(icons("trash-2"), self.t("ui.editor.block.remove"))
        own = view.id.startswith("own:")
        self.up.setVisible(view.movable)
        self.down.setVisible(view.movable)
        self.back.setVisible(not own)
        self.gone.setVisible(own)
        self.menu_button.setMenu(menu)
        self.menu_button.setIconSize(QSize(2 * GRID, 2 * GRID))

    def _connect(self) -> None:
        self.box.clicked.connect(self._switch)
        self.text.written.connect(self._write)
        for action, step in ((self.up, -1), (self.down, 1)):
            action.setData(step)
            action.triggered.connect(self._move)
        self.back.triggered.connect(self._reset)
        self.gone.triggered.connect(self._remove)

    def show_view(self, view: BlockView, *, first: bool, last: bool) -> None:
        """Show the paragraph as it is now."""
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        if view == self._view:
            return
        self._view = view
        self.marks = view.field or self.path
        self.box.setChecked(view.on)
        self.text.show_rows(view.rows, view.words)
        self.text.setEnabled(view.on)
        self.back.setEnabled(view.changed)
        self._tell()

    def show_in(self, declaration: Declaration) -> None:
        """Show the fields that stand in the paragraph."""
        if self.part is not None:
            self.part.show_in(declaration)

    def say(self, findings: Sequence[Finding]) -> None:
        super().say(findings)
        self._found = bool(findings)
        self._tell()

    def focus_here(self) -> None:
        (self.text if self.text.isEnabled() else self.box).setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        """Why a key statement matters, and where a paragraph is that does not appear yet."""
        view = self._view
        if view is None:
            return
        if view.statements and (view.changed or not view.on) and not self._found:
            self.reason.say(self.t("ui.editor.block.why." + view.statements[0]), "warn")
        elif view.on and not view.shown:
            self.reason.say(self.t(self._waits), "muted")
        else:
            self.reason.say("")

    def _label_of(self, placeholder: str) -> str:
        placeholder = placeholder.partition("?")[0]
        key = "ui.placeholder." + placeholder.split(".", maxsplit=1)[0]
        return f"‹{self.t(key) if self.t.has(key) else placeholder}›"

    def _switch(self, on: bool) -> None:
        self.switched.emit(self._id, on)

    def _write(self, rows: RichText) -> None:
        if self._view is not None and rows != self._view.rows:
            self.written.emit(self._id, rows)

    def _move(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.moved.emit(self._id, action.data())

    def _reset(self) -> None:
        self.reset.emit(self._id)

    def _remove(self) -> None:
        self.removed.emit(self._id)
