"""Findings of single fields: what was typed into them, whatever the letter makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from loi_desktop.model.declaration import Declaration
from loi_desktop.model.findings import Finding
from loi_desktop.wording.grammar import gender_of
from loi_desktop.wording.notes import error, notice, quote
from loi_desktop.wording.phrases import iso_date, written_date
from loi_desktop.wording.typography import MAX_SIZE_PT, MIN_SIZE_PT

DAYS_OFF = 7
"""A fixed date farther than this from today deserves a look."""

YEARS = range(1990, 2101)
"""Years in which a council of today meets."""

MAX_NAME_CHARACTERS = 200
"""A name that is longer than this is hardly one."""

_MAX_ADDRESS_QUOTE = 40

# The one form of an address that every mail program takes (`handover` refuses the others):
# ASCII left of the @, a domain with a dot, 64 and 254 characters at most.
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[^\W_]+(?:-+[^\W_]+)*"
_EMAIL = re.compile(rf"(?=.{{1,254}}\Z)(?=[^@]{{1,64}}@){_LOCAL}@{_LABEL}(?:\.{_LABEL})+")

_POSTCODE = re.compile(r"[0-9]{5}")
_REGIONAL_KEY = re.compile(r"\d{2}|\d{5}|\d{8}|\d{9}|\d{12}")
_WITH_ARTICLE = re.compile(r"(?:der|die|das|unser|unsere|dieser|diese|dieses)\s", re.IGNORECASE)


def email(text: str, field: str) -> Iterator[Finding]:
    """What no e-mail draft can be addressed to."""
    if text.strip() and not _EMAIL.fullmatch(text.strip()):
        yield notice("email.unusable", field, value=quote(text.strip(), _MAX_ADDRESS_QUOTE))


def postcode(text: str, field: str) -> Iterator[Finding]:
    """A German postal code that is none."""
    if text.strip() and not _POSTCODE.fullmatch(text.strip()):
        yield notice("postcode.odd", field)


def sender(said: Declaration) -> Iterator[Finding]:
    """The municipality and who answers questions."""
    town = said.sender
    if not town.name.strip():
        yield error("sender.name-missing", "sender.name")
    if town.kind.strip() and not town.gender and not gender_of(town.kind):
        yield notice("sender.gender-unknown", "sender.gender", kind=town.kind.strip())
    key = town.regional_key.strip()
    if key and not _REGIONAL_KEY.fullmatch(key):
        yield notice("sender.regional-key-odd", "sender.regional_key", value=key)
    yield from postcode(town.postcode, "sender.postcode")
    yield from email(town.mailbox, "sender.mailbox")
    yield from email(said.contact.email, "contact.email")


def letter_date(said: Declaration, today: date) -> Iterator[Finding]:
    """A fixed date that is none, or far away."""
    if said.date.mode != "fixed":
        return
    day = iso_date(said.date.value)
    if day is None:
        yield error("date.unreadable", "date.value", value=said.date.value)
    elif abs((day - today).days) > DAYS_OFF:
        yield notice("date.far", "date.value", days=DAYS_OFF, **_written(day))


def council(said: Declaration, today: date) -> Iterator[Finding]:
    """Who met when, where the letter says so."""
    if said.council.form not in {"will_discuss", "noted", "agreed"}:
        return
    body = said.council.body.strip()
    if not body:
        yield notice("council.body-missing", "council.body")
    elif not _WITH_ARTICLE.match(body):
        yield notice("council.body-article", "council.body", value=body)
    if not said.council.date.strip():
        yield notice("council.date-missing", "council.date")
        return
    day = iso_date(said.council.date)
    if day is None:
        yield error("council.date-unreadable", "council.date", value=said.council.date.strip())
    elif day.year not in YEARS:
        yield notice("council.date-far", "council.date", **_written(day))
    elif said.council.form == "will_discuss" and day < today:
        yield notice("council.date-past", "council.date", **_written(day))
    elif said.council.form != "will_discuss" and day > today:
        yield notice("council.date-future", "council.date", **_written(day))


def signatories(said: Declaration) -> Iterator[Finding]:
    """Nobody who signs, or too many."""
    named = [n for n, signatory in enumerate(said.signatories) if signatory.name.strip()]
    if not named:
        yield error("signatory.name-missing", "signatories.0.name")
    if len(named) > 1:
        yield notice("signatory.two", f"signatories.{named[1]}.name")
    if len(named) > 2:
        yield notice("signatory.too-many", f"signatories.{named[2]}.name")


def long_names(said: Declaration) -> Iterator[Finding]:
    """Fields of one line that hold a whole text."""
    for field, text in _names(said):
        if len(text) > MAX_NAME_CHARACTERS:
            yield notice("field.long", field, most=MAX_NAME_CHARACTERS, count=len(text), value=text)


def _names(said: Declaration) -> Iterator[tuple[str, str]]:
    parts = {
        "sender": said.sender,
        "contact": said.contact,
        "recipient": said.recipient,
        "council": said.council,
        **{f"signatories.{n}": signatory for n, signatory in enumerate(said.signatories)},
    }
    for part, value in parts.items():
        for name in value.__struct_fields__:
            yield f"{part}.{name}", getattr(value, name)
    if said.partner.kind != "own":
        yield "partner.name", said.partner.name
    for name in ("your_reference", "your_message", "our_reference"):
        yield name, getattr(said, name)


def size(said: Declaration) -> Iterator[Finding]:
    """A size of letters that no letter has; the page is drawn with the nearest that it can have."""
    if not MIN_SIZE_PT <= said.layout.size <= MAX_SIZE_PT:
        yield error("layout.size", "layout.size", least=round(MIN_SIZE_PT), most=round(MAX_SIZE_PT))


def _written(day: date) -> dict[str, str]:
    return {"date": written_date(day, "de"), "date_en": written_date(day, "en")}
