"""What of a record can be found, and what a search looks for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from loi_desktop.model.normal import unaccented

# Strings that no clerk has written: hashes, layout, and the like.
_TECHNICAL = frozenset(
    {
        "sha256", "letterhead_sha256", "attachment_sha256", "revision", "made_with", "made_at", "at",
        "created_at", "changed_at", "trashed_at", "taken_back", "event", "step", "layout", "info",
        "authority_place", "mode", "form", "by", "gender", "lang", "level",
    }
)  # fmt: skip


# An umlaut as it is written where the keyboard has none.
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def words(query: str) -> tuple[tuple[str, ...], ...]:
    """The words of a query, each in the writings of which one stands in `text`."""
    return tuple(_writings(word) for word in query.split())


def text(document: dict[str, Any]) -> str:
    """All words of a stored record, without regard to capitals and accents: *Huế* stands
    there as *hue*, *Müller* as *muller* and as *mueller*.  The record's own id is made by chance:
    *da* must not find it.
    """
    written = {key: value for key, value in document.items() if key != "id"}
    return "\n".join(_writings("\n".join(_strings(written))))


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


def _writings(string: str) -> tuple[str, ...]:
    composed = unicodedata.normalize("NFC", string).casefold()
    return tuple(dict.fromkeys((unaccented(composed), unaccented(composed.translate(_WRITTEN_OUT)))))
