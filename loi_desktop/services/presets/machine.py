"""The computer, as far as presets ask for it: registry, preset file, environment.

Tests hand in another `Machine`; the registry and the security descriptors of Windows are
asked for here and in `trust` alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Protocol

from loi_desktop.model.presets import Mode, Problem

Whose = Literal["machine", "user"]
Values = Mapping[str, object]

POLICIES = r"Software\Policies\LoI-Desktop"
"""Below it the keys `Default` and `Locked`; the values in them are called as in the file."""

FILE = "presets.toml"
_SUBKEYS: dict[Mode, str] = {"default": "Default", "locked": "Locked"}
_SHELL_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"


class Machine(Protocol):
    """What presets are read from."""

    @property
    def has_policies(self) -> bool:
        """Whether there is a registry at all."""
        ...

    def policies(self, whose: Whose) -> Mapping[Mode, Values]:
        """The registry's values by mode; empty where there is no registry."""
        ...

    @property
    def file(self) -> Path:
        """Where the machine-wide preset file lies, if there is one."""
        ...

    def distrust(self, file: Path) -> Problem | None:
        """Why `file` does not count, or None where only administrators can write it."""
        ...

    @property
    def environment(self) -> Mapping[str, str]:
        """What `%NAME%` in a path stands for."""
        ...


class ThisMachine:
    """The real one."""

    has_policies = sys.platform == "win32"
    environment: Mapping[str, str] = os.environ

    def policies(self, whose: Whose) -> Mapping[Mode, Values]:
        """The registry's values by mode."""
        return {mode: registry(whose, rf"{POLICIES}\{key}") for mode, key in _SUBKEYS.items()}

    @property
    def file(self) -> Path:
        """Windows: below ProgramData, whose place the registry knows (a user could change the
        environment); elsewhere `/etc`.
        """
        if sys.platform == "win32":
            common = str(registry("machine", _SHELL_FOLDERS).get("Common AppData") or r"C:\ProgramData")
            return Path(common) / "LoI-Desktop" / FILE
        return Path("/etc/loi-desktop") / FILE

    def distrust(self, file: Path) -> Problem | None:
        """By owner and access rights of the file and its folder."""
        from loi_desktop.services.presets import trust

        return trust.distrust(file)


def registry(whose: Whose, key: str) -> Values:
    """The values of a registry key, 64-bit view; empty where it is not there or this is no Windows."""
    if sys.platform != "win32":
        return {}
    import winreg

    hive = winreg.HKEY_LOCAL_MACHINE if whose == "machine" else winreg.HKEY_CURRENT_USER
    try:
        with winreg.OpenKey(hive, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
            count = winreg.QueryInfoKey(opened)[1]
            found = [winreg.EnumValue(opened, n) for n in range(count)]
    except OSError:
        return {}
    return {name: value for name, value, _ in found}
