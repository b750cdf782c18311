"""What a font says about placing glyphs: kerning of pairs, and marks on letters.

Reads the parts of OpenType's GPOS table that Latin needs: pair adjustment (lookup type 2),
mark to base (4) and mark to mark (6), also behind an extension (9).  Numbers are in the
font's own units.
"""

from __future__ import annotations

import struct
from typing import Final

_X_PLACEMENT, _Y_PLACEMENT, _X_ADVANCE = 1, 2, 4
_PAIR, _MARK_TO_BASE, _MARK_TO_MARK, _EXTENSION = 2, 4, 6, 9
_SCRIPTS: Final = (b"latn", b"DFLT")

_Subtable = tuple[int, int]  # lookup type, offset


class Positioning:
    """The GPOS table of one face; an empty table places nothing."""

    def __init__(self, table: bytes) -> None:
        self._data = table
        self._pairs: list[list[_Subtable]] = []
        self._marks: list[list[_Subtable]] = []
        self._coverages: dict[int, dict[int, int]] = {}
        self._classes: dict[int, dict[int, int]] = {}
        if table:
            features = self._features()
            lookups = self._u16(8)
            for number in features.get(b"kern", ()):
                self._pairs.append([s for s in self._subtables(lookups, number) if s[0] == _PAIR])
            for tag in (b"mark", b"mkmk"):
                for number in features.get(tag, ()):
                    wanted = (_MARK_TO_BASE, _MARK_TO_MARK)
                    self._marks.append([s for s in self._subtables(lookups, number) if s[0] in wanted])

    def kern(self, left: int, right: int) -> int:
        """How much the pair of glyphs moves together (negative) or apart."""
        total = 0
        for lookup in self._pairs:
            for _, offset in lookup:
                found = self._pair(offset, left, right)
                if found is not None:
                    total += found
                    break
        return total

    def attach(self, base: int, mark: int) -> tuple[int, int] | None:
        """Where the origin of `mark` lies from the origin of `base` (a letter, or a mark
        that stands already); None where the font does not say.
        """
        # every lookup is applied in turn, so the last one that knows the pair decides
        for lookup in reversed(self._marks):
            for _, offset in lookup:
                place = self._place(offset, base, mark)
                if place is not None:
                    return place
        return None

    def _place(self, offset: int, base: int, mark: int) -> tuple[int, int] | None:
        mark_index = self._coverage(offset + self._u16(offset + 2)).get(mark)
        base_index = self._coverage(offset + self._u16(offset + 4)).get(base)
        if mark_index is None or base_index is None:
            return None
        classes = self._u16(offset + 6)
        marks, bases = offset + self._u16(offset + 8), offset + self._u16(offset + 10)
        kind = self._u16(marks + 2 + 4 * mark_index)
        anchor = self._u16(bases + 2 + 2 * (base_index * classes + kind))
        if not anchor:
            return None
        x, y = self._anchor(bases + anchor)
        mark_x, mark_y = self._anchor(marks + self._u16(marks + 4 + 4 * mark_index))
        return x - mark_x, y - mark_y

    # -- reading -----------------------------------------------------------------

    def _u16(self, offset: int) -> int:
        return int(struct.unpack_from(">H", self._data, offset)[0])

    def _i16(self, offset: int) -> int:
        return int(struct.unpack_from(">h", self._data, offset)[0])

    def _features(self) -> dict[bytes, list[int]]:
        """The lookups of each feature of the Latin script (else the default one)."""
        scripts, features = self._u16(4), self._u16(6)
        found: dict[bytes, int] = {}
        for n in range(self._u16(scripts)):
            record = scripts + 2 + 6 * n
            found[self._data[record : record + 4]] = scripts + self._u16(record + 4)
        script = next((found[tag] for tag in _SCRIPTS if tag in found), None)
        if script is None or not self._u16(script):
            return {}
        language = script + self._u16(script)
        lookups: dict[bytes, list[int]] = {}
        for n in range(self._u16(language + 4)):
            record = features + 2 + 6 * self._u16(language + 6 + 2 * n)
            feature = features + self._u16(record + 4)
            numbers = [self._u16(feature + 4 + 2 * k) for k in range(self._u16(feature + 2))]
            lookups.setdefault(self._data[record : record + 4], []).extend(numbers)
        return {tag: sorted(set(numbers)) for tag, numbers in lookups.items()}

    def _subtables(self, lookups: int, number: int) -> list[_Subtable]:
        lookup = lookups + self._u16(lookups + 2 + 2 * number)
        found = []
        for n in range(self._u16(lookup + 4)):
            kind, offset = self._u16(lookup), lookup + self._u16(lookup + 6 + 2 * n)
            if kind == _EXTENSION:
                kind = self._u16(offset + 2)
                offset += int(struct.unpack_from(">I", self._data, offset + 4)[0])
            found.append((kind, offset))
        return found

    def _pair(self, offset: int, left: int, right: int) -> int | None:
        """The subtable's answer for a pair; None where the next subtable is asked."""
        index = self._coverage(offset + self._u16(offset + 2)).get(left)
        first_format, second_format = self._u16(offset + 4), self._u16(offset + 6)
        if index is None or not first_format & _X_ADVANCE:
            return None
        first_size = 2 * first_format.bit_count()
        skip = 2 * (first_format & (_X_PLACEMENT | _Y_PLACEMENT)).bit_count()
        size = first_size + 2 * second_format.bit_count()
        if self._u16(offset) == 1:
            return self._glyph_pair(offset + self._u16(offset + 10 + 2 * index), right, size + 2, skip)
        left_class = self._class(offset + self._u16(offset + 8)).get(left, 0)
        right_class = self._class(offset + self._u16(offset + 10)).get(right, 0)
        record = offset + 16 + size * (left_class * self._u16(offset + 14) + right_class)
        return self._i16(record + skip)

    def _glyph_pair(self, pair_set: int, right: int, size: int, skip: int) -> int | None:
        low, high = 0, self._u16(pair_set)
        while low < high:
            middle = (low + high) // 2
            record = pair_set + 2 + size * middle
            glyph = self._u16(record)
            if glyph == right:
                return self._i16(record + 2 + skip)
            low, high = (middle + 1, high) if glyph < right else (low, middle)
        return None

    def _anchor(self, offset: int) -> tuple[int, int]:
        return self._i16(offset + 2), self._i16(offset + 4)

    def _coverage(self, offset: int) -> dict[int, int]:
        """Glyph to its place in the coverage table."""
        found = self._coverages.get(offset)
        if found is None:
            count = self._u16(offset + 2)
            if self._u16(offset) == 1:
                glyphs = [self._u16(offset + 4 + 2 * n) for n in range(count)]
            else:
                ranges = [struct.unpack_from(">HH", self._data, offset + 4 + 6 * n) for n in range(count)]
                glyphs = [glyph for first, last in ranges for glyph in range(first, last + 1)]
            found = self._coverages[offset] = {glyph: n for n, glyph in enumerate(glyphs)}
        return found

    def _class(self, offset: int) -> dict[int, int]:
        """Glyph to its class; what is not there has class 0."""
        found = self._classes.get(offset)
        if found is None:
            found = {}
            if self._u16(offset) == 1:
                first = self._u16(offset + 2)
                for n in range(self._u16(offset + 4)):
                    found[first + n] = self._u16(offset + 6 + 2 * n)
            else:
                for n in range(self._u16(offset + 2)):
                    low, high, kind = struct.unpack_from(">HHH", self._data, offset + 4 + 6 * n)
                    found.update(dict.fromkeys(range(low, high + 1), kind))
            self._classes[offset] = found
        return found
