"""Where a page from outside goes on the A4 sheet."""

from __future__ import annotations

from msgspec import Struct

from loi_desktop.errors import InputError
from loi_desktop.model.findings import Finding

MM = 72 / 25.4
A4_WIDTH_PT = 210 * MM
A4_HEIGHT_PT = 297 * MM

_SAME_PT = 1.2 * MM  # printers' A4 is now and then a millimetre off
_PORTRAIT = (1.15, 1.7)  # height : width that still looks like a letter (A4 1.41, US Letter 1.29)
_SCALE = (0.45, 2.1)  # from A2 down to A6


class Place(Struct, frozen=True):
    """Lower left corner on the sheet in points, and the factor."""

    x_pt: float
    y_pt: float
    scale: float


def is_a4(width_pt: float, height_pt: float) -> bool:
    """Upright A4, to the millimetre."""
    return abs(width_pt - A4_WIDTH_PT) <= _SAME_PT and abs(height_pt - A4_HEIGHT_PT) <= _SAME_PT


def place(width_pt: float, height_pt: float) -> tuple[Place, tuple[Finding, ...]]:
    """Centred where it is A4, else scaled to fit and set against the top.

    Raises InputError `letterhead.not-a4` where the page is no upright letter at all.
    """
    if is_a4(width_pt, height_pt):
        return Place((A4_WIDTH_PT - width_pt) / 2, (A4_HEIGHT_PT - height_pt) / 2, 1.0), ()
    size = {"width_mm": round(width_pt / MM), "height_mm": round(height_pt / MM)}
    if width_pt <= 0 or not _PORTRAIT[0] <= height_pt / width_pt <= _PORTRAIT[1]:
        raise InputError("letterhead.not-a4", **size)
    scale = min(A4_WIDTH_PT / width_pt, A4_HEIGHT_PT / height_pt)
    if not _SCALE[0] <= scale <= _SCALE[1]:
        raise InputError("letterhead.not-a4", **size)
    left = (A4_WIDTH_PT - scale * width_pt) / 2
    where = Place(left, A4_HEIGHT_PT - scale * height_pt, scale)
    percent = round(scale * 100)
    return where, (Finding("letterhead.not-a4", "notice", data={**size, "percent": percent}),)
