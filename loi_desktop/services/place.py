"""Where the letters lie: is it a place where they last, and may it be changed?"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from loi_desktop.errors import OutputError
from loi_desktop.files import probe
from loi_desktop.model.findings import Finding
from loi_desktop.model.presets import Presets
from loi_desktop.paths import DataFolder

ProfileKind = Literal["temporary", "mandatory", "roaming"]

# GetProfileType's flags [userenv.h]; the worst comes first: a temporary profile may be a
# roaming one that could not be fetched.
_KINDS: tuple[tuple[int, ProfileKind], ...] = ((0x1, "temporary"), (0x4, "mandatory"), (0x2, "roaming"))


@dataclass(frozen=True)
class Facts:
    """What the system says: the flags of the user's profile, its folder, and the folder for
    temporary files (None where there is none).
    """

    profile_flags: int = 0
    profile: Path | None = None
    temporary: Path | None = Path()


class Place:
    """The data folder as a place.  `facts` asks the system, once it is wanted."""

    def __init__(self, data: DataFolder, presets: Presets, facts: Callable[[], Facts]) -> None:
        self._data = data
        self._presets = presets
        self._facts = facts

    @property
    def movable(self) -> bool:
        """Whether users may choose another folder, and that would be remembered."""
        return self._data.by in {"chosen", "default", "usual"} and self._presets.may("may_move_data")

    @property
    def locked(self) -> bool:
        """Whether it is IT that says where the letters lie, or that they stay there."""
        return self._data.by == "locked" or not self._presets.may("may_move_data")

    def volatile(self) -> ProfileKind | None:
        """The kind of profile with which the letters would be lost; None where they last."""
        facts = self._facts()
        if facts.profile is None or not _lies_in(self._data.root, facts.profile):
            return None
        return next((kind for flag, kind in _KINDS if facts.profile_flags & flag), None)

    def warning(self) -> tuple[Finding, ...]:
        """The one finding that letters would be lost here; none where they last."""
        kind = self.volatile()
        return (Finding(f"place.{kind}", "notice", data={"folder": str(self._data.root)}),) if kind else ()

    def concerns(self) -> tuple[Finding, ...]:
        """What speaks against the place and this computer, one finding each."""
        found = list(self.warning())
        if not self._writable():
            found.append(Finding("place.read-only", "notice", data={"folder": str(self._data.root)}))
        if self._facts().temporary is None:
            found.append(Finding("place.no-temporary-folder", "notice"))
        return tuple(found)

    def _writable(self) -> bool:
        """Tried in the folder itself; one that is not there yet is made when it is needed."""
        try:
            if self._data.root.is_dir():
                probe(self._data.root / "LoI-Desktop")
        except (OSError, OutputError):
            return False
        return True


def this_system() -> Facts:
    """The facts of this computer."""
    return Facts(_profile_flags(), _home(), _temporary())


def _profile_flags() -> int:
    if sys.platform != "win32":
        return 0
    import ctypes
    from ctypes import wintypes

    flags = wintypes.DWORD()
    known = ctypes.WinDLL("userenv").GetProfileType(ctypes.byref(flags))
    return int(flags.value) if known else 0


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:
        return None


def _temporary() -> Path | None:
    """The folder for temporary files; None where Python would put them anywhere it may."""
    try:
        folder = Path(tempfile.gettempdir())
    except OSError:
        return None
    named = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    meant = folder.name.casefold() in {"tmp", "temp"} or str(folder) in named
    return folder if meant or folder != Path.cwd() else None


def _lies_in(folder: Path, profile: Path) -> bool:
    inside, outside = (os.path.normcase(path.absolute()) for path in (folder, profile))
    return inside == outside or inside.startswith(outside.rstrip("\\/") + os.sep)
