"""The locked packages for Windows: their wheels, with their hashes, into folders of the cache.

pip holds markers and required Python versions against the Python it runs on.  So the lock
file is read here: which of its lines count on Windows, and which of them a root needs.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from winbuild.places import cache, project
from winbuild.room import RoomError
from winbuild.winpython import VERSION

WINDOWS = {
    "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64",
    "implementation_name": "cpython", "platform_python_implementation": "CPython",
    "python_version": VERSION, "python_full_version": f"{VERSION}.5",
    "platform_release": "", "platform_version": "",
}  # fmt: skip
BUILD_ROOTS = ("pyinstaller", "pefile", "pywin32-ctypes")
# Asked for by pikepdf (XMP, which we write ourselves) and ReportLab (charts), never loaded here.
LEFT_OUT = ("charset-normalizer", "lxml")
TEST_ROOTS = ("pytest", "pytest-qt", "hypothesis", "polib")


def runtime_roots() -> tuple[str, ...]:
    """What the program itself asks for, from pyproject.toml."""
    settings = tomllib.loads((project() / "pyproject.toml").read_text("utf-8"))
    return tuple(Requirement(line).name for line in settings["project"]["dependencies"])


def shipped() -> list[str]:
    """Every package that the program takes along on Windows."""
    known = needed(runtime_roots(), locked(project() / "requirements.txt"))
    return [name for name in known if name not in LEFT_OUT]


def locked(lock_file: Path) -> dict[str, str]:
    """The lock file's entries that count on Windows: name → "name==version --hash=…"."""
    entries = lock_file.read_text("utf-8").replace("\\\n", " ").splitlines()
    found = {}
    for line in entries:
        match = re.match(r"^([A-Za-z0-9._-]+)==([^\s;]+)\s*(?:;(.*?))?\s*((?:--hash=\S+\s*)+)$", line.strip())
        if match and (not match[3] or Marker(match[3]).evaluate(WINDOWS)):
            found[canonicalize_name(match[1])] = f"{match[1]}=={match[2]} {match[4].strip()}"
    return found


def needed(roots: tuple[str, ...], known: dict[str, str]) -> dict[str, str]:
    """The locked entries of `roots` and all that they ask for on Windows."""
    todo, chosen = [Requirement(root) for root in roots], {}
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        requirement = todo.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        if name not in known:
            raise RoomError(f"{name} is not in the lock file")
        chosen[name] = known[name]
        todo += [asked for asked in _asked(name) if _counts(asked, extras)]
    return dict(sorted(chosen.items()))


def _asked(name: str) -> list[Requirement]:
    try:
        return [Requirement(line) for line in metadata.requires(name) or ()]
    except metadata.PackageNotFoundError:  # for Windows alone: pefile and its like ask for nothing
        return []


def _counts(requirement: Requirement, extras: frozenset[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({**WINDOWS, "extra": extra}) for extra in (*extras, ""))


def site(roots: tuple[str, ...], but: tuple[str, ...] = ()) -> Path:
    """A folder with the packages of `roots` for Windows, without those of `but`."""
    known = locked(project() / "requirements-test.txt")
    without = needed(but, known) if but else {}
    lines = [line for name, line in needed(roots, known).items() if name not in without]
    text = "\n".join(lines) + "\n"
    folder = cache() / "sites" / hashlib.sha256(text.encode()).hexdigest()[:16]
    if folder.exists():
        return folder
    folder.parent.mkdir(exist_ok=True)
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    wanted = folder.with_name(f"{folder.name}.txt")
    wanted.write_text(text, "utf-8")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "-q",
        "--no-deps",
        "--no-compile",
    ]
    place = ["--target", str(unfinished), "--platform", "win_amd64", "--python-version", VERSION]
    kind = ["--implementation", "cp", "--only-binary=:all:", "--ignore-requires-python", "--require-hashes"]
    done = subprocess.run(
        [*pip, *place, *kind, "-r", str(wanted)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RoomError(f"pip: {done.stderr[-3000:]}")
    unfinished.rename(folder)
    return folder
