"""The sRGB profile of the output intent, made here so that no licence is in question."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

_STEPS = 1024
_VERSION_2_4 = 0x02400000  # PDF 1.7 knows ICC up to 4.2; version 2 is read by everything
_D50 = (0.9642, 1.0, 0.8249)


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """SRGB as an ICC matrix profile, deflated; the same bytes every time.

    Primaries adapted to D50 and the transfer curve as in IEC 61966-2-1.
    """
    curve = b"curv" + bytes(4) + struct.pack(">I", _STEPS)
    curve += b"".join(struct.pack(">H", round(65535 * _linear(n / (_STEPS - 1)))) for n in range(_STEPS))
    tags = [
        (b"desc", _description("sRGB")),
        (b"cprt", b"text" + bytes(4) + b"CC0\0"),
        (b"wtpt", _xyz(0.9505, 1.0, 1.0891)),
        (b"rXYZ", _xyz(0.4360747, 0.2225045, 0.0139322)),
        (b"gXYZ", _xyz(0.3850649, 0.7168786, 0.0971045)),
        (b"bXYZ", _xyz(0.1430804, 0.0606169, 0.7141733)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    return zlib.compress(_profile(tags), 9)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _description(text: str) -> bytes:
    return b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text.encode("ascii") + bytes(1 + 78)


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in values))


def _profile(tags: list[tuple[bytes, bytes]]) -> bytes:
    start = 128 + 4 + 12 * len(tags)
    table, data, places = b"", b"", dict[bytes, int]()
    for name, content in tags:
        if content not in places:
            places[content] = start + len(data)
            data += content + bytes(-len(content) % 4)
        table += name + struct.pack(">2I", places[content], len(content))
    header = struct.pack(">I4xI", start + len(data), _VERSION_2_4) + b"mntrRGB XYZ "
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += struct.pack(">3i", *(round(value * 65536) for value in _D50))
    return header + bytes(128 - len(header)) + struct.pack(">I", len(tags)) + table + data
