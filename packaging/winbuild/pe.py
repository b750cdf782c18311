"""Reading Windows programs: what they import, their version, the hash that application control uses."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

PROGRAMS = {".exe", ".dll", ".pyd"}


def programs(folder: Path) -> list[Path]:
    """Every program and library of a frozen folder, in a fixed order."""
    return sorted(file for file in folder.rglob("*") if file.suffix.casefold() in PROGRAMS)


def authenticode_hash(data: bytes, algorithm: str = "sha256") -> str:
    """The hash over a program without its checksum and signature (Microsoft: Windows
    Authenticode Portable Executable Signature Format); AppLocker and WDAC know files by it.
    """
    header = struct.unpack_from("<I", data, 0x3C)[0]
    optional = header + 24
    wide = struct.unpack_from("<H", data, optional)[0] == 0x20B
    checksum = optional + 64
    entry = optional + (144 if wide else 128)  # the certificate table's place among the directories
    place, size = struct.unpack_from("<II", data, entry)
    end = place or len(data)
    hashed = hashlib.new(algorithm)
    hashed.update(data[:checksum] + data[checksum + 4 : entry] + data[entry + 8 : end])
    hashed.update(data[end + size :] if place else b"")
    hashed.update(b"\0" * (-len(data) % 8) if not place else b"")
    return hashed.hexdigest().upper()
