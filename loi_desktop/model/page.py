"""What the PDF room gives back: the bytes and a map of where things stand."""

from __future__ import annotations

from msgspec import Struct


class Area(Struct, frozen=True):
    """A rectangle on a page (counted from 1), in millimetres from the top left corner,
    with the form's field and the block it belongs to.
    """

    page: int
    field: str
    x: float
    y: float
    width: float
    height: float


class Rendered(Struct, frozen=True):
    """A finished PDF.  `signature_alone` says that the last page carries nothing but the
    closing and the signature's least company: *Auf eine Seite bringen* is worth offering.
    """

    pdf: bytes
    pages: int
    areas: tuple[Area, ...] = ()
    signature_alone: bool = False
