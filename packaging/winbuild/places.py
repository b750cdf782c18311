"""Where things lie: the project, the cache (may be empty, may be kept), what is built."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

CACHE_VARIABLE = "LOI_BUILD_CACHE"


def project() -> Path:
    """The checkout this file lies in."""
    return Path(__file__).resolve().parents[2]


def cache() -> Path:
    """Downloads and the Debian with Wine; LOI_BUILD_CACHE, else below the user's cache folder."""
    chosen = os.environ.get(CACHE_VARIABLE)
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "loi-desktop-build"
    folder = Path(chosen) if chosen else usual
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def build_folder() -> Path:
    """Everything that is built for Windows, below the checkout and ignored by git."""
    return project() / "build" / "windows"


def drawing() -> Path:
    """The program's own icon, as it is drawn."""
    return project() / "resources" / "icons" / "app" / "loi-desktop.svg"


def inside(work: Path, path: Path) -> str:
    """How the room, which shows the folder `work` as /work, names a path in it."""
    return str(Path("/work", path.relative_to(work)))


def version() -> str:
    """The program's version, from pyproject.toml."""
    return str(tomllib.loads((project() / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def parts() -> Path:
    """The sources of the Windows set-up: scripts for NSIS, stand-ins for Wine, rule files."""
    return project() / "packaging" / "windows"
