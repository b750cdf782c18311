"""The flowing part of the letter: from the subject to the copies, as atoms."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from loi_desktop.model.letter import Letter, LetterBlock
from loi_desktop.model.text import Row, Run
from loi_desktop.pdf import geometry as g
from loi_desktop.pdf.flow import Atom, Cell, bound, company, kept
from loi_desktop.pdf.geometry import pt
from loi_desktop.pdf.linebreak import Line
from loi_desktop.pdf.signature import signature_atoms
from loi_desktop.pdf.structure import Element
from loi_desktop.pdf.typesetter import Typesetter, Way

NOTE_SIZE_PT: Final = 10.0
_LEFT: Final = pt(g.LEFT_MM)
_WIDTH: Final = pt(g.TEXT_WIDTH_MM)
_INDENT: Final = pt(5.0)  # of a list's text, for each level
_BULLETS: Final = ("•", "–")
_TIGHT: Final = frozenset({"enclosures", "copies", "closing", "note"})
_WAYS: Final[dict[str, Way]] = {"subject": "balanced", "text": "divided"}
_LONG_SUBJECT: Final = 12  # lines; a subject that is longer may end on the next page
_LIST: Final = b"<< /O /List /ListNumbering /Disc >>"


class Body(Struct, frozen=True):
    """The atoms, and where the text begins that goes with the closing (none: -1)."""

    atoms: tuple[Atom, ...]
    company_start: int = -1


def note_atoms(letter: Letter, document: Element, setter: Typesetter) -> list[Atom]:
    """The lines of the notes that stand above the subject, in the pitch of the head."""
    atoms = []
    for block in letter.blocks:
        if block.kind == "note":
            element = document.child("P")
            for row in block.rows:
                for line in setter.lines(row.runs, NOTE_SIZE_PT, _WIDTH, "divided"):
                    cell = Cell(element, block.field or block.id, _LEFT, _WIDTH, NOTE_SIZE_PT, line)
                    atoms.append(Atom((cell,), g.FIXED_PITCH_PT))
    return atoms


def body(letter: Letter, document: Element, setter: Typesetter) -> Body:
    """Everything from the subject on; the note above it is laid out with the head."""
    return _BodyLayout(letter, document, setter).body()


class _BodyLayout:
    """Collects atoms block by block."""

    def __init__(self, letter: Letter, document: Element, setter: Typesetter) -> None:
        self._letter = letter
        self._document = document
        self._setter = setter
        self._size = letter.size
        self._pitch = letter.size * g.BODY_PITCH
        self._atoms: list[Atom] = []
        self._company = -1

    def body(self) -> Body:
        blocks = [block for block in self._letter.blocks if block.kind != "note"]
        for block in blocks:
            if block.kind == "closing":
                self._closing(block)
            else:
                self._block(block)
        return Body(tuple(self._atoms), self._company)

    def _closing(self, block: LetterBlock) -> None:
        """Closing, room and names in one piece, and the text that goes with them."""
        self._company = company(self._atoms)
        self._atoms[self._company :] = bound(self._atoms[self._company :])
        start = len(self._atoms)
        self._block(block)
        self._atoms += signature_atoms(self._letter, self._document, self._setter, self._pitch)
        group = self._atoms[start:]
        self._atoms[start:] = bound(group[:-1]) + group[-1:]

    def _block(self, block: LetterBlock) -> None:
        gap = self._gap_above(block)
        lists = _Lists(self._document)
        for n, row in enumerate(block.rows):
            after_item = n > 0 and block.rows[n - 1].kind == "item"
            tight = block.kind in _TIGHT or (row.kind == "item" and after_item)
            above = gap if n == 0 else (0.0 if tight else self._pitch)
            atoms = self._row(block, row, lists)
            atoms[0] = Atom(atoms[0].cells, atoms[0].height, above, atoms[0].keep)
            if self._leads(block, n):
                atoms[-1] = Atom(atoms[-1].cells, atoms[-1].height, atoms[-1].gap, keep=True)
            self._atoms += atoms

    def _gap_above(self, block: LetterBlock) -> float:
        if not self._atoms:
            return 0.0
        return self._pitch * (2 if block.kind == "salutation" else 1)

    def _leads(self, block: LetterBlock, n: int) -> bool:
        """Whether the row must not stand last on a page: headings, the salutation, and the
        sentence that introduces a list.
        """
        if block.kind in {"subject", "salutation"}:
            return True
        if n + 1 == len(block.rows):
            return False
        if block.kind in {"enclosures", "copies"}:
            return n == 0
        return block.rows[n].kind == "paragraph" and block.rows[n + 1].kind == "item"

    def _row(self, block: LetterBlock, row: Row, lists: _Lists) -> list[Atom]:
        if row.kind == "item":
            return self._item(block, row, lists)
        lists.end()
        runs = row.runs
        if block.kind == "subject":
            runs = tuple(Run(text=r.text, bold=True, italic=r.italic, lang=r.lang) for r in runs)
        element = self._document.child("H1" if block.kind == "subject" else "P")
        lines = self._setter.lines(runs, self._size, _WIDTH, _WAYS.get(block.kind, "plain"))
        atoms = [self._atom(self._cell(element, block, 0.0, line)) for line in lines]
        return bound(atoms) if block.kind == "subject" and len(atoms) < _LONG_SUBJECT else kept(atoms)

    def _item(self, block: LetterBlock, row: Row, lists: _Lists) -> list[Atom]:
        level = min(max(row.level, 0), len(_BULLETS) - 1)
        label, text = lists.item(level)
        (bullet,) = self._setter.lines((Run(text=_BULLETS[level] + " "),), self._size, _INDENT * 2)
        indent = _INDENT * (level + 1)
        lines = self._setter.lines(row.runs, self._size, _WIDTH - indent, "divided")
        atoms = [self._atom(self._cell(text, block, indent, line)) for line in lines]
        first = (self._cell(label, block, indent - _INDENT, bullet), *atoms[0].cells)
        atoms[0] = Atom(first, atoms[0].height)
        return kept(atoms)

    def _cell(self, element: Element, block: LetterBlock, indent: float, line: Line) -> Cell:
        return Cell(element, block.field or block.id, _LEFT + indent, _WIDTH - indent, self._size, line)

    def _atom(self, *cells: Cell) -> Atom:
        return Atom(cells, self._pitch)


class _Lists:
    """The open list of a block and its last item on the upper level."""

    def __init__(self, document: Element) -> None:
        self._document = document
        self._levels: list[Element] = []
        self._body: Element | None = None

    def end(self) -> None:
        """The next item begins a new list."""
        self._levels = []
        self._body = None

    def item(self, level: int) -> tuple[Element, Element]:
        """Label and body of a new item; a deeper list stands in the item above it."""
        if self._body is None:
            level = 0
        del self._levels[level + 1 :]
        while len(self._levels) <= level:
            parent = self._body if self._levels and self._body is not None else self._document
            self._levels.append(parent.child("L", attributes=_LIST))
        entry = self._levels[level].child("LI")
        label, text = entry.child("Lbl"), entry.child("LBody")
        if level == 0:
            self._body = text
        return label, text
