"""The PDF's name, safe on Windows and Linux."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from loi_desktop.model.call import Call
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.normal import one_line
from loi_desktop.wording.address import letter_day

PARTS = ("Aktenzeichen", "Kommune", "Datum", "Aufruf", "Vorhaben", "Partner", "Nummer")
"""What a pattern may hold in braces."""

MAX_CHARACTERS = 150
MAX_BYTES = 200
"""Linux counts 255 bytes a name, and Vietnamese letters have three; room is left for
`.pdf`, a number and a temporary suffix."""

MAX_PROJECT = 40
"""Characters of a project in a name: enough to know it by."""

_QUOTES = re.compile(r"[\"„“”»«‚‘’›‹]")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u2044\u2215]")
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_FALLBACK = "LoI"
_SIGNS = r"_\-. "
_GONE = "\ufffe"
"""Stands for a part without a value; no text can hold this sign."""


def file_name(pattern: str, declaration: Declaration, call: Call, today: date, version: int) -> str:
    """The name without `.pdf` that `pattern` makes; parts without a value leave no trace.

    `{Datum}` is the letter's date (ISO; `today` where it is left open), `{Nummer}` the
    version's number, `{Vorhaben}` what the call's first filled field names, shortened.
    """
    day = letter_day(declaration, today) or today
    values = {
        "Aktenzeichen": declaration.our_reference,
        "Kommune": declaration.sender.name,
        "Datum": day.isoformat(),
        "Aufruf": call.title.de,
        "Vorhaben": _project(declaration, call),
        "Partner": declaration.partner.name,
        "Nummer": str(version),
    }
    name = re.sub(r"\{(\w*)\}", lambda match: _part(values.get(match[1], "")) or _GONE, one_line(pattern))
    # A part without a value takes the signs around it along, but for one.
    name = re.sub(rf"[{_SIGNS}]*{_GONE}[{_SIGNS}{_GONE}]*", lambda match: match[0].strip(_GONE)[:1], name)
    return _safe(name)


def _project(declaration: Declaration, call: Call) -> str:
    """The first line of the first fact, without quotation marks, whole words up to a length."""
    facts = (declaration.facts.get(fact.id, "").strip() for fact in call.facts)
    line = _QUOTES.sub("", next(filter(None, facts), "").partition("\n")[0])
    if len(line) <= MAX_PROJECT:
        return line
    return line[: MAX_PROJECT + 1].rpartition(" ")[0] or line[:MAX_PROJECT]


def _part(text: str) -> str:
    """A value inside a name: one word, held together by hyphens."""
    return re.sub(r"[\s\-_]+", "-", _UNSAFE.sub("-", one_line(text)).replace("{", "").replace("}", "")).strip(
        "-. "
    )


def _safe(name: str) -> str:
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", name))
    name = _cut(name.strip("_-. \u00a0"))
    if _RESERVED.match(name):
        name = f"{_FALLBACK}_{name}"
    return name or _FALLBACK


def _cut(name: str) -> str:
    name = name[: MAX_CHARACTERS - len(_FALLBACK) - 1]
    while len(name.encode()) > MAX_BYTES:
        name = name[:-1]
    return name.rstrip("_-. \u00a0")
