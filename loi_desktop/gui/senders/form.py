"""The form of one profile, from the municipality to the file name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.editor.choices import Choices
from loi_desktop.gui.editor.fields import LAYOUT, SENDER, SIGNATURE, Field
from loi_desktop.gui.editor.parts import FieldBox, Tools, fields_column
from loi_desktop.gui.editor.people import InfoLines
from loi_desktop.gui.jobs import Latest
from loi_desktop.gui.senders.filename import FileName
from loi_desktop.gui.senders.keeper import Keeper, Lens, take_whole, whole
from loi_desktop.gui.senders.ownfonts import OwnFontList
from loi_desktop.gui.senders.people import CONTACTS, SIGNATORIES, People
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.scrolling import Scrolling
from loi_desktop.gui.widgets.taborder import follow_reading
from loi_desktop.gui.widgets.wheelguard import WheelGuard
from loi_desktop.model.findings import Finding
from loi_desktop.model.profile import Profile
from loi_desktop.model.text import plain

# one letter at a time is in English or pressed onto one page, not an office
_NOT_HERE = {"layout.language", "layout.one_page"}
_SENTENCE_WORDS = 9


class ProfileForm(Scrolling):
    """Every field of a profile; each change goes to the keeper."""

    def __init__(self, ui: Ui, profile: Profile) -> None:
        super().__init__()
        self.ui = ui
        self.t = ui.texts
        self.keeper = keeper = Keeper(ui, profile, self)
        self._call = ui.desk.calls.list()[0].id
        self._lens = Lens(keeper, whole(self._call), take_whole, "profile")
        self.choices = Choices(ui)
        self._tools = Tools(ui, self._lens.as_controller(), self.choices, WheelGuard(self))
        self.boxes: dict[str, FieldBox] = {}
        self._rows: tuple[int, ...] = ()
        self.column.setContentsMargins(0, 0, GRID, 0)
        self._latest = Latest(
            ui.jobs, while_alive(self, self._composed), while_alive(self, self._not_composed)
        )
        self._build()
        keeper.moved.connect(self.show_profile)
        self.show_profile(keeper.profile)
        self._look_for_fonts()

    def _build(self) -> None:
        t = self.t
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setAccessibleName(t("ui.senders.sentence"))
        town = self._section("ui.senders.town", SENDER)
        town.body.insertWidget(1, self._example())
        self.contacts = People(self.ui, self.keeper, CONTACTS)
        self.signatories = People(self.ui, self.keeper, SIGNATORIES)
        seal, boxes = fields_column(self._tools, SIGNATURE)
        self._know(boxes)
        self.signatories.add(seal)
        self.info = InfoLines(self._tools)
        lines = Card(self.ui.theme.colours)
        lines.add(heading(t("ui.senders.info"), 1.2))
        lines.add(muted(t("ui.senders.info-hint"), self.ui.theme.colours))
        lines.add(self.info)
        layout = self._section("ui.senders.layout", tuple(f for f in LAYOUT if f.path not in _NOT_HERE))
        self.own_fonts = OwnFontList(self.ui)
        self.own_fonts.changed.connect(self._look_for_fonts)
        self.own_fonts.shown.connect(self._follow_reading)
        layout.add(self.own_fonts)
        self.file_name = FileName(self.ui, self.keeper, self._call)
        for card in (town, self.contacts, self.signatories, lines, layout, self.file_name):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def set_changeable(self, may: bool) -> None:
        """Only to be looked at where IT does not let users change senders; the arrow keys scroll."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if may else Qt.FocusPolicy.StrongFocus)
        (self.column.parentWidget() or self).setEnabled(may)

    def _section(self, title: str, fields: tuple[Field, ...]) -> Card:
        card = Card(self.ui.theme.colours)
        card.add(heading(self.t(title), 1.2))
        widget, boxes = fields_column(self._tools, fields)
        self._know(boxes)
        card.add(widget)
        return card

    def _know(self, boxes: list[FieldBox]) -> None:
        self.boxes.update({box.path: box for box in boxes})

    def _example(self) -> QWidget:
        """How the name reads in a sentence."""
        c = self.ui.theme.colours
        card = Card(c, fill=c.accent_soft, border=c.accent_soft)
        card.add(muted(self.t("ui.senders.sentence"), c))
        card.add(self.sentence)
        return card

    def show_profile(self, profile: Profile) -> None:
        """Show every value, and look at the whole again."""
        seen = whole(self._call)(profile)
        for box in self.boxes.values():
            box.show_in(seen)
        self.contacts.show_profile(profile)
        self.signatories.show_profile(profile)
        self.info.show_in(seen)
        self.file_name.show_profile(profile)
        self._order(profile)
        composer = self.ui.desk.composer
        self._latest.ask(lambda: composer.compose(seen, "de"))

    def _order(self, profile: Profile) -> None:
        """Rows that came or went take their place in the way of the Tab key."""
        rows = (len(profile.contacts), len(profile.signatories), len(profile.info))
        if rows != self._rows:
            self._rows = rows
            self._follow_reading()

    def _follow_reading(self) -> None:
        follow_reading(self.column.parentWidget() or self)

    def refresh_options(self) -> None:
        """There may be other letterheads now."""
        for box in self.boxes.values():
            if box.field.options:
                box.refresh_options()

    def _look_for_fonts(self) -> None:
        work = self.ui.desk.composer.families
        self.ui.jobs.run(work, while_alive(self, self._offer_fonts), while_alive(self, _nothing))

    def _offer_fonts(self, families: tuple[str, ...]) -> None:
        self.choices.families = families
        self.refresh_options()

    def _composed(self, composed: Any) -> None:
        found = {block.id: plain(block.rows) for block in composed.letter.blocks}
        words = found.get("call:interest", "").split(" ")
        self.sentence.setText(f"„{' '.join(words[:_SENTENCE_WORDS])} …“")
        self._say(composed.findings)

    def _say(self, findings: tuple[Finding, ...]) -> None:
        """What is wrong with something that was written; an empty field is not wrong here."""
        seen = self._lens.declaration
        for path, box in self.boxes.items():
            section, _, name = path.rpartition(".")
            written = getattr(getattr(seen, section), name) if section else True
            box.say([f for f in findings if f.field == path] if written else [])

    def _not_composed(self, _: LoiError) -> None:
        self.sentence.setText("")


def _nothing(_: LoiError) -> None:
    """The fonts stay as they are; the letter itself will say what is wrong."""
