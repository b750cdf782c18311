"""Contact persons and signatories of a profile: as many as there are, the first is usual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from loi_desktop.gui.context import Ui
from loi_desktop.gui.editor.choices import Choices
from loi_desktop.gui.editor.fields import SIGNATORY, Field
from loi_desktop.gui.editor.parts import FieldBox, Tools, fields_column
from loi_desktop.gui.senders.keeper import Keeper, Lens, replace
from loi_desktop.gui.theme import GRID, heading, muted, scaled
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.scrolling import clear
from loi_desktop.gui.widgets.wheelguard import WheelGuard
from loi_desktop.model.declaration import Contact, Declaration, Signatory
from loi_desktop.model.profile import Profile

_CONTACT = (
    Field("contact.name"),
    Field("contact.office", row="office", stretch=2),
    Field("contact.room", row="office"),
    Field("contact.phone", row="reach"),
    Field("contact.email", row="reach"),
)


@dataclass(frozen=True)
class Kind:
    """A list of people: where it stands in the profile, and how one of them is shown."""

    name: str
    fields: Sequence[Field]
    empty: Callable[[], Any]
    see: Callable[[Any], Declaration]
    take: Callable[[Declaration], Any]
    number: int | None = None

    def of(self, profile: Profile) -> tuple[Any, ...]:
        """Everybody in the list."""
        return tuple(getattr(profile, self.name))

    def put(self, profile: Profile, people: Sequence[Any]) -> Profile:
        """The profile with another list."""
        return replace(profile, **{self.name: tuple(people)})


CONTACTS = Kind("contacts", _CONTACT, Contact, lambda c: Declaration(contact=c), lambda d: d.contact)
SIGNATORIES = Kind(
    "signatories",
    SIGNATORY,
    Signatory,
    lambda s: Declaration(signatories=(s,)),
    lambda d: d.signatories[0],
    0,
)


class People(Card):
    """The list of one kind."""

    def __init__(self, ui: Ui, keeper: Keeper, kind: Kind) -> None:
        super().__init__(ui.theme.colours)
        self._ui = ui
        self._keeper = keeper
        self._kind = kind
        self._guard = WheelGuard(self)
        self._count = -1
        self.boxes: list[list[FieldBox]] = []
        t = ui.texts
        self.add(heading(t(f"ui.senders.{kind.name}"), 1.2))
        self.add(muted(t(f"ui.senders.{kind.name}-hint"), ui.theme.colours))
        people = QWidget()
        self._column = QVBoxLayout(people)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * GRID)
        self.add(people)
        self.more = Button(t(f"ui.senders.{kind.name}-add"), ui.icons("plus"))
        self.more.clicked.connect(self._add_one)
        row = QWidget()
        Flow(row).addWidget(self.more)
        self.add(row)

    def show_profile(self, profile: Profile) -> None:
        """Show everybody; the widgets stay as long as there are as many people."""
        people = self._kind.of(profile)
        if len(people) != self._count:
            self._rebuild(len(people))
        for boxes, person in zip(self.boxes, people, strict=True):
            for box in boxes:
                box.show_in(self._kind.see(person))

    def _rebuild(self, count: int) -> None:
        clear(self._column)
        self._count = count
        self.boxes = []
        for number in range(count):
            self._column.addWidget(self._group(number))

    def _group(self, number: int) -> QWidget:
        t, kind = self._ui.texts, self._kind
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        key = "usual" if number == 0 else "other"
        title = QLabel(t(f"ui.senders.person-{key}", number=number + 1))
        scaled(title, 1.0, bold=True)
        column.addWidget(title)
        lens = Lens(
            self._keeper, partial(self._see, number), partial(self._take, number), f"{kind.name}.{number}"
        )
        tools = Tools(self._ui, lens.as_controller(), Choices(self._ui), self._guard)
        fields, boxes = fields_column(tools, kind.fields, kind.number)
        for box in boxes:
            box.input.name(f"{box.input.field.accessibleName()} ({number + 1})")
        self.boxes.append(boxes)
        column.addWidget(fields)
        column.addWidget(self._buttons(number))
        return group

    def _buttons(self, number: int) -> QWidget:
        t = self._ui.texts
        row = QWidget()
        flow = Flow(row)
        remove = Button(t("ui.senders.person-remove"), self._ui.icons("x"))
        remove.setAccessibleName(f"{remove.text()} ({number + 1})")
        remove.clicked.connect(partial(self._remove, number))
        if number:
            first = Button(t("ui.senders.person-first"), self._ui.icons("arrow-up"))
            first.setAccessibleName(f"{first.text()} ({number + 1})")
            first.clicked.connect(partial(self._first, number))
            flow.addWidget(first)
        flow.addWidget(remove)
        return row

    def _see(self, number: int, profile: Profile) -> Declaration:
        return self._kind.see(self._kind.of(profile)[number])

    def _take(self, number: int, profile: Profile, declaration: Declaration) -> Profile:
        people = list(self._kind.of(profile))
        people[number] = self._kind.take(declaration)
        return self._kind.put(profile, people)

    def _add_one(self) -> None:
        kind = self._kind
        self._keeper.change(lambda p: kind.put(p, (*kind.of(p), kind.empty())))
        self.boxes[-1][0].focus_here()

    def _first(self, number: int) -> None:
        kind = self._kind

        def edit(profile: Profile) -> Profile:
            people = list(kind.of(profile))
            people.insert(0, people.pop(number))
            return kind.put(profile, people)

        self._keeper.change(edit)

    def _remove(self, number: int) -> None:
        kind = self._kind
        self._keeper.change(lambda p: kind.put(p, tuple(x for n, x in enumerate(kind.of(p)) if n != number)))
        self._ui.frame.say(self._ui.texts("ui.senders.person-removed"), undo=self._keeper.undo)
        self.more.setFocus()
