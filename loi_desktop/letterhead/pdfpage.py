"""One page of a foreign PDF as a cleaned, frozen form of A4 size."""

from __future__ import annotations

from typing import Any

import pikepdf
from msgspec import Struct

from loi_desktop.letterhead.clean import Cleaner, Unfit
from loi_desktop.letterhead.colour import cmyk_profile
from loi_desktop.letterhead.freeze import Freezer
from loi_desktop.letterhead.place import A4_HEIGHT_PT, A4_WIDTH_PT, Place, is_a4
from loi_desktop.model.background import Sheet

# What pikepdf throws at a page whose parts are not of the kinds they should be: such a page
# may still be shown by a renderer, so it is taken as a picture.
_ODD = (pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

Box = tuple[float, float, float, float]


class Shown(Struct, frozen=True):
    """The part of a page that counts, in the page's own units, and its size as it is seen
    (rotated), in points.
    """

    box: Box
    width_pt: float
    height_pt: float


def shown(page: pikepdf.Page) -> Shown:
    """The trimmed page; the visible or the whole one where only that is A4.

    Raises what pikepdf raises for a page without a size.
    """
    visible = _box(page.cropbox)
    candidates = [_within(_box(page.trimbox), visible), visible, _box(page.mediabox)]
    sizes = [_seen(page, box) for box in candidates]
    for box, (width, height) in zip(candidates, sizes, strict=True):
        if is_a4(width, height):
            return Shown(box, width, height)
    return Shown(visible, *sizes[1])


def frozen_page(pdf: pikepdf.Pdf, index: int, seen: Shown, place: Place) -> Sheet:
    """The page as a sheet of A4 size, without its text.  Raises Unfit."""
    try:
        page = pdf.pages[index]
        page.obj.TrimBox = _array(seen.box)
        form = page.as_form_xobject()  # clips to the TrimBox, applies Rotate and UserUnit
        _set_in_place(form, place)
        profile = pikepdf.Stream(pdf, cmyk_profile())
        profile.N = 4
        cmyk = pdf.make_indirect(pikepdf.Array([pikepdf.Name.ICCBased, pdf.make_indirect(profile)]))
        Cleaner(pdf, cmyk).clean(form)
        pieces, root = Freezer(cmyk).freeze(form)
    except _ODD as error:
        raise Unfit("odd", type(error).__name__) from error
    return Sheet(pieces, root, A4_WIDTH_PT, A4_HEIGHT_PT)


def _array(box: Box) -> Any:
    return pikepdf.Array([round(v, 4) for v in box])


def _set_in_place(form: Any, place: Place) -> None:
    """Fold the move to the sheet's origin and the scale into the form's matrix."""
    box = [float(v) for v in form.BBox]
    m = [float(v) for v in form.get("/Matrix", [1, 0, 0, 1, 0, 0])]
    corners = [(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]) for x in box[::2] for y in box[1::2]]
    left, low = min(x for x, _ in corners), min(y for _, y in corners)
    s = place.scale
    moved = [
        m[0] * s,
        m[1] * s,
        m[2] * s,
        m[3] * s,
        (m[4] - left) * s + place.x_pt,
        (m[5] - low) * s + place.y_pt,
    ]
    form.Matrix = pikepdf.Array([round(v, 5) for v in moved])


def _seen(page: pikepdf.Page, box: Box) -> tuple[float, float]:
    unit = float(page.obj.get("/UserUnit", 1))
    width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
    return (height, width) if _rotation(page) % 180 else (width, height)


def _rotation(page: pikepdf.Page) -> int:
    node: Any = page.obj
    for _ in range(50):  # inherited through the page tree, which may be a circle
        if "/Rotate" in node:
            return int(node.Rotate)
        if "/Parent" not in node:
            break
        node = node.Parent
    return 0


def _box(values: Any) -> Box:
    x0, y0, x1, y1 = (float(v) for v in values)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _within(box: Box, outer: Box) -> Box:
    return max(box[0], outer[0]), max(box[1], outer[1]), min(box[2], outer[2]), min(box[3], outer[3])
