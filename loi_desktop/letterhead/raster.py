"""Pictures as sheets: a page that cannot stay as it is, or a PNG or JPEG from outside."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageOps

from loi_desktop.errors import InputError
from loi_desktop.letterhead.place import A4_HEIGHT_PT, A4_WIDTH_PT, MM, place
from loi_desktop.model.background import Piece, Sheet
from loi_desktop.model.findings import Finding

DPI = 300
_GOOD_SIZE = 400_000  # a letter should stay under 500 kB; what is larger is tried as JPEG
_LEFT_MM, _RIGHT_MM, _TOP_MM = 25, 20, 8  # DIN 5008 margins; a printer's edge at the top
_HIGHEST_MM = 32  # a header picture ends at 40 mm, above the address field of form B
_COARSE_DPI = 150
_MOST_PIXELS = 80_000_000  # A4 at 900 dpi

Rect = tuple[float, float, float, float]  # left, bottom, width, height in points


def page_pixels(width_pt: float, dpi: int = DPI) -> int:
    """How many pixels `width_pt` are."""
    return max(1, round(width_pt / 72 * dpi))


def sheet_of(picture: Image.Image, rect: Rect) -> Sheet:
    """A sheet with nothing but `picture` at `rect`."""
    head, data = _encoded(picture)
    image = head + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"
    content = b"q %.4f 0 0 %.4f %.4f %.4f cm /I Do Q" % (rect[2], rect[3], rect[0], rect[1])
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 %.4f %.4f] /Resources << /XObject << /I "
        % (A4_WIDTH_PT, A4_HEIGHT_PT),
        1,
        b" >> >> /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    )
    return Sheet((Piece(form), Piece((image,))), 0, A4_WIDTH_PT, A4_HEIGHT_PT)


def picture_file(content: bytes) -> tuple[Sheet, tuple[Finding, ...]]:
    """A PNG or JPEG as a sheet: the whole page if it is shaped like one, else a header.

    Raises InputError `letterhead.unreadable`, `letterhead.too-many-pixels`.
    """
    picture = _opened(content)
    width, height = picture.size
    try:
        where, findings = place(A4_WIDTH_PT, A4_WIDTH_PT * height / width)
        rect = (where.x_pt, where.y_pt, where.scale * A4_WIDTH_PT, where.scale * A4_WIDTH_PT * height / width)
    except InputError:
        rect, findings = _header_rect(width, height), ()
    wanted = page_pixels(rect[2])
    dpi = round(width / (rect[2] / 72))
    if dpi < _COARSE_DPI:
        findings = (*findings, Finding("letterhead.coarse-picture", "notice", data={"dpi": dpi}))
    if width > wanted:
        picture = picture.resize((wanted, max(1, round(wanted * height / width))), Image.Resampling.LANCZOS)
    return sheet_of(picture, rect), findings


def _header_rect(width: int, height: int) -> Rect:
    """Across the text's width, kept out of the address field; a small one stands at the right."""
    factor = min((210 - _LEFT_MM - _RIGHT_MM) * MM / width, _HIGHEST_MM * MM / height)
    w, h = width * factor, height * factor
    return A4_WIDTH_PT - _RIGHT_MM * MM - w, A4_HEIGHT_PT - _TOP_MM * MM - h, w, h


def _opened(content: bytes) -> Image.Image:
    try:
        picture: Image.Image = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        if picture.width * picture.height > _MOST_PIXELS:
            raise InputError("letterhead.too-many-pixels")
        return _plain(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError as error:
        raise InputError("letterhead.too-many-pixels") from error
    except (OSError, SyntaxError, ValueError, struct.error, zlib.error) as error:
        raise InputError("letterhead.unreadable") from error


def _plain(picture: Image.Image) -> Image.Image:
    """Grey or RGB on white, 8 bits."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda v: v * (1 / 257)).convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    picture.load()
    return picture if picture.mode in {"RGB", "L"} else picture.convert("RGB")


def _encoded(picture: Image.Image) -> tuple[bytes, bytes]:
    """The smaller of two ways, with the head of its object: exact, or JPEG where exact is heavy."""
    if picture.mode != "L" and _is_grey(picture):
        picture = picture.convert("L")
    exact = _png_data(picture)
    if len(exact) <= _GOOD_SIZE:
        return _head(picture, b"/FlateDecode", predictor=True), exact
    best = exact
    for quality, share in ((88, 1.0), (75, 1.0), (75, 2 / 3), (65, 1 / 2)):
        size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
        smaller = picture if share == 1 else picture.resize(size, Image.Resampling.LANCZOS)
        out = io.BytesIO()
        smaller.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
        best = out.getvalue()
        if len(best) <= _GOOD_SIZE:
            break
    if len(best) >= len(exact):
        return _head(picture, b"/FlateDecode", predictor=True), exact
    return _head(smaller, b"/DCTDecode"), best


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    return red.tobytes() == green.tobytes() == blue.tobytes()


def _png_data(picture: Image.Image) -> bytes:
    """The packed pixels of a PNG: its row filters are those of PDF's predictor 15."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=9)
    content, at, data = out.getvalue(), 8, b""
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        if kind == b"IDAT":
            data += content[at + 8 : at + 8 + length]
        at += length + 12
    return data


def _head(picture: Image.Image, packing: bytes, *, predictor: bool = False) -> bytes:
    channels = len(picture.getbands())
    space = b"/DeviceGray" if channels == 1 else b"/DeviceRGB"
    head = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace "
        % picture.size
    )
    head += space + b" /Filter " + packing
    if predictor:
        head += b" /DecodeParms << /Predictor 15 /Colors %d /Columns %d >>" % (channels, picture.width)
    return head
