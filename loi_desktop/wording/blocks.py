"""The blocks of a letter as they are now: the call's and the clerk's, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from loi_desktop.model.call import CallBlock, Localised
from loi_desktop.model.declaration import Block, Declaration, Language
from loi_desktop.model.text import RichText
from loi_desktop.wording.resolve import placeholders
from loi_desktop.wording.values import Situation, needed, value

Place = Literal["head", "salutation", "body", "closing"]

OWN = Localised(de="Eigener Absatz", en="Own paragraph")


class EffectiveBlock(Struct, frozen=True):
    """A block as the form shows it.

    `id` as in the declaration; `on` the check box; `shown` whether it stands in the letter
    as things are (a block that is on waits until it has something to say); `de`, `en` the
    clerk's text or the original, placeholders unresolved; `changed` whether a text of the
    clerk stands in either language, `changed_de` and `changed_en` in which; `movable` whether
    it can be moved and switched off; `statements` what the funder needs it for; `lower`
    whether its first word may begin small after the salutation's comma.
    """

    id: str
    name: Localised
    place: Place
    on: bool
    shown: bool
    de: RichText
    en: RichText
    changed_de: bool
    changed_en: bool
    movable: bool
    statements: tuple[str, ...] = ()
    lower: bool = True
    field: str = ""

    @property
    def changed(self) -> bool:
        """Whether the clerk's own text stands in either language."""
        return self.changed_de or self.changed_en

    def text(self, language: Language) -> RichText:
        """The rows in `language`."""
        return self.en if language == "en" else self.de


def all_blocks(now: Situation) -> tuple[EffectiveBlock, ...]:
    """Every block of the letter in its order: head, salutation, body, closing."""
    said = {block.id: block for block in reversed(now.declaration.blocks)}
    fixed = [_of_call(block, said, now) for block in now.call.blocks if block.place != "body"]
    body = [
        _of_call(block, said, now) if block else _own(said[block_id]) for block_id, block in _body_order(now)
    ]
    before = [block for block in fixed if block.place != "closing"]
    before.sort(key=lambda block: block.place != "head")
    return (*before, *body, *(block for block in fixed if block.place == "closing"))


def _body_order(now: Situation) -> list[tuple[str, CallBlock | None]]:
    """Ids between salutation and closing: as the clerk ordered them.

    A block of the call that she never touched comes after the one it follows in the call; a
    paragraph of her own stays with the block it follows.
    """
    calls = {f"call:{block.id}": block for block in now.call.blocks if block.place == "body"}
    groups = _groups(now.declaration.blocks, calls)
    position = 0
    for block_id in calls:
        place = next((n for n, group in enumerate(groups) if block_id in group), None)
        if place is None:
            groups.insert(position, [block_id])
        position = (position if place is None else place) + 1
    return [(block_id, calls.get(block_id)) for group in groups for block_id in group]


def _groups(said: tuple[Block, ...], calls: Mapping[str, CallBlock]) -> list[list[str]]:
    """Each block of the call with the clerk's paragraphs behind it; her first ones stand
    before the first of them, or alone.
    """
    groups: list[list[str]] = []
    leading: list[str] = []
    for block_id in dict.fromkeys(block.id for block in said):
        if block_id in calls:
            groups.append([*leading, block_id])
            leading = []
        elif block_id.startswith("own:"):
            (groups[-1] if groups else leading).append(block_id)
    return groups or ([leading] if leading else [])


def _of_call(block: CallBlock, said: dict[str, Block], now: Situation) -> EffectiveBlock:
    block_id = f"call:{block.id}"
    mine = said.get(block_id, Block(block_id))
    default = block.shown in {"yes", "filled"} or (
        block.shown == "contact" and not contact_in_info(now.declaration)
    )
    on = default if mine.on is None or block.place != "body" else mine.on
    de = block.de if mine.text.de is None else mine.text.de
    en = block.en if mine.text.en is None else mine.text.en
    rows = en if now.language == "en" else de
    changed = (mine.text.en if now.language == "en" else mine.text.de) is not None
    return EffectiveBlock(
        id=block_id,
        name=block.name,
        place=block.place,
        on=on,
        shown=on and (block.shown == "yes" or _filled(rows, now)),
        de=de,
        en=en,
        changed_de=mine.text.de is not None,
        changed_en=mine.text.en is not None,
        movable=block.place == "body",
        statements=block.statements,
        lower=block.lower or changed,
        field=f"blocks.{block_id}" if changed else _field(block, rows),
    )


def _own(block: Block) -> EffectiveBlock:
    """A paragraph of the clerk's; its German text stands in where the English is missing."""
    de = block.text.de or ()
    en = de if block.text.en is None else block.text.en
    on = block.on is not False
    return EffectiveBlock(
        id=block.id,
        name=OWN,
        place="body",
        on=on,
        shown=on,
        de=de,
        en=en,
        changed_de=block.text.de is not None,
        changed_en=block.text.en is not None,
        movable=True,
        field=f"blocks.{block.id}",
    )


def contact_in_info(declaration: Declaration) -> bool:
    """Whether the information block names somebody who answers questions."""
    on = any(line.field == "contact" and line.on for line in declaration.info)
    return on and bool(declaration.contact.name.strip())


def _filled(rows: RichText, now: Situation) -> bool:
    """Whether one of the values that the text is about is there, or the text needs none."""
    names = [name for name in placeholders(rows) if needed(name)]
    found = [value(name, now) for name in names]
    return not names or any(v is None or v.lines for v in found)


_FIELDS = {
    "topics": "topics",
    "experience": "experience",
    "partner": "partner.name",
    "council": "council.form",
    "contact": "contact.name",
    "salutation": "recipient.address_form",
}


def _field(block: CallBlock, rows: RichText) -> str:
    """Where a click on the paragraph goes: to what it is about, else to its own text."""
    for name in placeholders(rows):
        if name in _FIELDS:
            return _FIELDS[name]
        if name.startswith("fact.") and block.shown == "filled":
            return "facts." + name.removeprefix("fact.")
    return f"blocks.call:{block.id}"
