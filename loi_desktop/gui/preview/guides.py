"""Lines that show where the norm and the letterhead want the text."""

from __future__ import annotations

from msgspec import Struct

from loi_desktop.model.background import Background
from loi_desktop.model.declaration import Form

PAGE_MM = (210.0, 297.0)
# Address field of DIN 5008: x, width, height, and where it begins in each form (letter.md §3).
_ADDRESS_X_MM, _ADDRESS_WIDTH_MM, _ADDRESS_HEIGHT_MM = 20.0, 85.0, 45.0
_ADDRESS_Y_MM: dict[Form, float] = {"A": 27.0, "B": 45.0}
_FOLDS_MM: dict[Form, tuple[float, float]] = {"A": (87.0, 192.0), "B": (105.0, 210.0)}


class Guides(Struct, frozen=True):
    """Rectangles (x, y, width, height) and heights in millimetres of the first page, and
    the free rectangle of the following ones.
    """

    address: tuple[float, float, float, float]
    folds: tuple[float, float]
    free: tuple[float, float, float, float] | None = None
    following_free: tuple[float, float, float, float] | None = None


def guides(form: Form, background: Background | None) -> Guides:
    """What to draw for a letter of this form on this letterhead."""
    address = (_ADDRESS_X_MM, _ADDRESS_Y_MM[form], _ADDRESS_WIDTH_MM, _ADDRESS_HEIGHT_MM)
    if background is None:
        return Guides(address, _FOLDS_MM[form])
    first = _free(background.first.top_free_mm, max(background.bottom_mm, background.first.bottom_free_mm))
    following = None
    if background.following is not None or background.following_top_mm or background.following_bottom_mm:
        following = _free(background.following_top_mm, background.following_bottom_mm)
    return Guides(address, _FOLDS_MM[form], first, following)


def _free(top: float, bottom: float) -> tuple[float, float, float, float]:
    return (0.0, top, PAGE_MM[0], max(0.0, PAGE_MM[1] - top - bottom))
