"""Declaration and call become the letter, and what is worth saying about it.

This is the room's door: everything other rooms need from `wording` (but reading packages)
stands here.
"""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec import Struct

from loi_desktop.model.call import Call
from loi_desktop.model.declaration import Declaration, Language, Signatory
from loi_desktop.model.findings import Finding
from loi_desktop.model.letter import Letter, LetterBlock, Signature
from loi_desktop.model.text import RichText, Row, Run, plain
from loi_desktop.wording import address, phrases
from loi_desktop.wording.blocks import EffectiveBlock, all_blocks
from loi_desktop.wording.filename import file_name
from loi_desktop.wording.findings import findings
from loi_desktop.wording.mail import mail_text
from loi_desktop.wording.plain import plain_text
from loi_desktop.wording.resolve import Start, resolved
from loi_desktop.wording.typography import drawable_size, fixed_spaces
from loi_desktop.wording.values import Situation, value

__all__ = [
    "Composed",
    "EffectiveBlock",
    "compose",
    "effective_blocks",
    "file_name",
    "letter_alone",
    "mail_text",
    "placeholder_text",
    "plain_text",
    "resolve",
]

ROOM_MM = 25.0
"""Height for ink between closing and name."""
ROOM_SEAL_MM = 38.0
"""The same beside a seal of 38 × 38 mm."""
ROOM_ONE_PAGE_MM = 15.0
"""The same when the letter is pressed onto one page."""
ROOM_UNSIGNED_MM = 8.0
"""The same in the English copy, which nobody signs."""
ONE_PAGE_SIZE_PT = 10.0

MAX_SIGNATORIES = 2

_NOTE = "Courtesy translation. Only the German version is signed."


class Composed(Struct, frozen=True):
    """The letter, and everything wrong or worth a look."""

    letter: Letter
    findings: tuple[Finding, ...]


def compose(
    declaration: Declaration, call: Call, *, today: date, language: Language | None = None
) -> Composed:
    """The letter that `declaration` makes of `call`.

    `today` is the day of the Reinschrift; `language` None takes the declaration's own.
    The declaration has been normalised at the border (`model.normal.normalise`).
    """
    now = Situation(declaration, call, language or declaration.layout.language, today)
    blocks = all_blocks(now)
    letter = _letter(now, blocks)
    return Composed(letter, findings(now, blocks, letter))


def letter_alone(
    declaration: Declaration, call: Call, *, today: date, language: Language | None = None
) -> Letter:
    """The letter as `compose` makes it, without a look at what is wrong with it: a third of
    the time, for the page that follows each key.
    """
    now = Situation(declaration, call, language or declaration.layout.language, today)
    return _letter(now, all_blocks(now))


def effective_blocks(
    declaration: Declaration, call: Call, *, language: Language | None = None
) -> tuple[EffectiveBlock, ...]:
    """Every block in the letter's order, as the form shows it; `shown` holds for `language`
    (None: the declaration's own).
    """
    # No block waits for the date, so any day will do.
    return all_blocks(Situation(declaration, call, language or declaration.layout.language, date.min))


def resolve(
    rows: RichText, declaration: Declaration, call: Call, language: Language, today: date
) -> RichText:
    """`rows` with every placeholder filled, as a paragraph in the middle of the letter."""
    return resolved(rows, Situation(declaration, call, language, today))


def placeholder_text(name: str, declaration: Declaration, call: Call, language: Language, today: date) -> str:
    """What one placeholder says now, a line a row; empty when it has nothing to say or is
    unknown.
    """
    found = value(name, Situation(declaration, call, language, today))
    return found.text if found else ""


