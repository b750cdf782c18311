"""What a font file says of itself: kind of outlines, licence bits, family, style.

Reads the tables `OS/2`, `head` and `name` of an OpenType file (ISO/IEC 14496-22) and nothing else.
"""

from __future__ import annotations

import struct
from typing import Final, Literal

from msgspec import Struct

from loi_desktop.errors import InputError
from loi_desktop.model.ownfont import FontStyle

_KINDS: Final = {b"\x00\x01\x00\x00", b"true", b"OTTO"}
_WINDOWS: Final = 3
_RESTRICTED: Final = 0x0002  # fsType: must not be embedded
_NO_SUBSET: Final = 0x0100
_BITMAP_ONLY: Final = 0x0200
_LONGEST_NAME: Final = 60

Outlines = Literal["truetype", "postscript", "none"]


class Facts(Struct, frozen=True):
    """`embeddable`: the licence bits allow a subset of it in a PDF; `outlines`: how its
    letters are drawn.
    """

    family: str
    style: FontStyle
    embeddable: bool
    outlines: Outlines
    variable: bool


def facts(data: bytes) -> Facts:
    """Raises InputError `font.not-a-font` for anything that is not one font."""
    try:
        return _facts(data)
    except (struct.error, KeyError, IndexError, UnicodeError) as error:
        raise InputError("font.not-a-font") from error


def _facts(data: bytes) -> Facts:
    if data[:4] not in _KINDS:
        raise KeyError("kind")
    tables = _tables(data)
    version, _, _, _, fs_type = struct.unpack_from(">HhHHH", tables["OS/2"])
    allowed = fs_type & 0xF
    if version < 3 and allowed & ~_RESTRICTED:  # older fonts may set several: the mildest counts
        allowed &= ~_RESTRICTED
    forbidden = allowed == _RESTRICTED or bool(fs_type & (_NO_SUBSET | _BITMAP_ONLY))
    (mac_style,) = struct.unpack_from(">H", tables["head"], 44)
    styles: tuple[FontStyle, ...] = ("regular", "bold", "italic", "bold-italic")
    family = _family(tables["name"])
    if not family:
        raise KeyError("family")
    outlines: Outlines = "truetype" if "glyf" in tables else "postscript" if "CFF" in tables else "none"
    return Facts(family, styles[mac_style & 3], not forbidden, outlines, "fvar" in tables)


def _tables(data: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for n in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * n)
        if start + length > len(data):
            raise IndexError(tag)
        tables[tag.decode("latin-1").strip()] = data[start : start + length]
    return tables


def _family(table: bytes) -> str:
    """Name 1, by which the four styles of a family find each other; English where there are several."""
    _, count, strings = struct.unpack_from(">HHH", table)
    found = {}
    for n in range(count):
        platform, _, language, kind, length, start = struct.unpack_from(">HHHHHH", table, 6 + 12 * n)
        if kind == 1:
            raw = table[strings + start : strings + start + length]
            name = raw.decode("utf-16-be" if platform in {0, _WINDOWS} else "latin-1")
            found[platform == _WINDOWS, language == 0x409, n] = "".join(filter(str.isprintable, name)).strip()
    return found[max(found)][:_LONGEST_NAME] if found else ""
