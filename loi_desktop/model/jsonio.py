"""Values to and from JSON and plain data, with one way of checking."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Dicts, lists and strings; what equals its default is left out."""
    return msgspec.to_builtins(value)


def from_plain(data: Any, kind: type[T]) -> T:
    """A checked value of `kind`.  Raises msgspec.ValidationError, which names the path."""
    return msgspec.convert(data, kind)


def to_json(value: Any) -> bytes:
    """Readable UTF-8 JSON, two spaces deep, with a line end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def digest(value: Any) -> bytes:
    """The same bytes for the same value, whatever the order of its mappings."""
    return msgspec.json.encode(value, order="deterministic")
