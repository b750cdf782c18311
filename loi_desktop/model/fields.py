"""Reading and setting a field of the declaration by its path (`topics.2.remark`)."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec

from loi_desktop.errors import UsageError
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.jsonio import misfit
from loi_desktop.model.text import from_plain

MAX_LIST = 50


def set_text(declaration: Declaration, path: str, text: str) -> Declaration:
    """As `set_field`; `text` is JSON where it reads as JSON and fits, else the text itself
    (a postcode reads as a number, but its field wants text).
    """
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return set_field(declaration, path, text)
    try:
        return set_field(declaration, path, value)
    except UsageError as error:
        if error.code == "field.unknown":
            raise
        return set_field(declaration, path, text)


def set_field(declaration: Declaration, path: str, value: Any) -> Declaration:
    """`declaration` with the field at `path` set to `value`.

    Lists are counted from 0 (`signatories.0.name`), one further place extends them;
    blocks are named by their id (`blocks.call:interest.on`), topics by their number.
    Raises UsageError with code `field.unknown` or `field.value`.
    """
    plain = msgspec.json.decode(msgspec.json.encode(_whole(declaration)))
    keys = path.split(".")
    if isinstance(value, str) and keys[0] == "blocks" and keys[-2:-1] == ["text"]:
        value = msgspec.to_builtins(from_plain(value))
    _put(plain, keys, value, path)
    try:
        return msgspec.convert(plain, Declaration)
    except (msgspec.ValidationError, RecursionError) as error:
        why = misfit(error)
        raise UsageError(
            f"field.{why.code}", field=path, wanted=why.wanted, wanted_en=why.wanted_en
        ) from error


def _whole(declaration: Declaration) -> dict[str, Any]:
    """Every field of the top level, defaults included, so that a path can be followed."""
    return {name: getattr(declaration, name) for name in declaration.__struct_fields__}


def _put(node: Any, keys: list[str], value: Any, path: str) -> None:
    for key, following in pairwise(keys):
        node = _step(node, key, following, path)
    last = keys[-1]
    if isinstance(node, list):
        index = _index(node, last, path)
        if index == len(node):
            node.append(value)
        else:
            node[index] = value
    elif isinstance(node, dict):
        node[last] = value
    else:
        raise UsageError("field.unknown", field=path)


def _step(node: Any, key: str, following: str, path: str) -> Any:
    if isinstance(node, list):
        index = _index(node, key, path)
        if index == len(node):
            node.append({"id": key} if ":" in key else {})
        return node[index]
    if isinstance(node, dict):
        return node.setdefault(key, [] if following.isdigit() and key != "topics" else {})
    raise UsageError("field.unknown", field=path)


def _index(node: list[Any], key: str, path: str) -> int:
    if ":" in key:
        return next((n for n, entry in enumerate(node) if entry.get("id") == key), len(node))
    if key.isdigit() and int(key) <= min(len(node), MAX_LIST):
        return int(key)
    raise UsageError("field.unknown", field=path)
