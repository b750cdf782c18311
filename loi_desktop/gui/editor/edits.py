"""What the form does to a declaration: pure functions, one for each gesture."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from loi_desktop.model.call import Call
from loi_desktop.model.declaration import (
    Block,
    BlockText,
    CallRef,
    Declaration,
    Language,
    Recipient,
    Signatory,
)
from loi_desktop.model.fields import set_field
from loi_desktop.model.text import RichText

Edit = Callable[[Declaration], Declaration]

replace = msgspec.structs.replace


def get(declaration: Declaration, path: str, default: Any = "") -> Any:
    """The value at `path` (`signatories.0.name`); `default` where there is none."""
    value: Any = declaration
    for key in path.split("."):
        if isinstance(value, msgspec.Struct):
            value = getattr(value, key, default)
        elif isinstance(value, tuple):
            value = value[int(key)] if key.isdigit() and int(key) < len(value) else default
        elif hasattr(value, "get"):
            value = value.get(key, default)
        else:
            return default
    return value


def put(path: str, value: Any) -> Edit:
    """Set one field."""
    return lambda declaration: set_field(declaration, path, value)


def choose_call(call: Call, known: Iterable[Call]) -> Edit:
    """Answer another call; a recipient that came with a call gives way to the new one's."""
    recipients = {other.recipient for other in known} | {Recipient()}

    def edit(declaration: Declaration) -> Declaration:
        taken = declaration.recipient in recipients
        return replace(
            declaration,
            call=CallRef(call.id, call.version),
            recipient=call.recipient if taken else declaration.recipient,
        )

    return edit


def block_on(order: tuple[str, ...], block_id: str, *, on: bool) -> Edit:
    """Switch a paragraph on or off."""
    return _each(order, block_id, lambda block: replace(block, on=on))


def block_text(
    order: tuple[str, ...],
    block_id: str,
    rows: RichText | None,
    language: Language,
    original: RichText | None,
) -> Edit:
    """Write a paragraph anew; what equals the call's original (or None) is the original."""
    kept = None if rows == original else rows

    def write(block: Block) -> Block:
        text = block.text
        changed = BlockText(text.de, kept) if language == "en" else BlockText(kept, text.en)
        return replace(block, text=changed)

    return _each(order, block_id, write)


def block_moved(order: tuple[str, ...], block_id: str, step: int) -> Edit:
    """Move a paragraph up (-1) or down (1)."""
    ids = list(order)
    at = ids.index(block_id)
    to = min(max(at + step, 0), len(ids) - 1)
    ids.insert(to, ids.pop(at))
    return lambda declaration: replace(declaration, blocks=_arranged(declaration, tuple(ids)))


def new_own(declaration: Declaration) -> str:
    """A free id for an own paragraph."""
    taken = {block.id for block in declaration.blocks}
    return next(f"own:{n}" for n in range(1, 1000) if f"own:{n}" not in taken)


def own_added(order: tuple[str, ...], block_id: str) -> Edit:
    """An empty own paragraph after the others."""
    return lambda declaration: replace(
        declaration, blocks=(*_arranged(declaration, order), Block(block_id, on=True))
    )


def own_removed(block_id: str) -> Edit:
    """Take an own paragraph away."""
    return lambda declaration: replace(
        declaration, blocks=tuple(b for b in declaration.blocks if b.id != block_id)
    )


def info_moved(index: int, step: int) -> Edit:
    """Move a line of the information block."""

    def edit(declaration: Declaration) -> Declaration:
        lines = list(declaration.info)
        to = min(max(index + step, 0), len(lines) - 1)
        lines.insert(to, lines.pop(index))
        return replace(declaration, info=tuple(lines))

    return edit


def signatory_added(declaration: Declaration) -> Declaration:
    """Room for a second signature."""
    return replace(declaration, signatories=(*declaration.signatories, Signatory()))


def signatory_removed(index: int) -> Edit:
    """One signatory less; the last one is only emptied."""

    def edit(declaration: Declaration) -> Declaration:
        left = tuple(s for n, s in enumerate(declaration.signatories) if n != index)
        return replace(declaration, signatories=left or (Signatory(),))

    return edit


def signatories_swapped(declaration: Declaration) -> Declaration:
    """The other one first."""
    return replace(declaration, signatories=declaration.signatories[::-1])


def _each(order: tuple[str, ...], block_id: str, change: Callable[[Block], Block]) -> Edit:
    def edit(declaration: Declaration) -> Declaration:
        blocks = _arranged(declaration, order)
        if not any(block.id == block_id for block in blocks):
            blocks = (*blocks, Block(block_id))
        return replace(declaration, blocks=tuple(change(b) if b.id == block_id else b for b in blocks))

    return edit


def _arranged(declaration: Declaration, order: tuple[str, ...]) -> tuple[Block, ...]:
    """The blocks in `order`, named one by one: only then can one of them be moved."""
    said = {block.id: block for block in reversed(declaration.blocks)}
    rest = tuple(block for block in declaration.blocks if block.id not in order)
    return (*(said.get(block_id, Block(block_id)) for block_id in order), *rest)
