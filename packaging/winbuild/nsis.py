"""setup.exe: the script in packaging/windows, and the list of what it installs and removes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from winbuild import icons, sign, versioninfo
from winbuild.freeze import moment, reproducible
from winbuild.places import drawing, inside, parts
from winbuild.room import Room

COMPRESSORS = {"small": "/SOLID /FINAL lzma", "quick": "/FINAL zlib"}


def build(room: Room, work: Path, folder: Path, target: Path, version: str, *, effort: str = "small") -> Path:
    """Make `target` from the frozen `folder`; both lie in `work`, which the room shows as /work.

    `effort`: "small" for what is delivered, "quick" where a proof needs just another version.
    """
    place = work / "nsis"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    (place / "files.nsh").write_text("\ufeff" + file_list(folder, inside(work, folder)), "utf-8")
    # NSIS reads UTF-8 by its mark
    (place / "setup.nsi").write_text("\ufeff" + (parts() / "setup.nsi").read_text("utf-8"), "utf-8")
    for picture in (icons.kept(work, drawing()), icons.banner(work, drawing())):
        os.utime(shutil.copy(picture, place), (moment(), moment()))  # NSIS keeps a file's time with it
    kilobytes = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 1024
    values = {
        "VERSION": version,
        "FOUR": ".".join(str(number) for number in versioninfo.numbers(version)),
        "NUMBER": str(versioninfo.single(version)),
        "OUT": inside(work, target),
        "ICON": "loi-desktop.ico",
        "BANNER": "banner.bmp",
        "SIZE_KB": str(kilobytes),
        "COPYRIGHT": versioninfo.COPYRIGHT,
        "COMPRESSOR": COMPRESSORS[effort],
    }
    if effort == "small":
        values["DICTIONARY"] = "64"
    if sign.wanted():  # the uninstaller inside is signed while the set-up is made
        (place / "sign.sh").write_text(sign.script(work), "utf-8")
        values["SIGN"] = "sh sign.sh"
    defines = [f"-D{name}={value}" for name, value in values.items()]
    command = [
        "makensis",
        "-V2",
        "-WX",
        "-INPUTCHARSET",
        "UTF8",
        "-XTarget amd64-unicode",
        "-X!addincludedir .",
    ]
    room.run(
        *("env", "-C", inside(work, place)), *command, *defines, "setup.nsi",
        environment=reproducible(), timeout=600,
    )  # fmt: skip
    return target


def file_list(folder: Path, seen_as: str) -> str:
    """NSIS macros that write each file of `folder`, and that remove exactly these."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return "\n".join(
        ["!macro InstallFiles", *_install(folder, files, seen_as), "!macroend",
         "!macro RemoveFiles", *_remove(folder, files), "!macroend", ""]
    )  # fmt: skip


def _install(folder: Path, files: list[Path], seen_as: str) -> Iterator[str]:
    where = None
    for file in sorted(files, key=lambda f: (f.parent, f.name)):
        if file.parent != where:
            where = file.parent
            yield f'  SetOutPath "{_target(folder, where)}"'
        yield f'  File "{seen_as}/{file.relative_to(folder)}"'


def _remove(folder: Path, files: list[Path]) -> Iterator[str]:
    for file in files:
        yield f'  Delete "{_target(folder, file)}"'
    folders = {parent for file in files for parent in file.relative_to(folder).parents} - {Path()}
    for each in sorted(folders, key=lambda f: (-len(f.parts), f)):
        yield f'  RMDir "{_target(folder, folder / each)}"'


def _target(folder: Path, path: Path) -> str:
    return "\\".join(["$INSTDIR", *path.relative_to(folder).parts])
