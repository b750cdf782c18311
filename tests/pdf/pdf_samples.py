"""Letters, letterheads and a ruler for the tests of the PDF room."""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from loi_desktop.model.background import Background, Piece, Sheet
from loi_desktop.model.letter import InfoRow, Letter, LetterBlock, Signature
from loi_desktop.model.text import Row, Run

MM = 25.4 / 72
A4_PT = (595.2756, 841.8898)

SUBJECT = "Interessensbekundung (Letter of Intent): kommunale Projektpartnerschaft mit Städten in Vietnam"
INTEREST = (
    "die Stadt Musterstadt bekundet hiermit ihr grundsätzliches Interesse an einer Beteiligung an der "
    "Projektidee für kommunale Partnerschaften mit Städten in Vietnam, die im Rahmen des Open Calls „Locally "
    "Led Solutions – Made with Germany“ der GIZ entwickelt und durch ein BMZ-finanziertes GIZ-Projekt in "
    "Vietnam eingereicht wird."
)
PERSPECTIVE = (
    "Wir verstehen das Vorhaben als Einstieg in eine langfristig angelegte Zusammenarbeit und sind bereit, "
    "seine Ausgestaltung gemeinsam mit den beteiligten Partnern zu entwickeln."
)
NON_BINDING = (
    "Diese Erklärung ist unverbindlich. Sie dient ausschließlich dem Nachweis kommunalen Interesses "
    "gegenüber dem Fördergeber und begründet keine rechtliche oder finanzielle Verpflichtung."
)
TOPICS = (
    "nachhaltige und integrierte Stadt- und Quartiersentwicklung",
    (
        "Klimaanpassung, Resilienz und der Umgang mit Extremwetterereignissen: Hitzeaktionsplan, "
        "Starkregenvorsorge und Renaturierung des Musterbachs"
    ),
    "zukunftsfähige Mobilitätslösungen (einschließlich E-Mobilität)",
)


def paragraphs(*texts: str) -> tuple[Row, ...]:
    return tuple(Row(runs=(Run(text=text),)) for text in texts)


def items(*texts: str, level: int = 0) -> tuple[Row, ...]:
    return tuple(Row(runs=(Run(text=text),), kind="item", level=level) for text in texts)


def block(name: str, *texts: str, kind: str = "text") -> LetterBlock:
    return LetterBlock(f"call:{name}", kind, paragraphs(*texts), f"blocks.call:{name}")


def headed(name: str, heading: str, *texts: str) -> LetterBlock:
    rows = (Row(runs=(Run(text=heading, bold=True),)), *paragraphs(*texts))
    return LetterBlock(name, name, rows, name)


ENCLOSURES = headed("enclosures", "Anlagen", "Ratsbeschluss vom 12. Oktober 2026", "Kurzprofil der Stadt")
COPIES = headed("copies", "Nachrichtlich", "Bezirksregierung Musterland")
PARTNER = LetterBlock(
    "call:partner",
    "text",
    (
        Row(
            runs=(
                Run(text="Besonders interessiert sind wir an einem Austausch mit der "),
                Run(text="Stadt Đà Nẵng", lang="vi", bold=True),
                Run(text=" und der Provinz "),
                Run(text="Lào Cai", lang="vi", italic=True),
                Run(text="."),
            )
        ),
    ),
    "partner.name",
)
TOPIC_LIST = LetterBlock(
    "call:topics",
    "text",
    (
        *paragraphs("Unser Interesse gilt insbesondere folgenden Themenfeldern:"),
        *items(*TOPICS[:2]),
        *items("mit einer Partnerstadt", "mit der Hochschule", level=1),
        *items(TOPICS[2]),
    ),
    "blocks.call:topics",
)

BODY = (
    block("interest", INTEREST),
    TOPIC_LIST,
    PARTNER,
    block("perspective", PERSPECTIVE),
    block("non_binding", NON_BINDING),
)
MAYOR = Signature("Dr. Johanna Beispiel", "Oberbürgermeisterin", field="signatories.0.name")
DEPUTY = Signature("Max Mustermann", "Erster Beigeordneter", "In Vertretung", field="signatories.1.name")


