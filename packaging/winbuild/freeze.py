"""build.spec under the Windows Python: the folder `LoI-Desktop`, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from winbuild import wheels, winpython
from winbuild.places import project
from winbuild.room import RoomError
from winbuild.wine import Wine

NAME = "LoI-Desktop"
_SOURCES = (
    "build.spec",
    "pyproject.toml",
    "requirements.txt",
    "LICENSE",
    "THIRD_PARTY",
    "loi_desktop",
    "resources",
    "packaging",
)
# What only packs, or runs the freeze, does not change what is frozen.
_NOT_FROZEN = re.compile(r"packaging/(windows|policies|winbuild/(?!icons|versioninfo|licences))")
# Part of Windows itself, or of Wine: none of it may be in the product.
_OF_WINDOWS = ("icuuc.dll", "mscms.dll", "ucrtbase.dll", "api-ms-")


def moment() -> int:
    """The time that everything built carries: that of the last commit, so that a build can be repeated."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    command = ["git", "-c", "safe.directory=*", "log", "-1", "--format=%ct"]
    said = subprocess.run(command, cwd=project(), capture_output=True, text=True, check=False).stdout.strip()
    return int(said or 1_760_000_000)


def reproducible() -> dict[str, str]:
    """The environment in which a build gives the same bytes twice."""
    return {"SOURCE_DATE_EPOCH": str(moment()), "PYTHONHASHSEED": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def under_wine(wine: Wine, work: Path) -> Path:
    """Freeze in `work` (shown inside the room); returns the folder LoI-Desktop.

    What was frozen from the same source, packages and time before is taken as it is.
    """
    python = winpython.python(wine)
    runtime = wheels.runtime_roots()
    sites = (wheels.site(runtime), wheels.site(wheels.BUILD_ROOTS, but=runtime))
    source = copy_source(work / "source")
    folder, stamp = work / "dist" / NAME, work / "frozen.txt"
    wanted = "\n".join(
        [python.parent.name, *(site.name for site in sites), str(moment()), digest(source, _NOT_FROZEN)]
    )
    if folder.is_dir() and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return folder
    stamp.unlink(missing_ok=True)
    for name in ("dist", "pyinstaller"):
        shutil.rmtree(work / name, ignore_errors=True)
    wine.run(
        python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
        "--distpath", work / "dist", "--workpath", work / "pyinstaller", source / "build.spec",
        environment={**reproducible(), "PYTHONPATH": ";".join(wine.windows(site) for site in sites)},
        timeout=900,
    )  # fmt: skip
    finish(folder)
    stamp.write_text(wanted, "utf-8")
    return folder


def digest(folder: Path, but: re.Pattern[str] | None = None) -> str:
    """One value for the names and contents of all files in `folder`, without those of `but`."""
    whole = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and not (but and but.match(name)):
            whole.update(f"{name}\0".encode() + file.read_bytes())
    return whole.hexdigest()


def natively(work: Path, python: str, environment: Mapping[str, str]) -> Path:
    """Freeze on Windows itself with the Python that is asked for."""
    command = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    places = [
        "--distpath",
        str(work / "dist"),
        "--workpath",
        str(work / "pyinstaller"),
        str(project() / "build.spec"),
    ]
    subprocess.run([*command, *places], cwd=project(), env={**environment, **reproducible()}, check=True)
    finish(work / "dist" / NAME)
    return work / "dist" / NAME


def copy_source(target: Path) -> Path:
    """What the build reads, as it stands now: a change during the build does not get half in."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in _SOURCES:
        place = project() / name
        if place.is_dir():
            shutil.copytree(place, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copy(place, target / name)
    return target


def finish(folder: Path) -> None:
    """Check what was frozen and give every file the same time."""
    names = [file.name.casefold() for file in folder.rglob("*")]
    foreign = [name for name in names if name.startswith(_OF_WINDOWS)]
    if foreign:
        raise RoomError(f"parts of Windows are in the product: {foreign}")
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (moment(), moment()))
