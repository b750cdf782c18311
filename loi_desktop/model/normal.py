"""Text as it comes in, made plain: Unicode NFC, no control marks, one line where one is meant."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, TypeVar

import msgspec

from loi_desktop.model.declaration import Declaration

T = TypeVar("T")

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
    """`declaration` with all its text made plain; every border (file, form, console) calls it."""
    return clean(declaration, many=_MANY_LINES)


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
