"""What cannot be drawn right or leaves the norm, found before anything is drawn."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator

from loi_desktop.model.findings import Finding
from loi_desktop.model.letter import Letter
from loi_desktop.pdf.fonts import MARKS, Face
from loi_desktop.pdf.geometry import ADDRESS_LINES, mm
from loi_desktop.pdf.head import Head
from loi_desktop.pdf.linebreak import clean, style_of

Faces = Callable[[int], Face]
Elsewhere = Callable[[str, int], tuple[str, ...]]

_BOLD = 1
_EXCERPT = 12  # characters on either side


def texts(letter: Letter) -> Iterator[tuple[str, str, int]]:
    """Every text of the page with its field and style."""
    yield "sender.name", letter.return_line, 0
    yield "sender.authority", letter.authority, _BOLD
    for text in letter.remarks:
        yield "recipient.email", text, 0
    for text in letter.address:
        yield "recipient.organisation", text, 0
    for row in letter.info:
        yield row.field, row.label, 0
        yield row.field, row.value, 0
    for block in letter.blocks:
        for content in block.rows:
            for run in content.runs:
                style = style_of(run) | _BOLD if block.kind == "subject" else style_of(run)
                yield block.field or block.id, run.text, style
    for person in letter.signatures:
        for text in (person.by, person.name, person.office):
            yield person.field, text, 0


def missing_glyphs(letter: Letter, faces: Faces, elsewhere: Elsewhere) -> tuple[Finding, ...]:
    """Characters that the letter's fonts cannot draw right, each once for each text;
    `elsewhere` names the families that draw a text in a style.
    """
    found: dict[tuple[str, str, str], Finding] = {}
    for field, raw, style in texts(letter):
        face = faces(style)
        if raw in face.plain:
            continue
        present = set(raw)
        if face.widths.keys() >= present and present.isdisjoint(MARKS):
            face.plain.keep(raw, None)
            continue
        text = clean(raw)
        for place in face.undrawable(text):
            char = text[place]
            if (field, text, char) not in found:
                found[field, text, char] = _missing(field, text, place, style, elsewhere)
    return tuple(found.values())


def _missing(field: str, text: str, place: int, style: int, elsewhere: Elsewhere) -> Finding:
    char = text[place]
    start = place
    while char in MARKS and start > 0 and text[start] in MARKS:
        start -= 1
    shown = text[start : place + 1]
    name = f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()
    excerpt = text[max(0, place - _EXCERPT) : place + _EXCERPT + 1].replace("\n", " ").strip()
    data: dict[str, str | int | float] = {"character": shown, "n": 1, "name": name, "place": excerpt}
    fonts = elsewhere(shown, style)
    if fonts:
        return Finding("pdf.glyph-elsewhere", "error", field, {**data, "fonts": ", ".join(fonts)})
    return Finding("pdf.glyph-missing", "error", field, data)


def leaves_the_norm(head: Head, page_bottom: float) -> tuple[Finding, ...]:
    """Notices for texts that are longer than their zone, an error for a head longer than
    the page; `page_bottom` in points.
    """
    found = []
    if head.subject > page_bottom:
        field = "info" if head.info_over >= head.address_over else "recipient.organisation"
        over = _whole_mm(head.subject - page_bottom)
        found.append(Finding("pdf.head-too-long", "error", field, {"mm": over}))
    if head.address_lines > ADDRESS_LINES:
        found.append(
            Finding(
                "pdf.address-overflow",
                "notice",
                "recipient.organisation",
                {"lines": head.address_lines, "most": ADDRESS_LINES, "mm": _whole_mm(head.address_over)},
            )
        )
    for code, field, length in (
        ("pdf.return-line-overflow", "sender.name", head.return_over),
        ("pdf.remarks-overflow", "recipient.email", head.remarks_over),
        ("pdf.info-overflow", "info", head.info_over),
    ):
        if length > 0:
            found.append(Finding(code, "notice", field, {"mm": _whole_mm(length)}))
    return tuple(found)


def _whole_mm(length_pt: float) -> int:
    return math.ceil(mm(length_pt) - 0.01)
