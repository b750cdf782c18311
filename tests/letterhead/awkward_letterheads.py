"""Letterheads as they come from print shops, office programs and people with bad intentions."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw
from reportlab.lib.colors import CMYKColor, CMYKColorSep
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).parents[2] / "resources" / "fonts" / "source-sans-3"
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A5 = (148 * MM, 210 * MM)
US_LETTER = (612.0, 792.0)

Paint = Callable[[Canvas], None]


def town(canvas: Canvas, size: tuple[float, float] = A4, font: str = "embedded") -> None:
    """A name at the top (ink from 18 to 25 mm), an address at the bottom (ink from about 280 mm)."""
    _, height = size
    canvas.setFont(font, 24)
    canvas.drawString(25 * MM, height - 25 * MM, "Stadt Musterstadt")
    canvas.setFont(font, 8)
    canvas.drawString(25 * MM, 15 * MM, "Rathausplatz 1 · 12345 Musterstadt")


def pdf(*pages: Paint, size: tuple[float, float] = A4) -> bytes:
    """A PDF with a page for each of `pages`."""
    registerFont(TTFont("embedded", str(FONTS / "regular.ttf"), shapable=False, asciiReadable=False))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, initialFontName="embedded", invariant=1)
    for page in pages or (town,):
        canvas.setFont("embedded", 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None], **save: object) -> bytes:
    """`content` after `change` did something to it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        change(opened)
        opened.save(out, deterministic_id="encryption" not in save, **save)
    return out.getvalue()


def sized(width: float, height: float) -> bytes:
    return pdf(lambda c: town(c, (width, height)), size=(width, height))


def unembedded() -> bytes:
    return pdf(lambda c: town(c, font="Helvetica"))


def cmyk() -> bytes:
    """Print colours as operators, a spot colour, a gradient, a CMYK photograph, transparency."""

    def paint(c: Canvas) -> None:
        c.setFillColorCMYK(0.9, 0.5, 0, 0.1)
        town(c)
        c.setFillColor(CMYKColorSep(1, 0.3, 0, 0.2, spotName="HKS41"))
        c.rect(0, A4[1] - 8 * MM, A4[0], 8 * MM, stroke=0, fill=1)
        c.saveState()
        c.setFillAlpha(0.5)
        c.setFillColorCMYK(0, 1, 1, 0)
        c.rect(150 * MM, A4[1] - 30 * MM, 20 * MM, 15 * MM, stroke=0, fill=1)
        c.restoreState()
        photo = io.BytesIO()
        Image.new("CMYK", (60, 40), (200, 20, 0, 30)).save(photo, "JPEG")
        c.drawImage(ImageReader(photo), 172 * MM, A4[1] - 30 * MM, 20 * MM, 15 * MM)
        c.saveState()
        path = c.beginPath()
        path.rect(25 * MM, 18 * MM, 160 * MM, 4 * MM)
        c.clipPath(path, stroke=0, fill=0)
        c.linearGradient(0, 0, A4[0], 0, (CMYKColor(1, 0, 0, 0), CMYKColor(0, 1, 0, 0)))
        c.restoreState()

    return pdf(paint)


def rotated_and_shifted() -> bytes:
    """Drawn across, turned by /Rotate, with a MediaBox that does not begin at 0."""

    def paint(c: Canvas) -> None:
        c.translate(A4[1], 0)
        c.rotate(90)
        town(c)

    def turn(opened: pikepdf.Pdf) -> None:
        page = opened.pages[0]
        page.obj.Rotate = 90
        page.obj.MediaBox = Array([-10, -20, A4[1] - 10, A4[0] - 20])
        page.contents_add(b"q 1 0 0 1 -10 -20 cm", prepend=True)
        page.contents_add(b"Q")

    return changed(pdf(paint, size=(A4[1], A4[0])), turn)


def linked() -> bytes:
    """Only a link beside the print, and marks of a structure that is not ours."""

    def paint(c: Canvas) -> None:
        c._code.append("/P << /MCID 7 >> BDC")
        town(c)
        c._code.append("EMC")
        c.linkURL("https://musterstadt.example", (100, 100, 200, 120))

    return pdf(paint)


