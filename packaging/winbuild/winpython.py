"""A full CPython for Windows from Maven Central, in the layout of the official installer.

It is unsigned and its OpenSSL is of 2025: it builds what the proofs need.  A public release
is built by the same spec with the Python of python.org on a Windows machine (docs/release.md).
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path

from winbuild.places import cache
from winbuild.room import RoomError
from winbuild.wine import Wine, assemble, link

VERSION = "3.13"
_ARTIFACT = "org.bytedeco:cpython:3.13.5-1.5.12:jar:windows-x86_64"
_SHA256 = "cfe5502ffa7ea369be707b6d88bf68344732a7800450665080fb4267c01bfeae"
_INSIDE = "org/bytedeco/cpython/windows-x86_64/"
# Nothing of it is used by the program, its tests or its build.
_LEFT_OUT = (
    "Lib/test/",
    "Lib/idlelib/",
    "Lib/turtledemo/",
    "Lib/tkinter/",
    "bin/",
    "share/",
    "DLLs/_test",
    "DLLs/_tkinter",
    "DLLs/tcl",
    "DLLs/tk",
    "DLLs/xxlimited",
    "DLLs/_ctypes_test",
)
_MAIN = """
    .intel_syntax noprefix
    .text
    .globl DllMainCRTStartup
DllMainCRTStartup:
    mov eax, 1
    ret
"""


def python(wine: Wine) -> Path:
    """Its python.exe, fetched and set up unless that is done."""
    home = cache() / f"python-{_ARTIFACT.split(':')[2]}"
    stamp = home / "complete"
    if not stamp.exists():
        shutil.rmtree(home, ignore_errors=True)
        _unpack(_fetch(), home)
        _abi3(wine, home)
        stamp.touch()
    return home / "python.exe"


def _fetch() -> Path:
    if not shutil.which("mvn"):
        raise RoomError("Maven is not installed")
    store = cache() / "maven"
    _, name, version, _, classifier = _ARTIFACT.split(":")
    jar = store / "org" / "bytedeco" / name / version / f"{name}-{version}-{classifier}.jar"
    if not jar.exists():
        command = [
            "mvn",
            "-q",
            "-B",
            "-ntp",
            f"-Dmaven.repo.local={store}",
            "dependency:get",
            "-Dtransitive=false",
        ]
        done = subprocess.run(
            [*command, f"-Dartifact={_ARTIFACT}"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RoomError(f"Maven: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    found = hashlib.sha256(jar.read_bytes()).hexdigest()
    if found != _SHA256:
        jar.unlink()
        raise RoomError(f"{jar.name} is not the file that was locked, its SHA-256 is {found}")
    return jar


def _unpack(jar: Path, home: Path) -> None:
    """The artifact is flat; libraries and extension modules go where Python looks for them."""
    with zipfile.ZipFile(jar) as archive:
        for entry in archive.infolist():
            if entry.is_dir() or not entry.filename.startswith(_INSIDE):
                continue
            place = _place(entry.filename.removeprefix(_INSIDE))
            if place.startswith(_LEFT_OUT):
                continue
            target = home / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(entry))


def _place(name: str) -> str:
    folder, _, rest = name.partition("/")
    if folder != "lib":
        return name
    if rest.startswith("vcruntime"):
        return rest
    if "/" not in rest and rest.endswith((".pyd", ".dll")):
        return f"DLLs/{rest}"
    return f"Lib/{rest}"


def _abi3(wine: Wine, home: Path) -> None:
    """python3.dll, which the artifact lacks: it hands each name of the stable ABI on to the
    library of this version.  The names are those of the artifact's own import library.
    """
    listed = wine.room.run(
        "x86_64-w64-mingw32-nm", f"{wine.inside(home)}/libs/python3.lib", check=False
    ).stdout
    words = [line.split() for line in listed.splitlines()]
    code = {w[-1] for w in words if len(w) == 3 and w[1] == "T"}
    names = sorted(
        {w[-1].removeprefix("__imp_") for w in words if len(w) == 3 and w[-1].startswith("__imp_")}
    )
    if len(names) < 800:
        raise RoomError(f"python3.lib names only {len(names)} functions")
    own = f"python{VERSION.replace('.', '')}"
    lines = [f'  "{n}" = "{own}.{n}"{"" if n in code else " DATA"}' for n in names]
    (home / "python3.def").write_text("\n".join(['LIBRARY "python3.dll"', "EXPORTS", *lines, ""]), "ascii")
    (home / "python3.s").write_text(_MAIN, "ascii")
    folder = wine.inside(home)
    link(
        wine.room,
        assemble(wine.room, f"{folder}/python3.s"),
        f"{folder}/python3.dll",
        f"{folder}/python3.def",
    )
