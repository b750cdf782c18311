"""The declaration: everything the clerk says in the form, as one frozen value.

The same field names stand in `.loi` files, `loi new --set`, findings and the
register; docs/formats.md describes each.  Undo and redo are a list of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from loi_desktop.model.text import RichText

Language = Literal["de", "en"]
Gender = Literal["", "f", "m", "n"]
Form = Literal["A", "B"]
CouncilForm = Literal["none", "reservation", "reservation_budget", "will_discuss", "noted", "agreed"]
InfoField = Literal[
    "your_reference",
    "your_message",
    "our_reference",
    "office",
    "contact",
    "room",
    "phone",
    "email",
    "bank",
    "date",
]


class Sender(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The municipality.  `kind` is its noun (*Stadt*, *Kreis* …); `gender` only for nouns
    the program does not know.  `regional_key`: AGS or ARS, text of 2, 5, 8, 9 or 12 digits.
    """

    name: str = ""
    kind: str = "Stadt"
    gender: Gender = ""
    name_en: str = ""
    regional_key: str = ""
    authority: str = ""
    authority_place: Literal["info", "return_line"] = "info"
    street: str = ""
    postcode: str = ""
    city: str = ""
    mailbox: str = ""
    bank: str = ""


class Contact(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who answers questions in the administration."""

    name: str = ""
    office: str = ""
    room: str = ""
    phone: str = ""
    email: str = ""


class Recipient(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who gets the letter.  `address_form` chooses the salutation: *Herr*, *Frau*,
    *name* (Guten Tag Vorname Nachname) or, when empty, *Sehr geehrte Damen und Herren*.
    """

    organisation: str = ""
    department: str = ""
    address_form: Literal["", "Herr", "Frau", "name"] = ""
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    email: str = ""


class CallRef(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The call package that the declaration answers."""

    id: str = ""
    version: str = ""


class LetterDate(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`at_final`: the day of the Reinschrift; `fixed`: `value` (ISO date); `blank`: left open."""

    mode: Literal["at_final", "fixed", "blank"] = "at_final"
    value: str = ""


class InfoLine(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A line of the information block; an empty `label` means the field's usual one."""

    field: InfoField
    label: str = ""
    on: bool = True


class TopicChoice(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A topic of the call, by its number in the call, with the clerk's remark."""

    on: bool = True
    remark: str = ""


class Partner(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The wished partner: a city or province by name, or the clerk's own words in the
    dative (`kind` *own*: „der Stadt Huế und ihrem Umland“).
    """

    name: str = ""
    kind: Literal["city", "province", "own"] = "own"


class Council(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What stands in the letter about the council (Gremienvorbehalt, Beschluss).
    `body` comes with its article (*Der Rat*), `date` is an ISO date.
    """

    form: CouncilForm = "none"
    body: str = ""
    date: str = ""
    paper: str = ""


class Signatory(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who signs; `by` is *In Vertretung* or *Im Auftrag* where it is needed."""

    name: str = ""
    office: str = ""
    by: Literal["", "In Vertretung", "Im Auftrag"] = ""


class BlockText(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The clerk's text per language; None is the call's original."""

    de: RichText | None = None
    en: RichText | None = None


class Block(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A paragraph of the letter: `call:NAME` from the call, `own:N` the clerk's.
    `on` None: as the call has it (some blocks appear by themselves where needed).
    """

    id: str
    on: bool | None = None
    text: BlockText = BlockText()


class Layout(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How the page looks.  `size` in points, 10 to 12; `letterhead` is an id or empty;
    `one_page` sets 10 pt and a closer signature room.
    """

    form: Form = "B"
    font: str = "Source Sans 3"
    size: float = 11.0
    letterhead: str = ""
    language: Language = "de"
    marks: bool = True
    one_page: bool = False


DEFAULT_INFO: tuple[InfoLine, ...] = (
    InfoLine("your_reference"),
    InfoLine("your_message"),
    InfoLine("our_reference"),
    InfoLine("office"),
    InfoLine("contact"),
    InfoLine("room"),
    InfoLine("phone"),
    InfoLine("email"),
    InfoLine("bank"),
    InfoLine("date"),
)


class Declaration(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One letter as the clerk fills it in.

    `topics` maps the topic's number in the call ("1", "2" …) to the choice; only topics
    that were ever chosen stand in it.  `facts` holds what the call's own fields ask
    (`aufruf.toml`, `[[fact]]`).  `blocks` is the order between salutation and closing;
    blocks of the call that are missing in it are added at their place in the call.
    """

    sender: Sender = Sender()
    contact: Contact = Contact()
    recipient: Recipient = Recipient()
    copies: tuple[str, ...] = ()
    call: CallRef = CallRef()
    facts: Mapping[str, str] = field(default_factory=dict)
    date: LetterDate = LetterDate()
    your_reference: str = ""
    your_message: str = ""
    our_reference: str = ""
    info: tuple[InfoLine, ...] = DEFAULT_INFO
    blocks: tuple[Block, ...] = ()
    topics: Mapping[str, TopicChoice] = field(default_factory=dict)
    experience: str = ""
    partner: Partner = Partner()
    council: Council = Council()
    signatories: tuple[Signatory, ...] = (Signatory(),)
    seal: bool = False
    name_line: bool = False
    enclosures: tuple[str, ...] = ()
    layout: Layout = Layout()
