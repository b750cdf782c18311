"""Which fonts of a foreign page can be kept.  Sections are those of ISO 19005-2."""

from __future__ import annotations

from typing import Any

from pikepdf import Dictionary, Name

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_KNOWN_CODES = {"/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding"}


def cure_font(font: Any) -> str:
    """Mend what can be mended in place; the word for what cannot, or nothing.

    `font-not-embedded` (6.2.11.4.1), `font-without-unicode` (6.2.11.7.2).
    """
    kind = str(font.get("/Subtype"))
    if kind == "/Type3":
        return "" if "/ToUnicode" in font else "font-without-unicode"
    inner = font.DescendantFonts[0] if kind == "/Type0" else font
    descriptor = inner.get("/FontDescriptor")
    if descriptor is None or not any(key in descriptor for key in _FILES):
        return "font-not-embedded"
    for key in ("/CIDSet", "/CharSet"):  # optional, and wrong in many files (6.2.11.4.2)
        if key in descriptor:
            del descriptor[key]
    if kind == "/Type0" and inner.get("/Subtype") == Name.CIDFontType2 and "/CIDToGIDMap" not in inner:
        inner.CIDToGIDMap = Name.Identity  # its default, to be written out (6.2.11.3.2)
    return "" if _has_unicode(font, kind) else "font-without-unicode"


def _has_unicode(font: Any, kind: str) -> bool:
    if "/ToUnicode" in font:
        return True
    encoding = font.get("/Encoding")
    if kind == "/Type0" or encoding is None:
        return False
    if isinstance(encoding, Dictionary):
        return str(encoding.get("/BaseEncoding")) in _KNOWN_CODES and "/Differences" not in encoding
    return str(encoding) in _KNOWN_CODES