def _letter(now: Situation, blocks: tuple[EffectiveBlock, ...]) -> Letter:
    said, layout = now.declaration, now.declaration.layout
    texts = _text_blocks(now, blocks)
    subject = next((plain(b.rows) for b in texts if b.kind == "subject"), "")
    day = address.letter_day(said, now.today)
    german = now.language == "de"
    return Letter(
        title=subject.replace("\n", " ") or now.call.title.get(now.language),
        author=address.sender_name(said.sender),
        language=now.language,
        form=layout.form,
        font=layout.font,
        size=ONE_PAGE_SIZE_PT if layout.one_page else drawable_size(layout.size),
        date=day.isoformat() if day else "",
        return_line=address.return_line(said.sender, now.language),
        address=address.address_lines(said.recipient, now.language),
        info=address.info_rows(said, now.language, now.today),
        blocks=(*_note(now.language), *texts, *_lists(said, now.language)),
        signatures=_signatures(said.signatories, now.language),
        remarks=address.remarks(said.recipient, now.language),
        authority=_authority(said, now.language),
        seal=said.seal and german,
        name_line=said.name_line and german,
        marks=layout.marks,
        room_mm=_room_mm(said, now.language),
        signed=german,
    )


def _authority(said: Declaration, language: Language) -> str:
    """Above the information block, unless it stands in the return line."""
    in_info = said.sender.authority_place == "info"
    return phrases.authority(said.sender.authority, language) if in_info else ""


def _room_mm(said: Declaration, language: Language) -> float:
    if language != "de":
        return ROOM_UNSIGNED_MM
    if said.seal:
        return ROOM_SEAL_MM
    return ROOM_ONE_PAGE_MM if said.layout.one_page else ROOM_MM


_KINDS = {"head": "subject", "salutation": "salutation", "body": "text", "closing": "closing"}


def _text_blocks(now: Situation, blocks: tuple[EffectiveBlock, ...]) -> tuple[LetterBlock, ...]:
    """The blocks that stand in the letter, resolved; the first after the comma begins small."""
    done: list[LetterBlock] = []
    for block in blocks:
        if not block.shown:
            continue
        rows = resolved(block.text(now.language), now, _start(block, done, now.language))
        if rows:
            kind = _KINDS[block.place]
            done.append(
                msgspec.convert(
                    {"id": block.id, "kind": kind, "rows": rows, "field": block.field}, LetterBlock
                )
            )
    return tuple(done)


def _start(block: EffectiveBlock, before: list[LetterBlock], language: Language) -> Start:
    """After a German salutation that ends with its comma the text goes on small."""
    if block.place in {"head", "salutation"}:
        return "keep"
    if (
        language == "en"
        or not before
        or before[-1].kind != "salutation"
        or not plain(before[-1].rows).endswith(",")
    ):
        return "upper"
    return "lower" if block.lower else "keep"


def _note(language: Language) -> tuple[LetterBlock, ...]:
    if language == "de":
        return ()
    return (LetterBlock("note", "note", (Row((Run(text=_NOTE, italic=True),)),), "layout.language"),)


def _lists(said: Declaration, language: Language) -> tuple[LetterBlock, ...]:
    """Enclosures and copies: a bold heading without colon, one entry a line."""
    done = []
    enclosures = _entries(said.enclosures)
    if enclosures:
        one, many = ("Anlage", "Anlagen") if language == "de" else ("Enclosure", "Enclosures")
        rows = _list(one if len(enclosures) == 1 else many, enclosures, language)
        done.append(LetterBlock("enclosures", "enclosures", rows, "enclosures"))
    if copies := _entries(said.copies):
        rows = _list("Nachrichtlich" if language == "de" else "Copy to", copies, language)
        done.append(LetterBlock("copies", "copies", rows, "copies"))
    return tuple(done)


def _entries(texts: tuple[str, ...]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]


def _list(heading: str, entries: list[str], language: Language) -> RichText:
    head = Row((Run(text=heading, bold=True),))
    typed = "" if language == "de" else "de"  # entries are typed once, in German
    return (head, *(Row((Run(text=fixed_spaces(entry, language), lang=typed),)) for entry in entries))


def _signatures(signatories: tuple[Signatory, ...], language: Language) -> tuple[Signature, ...]:
    """At most two, in their order; one without a name stands only as long as there is no other."""
    named = [(n, s) for n, s in enumerate(signatories) if s.name.strip()] or list(enumerate(signatories))[:1]
    return tuple(
        Signature(
            name=fixed_spaces(signatory.name.strip(), language),
            office=phrases.office_title(signatory.office, language),
            by=phrases.signing_for(signatory.by, language),
            field=f"signatories.{number}.name",
        )
        for number, signatory in named[:MAX_SIGNATORIES]
    )
