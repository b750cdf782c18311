"""Values to and from JSON and plain data, with one way of checking."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, TypeVar

import msgspec

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Dicts, lists and strings; what equals its default is left out."""
    return msgspec.to_builtins(value)


def from_plain(data: Any, kind: type[T]) -> T:
    """A checked value of `kind`.  Raises msgspec.ValidationError, which names the path."""
    return msgspec.convert(data, kind)


class Misfit(NamedTuple):
    """Why data is no value of ours: `code` is *unknown* (no such field), *type* or *value*;
    `place` the path of the field; `wanted` and `wanted_en` what belongs there.
    """

    code: str
    place: str
    wanted: str
    wanted_en: str


_PLACE = re.compile(r" - at `(?:key in )?\$\.?(?:declaration\.?)?([^`]*)`")
_TYPES = {
    "str": ("Text", "text"),
    "int": ("eine ganze Zahl", "a whole number"),
    "float": ("eine Zahl", "a number"),
    "bool": ("true oder false", "true or false"),
    "array": ("eine Liste [ ]", "a list [ ]"),
    "object": ("eine Gruppe { }", "a group { }"),
}


def misfit(error: Exception) -> Misfit:
    """What msgspec's message says, as data for a sentence."""
    text = str(error)
    found = _PLACE.search(text)
    place = found[1].replace("[...]", ".*").replace("[", ".").replace("]", "") if found else ""
    if unknown := re.search(r"unknown field `([^`]*)`", text):
        return Misfit("unknown", ".".join(filter(None, (place, unknown[1]))), "", "")
    if wanted := re.match(r"Expected `(\w+)", text):
        return Misfit("type", place, *_TYPES.get(wanted[1], (wanted[1], wanted[1])))
    if missing := re.search(r"missing required field `([^`]*)`", text):
        return Misfit("value", ".".join(filter(None, (place, missing[1]))), "", "")
    return Misfit("value", place, "", "")


def to_json(value: Any) -> bytes:
    """Readable UTF-8 JSON, two spaces deep, with a line end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def digest(value: Any) -> bytes:
    """The same bytes for the same value, whatever the order of its mappings."""
    return msgspec.json.encode(value, order="deterministic")
