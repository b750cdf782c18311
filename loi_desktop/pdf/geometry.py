"""The numbers of DIN 5008:2020 on A4.

The standard is sold, not public; the values are those of KOMA-Script's DIN5008A/B options,
typst-letter-pro and measured letters (docs: `letter.md` §3 of the plan).  Lengths end in
`_MM` or `_PT`; the origin is the top left corner of the page, y grows downwards.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from loi_desktop.model.declaration import Form

PT_PER_MM: Final = 72 / 25.4

PAGE_WIDTH_MM: Final = 210.0
PAGE_HEIGHT_MM: Final = 297.0
LEFT_MM: Final = 25.0
RIGHT_MM: Final = 20.0
TEXT_WIDTH_MM: Final = PAGE_WIDTH_MM - LEFT_MM - RIGHT_MM

ADDRESS_X_MM: Final = 25.0
ADDRESS_RIGHT_MM: Final = 105.0  # the field begins at x 20 and is 85 wide
ADDRESS_HEIGHT_MM: Final = 45.0
RETURN_ZONE_MM: Final = 5.0
REMARKS_ZONE_MM: Final = 12.7
ADDRESS_LINES: Final = 6
REMARKS_LINES: Final = 3

INFO_LABEL_X_MM: Final = 125.0
INFO_VALUE_X_MM: Final = 157.0
INFO_RIGHT_MM: Final = 200.0

FIXED_PITCH_PT: Final = 12.0  # address field, information block, lines above the subject: 4.233 mm
BODY_PITCH: Final = 1.2  # of the font size, from the subject on
BASELINE: Final = 0.8  # of the font size, below the top of a line

FOLLOWING_TOP_MM: Final = 20.0
BOTTOM_MM: Final = 20.0  # below the text; only the page number may stand lower
PAGE_NUMBER_BOTTOM_MM: Final = 10.5  # lowest text: 8 mm from the edge at least

SECOND_SIGNATORY_X_MM: Final = 110.0
SEAL_MM: Final = 38.0

MARK_X_MM: Final = 5.0
FOLD_MARK_MM: Final = 2.5
HOLE_MARK_MM: Final = 4.0
HOLE_MARK_Y_MM: Final = PAGE_HEIGHT_MM / 2
HAIR_LINE_PT: Final = 0.25


class FormGeometry(Struct, frozen=True):
    """Where form A or B puts what differs between them, in millimetres from the top."""

    address_mm: float
    info_mm: float
    subject_mm: float
    fold_marks_mm: tuple[float, float]

    @property
    def first_address_line_mm(self) -> float:
        """The top of the first line of the address."""
        return self.address_mm + RETURN_ZONE_MM + REMARKS_ZONE_MM


_TWO_LINES_MM = 2 * FIXED_PITCH_PT / PT_PER_MM

_FORMS: Final[dict[Form, FormGeometry]] = {
    "A": FormGeometry(27.0, 32.0, 27.0 + ADDRESS_HEIGHT_MM + _TWO_LINES_MM, (87.0, 192.0)),
    "B": FormGeometry(45.0, 50.0, 45.0 + ADDRESS_HEIGHT_MM + _TWO_LINES_MM, (105.0, 210.0)),
}


def form(name: Form) -> FormGeometry:
    """The places of form `name`."""
    return _FORMS[name]


def pt(length_mm: float) -> float:
    """Points of a length in millimetres."""
    return length_mm * PT_PER_MM


def mm(length_pt: float) -> float:
    """Millimetres of a length in points."""
    return length_pt / PT_PER_MM


PAGE_WIDTH_PT: Final = pt(PAGE_WIDTH_MM)
PAGE_HEIGHT_PT: Final = pt(PAGE_HEIGHT_MM)
