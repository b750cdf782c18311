"""PDF objects given as bytes, and the small pieces they are made of."""

from __future__ import annotations

import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\r": r"\r"})


class Raw(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An indirect object made of bytes and of other objects, which are written as references."""

    __RefOnly__ = 1

    def __init__(self, *parts: bytes | Any) -> None:
        self.parts = parts

    def format(self, document: Any) -> bytes:
        """The object's bytes; ReportLab numbers it and writes `obj … endobj` around it."""
        return b"".join(part if part.__class__ is bytes else reference(document, part) for part in self.parts)


def reference(document: Any, target: Any) -> bytes:
    """`N 0 R` for `target`, which gets a number if it has none yet."""
    name = getattr(target, "__InternalName__", None) or document.Reference(target).name
    return b"%d 0 R" % document.idToObjectNumberAndVersion[name][0]


def text_string(text: str) -> bytes:
    """A PDF text string: ASCII as it is, else UTF-16."""
    if text.isascii():
        return b"(" + text.translate(_ESCAPES).encode("ascii") + b")"
    return b"<FEFF" + text.encode("utf-16-be", "replace").hex().upper().encode("ascii") + b">"


def stream_parts(dictionary: bytes, data: bytes, *, deflate: bool = True) -> bytes:
    """A stream object with an end of line before `endstream`, as PDF/A 6.1.7.1 demands."""
    if deflate:
        data, dictionary = zlib.compress(data, 6), dictionary + b" /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(data), data)
