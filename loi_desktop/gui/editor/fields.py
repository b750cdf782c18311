"""The form as a table: which field stands in which section, and what kind it is.

A field's words are `ui.field.PATH` (and `ui.field.PATH.hint`) in the catalogues; digits in
the path are left out (`signatories.name`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["line", "lines", "date", "combo", "radio", "check", "list"]

SECTIONS = ("call", "reference", "content", "council", "signature", "enclosures", "sender")


@dataclass(frozen=True)
class Field:
    """One field.

    `row`: fields with the same row stand beside each other, `stretch` says how wide.
    `options` names a list in `choices`; `proposals` a list of words to take over.
    `when`: *path=value,value…*, the field is shown only then.
    `marks`: how the page calls what the field fills, where that is not its own path.
    """

    path: str
    kind: Kind = "line"
    row: str = ""
    stretch: int = 1
    options: str = ""
    proposals: str = ""
    when: str = ""
    required: bool = False
    marks: str = ""


CALL = (Field("call.id", "combo", options="calls"),)

_ADDRESS = "recipient.organisation"

RECIPIENT = (
    Field("recipient.organisation"),
    Field("recipient.department", marks=_ADDRESS),
    Field("recipient.address_form", "combo", row="form", options="address_forms"),
    Field("recipient.title", row="form", marks=_ADDRESS),
    Field("recipient.first_name", row="name", marks=_ADDRESS),
    Field("recipient.last_name", row="name", marks=_ADDRESS),
    Field("recipient.street", marks=_ADDRESS),
    Field("recipient.postcode", row="place", marks=_ADDRESS),
    Field("recipient.city", row="place", stretch=3, marks=_ADDRESS),
    Field("recipient.country", marks=_ADDRESS),
    Field("recipient.email"),
)

REFERENCE = (
    Field("your_reference", row="yours"),
    Field("your_message", row="yours"),
    Field("our_reference"),
    Field("contact.name"),
    Field("contact.office", row="office", stretch=2),
    Field("contact.room", row="office"),
    Field("contact.phone", row="reach"),
    Field("contact.email", row="reach", stretch=2),
    Field("date.mode", "radio", options="date_modes"),
    Field("date.value", "date", when="date.mode=fixed", marks="date"),
)

_DECIDED = "council.form=will_discuss,noted,agreed"

COUNCIL = (
    Field("council.form", "radio", options="council_forms"),
    Field("council.body", proposals="bodies", when=_DECIDED, marks="council"),
    Field("council.date", "date", row="decision", when=_DECIDED, marks="council"),
    Field("council.paper", row="decision", when="council.form=noted,agreed", marks="council"),
)

SIGNATORY = (
    Field("signatories.N.name"),
    Field("signatories.N.office", proposals="offices", marks="signatories.N"),
    Field("signatories.N.by", "combo", options="signing_for", marks="signatories.N"),
)

SIGNATURE = (
    Field("seal", "check"),
    Field("name_line", "check"),
)

ENCLOSURES = (
    Field("enclosures", "list"),
    Field("copies", "list"),
)

SENDER = (
    Field("sender.kind", proposals="kinds"),
    Field("sender.name", required=True),
    Field("sender.gender", "combo", row="grammar", options="genders"),
    Field("sender.name_en", row="grammar"),
    Field("sender.street", marks="sender.name"),
    Field("sender.postcode", row="place", marks="sender.name"),
    Field("sender.city", row="place", stretch=3, marks="sender.name"),
    Field("sender.authority", proposals="authorities"),
    Field("sender.authority_place", "combo", options="authority_places"),
    Field("sender.regional_key"),
    Field("sender.mailbox"),
    Field("sender.bank"),
)

LAYOUT = (
    Field("layout.letterhead", "combo", options="letterheads"),
    Field("layout.form", "combo", row="form", options="forms"),
    Field("layout.language", "combo", row="form", options="languages"),
    Field("layout.font", "combo", row="font", stretch=2, options="fonts"),
    Field("layout.size", "combo", row="font", options="sizes"),
    Field("layout.one_page", "check"),
    Field("layout.marks", "check"),
)
