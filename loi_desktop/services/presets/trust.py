"""Can anybody but an administrator write the preset file?  If so, it does not count.

Looked at are the file and its folder: who may replace the file owns what it says.  Decided
is in pure functions that are tested everywhere; only `_windows_descriptor` needs Windows.
"""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from loi_desktop.model.presets import Problem

# Who is an administrator, in the letters of SDDL [MS-DTYP 2.5.1.1]: Administrators, SYSTEM,
# the local Administrator, domain and enterprise admins; and TrustedInstaller.
_TRUSTED_INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
_ADMINS = frozenset({"BA", "SY", "LA", "DA", "EA", "S-1-5-32-544", "S-1-5-18", _TRUSTED_INSTALLER})
# Rights to change content, take away, or give such rights [MS-DTYP 2.4.3, WinNT.h]: write and
# append data, delete a child, delete, WRITE_DAC, WRITE_OWNER, GENERIC_WRITE, GENERIC_ALL.
_WRITING = 0x2 | 0x4 | 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x40000000 | 0x10000000
_RIGHTS = {
    "FA": 0x1F01FF, "FW": 0x120116, "FR": 0x120089, "FX": 0x1200A0,
    "GA": 0x10000000, "GW": 0x40000000, "GR": 0, "GX": 0,
    "SD": 0x10000, "RC": 0x20000, "WD": 0x40000, "WO": 0x80000,
    "CC": 0x1, "DC": 0x2, "LC": 0x4, "SW": 0x8, "RP": 0x10, "WP": 0x20, "DT": 0x40, "LO": 0x80, "CR": 0x100,
}  # fmt: skip
_ALLOWING = ("A", "OA", "XA", "ZA")
_ACE = re.compile(r"\(([^;()]*);([^;()]*);([^;()]*);[^;()]*;[^;()]*;([^;()]*)(?:;[^)]*)?\)")


def distrust(file: Path) -> Problem | None:
    """Why `file` does not count, or None."""
    if sys.platform == "win32":
        return windows_distrust(file, _windows_descriptor)
    return posix_distrust(file)


def posix_distrust(file: Path, *, admin: int = 0) -> Problem | None:
    """The file, what it may be a link to, and every folder above belong to `admin` (user id)
    and are not writable by group or others.
    """
    try:
        real = file.resolve(strict=True)
        for each in (real, *real.parents, file.parent):
            found = each.stat()
            if found.st_uid not in (admin, 0):
                return Problem("preset.foreign-owner", {"file": str(each), "who": _user(found.st_uid)})
            if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not found.st_mode & stat.S_ISVTX:
                return Problem("preset.writable", {"file": str(each), "who": f"{found.st_mode & 0o777:o}"})
    except OSError:
        return Problem("preset.rights-unknown", {"file": str(file)})
    return None


def windows_distrust(file: Path, descriptor: Callable[[Path], str]) -> Problem | None:
    """The same by the security descriptors (SDDL) of file and folder."""
    for each in (file, file.parent):
        sddl = descriptor(each)
        if not sddl:
            return Problem("preset.rights-unknown", {"file": str(each)})
        owner, writer = owner_of(sddl), first_writer(sddl)
        if owner not in _ADMINS:
            return Problem("preset.foreign-owner", {"file": str(each), "who": owner or "?"})
        if writer:
            return Problem("preset.writable", {"file": str(each), "who": writer})
    return None


def owner_of(sddl: str) -> str:
    """The owner's SID or its two letters; empty where there is none."""
    found = re.match(r"O:(S-[\d-]+|[A-Z]{2})", sddl)
    return found[1] if found else ""


def first_writer(sddl: str) -> str:
    """Who may write and is no administrator; empty where nobody is.

    Rights that are only passed on to children (`IO`) do not count for the object itself;
    denials are not weighed against what is allowed: the file then rather does not count.
    """
    _, there, rights = sddl.partition("D:")
    if not there or rights.startswith("NO_ACCESS_CONTROL"):
        return "WD"  # no list at all: everybody may do everything
    for kind, flags, mask, who in _ACE.findall(rights):
        own = "IO" not in re.findall("..", flags)
        if kind in _ALLOWING and own and who not in _ADMINS and _mask(mask) & _WRITING:
            return str(who)
    return ""


def _mask(text: str) -> int:
    """Rights as SDDL writes them: a number, or pairs of letters.  What is unknown counts as all."""
    if re.fullmatch(r"0[xX][0-9a-fA-F]+|\d+", text):
        return int(text, 0)
    rights = 0
    for pair in re.findall("..?", text):
        rights |= _RIGHTS.get(pair, _WRITING)
    return rights


def _user(uid: int) -> str:
    if sys.platform == "win32":
        return str(uid)
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _windows_descriptor(path: Path) -> str:
    """Owner and access list of `path` as SDDL; empty where they cannot be read."""
    if sys.platform != "win32":
        return ""
    import ctypes
    from ctypes import wintypes

    advapi = ctypes.WinDLL("advapi32", use_last_error=True)
    owner_and_access, file_object, revision = 0x1 | 0x4, 1, 1
    found, text = ctypes.c_void_p(), wintypes.LPWSTR()
    advapi.GetNamedSecurityInfoW.argtypes = [
        wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD,
        *[ctypes.c_void_p] * 4, ctypes.POINTER(ctypes.c_void_p),
    ]  # fmt: skip
    advapi.ConvertSecurityDescriptorToStringSecurityDescriptorW.argtypes = [
        ctypes.c_void_p, wintypes.DWORD, wintypes.DWORD, ctypes.POINTER(wintypes.LPWSTR), ctypes.c_void_p,
    ]  # fmt: skip
    free = ctypes.WinDLL("kernel32").LocalFree
    free.argtypes = [ctypes.c_void_p]
    if advapi.GetNamedSecurityInfoW(
        str(path), file_object, owner_and_access, None, None, None, None, ctypes.byref(found)
    ):
        return ""
    try:
        if not advapi.ConvertSecurityDescriptorToStringSecurityDescriptorW(
            found, revision, owner_and_access, ctypes.byref(text), None
        ):
            return ""
        return str(text.value or "")
    finally:
        free(found)
        free(ctypes.cast(text, ctypes.c_void_p))
