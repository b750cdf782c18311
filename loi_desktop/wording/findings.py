"""Everything wrong with a declaration, or worth a look, as findings in the form's order."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from loi_desktop.model.declaration import Declaration
from loi_desktop.model.findings import Finding
from loi_desktop.model.letter import Letter
from loi_desktop.model.text import plain
from loi_desktop.wording import guard as promise
from loi_desktop.wording.address import MAX_ADDRESS_LINES
from loi_desktop.wording.blocks import EffectiveBlock
from loi_desktop.wording.grammar import gender_of
from loi_desktop.wording.phrases import iso_date, written_date
from loi_desktop.wording.resolve import placeholders
from loi_desktop.wording.values import Situation, value

DAYS_OFF = 7
"""A fixed date farther than this from today deserves a look."""

LINE_CHARACTERS = 46
"""About what the address field's 80 mm hold at 11 pt; the page itself measures exactly."""

_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\.]+(?:\.[^\s@<>,;:\"()\[\]\\.]+)+")
_REGIONAL_KEY = re.compile(r"\d{2}|\d{5}|\d{8}|\d{9}|\d{12}")

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
        *_sender(said),
        *_facts(now),
        *_date(now),
        *_texts(now, blocks, letter),
        *_statements(now, blocks, letter),
        *_written_once(now),
        *_council(said),
        *_signatories(said),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity != "error"))


def _error(code: str, field: str, **data: str | int) -> Finding:
    return Finding(code, "error", field, data)


def _notice(code: str, field: str, **data: str | int) -> Finding:
    return Finding(code, "notice", field, data)


def _call(now: Situation) -> Iterator[Finding]:
    deadline = iso_date(now.call.deadline)
    if deadline and deadline < now.today:
        german, english = written_date(deadline, "de"), written_date(deadline, "en")
        yield _notice("call.deadline-passed", "call.id", deadline=german, deadline_en=english)


def _recipient(said: Declaration, letter: Letter) -> Iterator[Finding]:
    to = said.recipient
    if not any(text.strip() for text in (to.organisation, to.first_name, to.last_name)):
        yield _error("recipient.missing", "recipient.organisation")
    lines = sum(math.ceil(len(line) / LINE_CHARACTERS) for line in letter.address)
    if lines > MAX_ADDRESS_LINES:
        yield _notice("recipient.address-long", "recipient.organisation", most=MAX_ADDRESS_LINES)
    yield from _email(to.email, "recipient.email")


def _sender(said: Declaration) -> Iterator[Finding]:
    sender = said.sender
    if not sender.name.strip():
        yield _error("sender.name-missing", "sender.name")
    if sender.kind.strip() and not sender.gender and not gender_of(sender.kind):
        yield _notice("sender.gender-unknown", "sender.gender", kind=sender.kind.strip())
    key = sender.regional_key.strip()
    if key and not _REGIONAL_KEY.fullmatch(key):
        yield _notice("sender.regional-key-odd", "sender.regional_key", value=key)
    yield from _email(sender.mailbox, "sender.mailbox")
    yield from _email(said.contact.email, "contact.email")


def _email(text: str, field: str) -> Iterator[Finding]:
    if text.strip() and not _EMAIL.fullmatch(text.strip()):
        yield _notice("email.odd", field, value=text.strip())


def _facts(now: Situation) -> Iterator[Finding]:
    for fact in now.call.facts:
        if fact.required and not now.declaration.facts.get(fact.id, "").strip():
            label, label_en = fact.label.de, fact.label.get("en")
            yield _error("fact.missing", f"facts.{fact.id}", label=label, label_en=label_en)


def _date(now: Situation) -> Iterator[Finding]:
    if now.declaration.date.mode != "fixed":
        return
    day = iso_date(now.declaration.date.value)
    if day is None:
        yield _error("date.unreadable", "date.value", value=now.declaration.date.value)
    elif abs((day - now.today).days) > DAYS_OFF:
        yield _notice(
            "date.far",
            "date.value",
            date=written_date(day, "de"),
            date_en=written_date(day, "en"),
            days=DAYS_OFF,
        )


