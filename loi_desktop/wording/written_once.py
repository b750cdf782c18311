"""What the English copy shows in the language in which it was typed."""

from __future__ import annotations

from collections.abc import Iterator

from loi_desktop.model.call import Localised
from loi_desktop.model.declaration import Language
from loi_desktop.model.findings import Finding
from loi_desktop.wording import titles
from loi_desktop.wording.notes import quote
from loi_desktop.wording.values import Situation

_AUTHORITY = Localised("Behörde", "authority")
_REMARKS = Localised("Anmerkungen zu den Themen", "remarks on the topics")
_EXPERIENCE = Localised("Erfahrungen", "experience")
_PARTNER = Localised("gewünschter Partner", "preferred partner")
_COUNCIL = Localised("Gremium", "council")
_OFFICE = Localised("Amtsbezeichnung", "office title")
_ENCLOSURES = Localised("Anlagen", "enclosures")


def written_once(now: Situation) -> Iterator[Finding]:
    """One notice that lists the fields, at the first of them."""
    if now.language == "de":
        return
    found = [(field, label) for field, label, text in _fields(now) if text.strip()]
    if not found:
        return
    labels = [label for _, label in found]
    data = {"fields": _listed(labels, "de"), "fields_en": _listed(labels, "en")}
    yield Finding("english.written-once", "notice", found[0][0], data)


def _listed(labels: list[Localised], language: Language) -> str:
    """Each name once: a letter may have many enclosures."""
    return ", ".join(dict.fromkeys(quote(label.get(language)) for label in labels))


def _fields(now: Situation) -> Iterator[tuple[str, Localised, str]]:
    """Field, its name, and its text where it has no English; in the order of the form."""
    said = now.declaration
    authority, body = said.sender.authority, said.council.body
    yield "sender.authority", _AUTHORITY, "" if titles.authority_in_english(authority) else authority
    for fact in now.call.facts:
        yield f"facts.{fact.id}", fact.label, said.facts.get(fact.id, "")
    for number, topic in said.topics.items():
        yield f"topics.{number}.remark", _REMARKS, topic.remark if topic.on else ""
    yield "experience", _EXPERIENCE, said.experience
    yield "partner.name", _PARTNER, said.partner.name if said.partner.kind == "own" else ""
    if said.council.form in {"will_discuss", "noted", "agreed"}:
        yield "council.body", _COUNCIL, "" if titles.council_in_english(body) else body
    for n, signatory in enumerate(said.signatories):
        office = "" if titles.office_in_english(signatory.office) else signatory.office
        yield f"signatories.{n}.office", _OFFICE, office if signatory.name.strip() else ""
    for n, enclosure in enumerate(said.enclosures):
        yield f"enclosures.{n}", _ENCLOSURES, enclosure
