"""The bill of materials (CycloneDX 1.6): packages, Qt, PDFium, Python and its libraries, fonts.

Every program file of the frozen folder must belong to a part that is named here; a file
that nobody has named stops the build.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from winbuild import licences, wheels
from winbuild.freeze import NAME, moment
from winbuild.room import RoomError

_NAMES = uuid.UUID("0f4a4a0f-1f0e-4b7e-9c0e-8b36f5f0a9a5")
_BOOTLOADER = "GPL-2.0-or-later WITH Bootloader-exception"
_RUNTIME = "LicenseRef-Microsoft-Distributable-Code"
_QPDF = rb"(?<=\0)1\d\.\d+\.\d+(?=\0)"
_OPENSSL = rb"(?<=\0)[34]\.\d+\.\d+(?=\0)"


class Part(NamedTuple):
    """Something that is shipped without being a Python package: `files` are its programs' paths
    (a regular expression), `within` says in which other part it is hidden.
    """

    name: str
    version: str
    licence: str
    files: str = ""
    within: str = ""


def parts(folder: Path) -> list[Part]:
    """Everything that no package's metadata tells of."""
    qt, pillow = (metadata.version(name) for name in ("pyside6-essentials", "pillow"))
    pdfium, fonts = "BSD-3-Clause AND Apache-2.0", "resources/fonts"
    return [
        Part(NAME, "", "Apache-2.0", r"(LoI-Desktop|loi)\.exe"),
        Part("PyInstaller bootloader", metadata.version("pyinstaller"), _BOOTLOADER, within="*.exe"),
        Part("CPython", _python(folder), "Python-2.0", r"python3\w*\.dll|\w+\.pyd"),
        Part("libffi", "3", "MIT", r"libffi-8\.dll"),
        Part("bzip2", "1", "bzip2-1.0.6", within="_bz2.pyd"),
        Part("liblzma", "5", "0BSD", within="_lzma.pyd"),
        Part("expat", "2", "MIT", within="pyexpat.pyd"),
        Part("mpdecimal", "4", "BSD-2-Clause", within="_decimal.pyd"),
        Part("zlib", "1", "Zlib", within="python3*.dll, Qt6Core.dll, Pillow, qpdf"),
        Part("Visual C++ Runtime", "14", _RUNTIME, r"(VCRUNTIME|MSVCP|msvcp|CONCRT)140[\w-]*\.dll"),
        Part("Qt", qt, "LGPL-3.0-only", r"Qt6\w+\.dll|PySide6/plugins/.+"),
        Part("PDFium in QtPdf", qt, pdfium, within="Qt6Pdf.dll"),
        Part("FreeType in Qt", qt, "FTL", within="Qt6Gui.dll"),
        Part("HarfBuzz in Qt", qt, "MIT", within="Qt6Gui.dll"),
        Part("libpng in Qt", qt, "libpng-2.0", within="Qt6Gui.dll"),
        Part("libjpeg-turbo in Qt", qt, "IJG AND BSD-3-Clause", within="qjpeg.dll"),
        Part("PCRE2 in Qt", qt, "BSD-3-Clause", within="Qt6Core.dll"),
        Part("PDFium", _pdfium(folder), pdfium, r"pypdfium2_raw/pdfium\.dll"),
        Part("qpdf", _found(folder, "qpdf30-*.dll", _QPDF), "Apache-2.0", r"qpdf30-\w+\.dll"),
        Part(
            "OpenSSL in qpdf", _found(folder, "qpdf30-*.dll", _OPENSSL), "Apache-2.0", within="qpdf30-*.dll"
        ),
        Part("libjpeg-turbo in qpdf", "3", "IJG AND BSD-3-Clause", within="qpdf30-*.dll"),
        Part("libjpeg-turbo in Pillow", pillow, "IJG AND BSD-3-Clause", within="PIL"),
        Part("libtiff in Pillow", pillow, "libtiff", within="PIL"),
        Part("OpenJPEG in Pillow", pillow, "BSD-2-Clause", within="PIL"),
        Part("LittleCMS in Pillow", pillow, "MIT", within="PIL"),
        Part("Source Sans 3", "3", "OFL-1.1", within=fonts),
        Part("Arimo", "1", "OFL-1.1", within=fonts),
        Part("Tinos", "1", "OFL-1.1", within=fonts),
        Part("Carlito", "1", "OFL-1.1", within=fonts),
        Part("Lucide icons", "0", "ISC", within="resources/icons"),
        Part("Hyphenation patterns", "2022", "MIT", within="resources/hyphenation"),
    ]


