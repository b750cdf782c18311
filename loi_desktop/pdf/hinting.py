"""A font without its instructions for coarse screens.

They make up half of a glyph in some fonts and change what is seen by a shade at most; two of
the shipped families never had any.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reportlab.pdfbase.ttfonts import TTFontMaker

_PROGRAMS: Final = frozenset({"cvt ", "fpgm", "prep"})
_BOX: Final = 10  # bytes of a glyph before its outline: contours, and the box around them
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _INSTRUCTED = 0x1, 0x8, 0x20, 0x40, 0x80, 0x100


def unhinted(font: bytes) -> bytes:
    """The TrueType font in `font` without programs and instructions."""
    tables = dict(_tables(font))
    (long,) = struct.unpack_from(">h", tables["head"], 50)
    glyphs = _glyphs(tables["glyf"], tables["loca"], long=bool(long))
    parts, places, end = [], [0], 0
    for glyph in glyphs:
        bare = _bare(glyph)
        bare += bytes(-len(bare) % 4)
        parts.append(bare)
        end += len(bare)
        places.append(end)
    short = end <= 2 * 0xFFFF
    tables["glyf"] = b"".join(parts)
    tables["loca"] = struct.pack(
        f">{len(places)}{'H' if short else 'L'}", *(place >> 1 if short else place for place in places)
    )
    tables["head"] = tables["head"][:50] + struct.pack(">h", not short) + tables["head"][52:]
    made = TTFontMaker()
    for tag, data in tables.items():
        if tag not in _PROGRAMS:
            made.add(tag, data)
    return bytes(made.makeStream())


def _tables(font: bytes) -> Iterator[tuple[str, bytes]]:
    (count,) = struct.unpack_from(">H", font, 4)
    for n in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * n)
        yield tag.decode("latin-1"), font[start : start + length]


def _glyphs(glyf: bytes, loca: bytes, *, long: bool) -> list[bytes]:
    places = struct.unpack(f">{len(loca) // (4 if long else 2)}{'L' if long else 'H'}", loca)
    return [glyf[a:b] if long else glyf[2 * a : 2 * b] for a, b in pairwise(places)]


def _bare(glyph: bytes) -> bytes:
    if not glyph:
        return b""
    (contours,) = struct.unpack_from(">h", glyph)
    if contours < 0:
        return _bare_composite(glyph)
    at = _BOX + 2 * contours
    (length,) = struct.unpack_from(">H", glyph, at)
    return glyph[:at] + b"\0\0" + glyph[at + 2 + length :]


def _bare_composite(glyph: bytes) -> bytes:
    out, at, flags = bytearray(glyph), _BOX, _MORE
    while flags & _MORE:
        (flags,) = struct.unpack_from(">H", glyph, at)
        struct.pack_into(">H", out, at, flags & ~_INSTRUCTED)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return bytes(out[:at])