def _texts(now: Situation, blocks: tuple[EffectiveBlock, ...], letter: Letter) -> Iterator[Finding]:
    known = {block.id for block in blocks}
    for said in now.declaration.blocks:
        if said.id not in known and (said.text.de or said.text.en):
            yield _notice("block.unknown", f"blocks.{said.id}", block=said.id)
    for block in (b for b in blocks if b.shown):
        yield from _text(now, block)
    rows = {block.id: block.rows for block in letter.blocks}
    for block in blocks:
        if block.place == "head" and not plain(rows.get(block.id, ())).strip():
            yield _notice("subject.empty", f"blocks.{block.id}")
        if block.place != "salutation" and block.id in rows:
            for hit in promise.guard(rows[block.id], now.language):
                yield _notice("guard.promise", f"blocks.{block.id}", words=hit.words, **_named(block))


def _text(now: Situation, block: EffectiveBlock) -> Iterator[Finding]:
    field = f"blocks.{block.id}"
    if now.language == "en" and block.changed_de and not block.changed_en:
        yield _notice("block.english-missing", field, **_named(block))
    for name in placeholders(block.text(now.language)):
        if value(name, now) is None:
            yield _notice("placeholder.unknown", field, placeholder=name, **_named(block))


def _named(block: EffectiveBlock) -> dict[str, str]:
    return {"block": block.name.de, "block_en": block.name.get("en")}


def _statements(now: Situation, blocks: tuple[EffectiveBlock, ...], letter: Letter) -> Iterator[Finding]:
    """What the funder needs and the letter no longer says, at the block that used to say it."""
    texts = (plain(block.rows) for block in letter.blocks if block.kind == "text")
    made = promise.statements(texts, now.language)
    for statement in _needed(blocks):
        if statement not in made and statement in _STATEMENTS:
            block = next(b for b in blocks if statement in b.statements)
            yield _notice(_STATEMENTS[statement], f"blocks.{block.id}", **_named(block))


def _needed(blocks: Iterable[EffectiveBlock]) -> list[str]:
    return list(dict.fromkeys(statement for block in blocks for statement in block.statements))


def _written_once(now: Situation) -> Iterator[Finding]:
    """Fields that have one text for both languages, where the English copy shows them."""
    if now.language == "de":
        return
    said = now.declaration
    fields = {
        "experience": said.experience,
        "partner.name": said.partner.name if said.partner.kind == "own" else "",
        **{f"topics.{n}.remark": choice.remark for n, choice in said.topics.items() if choice.on},
        **{f"facts.{fact.id}": said.facts.get(fact.id, "") for fact in now.call.facts},
        **{f"enclosures.{n}": text for n, text in enumerate(said.enclosures)},
    }
    for field, text in fields.items():
        if text.strip():
            yield _notice("english.written-once", field)


def _council(said: Declaration) -> Iterator[Finding]:
    council = said.council
    if council.form not in {"will_discuss", "noted", "agreed"}:
        return
    if not council.body.strip():
        yield _notice("council.body-missing", "council.body")
    if not council.date.strip():
        yield _notice("council.date-missing", "council.date")
    elif iso_date(council.date) is None:
        yield _error("council.date-unreadable", "council.date", value=council.date.strip())


def _signatories(said: Declaration) -> Iterator[Finding]:
    named = [n for n, signatory in enumerate(said.signatories) if signatory.name.strip()]
    if not named:
        yield _error("signatory.name-missing", "signatories.0.name")
    if len(named) > 1:
        yield _notice("signatory.two", f"signatories.{named[1]}.name")
    if len(named) > 2:
        yield _notice("signatory.too-many", f"signatories.{named[2]}.name")
