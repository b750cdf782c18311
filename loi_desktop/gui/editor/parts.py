"""What every part of the form is built from: the shared tools, and the field with its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from loi_desktop.gui.context import Ui
from loi_desktop.gui.editor.choices import PROPOSALS, Choices
from loi_desktop.gui.editor.controller import Controller
from loi_desktop.gui.editor.dates import DateInput
from loi_desktop.gui.editor.edits import get, put
from loi_desktop.gui.editor.fields import Field, Kind
from loi_desktop.gui.editor.inputs import (
    CheckInput,
    ComboInput,
    Input,
    LineInput,
    LinesInput,
    ListInput,
    RadioInput,
)
from loi_desktop.gui.theme import GRID, muted, tint
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.findings import Finding


@dataclass(frozen=True)
class Tools:
    """Handed to every part of the form."""

    ui: Ui
    controller: Controller
    choices: Choices
    keys: QObject


class Target(QWidget):
    """A place in the form that a finding, or a click on the page, can lead to.

    `path` is the field's path; `marks` the path that the page knows it by; `room` how much
    of the form is to be seen above and below it while it is in use, in logical pixels.
    """

    def __init__(self, tools: Tools, path: str) -> None:
        super().__init__()
        self.tools = tools
        self.t = tools.ui.texts
        self.path = path
        self.marks = path
        self.room = 2 * GRID
        self.entry: QWidget = self
        self.message = Marked(tools.ui.icons, tools.ui.theme.colours, wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GRID // 2)

    def say(self, findings: Sequence[Finding]) -> None:
        """Show what is wrong here, errors first."""
        ordered = sorted(findings, key=lambda f: f.severity != "error")
        lines = [f"{self.t('severity.' + f.severity)}: {self.t.finding(f)}" for f in ordered]
        kind = "bad" if ordered and ordered[0].severity == "error" else "warn"
        self.message.say("\n".join(lines), kind if lines else "muted")

    def finish(self) -> None:
        """The clerk goes on elsewhere: what was typed is whole."""

    def focus_here(self) -> None:
        """Take the keyboard."""
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)


class FieldBox(Target):
    """A field: its name, the input, a hint, and what is wrong with it."""

    def __init__(self, tools: Tools, field: Field) -> None:
        super().__init__(tools, field.path)
        self.field = field
        self.marks = field.marks or field.path
        self._shown: Any = None
        key = "ui.field." + re.sub(r"\.\d+", "", field.path)
        words = self.t(key)
        self.input = _input(tools, field, words)
        self._build(key, words)
        self.input.edited.connect(self._edited)

    def _build(self, key: str, words: str) -> None:
        if self.field.kind != "check":
            required = f" {self.t('ui.field.required')}" if self.field.required else ""
            label = QLabel(words + required)
            label.setWordWrap(True)
            label.setBuddy(self.input.field)
            self.column.addWidget(label)
        self.column.addWidget(self.input)
        self.entry = self.input.entry
        self.input.name(words)
        if self.t.has(key + ".hint"):
            hint = self.t(key + ".hint")
            self.column.addWidget(muted(hint, self.tools.ui.theme.colours))
            self.input.field.setAccessibleDescription(hint)
        self.column.addWidget(self.message)

    def show_in(self, declaration: Declaration) -> None:
        """Show the field's value, or hide where it has nothing to ask."""
        self.setVisible(_asked(self.field.when, declaration))
        value = get(declaration, self.field.path)
        if value != self._shown:
            self._shown = value
            self._offer(declaration)
            self.input.show_value(value)

    def refresh_options(self) -> None:
        """The lists of this office may have grown."""
        self._offer(self.tools.controller.declaration)
        self.input.show_value(self._shown)

    def say(self, findings: Sequence[Finding]) -> None:
        super().say(findings)
        bad = any(f.severity == "error" for f in findings)
        colours = self.tools.ui.theme.colours
        tint(self.input.field, QPalette.ColorRole.Base, colours.bad_soft if bad else colours.surface)

    def focus_here(self) -> None:
        self.entry = self.input.entry
        super().focus_here()
        if isinstance(self.input.field, QLineEdit):
            self.input.field.end(False)

    def _offer(self, declaration: Declaration) -> None:
        if self.field.options:
            self.input.set_options(self.tools.choices.of(self.field.options, declaration))

    def _edited(self, value: object, typed: bool) -> None:
        self.tools.controller.change(put(self.field.path, value), self.field.path if typed else "")


def _input(tools: Tools, field: Field, words: str) -> Input:
    t, keys = tools.ui.texts, tools.keys
    builders: dict[Kind, Callable[[], Input]] = {
        "line": lambda: LineInput(
            keys, proposals=PROPOSALS.get(field.proposals, ()), button=t("ui.editor.proposals")
        ),
        "lines": lambda: LinesInput(keys),
        "list": lambda: ListInput(keys, lines=2),
        "date": lambda: DateInput(keys, button=t("ui.editor.calendar"), example=t("ui.editor.date-example")),
        "combo": lambda: ComboInput(keys),
        "radio": RadioInput,
        "check": lambda: CheckInput(words),
    }
    return builders[field.kind]()


def _asked(when: str, declaration: Declaration) -> bool:
    if not when:
        return True
    path, _, values = when.partition("=")
    return get(declaration, path) in values.split(",")


def _numbered(field: Field, number: int) -> Field:
    path = field.path.replace(".N.", f".{number}.")
    return replace(field, path=path, marks=field.marks.replace(".N", f".{number}"))


def fields_column(
    tools: Tools, fields: Sequence[Field], number: int | None = None
) -> tuple[QWidget, list[FieldBox]]:
    """Fields below each other; those of one row side by side.  `number` takes the place of
    N in their paths.
    """
    column = QWidget()
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(GRID + GRID // 2)
    rows: dict[str, QHBoxLayout] = {}
    boxes: list[FieldBox] = []
    for field in fields:
        box = FieldBox(tools, field if number is None else _numbered(field, number))
        boxes.append(box)
        if not field.row:
            lines.addWidget(box)
            continue
        if field.row not in rows:
            rows[field.row] = QHBoxLayout()
            rows[field.row].setSpacing(GRID + GRID // 2)
            lines.addLayout(rows[field.row])
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        rows[field.row].addWidget(box, field.stretch, Qt.AlignmentFlag.AlignTop)
    return column, boxes
