"""Lines in a row and where a page may end between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from loi_desktop.pdf.linebreak import Line
from loi_desktop.pdf.structure import Element

COMPANY_LINES: Final = 2  # of text that go with the closing onto its page


class SignaturePlace(Struct, frozen=True):
    """An empty signature field in the room for ink; `said` describes it to a reader."""

    name: str
    said: str


class Cell(Struct, frozen=True):
    """A line (or a free room) at `x`, `width` wide, belonging to a field of the form.
    Lengths in points; `shift` moves the baseline down from its usual place, `link` is the
    address that a click opens.
    """

    element: Element
    field: str
    x: float
    width: float
    size: float
    line: Line | None = None
    shift: float = 0.0
    signature: SignaturePlace | None = None
    link: str = ""
    rule: bool = False


class Atom(Struct, frozen=True):
    """What a page never cuts: cells side by side.  `gap` stands above it but not at the top
    of a page; `keep` forbids a page's end below it.
    """

    cells: tuple[Cell, ...]
    height: float
    gap: float = 0.0
    keep: bool = False


class Placed(Struct, frozen=True):
    """An atom at `top`, in points from the page's upper edge."""

    atom: Atom
    top: float


class Frame(Struct, frozen=True):
    """Where text may stand on a page, in points from the upper edge."""

    top: float
    bottom: float


class Pages(Struct, frozen=True):
    """The pages, and the index of the first atom on each."""

    pages: tuple[tuple[Placed, ...], ...]
    starts: tuple[int, ...]


def kept(atoms: Sequence[Atom], *, widows: int = 2) -> list[Atom]:
    """The lines of one paragraph so that neither the first nor the last of them stand alone:
    at least `widows` lines on either side of a page's end, which never divides a word.
    """
    last = len(atoms) - 1
    return [
        Atom(
            atom.cells,
            atom.height,
            atom.gap,
            keep=n < last and (n + 1 < widows or last - n < widows or _divided(atom)),
        )
        for n, atom in enumerate(atoms)
    ]


def _divided(atom: Atom) -> bool:
    line = atom.cells[-1].line
    return line is not None and line.divided


def bound(atoms: Sequence[Atom]) -> list[Atom]:
    """`atoms` so that no page ends between or below them."""
    return [Atom(atom.cells, atom.height, atom.gap, keep=True) for atom in atoms]


def company(atoms: Sequence[Atom]) -> int:
    """Where the text begins that goes with what follows `atoms`: two lines at least, more
    where a page could not end above them.
    """
    start = max(0, len(atoms) - COMPANY_LINES)
    while start > 0 and atoms[start - 1].keep:
        start -= 1
    return start


def paginate(atoms: Sequence[Atom], first: Frame, following: Frame) -> Pages:
    """Fill pages from the top; a page ends at the last allowed place before it is full.

    Where no place is allowed (a group taller than a page), it ends where it is full.
    """
    pages: list[tuple[Placed, ...]] = []
    starts: list[int] = []
    start = 0
    while start < len(atoms) or not pages:
        frame = following if pages else first
        placed = _fill(atoms, start, frame)
        if not placed and pages:
            placed = [Placed(atoms[start], frame.top)]  # taller than a page: nothing is ever lost
        stop = start + len(placed)
        if stop < len(atoms):
            stop = _allowed(atoms, start, stop)
        pages.append(tuple(placed[: stop - start]))
        starts.append(start)
        start = stop
    return Pages(tuple(pages), tuple(starts))


def _allowed(atoms: Sequence[Atom], start: int, stop: int) -> int:
    """The last place up to `stop` where a page may end, else `stop` itself."""
    end = stop
    while end > start and atoms[end - 1].keep:
        end -= 1
    return end if end > start else stop


def _fill(atoms: Sequence[Atom], start: int, frame: Frame) -> list[Placed]:
    placed: list[Placed] = []
    y = frame.top
    for atom in atoms[start:]:
        top = y + (atom.gap if placed else 0.0)
        if top + atom.height > frame.bottom + 0.01:
            break
        placed.append(Placed(atom, top))
        y = top + atom.height
    return placed