def letter(
    *, body: tuple[LetterBlock, ...] = BODY, after: tuple[LetterBlock, ...] = (), **changes: object
) -> Letter:
    """A usual letter; `changes` replace its fields."""
    fields: dict[str, object] = {
        "title": SUBJECT,
        "author": "Stadt Musterstadt",
        "language": "de",
        "form": "B",
        "font": "Source Sans 3",
        "size": 11.0,
        "date": "2026-11-22",
        "return_line": "Stadt Musterstadt · Rathausplatz 1 · 12345 Musterstadt",
        "remarks": ("Per E-Mail: kontakt@koordination.example",),
        "address": (
            "Landesverband Beispiel",
            "Frau Dr. Erika Musterfrau",
            "Musterweg 5",
            "12345 Musterstadt",
        ),
        "info": (
            InfoRow("Unser Zeichen", "61-26/LoI-07", "our_reference"),
            InfoRow("Auskunft erteilt", "Max Mustermann", "contact.name"),
            InfoRow("E-Mail", "max.mustermann@musterstadt.example", "contact.email"),
            InfoRow("Datum", "22. November 2026", "date.value"),
        ),
        "blocks": (
            block("subject", SUBJECT, kind="subject"),
            block("salutation", "Sehr geehrte Damen und Herren,", kind="salutation"),
            *body,
            block("closing", "Mit freundlichen Grüßen", kind="closing"),
            *after,
        ),
        "signatures": (MAYOR,),
    }
    return Letter(**(fields | changes))  # type: ignore[arg-type]


def sheet(content: bytes, text: str = "") -> Sheet:
    """A letterhead's page from drawing operators."""
    width, height = A4_PT
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f] /Resources << >> /Length %d >>\n"
        b"stream\n%s\nendstream"
    )
    return Sheet((Piece((form % (width, height, len(content), content),)),), 0, width, height, text=text)


def letterhead(*, following: bool = True, **margins: float) -> Background:
    """A band at the top and a rule at the bottom; a narrow band on following pages."""
    first = sheet(b"0.1 0.3 0.6 rg 0 785 595.28 57 re f 0.6 g 70.9 62 468 0.8 re f 70.9 30 200 22 re f")
    second = sheet(b"0.1 0.3 0.6 rg 0 815 595.28 27 re f") if following else None
    return Background("musterstadt", "Musterstadt", "ab" * 32, first, second, **margins)


@dataclass(frozen=True)
class Char:
    """A character as the finished file has it; millimetres from the top left corner."""

    text: str
    x: float
    baseline: float
    size_pt: float


def chars(pdf: bytes, page: int = 0) -> list[Char]:
    """Every character of a page in the order of its content, measured by PDFium."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        height = document[page].get_height()
        found = []
        x, y = ctypes.c_double(), ctypes.c_double()
        for n in range(text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text.raw, n)
            if pdfium.FPDFText_IsGenerated(text.raw, n) == 1:
                continue
            pdfium.FPDFText_GetCharOrigin(text.raw, n, x, y)
            size = pdfium.FPDFText_GetFontSize(text.raw, n)
            # PDFium gives a hyphen at a line's end as U+0002
            found.append(
                Char("-" if code in (2, 0xFFFE) else chr(code), x.value * MM, (height - y.value) * MM, size)
            )
        return found
    finally:
        document.close()


def pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def read(pdf: bytes, page: int | None = None) -> str:
    """The text in the order of the content; hyphens at line ends as they were typed."""
    numbers = range(pages(pdf)) if page is None else (page,)
    return "".join(char.text for n in numbers for char in chars(pdf, n))


def words(text: str) -> str:
    """`text` with single spaces, for comparing what is said."""
    return " ".join(text.split())


def place(pdf: bytes, text: str, page: int = 0) -> Char:
    """The first character of `text` on a page."""
    found = chars(pdf, page)
    joined = "".join(char.text for char in found)
    assert text in joined, f"{text!r} is not on page {page}: {joined[:400]!r}"
    return found[joined.index(text)]


def picture(pdf: bytes, page: int = 0, scale: float = 2.0):
    """A page as a picture by PDFium."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def tree(pdf: bytes) -> list[tuple[int, str, str]]:
    """The structure tree: depth, role, language of each element."""
    found: list[tuple[int, str, str]] = []

    def walk(node: pikepdf.Object, depth: int) -> None:
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found.append((depth, str(kid.S)[1:], str(kid.get("/Lang", ""))))
                walk(kid, depth + 1)

    with pikepdf.open(io.BytesIO(pdf)) as file:
        walk(file.Root.StructTreeRoot, 0)
    return found
