"""From the bytes of a foreign file to a Background; runs in the worker process."""

from __future__ import annotations

import io
import math
from typing import NamedTuple

import msgspec
import pikepdf
from PIL import Image, ImageChops, ImageFilter

from loi_desktop.errors import InputError
from loi_desktop.letterhead.answers import LARGE_WIDTH_PX, PREVIEW_WIDTH_PX, Reading
from loi_desktop.letterhead.assemble import one_page
from loi_desktop.letterhead.clean import Unfit
from loi_desktop.letterhead.ink import Ink, Measured
from loi_desktop.letterhead.look import Look
from loi_desktop.letterhead.names import fingerprint, letterhead_id
from loi_desktop.letterhead.pdfpage import Shown, frozen_page, shown
from loi_desktop.letterhead.place import A4_HEIGHT_PT, A4_WIDTH_PT, Place, place
from loi_desktop.letterhead.raster import page_pixels, picture_file, sheet_of
from loi_desktop.model.background import Background, Sheet
from loi_desktop.model.findings import Finding

_MEASURE_PX = 827  # A4 at 100 dpi
_A4_RATIO = 297 / 210
_HEAVY_BYTES = 1_000_000  # every letter carries the sheet; towns' mail servers take 5 to 20 MB
_DIFFERENT = 60  # of 255, after a blur: two renderings of the same page differ less
_DIFFERENT_SHARE = 0.0005  # of the sheet's area
_FOOTER_ROOM_MM, _HEADER_ROOM_MM = 4, 6  # between the letter's text and the letterhead's print
_REASONS = {
    "font-not-embedded": "letterhead.rasterised-font",
    "font-without-unicode": "letterhead.rasterised-codes",
    "hidden-layer": "letterhead.rasterised-layer",
}
_NORM_TOP_MM = 20.0  # following sheets begin here (DIN 5008)


class _Read(NamedTuple):
    """One sheet with what was noticed on it and how it looks (100 dpi)."""

    sheet: Sheet
    findings: tuple[Finding, ...]
    picture: Image.Image


def read(content: bytes, following: bytes | None, name: str) -> Reading:
    """A reading of one or two files.  Raises InputError."""
    sheets, findings = _sheets(content, 2 if following is None else 1)
    if following is not None:
        more, notices = _sheets(following, 1)
        sheets, findings = [*sheets, *more], (*findings, *notices)
    background = _background(sheets, findings, fingerprint(content, following), name)
    with Look(one_page(background.first)) as look:
        large = look.picture(0, LARGE_WIDTH_PX)
    small = large.resize((PREVIEW_WIDTH_PX, round(PREVIEW_WIDTH_PX * _A4_RATIO)), Image.Resampling.LANCZOS)
    return Reading(background, _png(small), _png(large))


def _background(sheets: list[_Read], findings: tuple[Finding, ...], digest: str, name: str) -> Background:
    first, ink, noticed = _measured(sheets[0])
    first = msgspec.structs.replace(first, top_free_mm=ink.address_mm)
    findings += noticed
    following, next_ink = None, Ink(0, 0, 0, blank=True)
    if len(sheets) > 1:
        sheet, next_ink, _ = _measured(sheets[1])
        following = None if next_ink.blank else sheet
    weight = sum(_weight(s) for s in (first, following) if s is not None)
    if weight > _HEAVY_BYTES:
        findings += (Finding("letterhead.heavy", "notice", data={"kilobytes": round(weight / 1000)}),)
    top = next_ink.header_mm
    return Background(
        id=letterhead_id(name, digest),
        name=name,
        sha256=digest,
        first=first,
        following=following,
        bottom_mm=_with_room(ink.footer_mm, _FOOTER_ROOM_MM),
        following_top_mm=max(_NORM_TOP_MM, _with_room(top, _HEADER_ROOM_MM)) if top else 0.0,
        following_bottom_mm=_with_room(next_ink.footer_mm, _FOOTER_ROOM_MM),
        findings=findings,
    )


def _measured(read: _Read) -> tuple[Sheet, Ink, tuple[Finding, ...]]:
    measured = Measured(read.picture)
    ink = measured.ink()
    sheet = msgspec.structs.replace(read.sheet, top_free_mm=ink.header_mm, bottom_free_mm=ink.footer_mm)
    if ink.blank:
        return sheet, ink, (Finding("letterhead.blank", "notice"),)
    return sheet, ink, measured.findings(ink.footer_mm)


def _with_room(mm: float, room_mm: float) -> float:
    return float(math.ceil(mm + room_mm)) if mm else 0.0


def _sheets(content: bytes, most: int) -> tuple[list[_Read], tuple[Finding, ...]]:
    if not content:
        raise InputError("letterhead.empty")
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        sheet, findings = picture_file(content)
        return [_Read(sheet, findings, _rendered(sheet))], findings
    if b"%PDF-" not in content[:1024]:
        raise InputError("letterhead.not-a-pdf")
    return _pdf_sheets(content, most)


