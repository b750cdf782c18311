"""„Angaben für Ihre Übersicht“: a few lines that people read and programs can.

A scan carries no data; these lines at the end of the e-mail do.  The format is described
in docs/overview-format.md.  It is read word by word, never line by line, so that quoting
(`> `), wrapping and joining of lines by mail programs do no harm.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from loi_desktop.errors import InputError
from loi_desktop.model import jsonio
from loi_desktop.model.declaration import Language
from loi_desktop.model.normal import clean, many_lines

FORMAT = "loi-overview"
VERSION = 1

# Six quote marks more still fit in the 78 characters at which mail programs wrap.
_WIDTH = 66
_MOST_JSON_BYTES = 1_000_000

_BEGIN = {"de": "===== Angaben für Ihre Übersicht =====", "en": "===== Details for your overview ====="}
_END = {"de": "===== Ende der Angaben =====", "en": "===== End of details ====="}

# field: the word that opens its entry, in German and English.  Entries of later versions
# stand after the language, so that readers of this version pass over them.
_LABELS = {
    "municipality": ("Kommune", "Municipality"),
    "kind": ("Art", "Kind"),
    "regional_key": ("Regionalschlüssel", "Regional-key"),
    "call": ("Aufruf", "Call"),
    "call_version": ("Aufruf-Fassung", "Call-version"),
    "topics": ("Themen", "Topics"),
    "partner": ("Partner", "Partner"),
    "contact": ("Ansprechperson", "Contact"),
    "office": ("Amt", "Office"),
    "phone": ("Telefon", "Phone"),
    "email": ("E-Mail", "E-mail"),
    "reference": ("Schreiben", "Letter"),
    "date": ("Datum", "Date"),
    "language": ("Sprache", "Language"),
}
_FIELDS = {f"{label}:": field for field, labels in _LABELS.items() for label in labels}

_QUOTE_MARKS = re.compile(r"^[ \t\xa0]*[>|][>| \t\xa0]*", re.MULTILINE)

# Outlook writes links out when it turns a message into plain text.
_LINK = re.compile(r"<(?:mailto|tel):[^<>]*>")


class PublicView(Struct, frozen=True):
    """What may leave the house as data: what stands in the letter, plus call id and key.

    `topics` are numbers in the call, counted from 1; `date` is an ISO date or empty;
    `reference` the letter's number (2026-0007).
    """

    municipality: str = ""
    kind: str = ""
    regional_key: str = ""
    call: str = ""
    call_version: str = ""
    date: str = ""
    language: Language = "de"
    reference: str = ""
    topics: tuple[int, ...] = ()
    partner: str = ""
    contact: str = ""
    office: str = ""
    phone: str = ""
    email: str = ""


class _Attached(Struct, frozen=True):
    """The view as it lies inside a PDF."""

    format: str
    version: int
    view: PublicView


def tidy(view: PublicView) -> PublicView:
    """`view` as it comes back from its lines: NFC, one space between words, no links."""
    plain = clean(view)
    texts = {
        name: " ".join(_LINK.sub(" ", value).split())
        for name in _LABELS
        if isinstance(value := getattr(plain, name), str)
    }
    return msgspec.convert({**msgspec.to_builtins(plain), **texts}, PublicView)


def lines(view: PublicView, language: Language) -> str:
    """The block for the end of an e-mail, lines of at most 66 characters where words allow it."""
    return "\n".join((_BEGIN[language], *_entries(tidy(view), language), _END[language]))


def _entries(view: PublicView, language: Language) -> Iterator[str]:
    for field, labels in _LABELS.items():
        value = getattr(view, field)
        if isinstance(value, tuple):
            value = ", ".join(str(number) for number in value)
        if value:
            label = labels[0] if language == "de" else labels[1]
            yield textwrap.fill(
                f"{label}: {' '.join(map(_escaped, value.split()))}",
                _WIDTH,
                subsequent_indent="    ",
                break_long_words=False,
                break_on_hyphens=False,
            )


def _escaped(word: str) -> str:
    """A word of a value that would be taken for a label, a marker or a quote mark."""
    return f"\\{word}" if word in _FIELDS or word[0] in "\\>|=" else word


def read(text: str) -> tuple[PublicView, ...]:
    """Every whole block in `text`, in its order, whether quoted, wrapped or joined.

    A block without its end is left out, and so is an entry that is unknown or no longer
    makes sense.
    """
    words = _QUOTE_MARKS.sub("", many_lines(text)).split()
    begins, ends = ([marker.split() for marker in known.values()] for known in (_BEGIN, _END))
    views: list[PublicView] = []
    inside: list[str] | None = None
    place = 0
    while place < len(words):
        begin, end = _at(words, place, begins), _at(words, place, ends)
        if begin:
            inside = []
        elif end and inside is not None:
            views.append(_view(inside))
            inside = None
        elif inside is not None:
            inside.append(words[place])
        place += begin or end or 1
    return tuple(views)


def _at(words: list[str], place: int, markers: list[list[str]]) -> int:
    """How many words the marker at `place` has; 0: there is none."""
    return next((len(m) for m in markers if words[place : place + len(m)] == m), 0)


def _view(words: list[str]) -> PublicView:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for word in words:
        if word in _FIELDS:
            current = found.setdefault(_FIELDS[word], [])
        else:
            current.append(word.removeprefix("\\"))
    topics = tuple(int(n) for n in re.findall(r"[0-9]{1,4}", " ".join(found.pop("topics", []))))
    language: Language = "en" if found.pop("language", [])[:1] == ["en"] else "de"
    texts = {field: " ".join(said) for field, said in found.items()}
    return tidy(PublicView(**texts, topics=topics, language=language))


def to_json(view: PublicView) -> bytes:
    """The same view as readable JSON, to lie inside the PDF."""
    return jsonio.to_json(_Attached(FORMAT, VERSION, tidy(view)))


def from_json(data: bytes) -> PublicView:
    """The view in `data`.  Raises InputError (`overview.unreadable`, `overview.newer`)."""
    if len(data) > _MOST_JSON_BYTES:
        raise InputError("overview.unreadable", why="> 1 MB")
    try:
        attached = msgspec.json.decode(data, type=_Attached)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InputError("overview.unreadable", why=str(error)[:200]) from error
    if attached.format != FORMAT:
        raise InputError("overview.unreadable", why=attached.format[:80])
    if attached.version > VERSION:
        raise InputError("overview.newer", version=attached.version)
    return tidy(attached.view)
