"""What of a record can be found, and what a search looks for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

# Strings that no clerk has written: hashes, layout, and the like.
_TECHNICAL = frozenset(
    {
        "sha256", "letterhead_sha256", "attachment_sha256", "revision", "made_with", "made_at", "at",
        "created_at", "changed_at", "trashed_at", "taken_back", "event", "step", "layout", "info",
        "authority_place", "mode", "form", "by", "gender", "lang", "level",
    }
)  # fmt: skip


def words(query: str) -> tuple[str, ...]:
    """The words of a query as they stand in `text`."""
    return tuple(_plain(query).split())


def text(document: dict[str, Any]) -> str:
    """All words of a stored record, a line each, without regard to capitals."""
    return _plain("\n".join(_strings(document)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        if "runs" in value:  # a word may be half bold
            yield "".join(run.get("text", "") for run in value["runs"])
            return
        for key, item in value.items():
            if key not in _TECHNICAL:
                yield from _strings(item)


def _plain(string: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", string).casefold())
