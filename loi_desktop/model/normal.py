"""Text as it comes in, made plain: Unicode NFC, no control marks, one line where one is meant."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any, TypeVar

import msgspec

from loi_desktop.model.declaration import Declaration

T = TypeVar("T")

# A day as an office writes it, and as files do; ASCII digits alone.
_GERMAN_DAY = re.compile(r"\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})\s*", re.ASCII)
_ISO_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", re.ASCII)

# Line ends of every kind: LF, CR, VT, FF, NEL, line and paragraph separator.
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LINE_ENDS = re.compile(r"[ \t]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029])+[ \t]*")

# Control characters, lone surrogates, and marks that change the direction of text or have
# no width; ZWJ and ZWNJ stay, because some scripts need them.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)

# Fields in which the clerk writes several lines; every other text is one line.
_MANY_LINES = frozenset({"experience", "facts"})


def one_line(text: str) -> str:
    """`text` in NFC without control marks; each group of line ends becomes one space."""
    return _plain(_LINE_ENDS.sub(" ", text))


def many_lines(text: str) -> str:
    """`text` in NFC without control marks; every kind of line end becomes a line feed."""
    return _plain(_LINE_END.sub("\n", text))


def normalise(declaration: Declaration) -> Declaration:
    """`declaration` with all its text made plain and its days as ISO dates; every border
    (file, form, console) calls it.
    """
    plain = clean(declaration, many=_MANY_LINES)
    return msgspec.structs.replace(
        plain,
        date=msgspec.structs.replace(plain.date, value=iso_day(plain.date.value)),
        council=msgspec.structs.replace(plain.council, date=iso_day(plain.council.date)),
    )


def iso_day(text: str) -> str:
    """*22.11.2026*, *2.1.26* and *2026-11-22* as an ISO date; what names no day stays as it is."""
    if german := _GERMAN_DAY.fullmatch(text):
        day, month, year = (int(part) for part in german.groups())
        year += 2000 if year < 100 else 0
    elif iso := _ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
    else:
        return text
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text


def unaccented(text: str) -> str:
    """`text` as a German keyboard types it: *Đà Nẵng* is *da nang*; for comparing alone."""
    apart = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("đ", "d")


def clean(value: T, *, many: frozenset[str] = frozenset()) -> T:
    """`value` (a struct) with every text in it made plain.

    `many` names the fields, at any depth, that may hold several lines.
    """
    return msgspec.convert(_walk(msgspec.to_builtins(value), many, several=False), type(value))


def _walk(value: Any, many: frozenset[str], *, several: bool) -> Any:
    if isinstance(value, str):
        return many_lines(value) if several else one_line(value)
    if isinstance(value, list | tuple):
        return [_walk(entry, many, several=several) for entry in value]
    if isinstance(value, dict):
        return {key: _walk(entry, many, several=several or key in many) for key, entry in value.items()}
    return value


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROL.sub("", text.replace("\t", " ")))