def bars(*rects: tuple[float, float, float, float]) -> bytes:
    """Black bars at (left, top, right, bottom) in millimetres from the top left corner."""

    def paint(c: Canvas) -> None:
        for left, top, right, bottom in rects:
            c.rect(left * MM, A4[1] - bottom * MM, (right - left) * MM, (bottom - top) * MM, stroke=0, fill=1)

    return pdf(paint)


def with_bleed() -> bytes:
    """A4 with 5 mm around it, cut marks there, and a TrimBox."""
    bleed = 5 * MM

    def paint(c: Canvas) -> None:
        c.line(0, bleed, bleed / 2, bleed)
        c.translate(bleed, bleed)
        town(c)

    def trim(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.TrimBox = Array([bleed, bleed, bleed + A4[0], bleed + A4[1]])

    return changed(pdf(paint, size=(A4[0] + 2 * bleed, A4[1] + 2 * bleed)), trim)


def trimmed_to_nothing() -> bytes:
    """A4, with the TrimBox of some other document."""

    def trim(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.TrimBox = Array([10, 10, 110, 60])

    return changed(pdf(), trim)


def locked(*, user: str, owner: str) -> bytes:
    return changed(pdf(), lambda _: None, encryption=pikepdf.Encryption(user=user, owner=owner, R=6))


def interactive() -> bytes:
    """A script that wants to run, a link, a field, marked content with numbers."""

    def paint(c: Canvas) -> None:
        c._code.append("/P << /MCID 7 >> BDC")
        town(c)
        c._code.append("EMC")
        c.linkURL("https://musterstadt.example", (100, 100, 200, 120))
        c.acroForm.textfield(name="t", value="Feld", x=300, y=790, width=120, height=20, fontName="Helvetica")

    def script(opened: pikepdf.Pdf) -> None:
        opened.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")

    return changed(pdf(paint), script)


def hidden_layer() -> bytes:
    def paint(c: Canvas) -> None:
        town(c)
        c._code.append("/OC /MC0 BDC")
        c.rect(40 * MM, 100 * MM, 100 * MM, 80 * MM, stroke=0, fill=1)
        c._code.append("EMC")

    def hide(opened: pikepdf.Pdf) -> None:
        layer = opened.make_indirect(Dictionary(Type=Name.OCG, Name="Muster"))
        opened.pages[0].obj.Resources.Properties = Dictionary(MC0=layer)
        opened.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))

    return changed(pdf(paint), hide)


def without_unicode() -> bytes:
    def strip(opened: pikepdf.Pdf) -> None:
        for font in opened.pages[0].resources.Font.values():
            if "/ToUnicode" in font:
                del font["/ToUnicode"]

    return changed(pdf(), strip)


def nested_forms(depth: int = 3000) -> bytes:
    """Forms within forms within forms."""

    def nest(opened: pikepdf.Pdf) -> None:
        inner = opened.make_stream(
            b"0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 600, 900])
        )
        for _ in range(depth):
            outer = opened.make_stream(
                b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 600, 900])
            )
            outer.Resources = Dictionary(XObject=Dictionary(X=inner))
            inner = outer
        opened.pages[0].obj.Resources.XObject = Dictionary(X=inner)
        opened.pages[0].contents_add(b"/X Do")

    return changed(pdf(), nest)


