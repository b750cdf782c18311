"""The parts of the letter around its text: sender, address, information block."""

from __future__ import annotations

from datetime import date

from loi_desktop.model.declaration import Declaration, InfoField, InfoLine, Language, Recipient, Sender
from loi_desktop.model.letter import InfoRow
from loi_desktop.model.normal import iso_day
from loi_desktop.wording.grammar import municipality
from loi_desktop.wording.phrases import authority, iso_date, written_date
from loi_desktop.wording.typography import fixed_spaces

MAX_ADDRESS_LINES = 6
"""Lines of the address zone (DIN 5008: 27.3 mm at 4.233 mm)."""

_LABELS: dict[Language, dict[InfoField, str]] = {
    "de": {
        "your_reference": "Ihr Zeichen",
        "your_message": "Ihre Nachricht vom",
        "our_reference": "Unser Zeichen",
        "office": "Amt",
        "contact": "Auskunft erteilt",
        "room": "Zimmer",
        "phone": "Telefon",
        "email": "E-Mail",
        "bank": "Bank",
        "date": "Datum",
    },
    "en": {
        "your_reference": "Your reference",
        "your_message": "Your message of",
        "our_reference": "Our reference",
        "office": "Office",
        "contact": "Contact",
        "room": "Room",
        "phone": "Telephone",
        "email": "E-mail",
        "bank": "Bank",
        "date": "Date",
    },
}

_FORM_FIELDS: dict[InfoField, str] = {
    "office": "contact.office",
    "contact": "contact.name",
    "room": "contact.room",
    "phone": "contact.phone",
    "email": "contact.email",
    "bank": "sender.bank",
    "date": "date.mode",
}

_BEFORE_NAME: dict[Language, dict[str, str]] = {
    "de": {"Herr": "Herrn", "Frau": "Frau"},
    "en": {"Herr": "Mr", "Frau": "Ms"},
}

_AT_HOME = frozenset({"deutschland", "germany", "bundesrepublik deutschland"})


def info_label(field: InfoField, language: Language) -> str:
    """The usual label of a line of the information block."""
    return _LABELS[language][field]


def sender_name(sender: Sender) -> str:
    """*Stadt Musterstadt*."""
    return municipality(sender).full_name


def return_line(sender: Sender, language: Language) -> str:
    """The small line above the address: name, authority if it belongs here, street, place."""
    who = authority(sender.authority, language) if sender.authority_place == "return_line" else ""
    place = f"{sender.postcode.strip()} {sender.city.strip()}"
    parts = (sender_name(sender), who, sender.street, place)
    return fixed_spaces(" · ".join(part.strip() for part in parts if part.strip()))


def address_lines(recipient: Recipient, language: Language) -> tuple[str, ...]:
    """The lines of the address, at most six; empty ones vanish, the country is in capitals."""
    country = recipient.country.strip()
    lines = (
        recipient.organisation,
        recipient.department,
        _person(recipient, language),
        recipient.street,
        f"{recipient.postcode.strip()} {recipient.city.strip()}",
        "" if at_home(recipient) else country.upper(),
    )
    return tuple(fixed_spaces(line.strip(), language) for line in lines if line.strip())[:MAX_ADDRESS_LINES]


def at_home(recipient: Recipient) -> bool:
    """Whether the letter stays in Germany: its country is that, or not named."""
    country = recipient.country.strip().lower()
    return not country or country in _AT_HOME


def _person(recipient: Recipient, language: Language) -> str:
    """*Herrn Dr. Moritz Muster*; nothing without a name."""
    names = [recipient.first_name.strip(), recipient.last_name.strip()]
    if not any(names):
        return ""
    title = recipient.title.strip()
    form = _BEFORE_NAME[language].get(recipient.address_form, "")
    if language == "en" and title:
        form = ""
    return " ".join(part for part in (form, title, *names) if part)


def remarks(recipient: Recipient, language: Language) -> tuple[str, ...]:
    """*Per E-Mail: …* where the letter cannot go by post."""
    if recipient.street.strip() or not recipient.email.strip():
        return ()
    by_email = "Per E-Mail" if language == "de" else "By e-mail"
    return (f"{by_email}: {recipient.email.strip()}",)


def letter_day(declaration: Declaration, today: date) -> date | None:
    """The letter's date; None when it is left open or cannot be read."""
    if declaration.date.mode == "at_final":
        return today
    return iso_date(declaration.date.value) if declaration.date.mode == "fixed" else None


def info_rows(declaration: Declaration, language: Language, today: date) -> tuple[InfoRow, ...]:
    """The information block in the clerk's order; empty lines vanish, an open date stays."""
    rows = []
    for line in declaration.info:
        text = _info_value(line.field, declaration, language, today)
        if line.on and (text or (line.field == "date" and declaration.date.mode == "blank")):
            rows.append(InfoRow(_label(line, language), text, _FORM_FIELDS.get(line.field, line.field)))
    return tuple(rows)


def _label(line: InfoLine, language: Language) -> str:
    """The clerk's own label is German; the English copy takes the usual one."""
    own = line.label.strip()
    return own if own and language == "de" else info_label(line.field, language)


def _info_value(field: InfoField, declaration: Declaration, language: Language, today: date) -> str:
    said = declaration
    if field == "date":
        day = letter_day(said, today)
        return written_date(day, language) if day else ""
    text = {
        "your_reference": said.your_reference,
        "your_message": said.your_message,
        "our_reference": said.our_reference,
        "office": said.contact.office,
        "contact": said.contact.name,
        "room": said.contact.room,
        "phone": said.contact.phone,
        "email": said.contact.email,
        "bank": said.sender.bank,
    }[field].strip()
    # The line is text of the clerk's; a day in it is written out however she typed it.
    day = iso_date(iso_day(text) if field == "your_message" else text)
    return written_date(day, language) if day else fixed_spaces(text, language)
