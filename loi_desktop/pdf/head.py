"""The fixed part of page one: address field, information block, subject's place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from msgspec import Struct

from loi_desktop.model.letter import InfoRow, Letter
from loi_desktop.model.text import Run
from loi_desktop.pdf import geometry as g
from loi_desktop.pdf.flow import Atom, Cell, Placed
from loi_desktop.pdf.geometry import pt
from loi_desktop.pdf.linebreak import Line, clean
from loi_desktop.pdf.structure import Element
from loi_desktop.pdf.typesetter import Typesetter

RETURN_SIZE_PT: Final = 8.0
SMALLEST_RETURN_PT: Final = 6.0
INFO_SIZE_PT: Final = 10.0
LABEL_SIZE_PT: Final = 8.0
_MAIL: Final = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[^\s@<>(),;:\"]{2,}")
_PITCH: Final = g.FIXED_PITCH_PT


class Head(Struct, frozen=True):
    """What stands in fixed places, where the subject may begin, and what is too long.

    `subject` in points from the top; the `…_over` lengths in points by which a zone is
    left, `address_lines` as counted on the page.
    """

    placed: tuple[Placed, ...]
    subject: float
    address_lines: int
    return_over: float
    remarks_over: float
    address_over: float
    info_over: float


def mail_link(text: str) -> str:
    """The address that opens a mail to `text`, if that is a mail address; else empty."""
    address = clean(text).strip()
    return f"mailto:{quote(address, safe='@')}" if _MAIL.fullmatch(address) else ""


def head(letter: Letter, document: Element, setter: Typesetter) -> Head:
    """Lay out the fixed part of `letter`."""
    return _HeadLayout(letter, document, setter).head()


class _Column(Struct, frozen=True):
    """Where lines begin and how wide they may be, in points; `base` is the font size whose
    baseline they keep (0: their own).
    """

    x: float
    width: float
    base: float = 0.0


def _column(left_mm: float, right_mm: float, base: float = 0.0) -> _Column:
    return _Column(pt(left_mm), pt(right_mm - left_mm), base)


_ADDRESS: Final = _column(g.ADDRESS_X_MM, g.ADDRESS_RIGHT_MM)
_AUTHORITY: Final = _column(g.INFO_LABEL_X_MM, g.INFO_RIGHT_MM)
_LABELS: Final = _column(g.INFO_LABEL_X_MM, g.INFO_VALUE_X_MM - 1, INFO_SIZE_PT)
_VALUES: Final = _column(g.INFO_VALUE_X_MM, g.INFO_RIGHT_MM, INFO_SIZE_PT)


class _HeadLayout:
    """Works downwards through the two columns."""

    def __init__(self, letter: Letter, document: Element, setter: Typesetter) -> None:
        self._letter = letter
        self._document = document
        self._setter = setter
        self._form = g.form(letter.form)
        self._placed: list[Placed] = []

    def head(self) -> Head:
        """Both columns; what is too long pushes down what stands below it."""
        top = pt(self._form.address_mm)
        return_end = self._return_line(top)
        zone_end = pt(self._form.first_address_line_mm)
        remarks_end = self._remarks(return_end, zone_end)
        lines = self._address_lines(self._letter.address)
        address_end = self._rows("recipient.organisation", lines, max(zone_end, remarks_end))
        field_end = top + pt(g.ADDRESS_HEIGHT_MM)
        info_end = self._info(pt(self._form.info_mm))
        subject = pt(self._form.subject_mm)
        below = address_end + 2 * _PITCH if address_end > field_end else 0.0
        return Head(
            placed=tuple(self._placed),
            subject=max(subject, below, info_end + _PITCH),
            address_lines=len(lines),
            return_over=max(0.0, return_end - top - pt(g.RETURN_ZONE_MM)),
            remarks_over=max(0.0, remarks_end - zone_end),
            address_over=max(0.0, address_end - field_end),
            info_over=max(0.0, info_end + _PITCH - subject),
        )

    def _return_line(self, top: float) -> float:
        """One line in the middle of its zone, smaller where it would not fit; at the
        smallest size it may take two.  Returns where it ends.
        """
        text = self._letter.return_line
        if not text.strip():
            return top
        size = RETURN_SIZE_PT
        lines = self._lines(text, size, _ADDRESS)
        while len(lines) > 1 and size > SMALLEST_RETURN_PT:
            size -= 0.5
            lines = self._lines(text, size, _ADDRESS)
        if len(lines) > 1:  # it ends between the parts, never inside one (*21000 Elbmarsch*)
            whole = " · ".join(part.replace(" ", "\u00a0") for part in text.split(" · "))
            lines = self._lines(whole, size, _ADDRESS)
        pitch = size * 1.1
        y = top + max(0.0, (pt(g.RETURN_ZONE_MM) - len(lines) * pitch) / 2)
        return self._stack(self._document.child("P"), "sender.name", _ADDRESS, lines, y, size, pitch)

    def _remarks(self, return_end: float, zone_end: float) -> float:
        """Up to three lines that stand directly above the address; returns their end."""
        lines = self._address_lines(self._letter.remarks)
        top = max(zone_end - min(len(lines), g.REMARKS_LINES) * _PITCH, return_end if lines else 0.0)
        return self._rows("recipient.email", lines, top)

    def _address_lines(self, texts: Sequence[str]) -> list[Line]:
        size = self._letter.size
        return [line for text in texts if text.strip() for line in self._lines(text, size, _ADDRESS)]

    def _rows(self, field: str, lines: Sequence[Line], top: float) -> float:
        if not lines:
            return top
        return self._stack(self._document.child("P"), field, _ADDRESS, lines, top, self._letter.size)

    def _info(self, top: float) -> float:
        """The information block, below the authority where there is one; returns its end."""
        y = self._authority(top)
        for row in self._letter.info:
            y = self._info_row(row, y)
        return y

    def _authority(self, top: float) -> float:
        text = self._letter.authority
        if not text.strip():
            return top
        lines = self._lines(text, INFO_SIZE_PT, _AUTHORITY, bold=True)
        element = self._document.child("P")
        return self._stack(element, "sender.authority", _AUTHORITY, lines, top - _PITCH, INFO_SIZE_PT)

    def _info_row(self, row: InfoRow, y: float) -> float:
        """Label and value on one baseline; a long value becomes smaller before it wraps."""
        size = INFO_SIZE_PT
        values = self._lines(row.value, size, _VALUES)
        if len(values) > 1:
            smaller = self._lines(row.value, size - 1, _VALUES)
            if len(smaller) < len(values):
                values, size = smaller, size - 1
        labels = self._lines(row.label, LABEL_SIZE_PT, _LABELS)
        element = self._document.child("P")
        labels_end = self._stack(element, row.field, _LABELS, labels, y, LABEL_SIZE_PT)
        link = mail_link(row.value)
        element = element.child("Link") if link else element
        return max(labels_end, self._stack(element, row.field, _VALUES, values, y, size, link=link))

    def _lines(self, text: str, size: float, column: _Column, *, bold: bool = False) -> tuple[Line, ...]:
        return self._setter.lines((Run(text=text, bold=bold),), size, column.width)

    def _stack(
        self,
        element: Element,
        field: str,
        column: _Column,
        lines: Sequence[Line],
        y: float,
        size: float,
        pitch: float = _PITCH,
        link: str = "",
    ) -> float:
        """Lines below each other; returns where the last one ends."""
        shift = (column.base - size) * g.BASELINE if column.base else 0.0
        for line in lines:
            cell = Cell(element, field, column.x, column.width, size, line, shift, link=link)
            self._placed.append(Placed(Atom((cell,), pitch), y))
            y += pitch
        return y
