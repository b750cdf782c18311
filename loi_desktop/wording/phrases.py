"""Set phrases of a German official letter and their English counterparts."""

from __future__ import annotations

import re
from datetime import date

from loi_desktop.model.declaration import Contact, Council, Language, Recipient
from loi_desktop.wording import titles
from loi_desktop.wording.typography import MONTHS_DE, MONTHS_EN, NBSP

_BY_EN = {"In Vertretung": "By proxy", "Im Auftrag": "By order"}


def iso_date(text: str) -> date | None:
    """The day that an ISO date names, or None."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def written_date(day: date, language: Language) -> str:
    """*22. November 2026* or *22 November 2026*, the day tied to its month."""
    if language == "en":
        return f"{day.day}{NBSP}{MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day.day}.{NBSP}{MONTHS_DE[day.month - 1]} {day.year}"


def salutation(recipient: Recipient, language: Language) -> str:
    """The form of address after the BMI's *Ratgeber für Anschriften und Anreden*."""
    first, last = recipient.first_name.strip(), recipient.last_name.strip()
    form = recipient.address_form
    if form == "name" and (first or last):
        name = _joined(_title_spoken(recipient.title, "", language), first, last)
        return f"Dear {name}," if language == "en" else f"Guten Tag {name},"
    if form in {"Herr", "Frau"} and last:
        title = _title_spoken(recipient.title, form, language)
        if language == "en":
            return f"Dear {_joined(title or ('Mr' if form == 'Herr' else 'Ms'), last)},"
        opening = "Sehr geehrter Herr" if form == "Herr" else "Sehr geehrte Frau"
        return f"{_joined(opening, title, last)},"
    return "Dear Sir or Madam," if language == "en" else "Sehr geehrte Damen und Herren,"


def council_sentence(council: Council, language: Language) -> str:
    """What the letter says about the council; empty for *nothing in the letter*.

    What is not known yet (date, number) falls away, so that the sentence still reads right.
    """
    if council.form == "none":
        return ""
    day = iso_date(council.date)
    written = written_date(day, language) if day else ""
    paper = council.paper.strip()
    if language == "en":
        return _council_en(council, written, paper)
    return _council_de(council, written, paper)


def _council_de(council: Council, day: str, paper: str) -> str:
    bracket = f" (Vorlage {paper})" if paper else ""
    on_day = f" am {day}" if day else ""
    body = council.body.strip() or "Das zuständige politische Gremium"
    decided = f" mit Beschluss vom {day}" if day else (" mit Beschluss" if paper else "")
    budget = " sowie der Verfügbarkeit von Haushaltsmitteln" if council.form == "reservation_budget" else ""
    match council.form:
        case "will_discuss":
            return f"{body} wird sich voraussichtlich{on_day} mit der Interessensbekundung befassen."
        case "noted":
            return f"{body} hat die Interessensbekundung{on_day}{bracket} zur Kenntnis genommen."
        case "agreed":
            return f"{body} hat der Interessensbekundung{decided}{bracket} zugestimmt."
        case _:
            return (
                "Eine verbindliche Beteiligung steht unter dem Vorbehalt der Zustimmung "
                f"der zuständigen politischen Gremien{budget}."
            )


def _council_en(council: Council, day: str, paper: str) -> str:
    bracket = f" (paper no.{NBSP}{paper})" if paper else ""
    on_day = f" on {day}" if day else ""
    body = _body_in_english(council.body) or "The competent political body"
    decided = f" by resolution of {day}" if day else (" by resolution" if paper else "")
    budget = " and the availability of budget funds" if council.form == "reservation_budget" else ""
    match council.form:
        case "will_discuss":
            return f"{body} is expected to consider this expression of interest{on_day}."
        case "noted":
            return f"{body} took note of this expression of interest{on_day}{bracket}."
        case "agreed":
            return f"{body} approved this expression of interest{decided}{bracket}."
        case _:
            return (
                "Any binding participation is subject to the approval of the competent "
                f"political bodies{budget}."
            )


def _body_in_english(body: str) -> str:
    """The council's English name; a body without one keeps its German name."""
    if known := titles.council_in_english(body):
        return known
    name = titles.without_article(body)
    return f"The {name}" if name else ""


def contact_phrase(contact: Contact, language: Language) -> str:
    """Name, office, telephone, e-mail, with commas; empty without a name."""
    if not contact.name.strip():
        return ""
    telephone, email = ("Telefon", "E-Mail") if language == "de" else ("telephone", "e-mail")
    parts = [contact.name.strip(), contact.office.strip()]
    if contact.phone.strip():
        parts.append(f"{telephone} {contact.phone.strip()}")
    if contact.email.strip():
        parts.append(f"{email} {contact.email.strip()}")
    return ", ".join(part for part in parts if part)


def office_title(title: str, language: Language) -> str:
    """A signatory's office; in English where it has an English word."""
    title = title.strip()
    return (titles.office_in_english(title) if language == "en" else "") or title


def authority(name: str, language: Language) -> str:
    """The authority; in English where it has an English word."""
    name = name.strip()
    return (titles.authority_in_english(name) if language == "en" else "") or name


def signing_for(by: str, language: Language) -> str:
    """*In Vertretung*, *Im Auftrag*, or what English says for it."""
    return _BY_EN.get(by, by) if language == "en" else by


def _title_spoken(title: str, form: str, language: Language) -> str:
    """The title that is spoken: only the highest, a professor's in full, degrees not at all."""
    if re.search(r"\bprof\b|\bprofessor", title, re.IGNORECASE):
        if language == "en" or form == "Herr":
            return "Professor"
        return "Professorin" if form == "Frau" else "Prof."
    if re.search(r"\bdr\b|\bdoktor\b", title, re.IGNORECASE):
        return "Dr" if language == "en" else "Dr."
    if "." in title or language == "en":
        return ""
    return title.strip()


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
