"""The fields that stand inside paragraphs: topics, experience, partner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from loi_desktop.gui.editor.edits import put
from loi_desktop.gui.editor.fields import Field, Kind
from loi_desktop.gui.editor.inputs import LineInput
from loi_desktop.gui.editor.partner import PartnerLine
from loi_desktop.gui.editor.parts import FieldBox, Target, Tools
from loi_desktop.gui.theme import GRID, muted
from loi_desktop.gui.widgets.wrapping import WrappedCheck
from loi_desktop.model.call import Call
from loi_desktop.model.declaration import Declaration, TopicChoice


class TopicLine(Target):
    """One topic in full, and room for a remark as soon as it is chosen."""

    def __init__(self, tools: Tools, number: int, text: str) -> None:
        super().__init__(tools, f"topics.{number}")
        self._key = str(number)
        self.box = WrappedCheck(text)
        self.box.clicked.connect(self._chosen)
        self.remark = LineInput(tools.keys)
        self.remark.line.setPlaceholderText(self.t("ui.field.topics.remark"))
        self.remark.name(f"{self.t('ui.field.topics.remark')}: {text}")
        self.remark.edited.connect(self._remarked)
        self.remark.setContentsMargins(3 * GRID, 0, 0, 0)
        for widget in (self.box, self.remark, self.message):
            self.column.addWidget(widget)
        self.entry = self.box

    def show_in(self, declaration: Declaration) -> None:
        """Show choice and remark."""
        choice = declaration.topics.get(self._key, TopicChoice(on=False))
        self.box.setChecked(choice.on)
        self.remark.show_value(choice.remark)
        self.remark.setVisible(choice.on)

    def _chosen(self, on: bool) -> None:
        self.tools.controller.change(put(f"topics.{self._key}.on", on))

    def _remarked(self, text: str, typed: bool) -> None:
        path = f"topics.{self._key}.remark"
        self.tools.controller.change(put(path, text), path)


class Topics(Target):
    """All topics of the call below each other."""

    def __init__(self, tools: Tools, call: Call) -> None:
        super().__init__(tools, "topics")
        language = tools.controller.declaration.layout.language
        self.lines = [
            TopicLine(tools, n, topic.text.get(language)) for n, topic in enumerate(call.topics, start=1)
        ]
        for line in self.lines:
            self.column.addWidget(line)
        self.column.addWidget(self.message)
        if self.lines:
            self.entry = self.lines[0].box

    def show_in(self, declaration: Declaration) -> None:
        """Show every topic."""
        for line in self.lines:
            line.show_in(declaration)


class Facts(QWidget):
    """The fields that the call itself asks for."""

    def __init__(self, tools: Tools, call: Call) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + GRID // 2)
        language = tools.ui.texts.language
        self.boxes = [_FactBox(tools, call, number, language) for number in range(len(call.facts))]
        for box in self.boxes:
            column.addWidget(box)

    def show_in(self, declaration: Declaration) -> None:
        """Show every fact."""
        for box in self.boxes:
            box.show_in(declaration)


class _FactBox(FieldBox):
    """A field whose words come from the call."""

    def __init__(self, tools: Tools, call: Call, number: int, language: str) -> None:
        fact = call.facts[number]
        self._words = fact.label.get("en" if language == "en" else "de")
        self._hint = fact.hint.get("en" if language == "en" else "de") if fact.hint else ""
        kind: Kind = "lines" if fact.lines > 1 else "line"
        super().__init__(tools, Field(f"facts.{fact.id}", kind, required=fact.required))

    def _build(self, key: str, words: str) -> None:
        required = f" {self.t('ui.field.required')}" if self.field.required else ""
        label = QLabel(self._words + required)
        label.setWordWrap(True)
        label.setBuddy(self.input.field)
        self.column.addWidget(label)
        self.column.addWidget(self.input)
        self.entry = self.input.entry
        self.input.name(self._words)
        if self._hint:
            self.column.addWidget(muted(self._hint, self.tools.ui.theme.colours))
            self.input.field.setAccessibleDescription(self._hint)
        self.column.addWidget(self.message)


class Experience(FieldBox):
    """What the municipality brings along."""

    def __init__(self, tools: Tools, call: Call) -> None:
        super().__init__(tools, Field("experience", "lines"))


# what a paragraph of the call asks for, and the part that asks it
PARTS: dict[str, Callable[[Tools, Call], Topics | PartnerLine | Experience]] = {
    "topics": Topics,
    "partner": PartnerLine,
    "experience": Experience,
}
