"""The format of a call package: from its parsed files to a checked `Call`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec
from msgspec import Struct

from loi_desktop.model.call import Call, CallBlock, Fact, Localised, MailText, Place, Topic
from loi_desktop.model.declaration import Recipient
from loi_desktop.model.normal import many_lines, one_line
from loi_desktop.wording import template
from loi_desktop.wording.faults import MalformedError
from loi_desktop.wording.filename import PARTS
from loi_desktop.wording.guard import STATEMENTS
from loi_desktop.wording.phrases import iso_date
from loi_desktop.wording.values import known

FORMAT = "loi-aufruf"
FORMAT_VERSION = 1

MAX_BLOCK_CHARACTERS = 20_000

_MANIFEST = "aufruf.toml"

_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_CALL_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_HEADING = re.compile(r"# +(\S+)[ \t]*")
_MAIL = ("mail.subject", "mail.body")


class _Block(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[block]]`: a paragraph of the letter; its texts stand in the language files."""

    id: str
    name: Localised
    place: Literal["head", "salutation", "body", "closing"] = "body"
    shown: Literal["yes", "filled", "contact", "no"] = "yes"
    statements: tuple[str, ...] = ()
    lower: bool = True


class _Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """`aufruf.toml`."""

    format: Literal["loi-aufruf"]
    format_version: Literal[1]
    id: str
    version: str
    title: Localised
    block: tuple[_Block, ...]
    summary: Localised | None = None
    coordinator: str = ""
    deadline: str = ""
    file_name: str = "LoI_{Aufruf}_{Kommune}_{Datum}"
    recipient: Recipient = Recipient()
    topic: tuple[Localised, ...] = ()
    fact: tuple[Fact, ...] = ()


class _Partners(Struct, frozen=True, forbid_unknown_fields=True):
    """`partner.toml`: proposed partners; `phrase` where the usual words would read wrong."""

    lang: str = ""
    city: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    phrase: Mapping[str, Localised] = {}


def build(
    manifest: Mapping[str, Any],
    partners: Mapping[str, Any],
    texts: Mapping[str, str],
    source: Literal["shipped", "given", "added"],
) -> Call:
    """The call that the parsed files describe.

    `texts` holds the language files' contents by language.  Raises MalformedError.
    """
    head = _converted(manifest, _Manifest, _MANIFEST)
    _check_head(head)
    _check_blocks(head)
    german = _sections(texts["de"], "texte.de.md")
    english = _sections(texts["en"], "texte.en.md")
    facts = {fact.id for fact in head.fact}
    _check_sections(head, german, english, facts)
    return Call(
        id=head.id,
        version=head.version,
        title=head.title,
        blocks=tuple(_block(block, german, english) for block in head.block),
        mail=_mail(german, english),
        summary=head.summary,
        coordinator=head.coordinator,
        deadline=head.deadline,
        recipient=head.recipient,
        topics=tuple(Topic(text) for text in head.topic),
        facts=head.fact,
        partners=_places(_converted(partners, _Partners, "partner.toml")),
        file_name=head.file_name,
        source=source,
    )


def _converted(data: Mapping[str, Any], kind: type[Any], file: str) -> Any:
    try:
        return msgspec.convert(_cleaned(data), kind)
    except (msgspec.ValidationError, RecursionError) as error:
        raise MalformedError("form", file, detail=str(error)) from error


def _cleaned(data: Any) -> Any:
    if isinstance(data, str):
        return one_line(data).strip()
    if isinstance(data, date):
        return data.isoformat()
    if isinstance(data, list):
        return [_cleaned(entry) for entry in data]
    if isinstance(data, dict):
        return {one_line(key): _cleaned(entry) for key, entry in data.items()}
    return data


def _check_head(head: _Manifest) -> None:
    if not _CALL_ID.fullmatch(head.id):
        raise MalformedError("call-id", _MANIFEST, value=head.id)
    for name, text in (("version", head.version), ("title.de", head.title.de)):
        if not text:
            raise MalformedError("empty", _MANIFEST, value=name)
    if head.deadline and iso_date(head.deadline) is None:
        raise MalformedError("deadline", _MANIFEST, value=head.deadline)
    for part in template.names(head.file_name):
        if part not in PARTS:
            raise MalformedError("file-name", _MANIFEST, value=part)


def _check_blocks(head: _Manifest) -> None:
    for what, ids in (("[[block]]", [b.id for b in head.block]), ("[[fact]]", [f.id for f in head.fact])):
        for entry in ids:
            if not _ID.fullmatch(entry) or ids.count(entry) > 1:
                raise MalformedError("id", _MANIFEST, value=entry, what=what)
    for place in ("head", "salutation", "closing"):
        if sum(block.place == place for block in head.block) != 1:
            raise MalformedError("place", _MANIFEST, value=place)
    for block in head.block:
        for statement in set(block.statements) - set(STATEMENTS):
            raise MalformedError("statement", _MANIFEST, block=block.id, value=statement)


def _sections(text: str, file: str) -> dict[str, str]:
    """The texts of a language file by the id in their heading (`# interest`)."""
    found: dict[str, list[str]] = {}
    lines: list[str] | None = None
    for number, line in enumerate(many_lines(text).split("\n"), start=1):
        heading = _HEADING.fullmatch(line)
        if heading:
            if heading[1] in found:
                raise MalformedError("second", file, line=number, value=heading[1])
            lines = found.setdefault(heading[1], [])
        elif lines is not None:
            lines.append(line.rstrip())
        elif line.strip():
            raise MalformedError("no-heading", file, line=number)
    return {name: "\n".join(lines).strip("\n") for name, lines in found.items()}


def _check_sections(
    head: _Manifest, german: Mapping[str, str], english: Mapping[str, str], facts: set[str]
) -> None:
    ids = {block.id for block in head.block} | set(_MAIL)
    for file, sections in (("texte.de.md", german), ("texte.en.md", english)):
        for name, text in sections.items():
            if name not in ids:
                raise MalformedError("no-block", file, heading=name, value=name)
            if len(text) > MAX_BLOCK_CHARACTERS:
                raise MalformedError("long", file, heading=name, most=MAX_BLOCK_CHARACTERS)
            for placeholder in template.names(text):
                if not known(placeholder, facts):
                    raise MalformedError("placeholder", file, heading=name, value=placeholder)
    for name in sorted(ids):
        if not german.get(name, "").strip():
            raise MalformedError("text-missing", "texte.de.md", value=name)


def _block(block: _Block, german: Mapping[str, str], english: Mapping[str, str]) -> CallBlock:
    de = template.rows(german[block.id])
    en = template.rows(english.get(block.id, "")) or de
    return CallBlock(
        id=block.id,
        name=block.name,
        de=de,
        en=en,
        place=block.place,
        shown=block.shown,
        statements=block.statements,
        lower=block.lower,
    )


def _mail(german: Mapping[str, str], english: Mapping[str, str]) -> MailText:
    subject, body = (Localised(german[name], english.get(name, "")) for name in _MAIL)
    return MailText(Localised(one_line(subject.de), one_line(subject.en)), body)


def _places(partners: _Partners) -> tuple[Place, ...]:
    phrase, lang = partners.phrase, partners.lang
    return (
        *(Place(name, "city", phrase.get(name), lang) for name in partners.city),
        *(Place(name, "province", phrase.get(name), lang) for name in partners.province),
    )