def _pdf_sheets(content: bytes, most: int) -> tuple[list[_Read], tuple[Finding, ...]]:
    try:
        pdf = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise InputError("letterhead.encrypted") from error
    except pikepdf.PdfError as error:
        raise InputError("letterhead.unreadable") from error
    with pdf:
        pages = len(pdf.pages)
        if not pages:
            raise InputError("letterhead.empty")
        findings: tuple[Finding, ...] = ()
        if any("damaged" in str(warning) for warning in pdf.get_warnings()):
            content = _mended(pdf)
            findings += (Finding("letterhead.mended", "notice"),)
        if pages > most:
            code = "letterhead.more-pages" if most > 1 else "letterhead.only-first-page"
            findings += (Finding(code, "notice", data={"n": pages}),)
        return _pages_of(pdf, content, min(pages, most), findings)


def _pages_of(
    pdf: pikepdf.Pdf, content: bytes, pages: int, findings: tuple[Finding, ...]
) -> tuple[list[_Read], tuple[Finding, ...]]:
    pdf.flatten_annotations("print")  # stamps and filled fields become print; links are dropped
    with Look(content) as look:
        sheets = [_page(pdf, look, 0)]
        if pages > 1:
            try:
                sheets.append(_page(pdf, look, 1))
            except InputError:
                findings += (Finding("letterhead.second-page-unfit", "notice"),)
    for sheet in sheets:
        findings += tuple(f for f in sheet.findings if f not in findings)
    return sheets, findings


def _mended(pdf: pikepdf.Pdf) -> bytes:
    """The file as pikepdf could restore it: pdfium is stricter."""
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _page(pdf: pikepdf.Pdf, look: Look, index: int) -> _Read:
    try:
        seen = shown(pdf.pages[index])
    except (pikepdf.PdfError, LookupError, TypeError, ValueError) as error:
        raise InputError("letterhead.unreadable") from error
    where, findings = place(seen.width_pt, seen.height_pt)
    original = _on_sheet(look.picture(index, _scaled(_MEASURE_PX, seen, where), seen.box), seen, where)
    text = look.text(index)
    try:
        sheet = frozen_page(pdf, index, seen, where)
        picture = _rendered(sheet)
        if _differs(original, picture):
            raise Unfit("looks-different")
    except Unfit as unfit:
        sheet = _as_picture(look, index, seen, where)
        picture = _rendered(sheet)
        findings += (_rasterised(unfit),)
    return _Read(msgspec.structs.replace(sheet, text=text), findings, picture)


def _as_picture(look: Look, index: int, seen: Shown, where: Place) -> Sheet:
    width, height = seen.width_pt * where.scale, seen.height_pt * where.scale
    picture = look.picture(index, page_pixels(width), seen.box)
    return sheet_of(picture, (where.x_pt, where.y_pt, width, height))


def _rasterised(unfit: Unfit) -> Finding:
    kind = _REASONS.get(unfit.reason, "letterhead.rasterised")
    return Finding(kind, "notice", data={"reason": unfit.reason, "detail": unfit.detail})


def _rendered(sheet: Sheet) -> Image.Image:
    with Look(one_page(sheet)) as look:
        return look.picture(0, _MEASURE_PX)


def _scaled(sheet_px: int, seen: Shown, where: Place) -> int:
    """How wide the page is where the sheet is `sheet_px` wide."""
    return max(1, round(sheet_px * where.scale * seen.width_pt / A4_WIDTH_PT))


def _on_sheet(page: Image.Image, seen: Shown, where: Place) -> Image.Image:
    """The page's own picture at its place on an A4 sheet."""
    px = _MEASURE_PX / A4_WIDTH_PT
    sheet = Image.new("RGB", (_MEASURE_PX, round(A4_HEIGHT_PT * px)), "white")
    top = A4_HEIGHT_PT - where.y_pt - where.scale * seen.height_pt
    sheet.paste(page, (round(where.x_pt * px), round(top * px)))
    return sheet


def _differs(one: Image.Image, other: Image.Image) -> bool:
    """Whether cleaning has changed what is seen: print lost, or print come to light."""
    size = min(one.width, other.width), min(one.height, other.height)
    blurred = (p.crop((0, 0, *size)).convert("L").filter(ImageFilter.BoxBlur(2)) for p in (one, other))
    histogram = ImageChops.difference(*blurred).histogram()
    return sum(histogram[_DIFFERENT:]) > _DIFFERENT_SHARE * size[0] * size[1]


def _weight(sheet: Sheet) -> int:
    return sum(len(part) for piece in sheet.pieces for part in piece.parts if isinstance(part, bytes))


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