# Which package a program file below _internal belongs to.
_PACKAGES = {
    r"PySide6/Qt\w+\.pyd|pyside6\.abi3\.dll": "pyside6-essentials",
    r"shiboken6(/|\.abi3\.dll)": "shiboken6",
    r"fontTools/": "fonttools",
    r"msgspec/": "msgspec",
    r"PIL/": "pillow",
    r"pikepdf/": "pikepdf",
    r"_rl_accel\.\w+": "rl-accel",
}


def owner(name: str, known: list[Part]) -> str:
    """The part or package that a program file belongs to; '' where nobody has named it."""
    inner = name.removeprefix("_internal/")
    for pattern, package in _PACKAGES.items():
        if re.match(pattern, inner):
            return package
    return next((part.name for part in known if part.files and re.fullmatch(part.files, inner)), "")


def write(folder: Path, target: Path, version: str) -> None:
    """The bill of the frozen `folder`.  Stops where a file or a licence is unknown."""
    files = [file for file in sorted(folder.rglob("*")) if file.suffix in {".exe", ".dll", ".pyd"}]
    owned: dict[str, list[Path]] = {}
    known = parts(folder)
    for file in files:
        owned.setdefault(owner(file.relative_to(folder).as_posix(), known), []).append(file)
    if "" in owned:
        raise RoomError(f"nobody has named these files: {[file.name for file in owned['']]}")
    packages = wheels.shipped()
    strange = licences.unknown(packages)
    if strange:
        raise RoomError(f"unknown licences: {', '.join(strange)}")
    components = [_package(name, owned.get(name, []), folder) for name in packages]
    components += [_part(part, owned.get(part.name, []), folder) for part in known if part.name != NAME]
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMES, version)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment(), UTC).isoformat(),
            "component": {"type": "application", "bom-ref": NAME, "name": NAME, "version": version,
                          "licenses": [{"expression": "Apache-2.0"}]},
        },
        "components": components,
    }  # fmt: skip
    target.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _package(name: str, files: list[Path], folder: Path) -> dict[str, Any]:
    version = metadata.version(name)
    purl = f"pkg:pypi/{name}@{version}"
    return _component(purl, name, version, licences.KNOWN[name][0], files, folder) | {"purl": purl}


def _part(part: Part, files: list[Path], folder: Path) -> dict[str, Any]:
    made = _component(part.name, part.name, part.version, part.licence, files, folder)
    if part.within:
        made["properties"] = [{"name": "loi-desktop:within", "value": part.within}]
    return made


def _component(
    reference: str, name: str, version: str, licence: str, files: list[Path], folder: Path
) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "library", "bom-ref": reference, "name": name, "version": version}
    known = [{"license": {"name": licence}}] if "LicenseRef" in licence or "exception" in licence else None
    made["licenses"] = known or [{"expression": licence}]
    if files:
        made["components"] = [
            {
                "type": "file",
                "name": file.relative_to(folder).as_posix(),
                "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}],
            }
            for file in files
        ]
    return made


def _python(folder: Path) -> str:
    library = next((folder / "_internal").glob("python3??.dll"))
    return _found(folder, library.name, rb"3\.\d+\.\d+(?= \()|(?<=\0)3\.\d+\.\d+(?=\0)")


def _pdfium(folder: Path) -> str:
    file = folder / "_internal" / "pypdfium2_raw" / "version.json"
    values = json.loads(file.read_text("utf-8"))
    return ".".join(str(values[key]) for key in ("major", "minor", "build", "patch"))


def _found(folder: Path, pattern: str, version: bytes) -> str:
    """What a library says of a version in its own text; '' where it says nothing."""
    library = next((folder / "_internal").glob(pattern))
    found = re.search(version, library.read_bytes())
    return found[0].decode() if found else ""
