"""Where a letterhead's print stands, measured on a picture of the finished sheet.

Places of the address field and the information block: DIN 5008:2020 as in the PDF room.
"""

from __future__ import annotations

import math

from msgspec import Struct
from PIL import Image

from loi_desktop.model.findings import Finding

_DARK = 225  # of 255: paler print is a tint or a watermark, and text over it can be read
_COLUMN_MM = (20.0, 195.0)  # fold and hole marks stand further left
_BODY_MM = (105.0, 225.0)  # between any header and any footer
_HEADER_STARTS_MM, _HEADER_ENDS_MM, _HEADER_GAP_MM = 60.0, 148.0, 12.0
_FOOTER_STARTS_MM, _FOOTER_ENDS_MM, _FOOTER_GAP_MM = 60.0, 90.0, 8.0  # from the bottom edge
_MIDDLE_MM = 115.0  # between the address field and the information block
_LOWER_MM = 5.0  # so much lower than the address field begins the information block
_SIDE_FROM_MM = 150.0
_FIELD_MM = (20.0, 105.0)  # x of the address field
_FIELD_A_MM, _FIELD_B_MM = (27.0, 72.0), (45.0, 90.0)  # y of the address field
_INFORMATION_MM = (125.0, 50.0, 200.0, 90.0)  # the information block of form B
_TEXT_MM = (25.0, 98.5, 190.0)  # text of form B: left, top, right


class Ink(Struct, frozen=True):
    """Where the header ends from the top edge, where the footer begins from the bottom edge
    (millimetres; 0: there is none), and whether there is any print at all.

    `address_mm` is the header as the address field sees it: what stands above the
    information block may reach 5 mm further down.
    """

    header_mm: float
    address_mm: float
    footer_mm: float
    blank: bool


class Measured:
    """A sheet's picture of full A4 size, any resolution."""

    def __init__(self, picture: Image.Image) -> None:
        self._mask = picture.convert("L").point([255 if v < _DARK else 0 for v in range(256)])
        self._px = picture.height / 297.0
        self._side_mm = self._side_column()

    def ink(self) -> Ink:
        """The free middle of the sheet."""
        blank = self._mask.getbbox() is None
        rows = self._rows(*_COLUMN_MM)
        header = self._header(rows)
        left = self._header(self._rows(_COLUMN_MM[0], _MIDDLE_MM))
        right = self._header(self._rows(_MIDDLE_MM, _COLUMN_MM[1]))
        footer = _chain(rows[::-1], self._px, _FOOTER_STARTS_MM, _FOOTER_ENDS_MM, _FOOTER_GAP_MM)
        return Ink(header, max(left, right - _LOWER_MM), footer, blank)

    def _header(self, rows: list[bool]) -> float:
        return _chain(rows, self._px, _HEADER_STARTS_MM, _HEADER_ENDS_MM, _HEADER_GAP_MM)

    def findings(self, footer_mm: float) -> tuple[Finding, ...]:
        """What the letter's own parts would be printed over, on the first sheet."""
        found = [self._address()]
        if (box := self._box_mm(_INFORMATION_MM)) is not None:
            found.append(_notice("letterhead.reaches-information", mm=math.ceil(box[3])))
        if self._side_mm is not None:
            found.append(_notice("letterhead.side-column", mm=math.floor(self._side_mm)))
        found.append(self._text(footer_mm))
        return tuple(f for f in found if f is not None)

    def _address(self) -> Finding | None:
        left, right = _FIELD_MM
        for code, (top, bottom) in (
            ("letterhead.reaches-address", _FIELD_B_MM),
            ("letterhead.form-b-only", _FIELD_A_MM),
        ):
            box = self._box_mm((left, top + 0.5, right, bottom))
            if box is not None:
                return _notice(code, mm=math.ceil(box[3]))
        return None

    def _text(self, footer_mm: float) -> Finding | None:
        left, top, right = _TEXT_MM
        edge = right if self._side_mm is None else min(right, self._side_mm - 0.5)
        box = self._box_mm((left, top, edge, min(297 - _FOOTER_ENDS_MM, 297 - footer_mm) - 1))
        if box is None:
            return None
        return _notice("letterhead.covers-text", from_mm=math.floor(box[1]), to_mm=math.ceil(box[3]))

    def _side_column(self) -> float | None:
        """The left edge in millimetres of a column of print at the right, if there is one."""
        box = self._box_mm((_COLUMN_MM[0], _BODY_MM[0], _COLUMN_MM[1], _BODY_MM[1]))
        return box[0] if box is not None and box[0] >= _SIDE_FROM_MM else None

    def _rows(self, left: float, right: float) -> list[bool]:
        """For each row whether there is print, a column at the side left out."""
        if self._side_mm is not None:
            right = min(right, self._side_mm - 0.5)
        part = self._mask.crop((round(left * self._px), 0, round(right * self._px), self._mask.height))
        data, width = part.tobytes(), part.width
        return [255 in data[y * width : (y + 1) * width] for y in range(part.height)]

    def _box_mm(self, rect: tuple[float, float, float, float]) -> tuple[float, float, float, float] | None:
        """The bounds of the print within `rect`, in millimetres of the sheet."""
        left, top, right, bottom = (round(v * self._px) for v in rect)
        found = self._mask.crop((left, top, right, bottom)).getbbox()
        if found is None:
            return None
        x0, y0, x1, y1 = found
        return (left + x0) / self._px, (top + y0) / self._px, (left + x1) / self._px, (top + y1) / self._px


def _chain(rows: list[bool], px: float, starts_mm: float, ends_mm: float, gap_mm: float) -> float:
    """How far print that begins near the edge goes on without a larger gap, in millimetres."""
    end = 0
    for y in range(min(len(rows), math.floor(ends_mm * px))):
        if not rows[y]:
            continue
        if y - end > (gap_mm if end else starts_mm) * px:
            break
        end = y + 1
    return round(end / px, 1)


def _notice(code: str, **data: int) -> Finding:
    return Finding(code, "notice", data=dict(data))