def multiplying_forms(levels: int = 24, each: int = 12) -> bytes:
    """Each form draws the next a dozen times: 12 to the power of 24 in all."""

    def multiply(opened: pikepdf.Pdf) -> None:
        box = Array([0, 0, 600, 900])
        inner = opened.make_stream(b"0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=box)
        for _ in range(levels):
            outer = opened.make_stream(b"/X Do " * each, Type=Name.XObject, Subtype=Name.Form, BBox=box)
            outer.Resources = Dictionary(XObject=Dictionary(X=inner))
            inner = outer
        opened.pages[0].obj.Resources.XObject = Dictionary(X=inner)
        opened.pages[0].contents_add(b"/X Do")

    return changed(pdf(), multiply)


def packed_bomb(gigabytes: int = 4) -> bytes:
    """A page description of 4 GB that is 4 MB small."""
    packer = zlib.compressobj(9, wbits=-15)
    chunk = packer.compress(b" " * (1 << 26)) + packer.flush(zlib.Z_FULL_FLUSH)  # can be strung together
    packed = b"\x78\xda" + chunk * (16 * gigabytes)

    def put(opened: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(opened, b"")
        stream.write(packed, filter=Name.FlateDecode)
        opened.pages[0].obj.Contents = opened.make_indirect(stream)

    return changed(pdf(), put, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def circular_pages() -> bytes:
    """A page tree that contains itself."""

    def turn(opened: pikepdf.Pdf) -> None:
        opened.Root.Pages.Kids = Array([opened.Root.Pages, opened.Root.Pages])

    return changed(pdf(), turn)


def many_pages(pages: int = 200_000) -> bytes:
    """A page tree of 200,000 entries."""
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, content) for n, content in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size 4 >>\n%%EOF\n"


def deep_brackets(depth: int = 300_000) -> bytes:
    """An array within an array within an array."""
    return pdf().replace(b"/PageMode", b"/X " + b"[" * depth + b"]" * depth + b" /PageMode", 1)


def no_pages() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as opened:
        opened.save(out)
    return out.getvalue()


def picture(width: int, height: int, kind: str, mode: str = "RGB") -> bytes:
    """A picture with a dark bar at its top."""
    ground = {"RGBA": (0, 0, 0, 0), "CMYK": (0, 0, 0, 0)}.get(mode, "white")
    image = Image.new(mode, (width, height), ground)
    dark = {"CMYK": (0, 0, 0, 255)}.get(mode, "black")
    ImageDraw.Draw(image).rectangle((width // 8, height // 20, width * 7 // 8, height // 14), fill=dark)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def photograph(width: int = 1654, height: int = 2339) -> bytes:
    """A page full of soft colours with grain, which packs badly without loss."""
    grain = Image.effect_noise((width, height), 40)
    ramp = Image.linear_gradient("L").resize((width, height))
    out = io.BytesIO()
    Image.merge("RGB", (ramp, grain, ramp.transpose(Image.Transpose.FLIP_TOP_BOTTOM))).save(
        out, "JPEG", quality=90
    )
    return out.getvalue()


def _following(canvas: Canvas) -> None:
    canvas.drawString(70, 800, "Folgeblatt")


# Every letterhead that a letter can be set on, with its way into the program.
SHEETS: dict[str, Callable[[], bytes]] = {
    "clean": pdf,
    "shipped": (FONTS.parents[1] / "letterheads" / "musterstadt.pdf").read_bytes,
    "two sheets": lambda: pdf(town, _following),
    "three sheets": lambda: pdf(town, town, town),
    "empty": lambda: pdf(lambda _: None),
    "fonts not embedded": unembedded,
    "no way to Unicode": without_unicode,
    "print colours": cmyk,
    "hidden layer": hidden_layer,
    "turned and shifted": rotated_and_shifted,
    "links and foreign marks": linked,
    "script and field": interactive,
    "cut marks": with_bleed,
    "senseless trim box": trimmed_to_nothing,
    "owner's password": lambda: locked(user="", owner="x"),
    "damaged": lambda: pdf()[:-300],
    "A5": lambda: sized(*A5),
    "US Letter": lambda: sized(*US_LETTER),
    "forms within forms": nested_forms,
    "scan": lambda: picture(2480, 3508, "PNG"),
    "coarse scan": lambda: picture(620, 877, "JPEG"),
    "photograph": photograph,
    "wide logo with transparency": lambda: picture(1948, 260, "PNG", "RGBA"),
    "logo in print colours": lambda: picture(900, 900, "JPEG", "CMYK"),
}
