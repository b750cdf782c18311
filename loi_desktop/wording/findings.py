"""Everything wrong with a declaration, or worth a look, as findings in the form's order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator

from loi_desktop.model.declaration import Declaration
from loi_desktop.model.findings import Finding
from loi_desktop.model.letter import Letter
from loi_desktop.model.text import plain
from loi_desktop.wording import field_findings as fields
from loi_desktop.wording import guard as promise
from loi_desktop.wording.address import MAX_ADDRESS_LINES, at_home
from loi_desktop.wording.blocks import EffectiveBlock
from loi_desktop.wording.notes import error, notice
from loi_desktop.wording.phrases import iso_date, written_date
from loi_desktop.wording.resolve import placeholders
from loi_desktop.wording.values import Situation, value
from loi_desktop.wording.written_once import written_once

LINE_CHARACTERS = 46
"""About what the address field's 80 mm hold at 11 pt; the page itself measures exactly."""

_STATEMENTS = {
    promise.INTEREST: "statement.interest-missing",
    promise.NON_BINDING: "statement.non-binding-missing",
    promise.NO_OBLIGATION: "statement.no-obligation-missing",
}


def findings(now: Situation, blocks: tuple[EffectiveBlock, ...], letter: Letter) -> tuple[Finding, ...]:
    """All findings, errors first, each group in the order of the form."""
    said = now.declaration
    found = [
        *_call(now),
        *_recipient(said, letter),
        *fields.sender(said),
        *_facts(now),
        *fields.letter_date(said, now.today),
        *_topics(now),
        *_blocks(now, blocks),
        *_texts(now, blocks, letter),
        *_statements(now, blocks, letter),
        *written_once(now),
        *fields.council(said, now.today),
        *fields.signatories(said),
        *fields.long_names(said),
        *fields.size(said),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity != "error"))


def _call(now: Situation) -> Iterator[Finding]:
    deadline = iso_date(now.call.deadline)
    if deadline and deadline < now.today:
        german, english = written_date(deadline, "de"), written_date(deadline, "en")
        yield notice("call.deadline-passed", "call.id", deadline=german, deadline_en=english)


def _recipient(said: Declaration, letter: Letter) -> Iterator[Finding]:
    to = said.recipient
    if not any(text.strip() for text in (to.organisation, to.first_name, to.last_name)):
        yield error("recipient.missing", "recipient.organisation")
    lines = sum(math.ceil(len(line) / LINE_CHARACTERS) for line in letter.address)
    if lines > MAX_ADDRESS_LINES:
        yield notice("recipient.address-long", "recipient.organisation", most=MAX_ADDRESS_LINES)
    if at_home(to):
        yield from fields.postcode(to.postcode, "recipient.postcode")
    yield from fields.email(to.email, "recipient.email")


def _facts(now: Situation) -> Iterator[Finding]:
    for fact in now.call.facts:
        if fact.required and not now.declaration.facts.get(fact.id, "").strip():
            label, label_en = fact.label.de, fact.label.get("en")
            yield error("fact.missing", f"facts.{fact.id}", label=label, label_en=label_en)


def _topics(now: Situation) -> Iterator[Finding]:
    """Chosen numbers that the call does not have."""
    known = {str(number) for number in range(1, len(now.call.topics) + 1)}
    chosen = [n for n, choice in now.declaration.topics.items() if choice.on]
    gone = sorted((n for n in chosen if n not in known), key=lambda n: (len(n), n))
    if gone:
        yield notice("topics.unknown", "topics", numbers=", ".join(gone), n=len(gone))


def _blocks(now: Situation, blocks: tuple[EffectiveBlock, ...]) -> Iterator[Finding]:
    """Blocks that say something and are not the call's, and blocks that stand there twice.

    A bare id is the order of another call and worth no word.
    """
    known = {block.id for block in blocks}
    ids = [said.id for said in now.declaration.blocks]
    telling = [b.id for b in now.declaration.blocks if b.on is not None or b.text.de or b.text.en]
    for block_id in dict.fromkeys(telling):
        if block_id not in known:
            yield notice("blocks.unknown", f"blocks.{block_id}", block=block_id)
    for block_id, times in Counter(ids).items():
        if times > 1:
            yield notice("blocks.twice", f"blocks.{block_id}", block=block_id)


def _texts(now: Situation, blocks: tuple[EffectiveBlock, ...], letter: Letter) -> Iterator[Finding]:
    for block in (b for b in blocks if b.shown):
        yield from _text(now, block)
    rows = {block.id: block.rows for block in letter.blocks}
    for block in blocks:
        if block.place == "head" and not plain(rows.get(block.id, ())).strip():
            yield notice("subject.empty", f"blocks.{block.id}")
        if block.place != "salutation" and block.id in rows:
            for hit in promise.guard(rows[block.id], now.language):
                yield notice("guard.promise", f"blocks.{block.id}", words=hit.words, **_named(block))


def _text(now: Situation, block: EffectiveBlock) -> Iterator[Finding]:
    field = f"blocks.{block.id}"
    if now.language == "en" and block.changed_de and not block.changed_en:
        yield notice("block.english-missing", field, **_named(block))
    for name in placeholders(block.text(now.language)):
        if value(name, now) is None:
            yield notice("placeholder.unknown", field, placeholder=name, **_named(block))


def _named(block: EffectiveBlock) -> dict[str, str]:
    return {"block": block.name.de, "block_en": block.name.get("en")}


def _statements(now: Situation, blocks: tuple[EffectiveBlock, ...], letter: Letter) -> Iterator[Finding]:
    """What the funder needs and the letter no longer says, at the block that used to say it."""
    texts = (plain(block.rows) for block in letter.blocks if block.kind == "text")
    made = promise.statements(texts, now.language)
    for statement in _needed(blocks):
        if statement not in made and statement in _STATEMENTS:
            block = next(b for b in blocks if statement in b.statements)
            yield notice(_STATEMENTS[statement], f"blocks.{block.id}", **_named(block))


def _needed(blocks: Iterable[EffectiveBlock]) -> list[str]:
    return list(dict.fromkeys(statement for block in blocks for statement in block.statements))
