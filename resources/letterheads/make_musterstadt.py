# ruff: noqa: INP001 - a script beside its result, no package
"""Draws `musterstadt.pdf`, the letterhead of a town that does not exist.

Two pages: the first sheet and the following sheet.  The same bytes each time; run it from
anywhere after a change: `python resources/letterheads/make_musterstadt.py`.
Millimetres from the top left corner; print for form A ends above 27 mm at the left.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts" / "source-sans-3"
MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 25, 190

BLUE, GOLD, WHITE, INK, GREY = (HexColor(c) for c in ("#14406B", "#E0A526", "#FFFFFF", "#1E242B", "#515B66"))
REGULAR, BOLD = "regular", "bold"

COLUMNS = (
    (25.0, "Anschrift", ("Stadt Musterstadt", "Marktplatz 1", "12345 Musterstadt")),
    (67.0, "Kontakt", ("Telefon 01234 56-0", "stadt@musterstadt.example", "www.musterstadt.example")),
    (
        113.0,
        "Öffnungszeiten",
        ("Montag bis Freitag 8–12 Uhr", "Donnerstag auch 14–18 Uhr", "und nach Vereinbarung"),
    ),
    (156.0, "Bankverbindung", ("Sparkasse Musterstadt", "DE00 0000 0000 0000 0000 00", "BIC MUSTDE00XXX")),
)


class Sheet:
    """A canvas measured in millimetres from the top left corner."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(self, x: float, y: float, text: str, font: str, size: float, colour: HexColor) -> float:
        """`text` with its baseline at `y`; the x where it ends."""
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(colour)
        self.canvas.drawString(x * MM, HEIGHT - y * MM, text)
        return x + stringWidth(text, font, size) / MM

    def bar(self, left: float, top: float, right: float, thick: float, colour: HexColor) -> None:
        """A filled rule."""
        self.canvas.setFillColor(colour)
        self.canvas.rect(
            left * MM, HEIGHT - (top + thick) * MM, (right - left) * MM, thick * MM, stroke=0, fill=1
        )

    def shield(self, left: float, top: float, width: float) -> None:
        """The arms: in gold a blue gate tower above two silver waves on blue.

        Drawn on a field of 100 × 120 with the origin at its top left.
        """
        c = self.canvas
        c.saveState()
        c.translate(left * MM, HEIGHT - top * MM)
        c.scale(width * MM / 100, -width * MM / 100)
        c.saveState()
        c.clipPath(_outline(c), stroke=0, fill=0)
        c.setFillColor(GOLD)
        c.rect(0, 0, 100, 120, stroke=0, fill=1)
        _tower(c)
        _waves(c)
        c.restoreState()
        c.setStrokeColor(BLUE)
        c.setLineWidth(3.2)
        c.drawPath(_outline(c), stroke=1, fill=0)
        c.restoreState()


def _outline(c: Canvas):
    p = c.beginPath()
    p.moveTo(0, 0)
    p.lineTo(100, 0)
    p.lineTo(100, 62)
    p.curveTo(100, 92, 76, 110, 50, 120)
    p.curveTo(24, 110, 0, 92, 0, 62)
    p.close()
    return p


def _tower(c: Canvas) -> None:
    c.setFillColor(BLUE)
    p = c.beginPath()
    left_half = (
        (26, 75),
        (26, 40),
        (22, 40),
        (22, 24),
        (31, 24),
        (31, 31),
        (39, 31),
        (39, 16),
        (45, 16),
        (45, 21),
    )
    p.moveTo(*left_half[0])
    for x, y in left_half[1:]:
        p.lineTo(x, y)
    for x, y in reversed(left_half):
        p.lineTo(100 - x, y)
    p.close()
    c.drawPath(p, stroke=0, fill=1)
    c.setFillColor(GOLD)
    gate = c.beginPath()
    gate.moveTo(41, 75)
    gate.lineTo(41, 60)
    gate.curveTo(41, 48, 59, 48, 59, 60)
    gate.lineTo(59, 75)
    gate.close()
    c.drawPath(gate, stroke=0, fill=1)
    for x in (33, 62):
        c.rect(x, 43, 5, 10, stroke=0, fill=1)


