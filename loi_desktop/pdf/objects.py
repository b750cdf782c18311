"""PDF objects given as bytes, and the file that they become.

ReportLab's own writer asks each object's kind many times over and numbers by name; this one
takes a third of its time.
"""

from __future__ import annotations

import zlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Final

_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\r": r"\r"})
# The four signs above ASCII tell programs that move files that this one is not text.
_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Node(ABC):
    """An indirect object of one file."""

    __slots__ = ("reference",)

    def __init__(self) -> None:
        self.reference = b""  # `N 0 R`, once it has its number

    @abstractmethod
    def content(self, file: File) -> bytes:
        """What stands between `obj` and `endobj`."""


class Raw(Node):
    """An object made of bytes and of other objects, which are written as references."""

    __slots__ = ("parts",)

    def __init__(self, *parts: bytes | Node) -> None:
        super().__init__()
        self.parts: Sequence[bytes | Node] = parts

    def content(self, file: File) -> bytes:
        """The parts, joined."""
        refer = file.reference
        return b"".join([part if isinstance(part, bytes) else refer(part) for part in self.parts])


class File:
    """Numbers objects as they are met, and writes them."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []

    def reference(self, node: Node) -> bytes:
        """`N 0 R` for `node`, which gets a number if it has none yet."""
        if not node.reference:
            self._nodes.append(node)
            node.reference = b"%d 0 R" % len(self._nodes)
        return node.reference

    def written(self, catalog: Node, info: Node, identifier: bytes) -> bytes:
        """The whole file; `identifier` in hex."""
        root, about = self.reference(catalog), self.reference(info)
        pieces, size = [_HEADER], len(_HEADER)
        table = ["0000000000 65535 f \n"]
        for number, node in enumerate(self._nodes, start=1):  # grows while others are written
            piece = b"%d 0 obj\n%s\nendobj\n" % (number, node.content(self))
            table.append(f"{size:010d} 00000 n \n")
            pieces.append(piece)
            size += len(piece)
        pieces.append(f"xref\n0 {len(table)}\n{''.join(table)}".encode("ascii"))
        pieces.append(
            b"trailer\n<< /Size %d /Root %s /Info %s /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(table), root, about, identifier, identifier, size)
        )
        return b"".join(pieces)


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
