"""The pattern of the PDF's name, its placeholders, and how a name would read."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLineEdit, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.senders.keeper import Keeper, replace, whole
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.given import given_note
from loi_desktop.gui.widgets.labelled import labelled
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.model.declaration import Partner
from loi_desktop.model.profile import Profile

PARTS = ("Aktenzeichen", "Kommune", "Datum", "Aufruf", "Vorhaben", "Partner", "Nummer")


class FileName(Card):
    """Empty: as the call has it."""

    def __init__(self, ui: Ui, keeper: Keeper, call_id: str) -> None:
        super().__init__(ui.theme.colours)
        self._ui = ui
        self._keeper = keeper
        self._call = call_id
        t, colours = ui.texts, ui.theme.colours
        self.add(heading(t("ui.senders.file-name"), 1.2))
        self.line = QLineEdit()
        self.line.setMinimumHeight(4 * GRID)
        self.line.textEdited.connect(self._typed)
        self.add(labelled(t("ui.senders.pattern"), self.line, colours, t("ui.senders.pattern-hint")))
        row = QWidget()
        flow = Flow(row)
        for part in PARTS:
            button = Button(f"{{{part}}}")
            button.setAccessibleName(t("ui.senders.insert", part=part))
            button.setAccessibleDescription(t(f"ui.senders.part.{part}"))
            button.setToolTip(t(f"ui.senders.part.{part}"))
            button.setProperty("part", part)
            button.clicked.connect(self._insert)
            flow.addWidget(button)
        self.add(row)
        if ui.desk.naming.locked:
            self.line.setEnabled(False)
            row.setEnabled(False)
            self.add(given_note(ui, "ui.given.file-name"))
        self.add(muted("\n".join(f"{{{p}}} – {t(f'ui.senders.part.{p}')}" for p in PARTS), colours))
        self.wrong = Marked(ui.icons, colours, wrap=True)
        self.add(self.wrong)
        self.example = muted("", colours)
        self.add(self.example)

    def show_profile(self, profile: Profile) -> None:
        """Show the pattern and what it makes."""
        if self.line.text() != profile.file_name:
            self.line.setText(profile.file_name)
        unknown = [p for p in re.findall(r"\{(\w*)\}", profile.file_name) if p not in PARTS]
        t = self._ui.texts
        self.wrong.say(t("ui.senders.part-unknown", part=f"{{{unknown[0]}}}") if unknown else "", "warn")
        try:
            name = self._name(profile)
        except LoiError:
            name = ""
        self.example.setText(t("ui.senders.example", name=name) if name else "")

    def _name(self, profile: Profile) -> str:
        letter = replace(
            whole(self._call)(profile), our_reference="61.2-17/2026", partner=Partner("Đà Nẵng", "city")
        )
        return self._ui.desk.naming.suggested(letter, 1, own=profile.file_name)

    def _typed(self, text: str) -> None:
        self._keeper.change(lambda p: replace(p, file_name=text), "file_name")

    def _insert(self) -> None:
        self.line.insert(f"{{{self.sender().property('part')}}}")
        self.line.setFocus()
        self._typed(self.line.text())
