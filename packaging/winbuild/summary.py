r"""The summary stream of an MSI, with fixed values: package code, times, language.

An MSI is a compound file; its stream `\x05SummaryInformation` is a set of properties
(MS-OLEPS).  wixl writes the present time and a random package code there.  Both have a
fixed length, so they are written over where they stand.
"""

from __future__ import annotations

import struct

_SET = bytes.fromhex("E0859FF2F94F6810AB9108002B27B3D9")  # FMTID of the summary information
_TEMPLATE, _CODE = 7, 9
_TIMES = (11, 12, 13)  # printed, created, saved
_TEXT, _TIME = 30, 64
_EPOCH = 116_444_736_000_000_000  # 1970 in 100 ns since 1601


def fixed(msi: bytes, package_code: str, seconds: int) -> bytes:
    """The same package with this package code, the time `seconds` (since 1970) and German."""
    data = bytearray(msi)
    start = data.find(_SET)
    if start < 0 or data.find(_SET, start + 1) >= 0:
        raise ValueError("not exactly one summary stream")
    # header: 2+2+4+16+4 bytes, then the set's FMTID and the section's offset from the header
    section = start - 28 + struct.unpack_from("<I", data, start + 16)[0]
    count = struct.unpack_from("<I", data, section + 4)[0]
    places = dict(struct.unpack_from("<II", data, section + 8 + 8 * n) for n in range(count))
    for number in _TIMES:
        if number in places:
            _write_time(data, section + places[number], seconds)
    _write_text(data, section + places[_CODE], f"{{{package_code}}}")
    _write_text(data, section + places[_TEMPLATE], "x64;1031")
    return bytes(data)


def _write_time(data: bytearray, place: int, seconds: int) -> None:
    if struct.unpack_from("<I", data, place)[0] != _TIME:
        raise ValueError("a time was expected")
    struct.pack_into("<Q", data, place + 4, _EPOCH + seconds * 10_000_000)


def _write_text(data: bytearray, place: int, text: str) -> None:
    kind, room = struct.unpack_from("<II", data, place)
    new = text.encode("ascii") + b"\0"
    if kind != _TEXT or len(new) != room:
        raise ValueError(f"{text} does not fit")
    data[place + 8 : place + 8 + room] = new
