"""An object graph of pikepdf becomes plain pieces of bytes, ready to be written."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from loi_desktop.letterhead.clean import Unfit
from loi_desktop.model.background import Piece

_PICTURE_FILTERS = {"/DCTDecode", "/CCITTFaxDecode", "/JBIG2Decode"}
_FILTERS = _PICTURE_FILTERS | {"/FlateDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode"}
_PROFILE_SPACES = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}
_PROFILE_CLASSES = {b"prtr", b"mntr", b"scnr", b"spac"}
_LARGE_PROFILE = 60_000  # a print shop's own profile weighs up to 2 MB; each letter would carry it


class Freezer:
    """Collects pieces; `cmyk` stands in for print profiles that weigh too much."""

    def __init__(self, cmyk: Any) -> None:
        self._cmyk = cmyk
        self._index: dict[tuple[int, int], int] = {}
        self._pieces: list[Piece] = []

    def freeze(self, root: Any) -> tuple[tuple[Piece, ...], int]:
        """All pieces that `root` needs, and its own index.  Raises Unfit."""
        index = self._reference(root)
        return tuple(self._pieces), index

    def _reference(self, thing: Any) -> int:
        key = thing.objgen
        if key not in self._index:
            self._index[key] = len(self._pieces)
            self._pieces.append(Piece(()))
            parts = self._stream(thing) if isinstance(thing, pikepdf.Stream) else self._direct(thing)
            self._pieces[self._index[key]] = Piece(tuple(_joined(parts)))
        return self._index[key]

    def _value(self, thing: Any) -> Iterator[bytes | int]:
        if isinstance(thing, pikepdf.Object) and thing.is_indirect:
            yield self._reference(thing)
        else:
            yield from self._direct(thing)

    def _direct(self, thing: Any) -> Iterator[bytes | int]:
        if isinstance(thing, Dictionary):
            yield b"<<"
            yield from self._entries(thing)
            yield b" >>"
        elif isinstance(thing, Array):
            yield b"["
            for value in self._profiled(thing):
                yield b" "
                yield from self._value(value)
            yield b" ]"
        else:
            yield _plain(thing)

    def _entries(self, thing: Any, without: frozenset[str] = frozenset()) -> Iterator[bytes | int]:
        for key, value in thing.items():
            if key not in without:
                yield b" " + Name(key).unparse() + b" "
                yield from self._value(value)

    def _profiled(self, array: Any) -> Any:
        """The array; a colour space's profile is looked at, and replaced if it is heavy."""
        if len(array) != 2 or array[0] != Name.ICCBased:
            return array
        profile = array[1]
        if not isinstance(profile, pikepdf.Stream):
            raise Unfit("colour-profile")
        head = profile.read_bytes()
        channels = int(profile.get("/N", 0))
        if channels == 4 and len(head) > _LARGE_PROFILE:
            return self._cmyk
        sound = (
            head[36:40] == b"acsp"
            and head[8:9] in (b"\x02", b"\x04")
            and head[12:16] in _PROFILE_CLASSES
            and head[16:20] == _PROFILE_SPACES.get(channels)
        )
        if not sound:
            raise Unfit("colour-profile")
        return array

    def _stream(self, stream: Any) -> Iterator[bytes | int]:
        if "/F" in stream:
            raise Unfit("external-data")
        data, dropped = _packed(stream)
        yield b"<<"
        yield from self._entries(stream.stream_dict, dropped | {"/Length", "/DL"})
        if dropped:
            yield b" /Filter /FlateDecode"
        yield b" /Length %d >>\nstream\n" % len(data)
        yield data
        yield b"\nendstream"


def _packed(stream: Any) -> tuple[bytes, frozenset[str]]:
    """The bytes to write, and the keys that no longer hold.  Everything but pictures is
    packed anew: LZW is not allowed (6.1.7.2), and Flate is smaller than ASCII.
    """
    given = stream.get("/Filter")
    filters = (
        [str(f) for f in given] if isinstance(given, Array) else [str(given)] if given is not None else []
    )
    if not set(filters) & (_PICTURE_FILTERS | {"/JPXDecode"}):
        return zlib.compress(stream.read_bytes(), 9), frozenset({"/Filter", "/DecodeParms"})
    if not set(filters) <= _FILTERS:
        raise Unfit("picture-format")
    return stream.read_raw_bytes(), frozenset()


def _plain(thing: Any) -> bytes:
    if thing is None:
        return b"null"
    if isinstance(thing, bool):
        return b"true" if thing else b"false"
    if isinstance(thing, int):
        return b"%d" % thing
    if isinstance(thing, Decimal):
        return format(thing, "f").encode()
    if isinstance(thing, String):
        return b"<" + bytes(thing).hex().encode() + b">"
    unparsed: bytes = thing.unparse()
    return unparsed


def _joined(parts: Iterator[bytes | int]) -> Iterator[bytes | int]:
    """The same parts, neighbouring bytes made one."""
    collected = bytearray()
    for part in parts:
        if isinstance(part, int):
            yield bytes(collected)
            collected.clear()
            yield part
        else:
            collected += part
    yield bytes(collected)
