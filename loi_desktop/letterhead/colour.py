"""A colour profile for print colours of our own making.

A print shop's letterhead is in CMYK; in a PDF/A for screens such colours need a profile.
Ours is small and free of anybody's licence: sixteen overprints of offset printing on
coated paper (Lab values near those of ISO 12647-2, rounded, relative to the paper), mixed
by Neugebauer's equations with the Yule-Nielsen factor, and a curve for dot gain.
"""

from __future__ import annotations

import itertools
import struct

_GRID = 5
_YULE_NIELSEN = 1.7
_DOT_GAIN = 0.55  # of x (1 - x): 14 % at the half tone, as ISO 12647-2 has it
_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES: dict[str, tuple[float, float, float]] = {
    "": (100, 0, 0),
    "c": (57, -37, -48),
    "m": (50, 76, -2),
    "y": (93, -5, 95),
    "k": (17, 0, 0),
    "cm": (25, 19, -46),
    "cy": (52, -67, 27),
    "my": (49, 70, 50),
    "cmy": (24, 0, 0),
}
_BLACK_OVER = (0.35, 0.1)  # black over a colour keeps so much of its lightness and its chroma

_Triple = tuple[float, float, float]


def cmyk_profile() -> bytes:
    """An ICC 2.4 input profile, CMYK to Lab, about 4 kB; the same bytes each time."""
    return _profile(
        [
            (b"desc", _description(b"Offset print, approximate")),
            (b"cprt", b"text" + bytes(4) + b"CC0\0"),
            (b"wtpt", b"XYZ " + bytes(4) + struct.pack(">3i", *(round(v * 65536) for v in _D50))),
            (b"A2B0", _table()),
        ]
    )


def _table() -> bytes:
    steps = 33
    gain = [i / (steps - 1) for i in range(steps)]
    curve = b"".join(struct.pack(">H", round(65535 * min(1.0, x + _DOT_GAIN * x * (1 - x)))) for x in gain)
    axis = [i / (_GRID - 1) for i in range(_GRID)]
    cells = b"".join(_encoded(_mixed(inks)) for inks in itertools.product(axis, repeat=4))
    unit = struct.pack(">9i", *(65536 if i % 4 == 0 else 0 for i in range(9)))
    head = b"mft2" + bytes(4) + bytes((4, 3, _GRID, 0)) + unit + struct.pack(">2H", steps, 2)
    return head + curve * 4 + cells + struct.pack(">2H", 0, 65535) * 3


def _mixed(inks: tuple[float, ...]) -> _Triple:
    total = [0.0, 0.0, 0.0]
    for on in itertools.product((0, 1), repeat=4):
        weight = 1.0
        for amount, printed in zip(inks, on, strict=True):
            weight *= amount if printed else 1 - amount
        for i, value in enumerate(_xyz(_overprint(on))):
            total[i] += weight * value ** (1 / _YULE_NIELSEN)
    return _lab(tuple(value**_YULE_NIELSEN for value in total))


def _overprint(on: tuple[int, ...]) -> _Triple:
    letters = "".join(letter for letter, printed in zip("cmyk", on, strict=True) if printed)
    if letters in _PRIMARIES:
        return _PRIMARIES[letters]
    light, green_red, blue_yellow = _PRIMARIES[letters[:-1]]
    return light * _BLACK_OVER[0], green_red * _BLACK_OVER[1], blue_yellow * _BLACK_OVER[1]


def _xyz(lab: _Triple) -> _Triple:
    y = (lab[0] + 16) / 116
    x, z = y + lab[1] / 500, y - lab[2] / 200
    return _D50[0] * _cubed(x), _D50[1] * _cubed(y), _D50[2] * _cubed(z)


def _cubed(f: float) -> float:
    return max(0.0, f**3 if f > 6 / 29 else 3 * (6 / 29) ** 2 * (f - 4 / 29))


def _lab(xyz: tuple[float, ...]) -> _Triple:
    shares = [v / w for v, w in zip(xyz, _D50, strict=True)]
    x, y, z = (s ** (1 / 3) if s > (6 / 29) ** 3 else s / (3 * (6 / 29) ** 2) + 4 / 29 for s in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _encoded(lab: _Triple) -> bytes:
    light, green_red, blue_yellow = lab
    values = (light * 652.8, (green_red + 128) * 256, (blue_yellow + 128) * 256)
    return struct.pack(">3H", *(min(65535, max(0, round(v))) for v in values))


def _description(text: bytes) -> bytes:
    return b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text + bytes(1 + 78)


def _profile(tags: list[tuple[bytes, bytes]]) -> bytes:
    start = 128 + 4 + 12 * len(tags)
    table, data = b"", b""
    for name, content in tags:
        table += name + struct.pack(">2I", start + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4sIQI3i",
        start + len(data), bytes(4), 0x02400000, b"scnr", b"CMYK", b"Lab ", 2026, 1, 1, 0, 0, 0,
        b"acsp", bytes(4), 0, bytes(4), 0, 0, 0, *(round(v * 65536) for v in _D50),
    )  # fmt: skip
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data
