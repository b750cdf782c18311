"""The letter: resolved text in reading order, without any geometry."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from loi_desktop.model.declaration import Form, Language
from loi_desktop.model.text import RichText, Row, Run


class InfoRow(Struct, frozen=True):
    """A line of the information block; `field` is the form's path (click on the page)."""

    label: str
    value: str
    field: str = ""


class LetterBlock(Struct, frozen=True):
    """A block of the letter.  Runs hold no placeholders any more.

    `id` as in the declaration (`call:interest`, `own:1`, `enclosures`, `copies`);
    `field` the path a click goes to.
    """

    id: str
    kind: Literal["note", "subject", "salutation", "text", "closing", "enclosures", "copies"]
    rows: RichText
    field: str = ""


class Signature(Struct, frozen=True):
    """One signatory.  `by` stands under the closing; `field` as in the form."""

    name: str
    office: str = ""
    by: str = ""
    field: str = ""


class Letter(Struct, frozen=True):
    """What stands on the page.  `date` is an ISO date, or empty when it is left open;
    `size` in points; `room_mm` is the height left for ink (25, 38 with a seal, less when
    the letter is pressed onto one page).  `signed`: False for a courtesy copy, which
    offers no field for a signature.
    """

    title: str
    author: str
    language: Language
    form: Form
    font: str
    size: float
    date: str
    return_line: str
    address: tuple[str, ...]
    info: tuple[InfoRow, ...]
    blocks: tuple[LetterBlock, ...]
    signatures: tuple[Signature, ...]
    remarks: tuple[str, ...] = ()
    authority: str = ""
    seal: bool = False
    name_line: bool = False
    marks: bool = True
    room_mm: float = 25.0
    signed: bool = True


__all__ = ["InfoRow", "Letter", "LetterBlock", "RichText", "Row", "Run", "Signature"]
