"""What each placeholder says now, and which placeholders there are."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from msgspec import Struct

from loi_desktop.model.call import Call, Place
from loi_desktop.model.declaration import Declaration, Language
from loi_desktop.model.text import Run
from loi_desktop.wording.grammar import CASES, GAP, Municipality, municipality
from loi_desktop.wording.phrases import contact_phrase, council_sentence, iso_date, salutation, written_date

_ENDINGS = ("", "e", "em", "en", "er", "es")

_GRAMMAR = frozenset(
    {"municipality", "pronoun", "municipality.name"}
    | {f"municipality.{case}" for case in CASES if case != "nom"}
    | {f"its.{ending}" if ending else "its" for ending in _ENDINGS}
)

# The form's own fields; a block about one of them stands in the letter only when it is filled.
NEEDED = frozenset({"topics", "experience", "partner", "council", "contact"})

_OTHER = frozenset({"salutation", "contact.name", "contact.office", "call.title", "call.deadline"})


# *Stadt Huế*, *die Provinz Lào Cai*, *the City of Huế*: a name that already says what it is.
_WITH_NOUN = re.compile(
    r"(?:(?:(?:der|die)\s+)?(?P<de>Stadt|Provinz)\s+|(?:the\s+)?(?P<en>City|Province)\s+of\s+)(?P<name>\S.*)",
    re.IGNORECASE,
)


class Situation(Struct, frozen=True):
    """Everything a text is resolved from."""

    declaration: Declaration
    call: Call
    language: Language
    today: date


class Value(Struct, frozen=True):
    """What a placeholder says: lines of runs; no line at all where nothing was typed.

    `grammar`: a word that begins with a capital at the start of a sentence.
    """

    lines: tuple[tuple[Run, ...], ...] = ()
    grammar: bool = False

    @property
    def text(self) -> str:
        """The characters alone."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


def known(name: str, fact_ids: frozenset[str] | set[str]) -> bool:
    """Whether `name` is a placeholder, in a call with the facts `fact_ids`."""
    name, counted, words = name.partition("?")
    if counted and words.count("|") != 1:
        return False
    if name.startswith("fact."):
        return name.removeprefix("fact.") in fact_ids
    return name in _GRAMMAR or name in NEEDED or name in _OTHER


def needed(name: str) -> bool:
    """Whether a block that is shown when filled waits for this placeholder."""
    return name in NEEDED or name.startswith("fact.")


def value(name: str, now: Situation) -> Value | None:
    """What the placeholder says in this situation; None when there is no such placeholder."""
    if "?" in name:
        return _counted(name, now)
    if name in _GRAMMAR:
        town = municipality(now.declaration.sender)
        return Value(((Run(text=_grammar(name, town, now.language)),),), grammar=name != "municipality.name")
    if name.startswith("fact."):
        return _fact(name.removeprefix("fact."), now)
    if name in _OF_ROWS:
        return _OF_ROWS[name](now)
    if name in NEEDED or name in _OTHER:
        return _lines(_single(name, now), grammar=name == "council")
    return None


def _counted(name: str, now: Situation) -> Value | None:
    """`topics?one word|several words`: which of them fits the number of lines of `topics`."""
    base, _, words = name.partition("?")
    of, (one, cut, several) = value(base, now), words.partition("|")
    if of is None or not cut or "|" in several:
        return None
    return Value(((Run(text=one if len(of.lines) == 1 else several),),)) if of.lines else of


def _grammar(name: str, town: Municipality, language: Language) -> str:
    word, _, suffix = name.partition(".")
    if language == "en":
        if name == "municipality.name":
            return town.english.removeprefix("the ")
        return {"its": "its", "pronoun": "it"}.get(word, town.english)
    if word == "its":
        return town.its + suffix
    if word == "pronoun":
        return town.pronoun
    if suffix == "name":
        return town.full_name
    return {
        "gen": town.in_case("gen"),
        "dat": town.in_case("dat"),
        "acc": town.in_case("acc"),
    }.get(suffix, town.in_case("nom"))


def _single(name: str, now: Situation) -> str:
    said, language = now.declaration, now.language
    deadline = iso_date(now.call.deadline)
    return {
        "experience": said.experience,
        "council": council_sentence(said.council, language),
        "contact": contact_phrase(said.contact, language),
        "salutation": salutation(said.recipient, language),
        "contact.name": said.contact.name,
        "contact.office": said.contact.office,
        "call.title": now.call.title.get(language),
        "call.deadline": written_date(deadline, language) if deadline else "",
    }[name]


def _topics(now: Situation) -> Value:
    """The chosen topics in the call's order, each with its remark."""
    lines = []
    for number, topic in enumerate(now.call.topics, start=1):
        choice = now.declaration.topics.get(str(number))
        if choice is None or not choice.on:
            continue
        remark = " ".join(choice.remark.split())
        text = topic.text.get(now.language)
        lines.append((Run(text=f"{text} – {remark}" if remark else text),))
    return Value(tuple(lines))


def _partner(now: Situation) -> Value:
    """The partner in the dative, its name marked with its language where the call knows it."""
    said = now.declaration.partner
    name = said.name.strip()
    if not name or said.kind == "own":
        return _lines(name)
    proposal = _place(now.call, name, said.kind)
    if proposal is None:
        return _lines(name)
    if proposal.phrase is not None:
        return _lines(proposal.phrase.get(now.language))
    if now.language == "en":
        opening = "the City of " if proposal.kind == "city" else "the Province of "
    else:
        opening = "der Stadt " if proposal.kind == "city" else "der Provinz "
    return Value(((Run(text=opening), Run(text=proposal.name, lang=proposal.lang)),))


def _place(call: Call, name: str, kind: Literal["city", "province"]) -> Place | None:
    """The place that the clerk means; None where `name` comes with words of its own that the
    letter must not double (*der Region Huế*).
    """
    places = {(place.name, place.kind): place for place in call.partners}
    if (name, kind) in places:
        return places[name, kind]
    if typed := _WITH_NOUN.fullmatch(name):
        noun = typed["de"] or typed["en"]
        name, kind = typed["name"], "city" if noun.lower() in {"stadt", "city"} else "province"
    elif name.startswith(("der ", "die ", "das ", "dem ", "the ")):
        return None
    return places.get((name, kind), Place(name, kind))


def _fact(fact_id: str, now: Situation) -> Value | None:
    """A fact of the call; a gap stands where a required one is still empty."""
    fact = next((f for f in now.call.facts if f.id == fact_id), None)
    if fact is None:
        return None
    found = _lines(now.declaration.facts.get(fact_id, ""))
    return _lines(GAP) if fact.required and not found.lines else found


def _lines(text: str, *, grammar: bool = False) -> Value:
    lines = [line.strip() for line in re.split(r"[\r\n]+", text)]
    return Value(tuple((Run(text=line),) for line in lines if line), grammar=grammar)


_OF_ROWS = {"topics": _topics, "partner": _partner}
