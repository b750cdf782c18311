"""A font's subset as it stands in the file: program, widths, way back to Unicode."""

from __future__ import annotations

import zlib
from typing import Any, Final

from msgspec import Struct

from loi_desktop.pdf.hinting import unhinted

_NONSYMBOLIC: Final = 1 << 5
_SYMBOLIC: Final = 1 << 2
_SPACE: Final = 0x20


class Program(Struct, frozen=True):
    """The four objects of a simple TrueType font without the references between them."""

    file: bytes
    to_unicode: bytes
    descriptor: bytes
    font: bytes


def program(font: Any, codes: dict[str, int], glyphs: dict[int, int]) -> Program:
    """`codes`: glyph (named by its characters, the last is what it means) to byte;
    `glyphs`: byte to the font's own character code.
    """
    last = max(glyphs)
    slots = [glyphs.get(code, _SPACE) for code in range(last + 1)]
    raw = unhinted(font.makeSubset(slots))
    packed = zlib.compress(raw, 9)
    name = b"LOIAAA+" + bytes(font.name)
    characters = {code: glyph[-1] for glyph, code in codes.items() if code in glyphs}
    unicode_map = zlib.compress(_to_unicode(characters), 9)
    widths = " ".join(_number(font.charWidths[slot]) for slot in slots)
    flags = (font.flags & ~_NONSYMBOLIC) | _SYMBOLIC
    box = " ".join(map(_number, font.bbox))
    return Program(
        file=b"<< /Length1 %d /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(raw), len(packed), packed),
        to_unicode=b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(unicode_map), unicode_map),
        descriptor=b"<< /Type /FontDescriptor /FontName /%s " % name
        + (
            f"/Flags {flags} /FontBBox [{box}] /Ascent {_number(font.ascent)} "
            f"/Descent {_number(font.descent)} /CapHeight {_number(font.capHeight)} "
            f"/ItalicAngle {_number(font.italicAngle)} /StemV {_number(font.stemV)} "
            f"/MissingWidth {_number(font.defaultWidth)} /FontFile2 "
        ).encode(),
        font=b"<< /Type /Font /Subtype /TrueType /BaseFont /%s " % name
        + f"/FirstChar 0 /LastChar {last} /Widths [{widths}] /ToUnicode ".encode(),
    )


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _to_unicode(characters: dict[int, str]) -> bytes:
    """The CMap, in blocks of a hundred at most (PDF 1.7, 9.10.3)."""
    pairs = sorted(characters.items())
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
