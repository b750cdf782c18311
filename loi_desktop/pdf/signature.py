"""The signature: *In Vertretung*, room for ink and seal, names, and empty signature fields."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from loi_desktop.model.letter import Letter, Signature
from loi_desktop.model.text import Run
from loi_desktop.pdf import geometry as g
from loi_desktop.pdf.flow import Atom, Cell, SignaturePlace
from loi_desktop.pdf.geometry import pt
from loi_desktop.pdf.linebreak import Line
from loi_desktop.pdf.structure import Element
from loi_desktop.pdf.typesetter import Typesetter
from loi_desktop.pdf.words import words

_LEFT: Final = pt(g.LEFT_MM)
_SECOND: Final = pt(g.SECOND_SIGNATORY_X_MM)
_RIGHT: Final = pt(g.PAGE_WIDTH_MM - g.RIGHT_MM)
_COLUMN: Final = _SECOND - _LEFT - pt(5.0)
# With a seal the fields are shorter, so that 38 mm stay free beside each.
_FIELD_BESIDE_SEAL: Final = _SECOND - _LEFT - pt(g.SEAL_MM + 4.0)


def signature_atoms(letter: Letter, document: Element, setter: Typesetter, pitch: float) -> list[Atom]:
    """What follows the closing, from *In Vertretung* to the last line of the names."""
    people = letter.signatures[:2]
    if not people:
        return []
    columns = list(zip((_LEFT, _SECOND), people, strict=False))
    layout = _Columns(letter, document, setter, pitch, [x for x, _ in columns])
    by = [layout.lines(person.by) for person in people]
    atoms = layout.rows(by, people)
    atoms.append(_room(letter, document, columns))
    names = [layout.lines(person.name) + layout.lines(person.office) for person in people]
    return atoms + layout.rows(names, people)


def _room(letter: Letter, document: Element, columns: Sequence[tuple[float, Signature]]) -> Atom:
    """The room for ink: one empty field a person where the letter is signed, and nothing
    printed but the line.
    """
    say = words(letter.language)
    cells = tuple(
        Cell(
            document.child("Form") if letter.signed else document,
            person.field,
            x,
            _field_width(letter, len(columns)),
            letter.size,
            signature=SignaturePlace(f"Unterschrift{n + 1}", say.describe(person)) if letter.signed else None,
            rule=letter.name_line,
        )
        for n, (x, person) in enumerate(columns)
    )
    return Atom(cells, pt(letter.room_mm))


def _field_width(letter: Letter, count: int) -> float:
    return _FIELD_BESIDE_SEAL if letter.seal and count > 1 else _COLUMN


class _Columns:
    """Texts of one or two people, side by side, one structure element a person."""

    def __init__(
        self, letter: Letter, document: Element, setter: Typesetter, pitch: float, xs: list[float]
    ) -> None:
        self._letter = letter
        self._document = document
        self._setter = setter
        self._pitch = pitch
        self._xs = xs
        self._width = _RIGHT - _LEFT if len(xs) == 1 else _COLUMN

    def lines(self, text: str) -> tuple[Line, ...]:
        """The lines of `text` in a column."""
        if not text.strip():
            return ()
        return self._setter.lines((Run(text=text),), self._letter.size, self._width)

    def rows(self, columns: Sequence[tuple[Line, ...]], people: Sequence[Signature]) -> list[Atom]:
        """Line beside line."""
        elements = [self._document.child("P") if lines else self._document for lines in columns]
        return [
            Atom(
                tuple(
                    Cell(element, person.field, x, self._width, self._letter.size, line)
                    for x, person, element, line in zip(self._xs, people, elements, row, strict=True)
                    if line is not None
                ),
                self._pitch,
            )
            for row in zip_longest(*columns)
        ]
