"""What the Explorer shows under „Details“ and what application control reads: in German."""

from __future__ import annotations

from typing import Any

COMPANY = "LoI-Desktop"
COPYRIGHT = "© LoI-Desktop-Beteiligte, Apache-2.0"
DESCRIPTIONS = {
    "LoI-Desktop": "LoI-Desktop – Interessensbekundungen schreiben und verwalten",
    "loi": "LoI-Desktop – Konsole",
}


def numbers(version: str) -> tuple[int, int, int, int]:
    """`1.2.3` as Windows counts it: 1.2.3.0."""
    first = [int(part) for part in version.split(".")[:3]]
    return (first[0], first[1], first[2], 0)


def single(version: str) -> int:
    """A version as one number that grows with it: Windows Installer compares nothing else."""
    major, minor, patch, _ = numbers(version)
    return major << 24 | minor << 16 | patch


def resource(name: str, version: str) -> Any:
    """The version resource of `name`.exe for PyInstaller; German, Unicode."""
    from PyInstaller.utils.win32 import versioninfo as v

    four = numbers(version)
    strings = {
        "CompanyName": COMPANY,
        "FileDescription": DESCRIPTIONS[name],
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": f"{name}.exe",
        "ProductName": "LoI-Desktop",
        "ProductVersion": version,
    }
    table = v.StringTable("040704B0", [v.StringStruct(key, value) for key, value in strings.items()])
    fixed = v.FixedFileInfo(filevers=four, prodvers=four, mask=0x3F, OS=0x40004, fileType=0x1)
    german = v.VarStruct("Translation", [0x0407, 0x04B0])
    return v.VSVersionInfo(ffi=fixed, kids=[v.StringFileInfo([table]), v.VarFileInfo([german])])
