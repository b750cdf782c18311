"""Aus Absender übernehmen: what the sender profiles know, taken over into a letter."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtWidgets import QMenu

from loi_desktop.errors import LoiError
from loi_desktop.gui.editor.edits import Edit, replace
from loi_desktop.gui.editor.parts import Tools
from loi_desktop.gui.widgets.button import Button
from loi_desktop.model.declaration import Contact, Signatory
from loi_desktop.model.profile import Profile

What = Literal["sender", "contact", "signatory"]


class TakeOver(Button):
    """A menu of profiles, contact persons or signatories; read anew whenever it opens."""

    def __init__(self, tools: Tools, what: What) -> None:
        super().__init__(tools.ui.texts("ui.editor.take-over"), tools.ui.icons("user-round"))
        self._tools = tools
        self._what = what
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._take)
        self.setMenu(self._menu)
        self.setAccessibleName(f"{self.text()}: {tools.ui.texts('ui.editor.take-over.' + what)}")
        if not self._entries():
            self.hide()

    def refresh(self) -> None:
        """There is nothing to offer as long as no profile is stored."""
        self.setVisible(bool(self._entries()))

    def _profiles(self) -> tuple[Profile, ...]:
        try:
            return self._tools.ui.desk.senders.list()
        except LoiError:
            return ()  # the senders' page says what is wrong with it

    def _entries(self) -> list[tuple[str, Edit]]:
        profiles = self._profiles()
        if self._what == "sender":
            return [(_town(profile), _whole(profile)) for profile in profiles]
        if self._what == "contact":
            return [(_person(c.name, c.office), _contact(c)) for p in profiles for c in p.contacts]
        return [(_person(s.name, s.office), _signatory(s)) for p in profiles for s in p.signatories]

    def _fill(self) -> None:
        self._menu.clear()
        for words, edit in self._entries():
            self._menu.addAction(words.replace("&", "&&")).setData(edit)

    def _take(self, action: Any) -> None:
        self._tools.controller.change(action.data())


def _town(profile: Profile) -> str:
    return f"{profile.sender.kind} {profile.sender.name}".strip()


def _person(name: str, office: str) -> str:
    return f"{name} ({office})" if office else name


def _whole(profile: Profile) -> Edit:
    return lambda declaration: replace(
        declaration,
        sender=profile.sender,
        info=profile.info,
        layout=replace(profile.layout, language=declaration.layout.language),
        seal=profile.seal,
        name_line=profile.name_line,
    )


def _contact(contact: Contact) -> Edit:
    return lambda declaration: replace(declaration, contact=contact)


def _signatory(signatory: Signatory) -> Edit:
    return lambda declaration: replace(declaration, signatories=(signatory, *declaration.signatories[1:]))
