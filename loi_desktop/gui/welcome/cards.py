"""The three cards of the first start."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.editor.choices import PROPOSALS
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.labelled import labelled
from loi_desktop.model.background import Background
from loi_desktop.model.declaration import Contact, Sender, Signatory
from loi_desktop.model.profile import Profile

_PICTURE_WIDTH = 96


class _FormCard(Card):
    """A title and fields; `changed` when something was typed."""

    changed = Signal()

    def __init__(self, ui: Ui, key: str) -> None:
        super().__init__(ui.theme.colours)
        self._ui = ui
        self._t = ui.texts
        self.setAccessibleName(ui.texts(f"ui.welcome.{key}"))
        self.add(heading(ui.texts(f"ui.welcome.{key}"), 1.2))
        self.add(muted(ui.texts(f"ui.welcome.{key}-words"), ui.theme.colours))

    def _field(self, key: str, value: str) -> QLineEdit:
        field = QLineEdit(value)
        field.setObjectName(key)
        field.setMinimumHeight(4 * GRID)
        field.textEdited.connect(self.changed)
        return field

    def _labelled(self, field: QWidget) -> QWidget:
        return labelled(self._t(f"ui.welcome.field-{field.objectName()}"), field, self._ui.theme.colours)


class OfficeCard(_FormCard):
    """*Ihre Verwaltung*."""

    def __init__(self, ui: Ui, profile: Profile | None) -> None:
        super().__init__(ui, "office")
        sender = profile.sender if profile else Sender()
        self._kind = QComboBox()
        self._kind.setObjectName("kind")
        self._kind.setMinimumHeight(4 * GRID)
        self._kind.addItems(list(dict.fromkeys((*PROPOSALS["kinds"], sender.kind))))
        self._kind.setCurrentText(sender.kind)
        self._kind.activated.connect(self.changed)
        self._name = self._field("name", sender.name)
        self._street = self._field("street", sender.street)
        self._postcode = self._field("postcode", sender.postcode)
        self._city = self._field("city", sender.city)
        for field in (self._kind, self._name, self._street):
            self.add(self._labelled(field))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._labelled(self._postcode), 2)
        row.addWidget(self._labelled(self._city), 3)
        self.body.addLayout(row)
        self.body.addStretch(1)

    @property
    def first(self) -> QWidget:
        """Where one begins to type."""
        return self._kind

    def fill(self, profile: Profile) -> Profile:
        """`profile` with what stands here."""
        sender = msgspec.structs.replace(
            profile.sender,
            kind=self._kind.currentText(),
            name=self._name.text().strip(),
            street=self._street.text().strip(),
            postcode=self._postcode.text().strip(),
            city=self._city.text().strip(),
        )
        return msgspec.structs.replace(profile, sender=sender)


class PeopleCard(_FormCard):
    """*Ansprechperson und Unterschrift*."""

    def __init__(self, ui: Ui, profile: Profile | None) -> None:
        super().__init__(ui, "people")
        contact = profile.contacts[0] if profile and profile.contacts else Contact()
        signatory = profile.signatories[0] if profile and profile.signatories else Signatory()
        self._contact = {
            key: self._field(key, getattr(contact, part))
            for key, part in {"contact": "name", "unit": "office", "phone": "phone", "email": "email"}.items()
        }
        self._signatory = {
            key: self._field(key, getattr(signatory, part))
            for key, part in {"signatory": "name", "title": "office"}.items()
        }
        for field in (*self._contact.values(), *self._signatory.values()):
            self.add(self._labelled(field))
        self.body.addStretch(1)

    def fill(self, profile: Profile) -> Profile:
        """`profile` with what stands here."""
        contact = profile.contacts[0] if profile.contacts else Contact()
        name, unit, phone, email = (f.text().strip() for f in self._contact.values())
        contact = msgspec.structs.replace(contact, name=name, office=unit, phone=phone, email=email)
        signatory = profile.signatories[0] if profile.signatories else Signatory()
        name, title = (f.text().strip() for f in self._signatory.values())
        signatory = msgspec.structs.replace(signatory, name=name, office=title)
        contacts = (contact, *profile.contacts[1:]) if contact != Contact() else profile.contacts[1:]
        signing = (
            (signatory, *profile.signatories[1:]) if signatory != Signatory() else profile.signatories[1:]
        )
        return msgspec.structs.replace(profile, contacts=contacts, signatories=signing)


class LetterheadCard(_FormCard):
    """*Ihr Briefkopf*: choose or drop a file; it is checked at once."""

    def __init__(self, ui: Ui, profile: Profile | None) -> None:
        super().__init__(ui, "letterhead")
        self._id = profile.layout.letterhead if profile else ""
        self._choose = Button(self._t("ui.welcome.choose"), ui.icons("upload"))
        self._choose.clicked.connect(self._ask)
        self._picture = QLabel()
        self._picture.setAccessibleName(self._t("ui.welcome.picture"))
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.addWidget(self._choose)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add(self._said)
        self.add(self._picture)
        self.body.addStretch(1)
        self._show_stored()

    def fill(self, profile: Profile) -> Profile:
        """`profile` with the letterhead that was taken."""
        return msgspec.structs.replace(
            profile, layout=msgspec.structs.replace(profile.layout, letterhead=self._id)
        )

    def take(self, file: Path) -> None:
        """Check and keep `file`; it stays where it is."""
        self._said.setText(self._t("ui.welcome.checking", file=file.name))
        work = partial(self._ui.desk.letterheads.add, file)
        self._ui.jobs.run(work, while_alive(self, self._taken), while_alive(self, self._refused))

    def _ask(self) -> None:
        title, pattern = self._t("ui.welcome.choose-title"), self._t("ui.welcome.choose-pattern")
        file = self._ui.dialogs.open_file(self, title, pattern)
        if file is not None:
            self.take(file)

    def _taken(self, background: Background) -> None:
        self._id = background.id
        said = [self._t("ui.welcome.taken", name=background.name)]
        said += [self._t.finding(finding) for finding in background.findings]
        self._said.setText("\n".join(said))
        self._ui.frame.say(said[0])
        self._show_picture()
        self.changed.emit()

    def _refused(self, error: LoiError) -> None:
        self._said.setText("")
        self._ui.frame.say(self._t.error(error), bad=True)

    def _show_stored(self) -> None:
        if not self._id:
            return
        try:
            name = next((i.name for i in self._ui.desk.letterheads.list() if i.id == self._id), "")
        except LoiError:
            return
        if name:
            self._said.setText(self._t("ui.welcome.taken", name=name))
            self._show_picture()

    def _show_picture(self) -> None:
        try:
            image = QImage.fromData(self._ui.desk.letterheads.picture(self._id))
        except LoiError:
            return  # the words above say what was taken
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        pixmap = QPixmap.fromImage(image.scaledToWidth(round(_PICTURE_WIDTH * ratio), smooth))
        pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)
        self._picture.setFrameShape(QLabel.Shape.Box)
        self._picture.setFixedSize(pixmap.deviceIndependentSize().toSize())
