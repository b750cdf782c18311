"""A letterhead, cleaned and frozen: what the PDF room lays under the text."""

from __future__ import annotations

from msgspec import Struct

from loi_desktop.model.findings import Finding


class Piece(Struct, frozen=True):
    """One PDF object as it is written: bytes, and numbers that stand for a reference to
    the piece of that index.
    """

    parts: tuple[bytes | int, ...]


class Sheet(Struct, frozen=True):
    """One page as a form XObject.  `root` is the index of the form among `pieces`;
    sizes in points of the page as it is shown (rotation applied, origin 0,0).
    `text` is what can be read on it, for the tagged letter and for search.
    """

    pieces: tuple[Piece, ...]
    root: int
    width_pt: float
    height_pt: float
    top_free_mm: float = 0.0
    bottom_free_mm: float = 0.0
    text: str = ""


class Background(Struct, frozen=True):
    """A letterhead ready for use: `first` under page one, `following` under the others (or none).

    Margins in millimetres from the page's edges: where text may begin on page one (0: the
    norm's place), on following pages, and how much to keep free at the bottom of each.
    """

    id: str
    name: str
    sha256: str
    first: Sheet
    following: Sheet | None = None
    bottom_mm: float = 0.0
    following_top_mm: float = 0.0
    following_bottom_mm: float = 0.0
    findings: tuple[Finding, ...] = ()
