"""The call (Aufruf) as data: texts, topics, recipient, deadline, file-name pattern."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from loi_desktop.model.declaration import Language, Recipient
from loi_desktop.model.text import RichText


class Localised(Struct, frozen=True, forbid_unknown_fields=True):
    """A text per language; German is the original."""

    de: str
    en: str = ""

    def get(self, language: Language) -> str:
        """The text in `language`, German where there is no English."""
        return (self.en if language == "en" else "") or self.de


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """A topic of the call; its number is its place, counted from 1."""

    text: Localised


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """A field that this call adds to the form; its value is the placeholder `fact.ID`."""

    id: str
    label: Localised
    hint: Localised | None = None
    required: bool = False
    lines: int = 1


class CallBlock(Struct, frozen=True, forbid_unknown_fields=True):
    """A named paragraph of the letter.

    `place`: *head* (subject), *salutation*, *body* (can be moved and switched off), *closing*.
    `shown`: *yes*; *filled* (only when the field it is about has a value); *contact* (only
    where the information block names no contact); *no* (off until the clerk wants it).
    `statement` names what the funder needs the block for (interest, non_binding,
    no_obligation); empty for ordinary blocks.
    `lower` says that its first word begins small after the salutation's comma.
    """

    id: str
    name: Localised
    de: RichText
    en: RichText
    place: Literal["head", "salutation", "body", "closing"] = "body"
    shown: Literal["yes", "filled", "contact", "no"] = "yes"
    statements: tuple[str, ...] = ()
    lower: bool = True

    def text(self, language: Language) -> RichText:
        """The original in `language`."""
        return self.en if language == "en" else self.de


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """A proposed partner.  `phrase` is what the letter says where „der Stadt …“ or
    „der Provinz …“ would read wrong (dative); `lang` the name's language (BCP 47).
    """

    name: str
    kind: Literal["city", "province"]
    phrase: Localised | None = None
    lang: str = ""


class MailText(Struct, frozen=True, forbid_unknown_fields=True):
    """The e-mail that carries the letter; `{…}` placeholders as in blocks."""

    subject: Localised
    body: Localised


class Call(Struct, frozen=True, forbid_unknown_fields=True):
    """A call package, read and checked.  `deadline` is an ISO date or empty."""

    id: str
    version: str
    title: Localised
    blocks: tuple[CallBlock, ...]
    mail: MailText
    summary: Localised | None = None
    coordinator: str = ""
    deadline: str = ""
    recipient: Recipient = Recipient()
    topics: tuple[Topic, ...] = ()
    facts: tuple[Fact, ...] = ()
    partners: tuple[Place, ...] = ()
    file_name: str = "LoI_{Aufruf}_{Kommune}_{Datum}"
    source: Literal["shipped", "given", "added"] = "shipped"

    def block(self, name: str) -> CallBlock | None:
        """The block called `name` (without `call:`), or None."""
        return next((b for b in self.blocks if b.id == name), None)
