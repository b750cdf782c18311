"""PostScript outlines (CFF) as TrueType outlines, which is what ReportLab embeds.

Cubic curves become quadratic ones that stray from them by a thousandth of the font size at
most: less than a printer's dot.  The rest of the font (characters, widths, kerning, marks)
stays as it is.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_ERROR_EM: Final = 0.001
_POSTSCRIPT: Final = ("CFF ", "VORG", "hdmx", "LTSH")


def truetype(data: bytes) -> bytes:
    """The font in `data` with TrueType outlines.  A broken font ends in any exception."""
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # what it notices is said by our checks
    out = io.BytesIO()
    with TTFont(io.BytesIO(data), lazy=False, recalcTimestamp=False) as font:
        _convert(font)
        font.save(out)
    return out.getvalue()


def _convert(font: TTFont) -> None:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    names, shapes = font.getGlyphOrder(), font.getGlyphSet()
    error = font["head"].unitsPerEm * _ERROR_EM
    glyphs = {}
    for name in names:
        pen = TTGlyphPen(None)
        shapes[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        glyphs[name] = pen.glyph()
    for tag in _POSTSCRIPT:
        if tag in font:
            del font[tag]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = names, glyphs
    widths = font["hmtx"]
    for name, glyph in glyphs.items():
        glyph.recalcBounds(font["glyf"])
        widths[name] = (widths[name][0], getattr(glyph, "xMin", 0))
    _head(font)


def _head(font: TTFont) -> None:
    """The tables that say what kind of outlines follow."""
    most = font["maxp"]
    most.tableVersion = 0x00010000
    most.maxZones = 1
    for unused in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements", "maxComponentDepth", "maxPoints", "maxContours",
        "maxCompositePoints", "maxCompositeContours",
    ):  # fmt: skip
        setattr(most, unused, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