def _waves(c: Canvas) -> None:
    c.setFillColor(BLUE)
    c.rect(0, 74, 100, 50, stroke=0, fill=1)
    c.setStrokeColor(WHITE)
    c.setLineWidth(5)
    for y in (85, 99):
        wave = c.beginPath()
        wave.moveTo(-5, y)
        for x in range(-5, 105, 22):
            wave.curveTo(x + 5, y - 6, x + 6, y - 6, x + 11, y)
            wave.curveTo(x + 16, y + 6, x + 17, y + 6, x + 22, y)
        c.drawPath(wave, stroke=1, fill=0)


def first_sheet(sheet: Sheet) -> None:
    """Name, office, arms and rule above; four columns of small print below."""
    end = sheet.text(LEFT - 0.3, 17.6, "Stadt ", REGULAR, 24, BLUE)
    sheet.text(end, 17.6, "Musterstadt", BOLD, 24, BLUE)
    sheet.text(LEFT, 23.2, "Die Bürgermeisterin", REGULAR, 10.5, GREY)
    sheet.bar(LEFT, 25.9, 169, 0.7, GOLD)
    sheet.shield(RIGHT - 18, 9, 18)
    sheet.bar(LEFT, 273.6, RIGHT, 0.3, GOLD)
    for x, head, lines in COLUMNS:
        sheet.text(x, 278.2, head, BOLD, 7.5, BLUE)
        for number, line in enumerate(lines):
            sheet.text(x, 281.8 + 3.2 * number, line, REGULAR, 7.5, INK)


def following_sheet(sheet: Sheet) -> None:
    """A small header alone."""
    end = sheet.text(LEFT, 14.2, "Stadt ", REGULAR, 11, BLUE)
    sheet.text(end, 14.2, "Musterstadt", BOLD, 11, BLUE)
    sheet.bar(LEFT, 16.6, 180.5, 0.4, GOLD)
    sheet.shield(RIGHT - 7, 8.6, 7)


def draw() -> bytes:
    """The PDF as ReportLab writes it."""
    rl_config.useA85 = 0
    for name in (REGULAR, BOLD):
        registerFont(TTFont(name, str(FONTS / f"{name}.ttf"), shapable=False, asciiReadable=False))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, initialFontName=REGULAR, pageCompression=1)
    canvas.setTitle("Briefkopf der Stadt Musterstadt (Beispiel)")
    for page in (first_sheet, following_sheet):
        page(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def without_zero(cmap: bytes) -> bytes:
    """A Unicode map without entries for U+0000, which PDF/A forbids; blocks of 100 at most."""
    entries = [m for m in re.findall(rb"<(\w\w)> <(\w{4,8})>", cmap) if m[1] != b"0000"]
    head = cmap[: cmap.index(b"endcodespacerange") + len(b"endcodespacerange")]
    blocks = [entries[i : i + 100] for i in range(0, len(entries), 100)]
    body = b"".join(
        b"\n%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(b"<%s> <%s>" % e for e in block))
        for block in blocks
    )
    return head + body + cmap[cmap.index(b"\nendcmap") :]


def main() -> None:
    """Write `musterstadt.pdf` beside this script."""
    with pikepdf.open(io.BytesIO(draw())) as pdf:
        for page in pdf.pages:
            for font in page.resources.Font.values():
                if "/ToUnicode" in font:
                    font.ToUnicode.write(without_zero(font.ToUnicode.read_bytes()))
        pdf.remove_unreferenced_resources()
        pdf.save(HERE / "musterstadt.pdf", deterministic_id=True, compress_streams=True)


if __name__ == "__main__":
    main()
