"""Which field of the form was typed into, where the page names only what stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from loi_desktop.model.declaration import Declaration
from loi_desktop.model.findings import Finding

_CHARACTERS = "pdf.glyph-missing", "pdf.glyph-elsewhere"

# Characters around one that tell a field's text from another's; fewer than the page quotes.
_AROUND = 6
_MOST_NAMED = 8
# A line of the address holds about 46 characters: what is shorter makes nothing too long.
_LONG = 46
_TOO_LONG = frozenset(
    {
        "pdf.head-too-long",
        "pdf.address-overflow",
        "pdf.return-line-overflow",
        "pdf.info-overflow",
        "recipient.address-long",
    }
)
# The parts of the form that fill a zone of the page; each ends with a point.
_ZONES = {
    "recipient.organisation": ("recipient.",),
    "sender.name": ("sender.",),
    "info": ("contact.", "sender.bank.", "your_reference.", "your_message.", "our_reference."),
}
# Never printed, or chosen from a list.
_SILENT = frozenset({"layout", "call", "date"})
_SILENT_FIELDS = frozenset({"sender.mailbox", "sender.regional_key"})


def at_origin(findings: Sequence[Finding], declaration: Declaration) -> tuple[Finding, ...]:
    """`findings` of the page, each at the field that was typed into; characters of one field
    are one finding with their number (`n`).
    """
    if not any(finding.code in _TOO_LONG or finding.code in _CHARACTERS for finding in findings):
        return tuple(findings)  # as nearly always: the form need not be walked with each key
    typed = list(_texts(declaration))
    characters: dict[tuple[str, str, str], list[Finding]] = {}
    others = []
    for finding in findings:
        if finding.code not in _CHARACTERS:
            others.append(_moved(finding, typed) if finding.code in _TOO_LONG else finding)
            continue
        fonts = str(finding.data.get("fonts", ""))
        for field, place in (_holding(finding, typed) or {finding.field: finding.data["place"]}).items():
            here = msgspec.structs.replace(finding, field=field, data={**finding.data, "place": place})
            characters.setdefault((field, finding.code, fonts), []).append(here)
    return (*others, *map(_joined, characters.values()))


def _texts(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """Every typed text that can stand on the page, with its field."""
    plain = msgspec.to_builtins(declaration)
    for name, value in plain.items():
        if name not in _SILENT:
            yield from ((path, text) for path, text in _walk(name, value) if path not in _SILENT_FIELDS)


def _walk(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and path.startswith("blocks."):
                yield from ((path, text) for _, text in _walk("", inner))
            else:
                yield from _walk(f"{path}.{key}" if path else key, inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            if isinstance(inner, str):
                yield path, inner
            else:
                key = inner.get("id", number) if path == "blocks" else number
                yield from _walk(f"{path}.{key}", inner)


def _holding(finding: Finding, typed: Sequence[tuple[str, str]]) -> dict[str, str | int | float]:
    """The fields whose text stands where the character does, with what is around it there."""
    character, quoted = str(finding.data["character"]), _plain(str(finding.data["place"]))
    found: dict[str, str | int | float] = {}
    for field, text in typed:
        at = text.find(character)
        while at >= 0 and field not in found:
            after = at + len(character)
            if _plain(text[max(0, at - _AROUND) : after + _AROUND]) in quoted:
                found[field] = " ".join(text[max(0, at - 2 * _AROUND) : after + 2 * _AROUND].split())
            at = text.find(character, at + 1)
    return found


def _plain(text: str) -> str:
    """As the page may have changed it: capitals, fixed spaces, line ends."""
    return " ".join(text.casefold().split())


def _joined(found: Sequence[Finding]) -> Finding:
    """Those of one field as one."""
    shown = list(dict.fromkeys(str(finding.data["character"]) for finding in found))
    characters = " ".join(shown[:_MOST_NAMED]) + (" …" if len(shown) > _MOST_NAMED else "")
    data = {**found[0].data, "character": characters, "n": len(shown)}
    return msgspec.structs.replace(found[0], data=data)


def _moved(finding: Finding, typed: Sequence[tuple[str, str]]) -> Finding:
    """At the field that fills the zone; at the zone itself where none is long."""
    within = _ZONES.get(finding.field, ())
    texts = [(len(text), field) for field, text in typed if f"{field}.".startswith(within)]
    length, field = max(texts, default=(0, ""))
    return msgspec.structs.replace(finding, field=field) if length > _LONG else finding
