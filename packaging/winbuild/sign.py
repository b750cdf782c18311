"""The signing step: every .exe, .dll and .pyd that nobody has signed yet, then set-up and MSI.

Off unless LOI_SIGN names a PKCS#12 file or a PKCS#11 address; key and time stamp come by
configuration, nothing of them is ever in the project (docs/release.md).
"""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

from winbuild.places import inside
from winbuild.room import Room, RoomError

KEY, SECRET, STAMP, MODULE = "LOI_SIGN", "LOI_SIGN_PASSWORD_FILE", "LOI_SIGN_TIMESTAMP", "LOI_SIGN_MODULE"
_KINDS = {".exe", ".dll", ".pyd"}
_ABOUT = ("-n", "LoI-Desktop", "-h", "sha256")


def wanted() -> bool:
    """Whether there is a key to sign with."""
    return bool(os.environ.get(KEY))


def programs(room: Room, work: Path, folder: Path) -> int:
    """Sign what carries no signature of its maker; how many were signed."""
    if not wanted():
        return 0
    files = [file for file in sorted(folder.rglob("*")) if file.suffix.casefold() in _KINDS]
    unsigned = [file for file in files if not signed(room, work, file)]
    _sign(room, work, unsigned)
    return len(unsigned)


def installers(room: Room, work: Path, folder: Path) -> None:
    """Sign set-up and MSI.  (The uninstaller inside the set-up is signed while that is made.)"""
    if wanted():
        _sign(room, work, [file for file in sorted(folder.iterdir()) if file.suffix in {".exe", ".msi"}])


def script(work: Path) -> str:
    """A shell script that signs the file it is given, for the room."""
    command = shlex.join(["osslsigncode", "sign", *_options(work), *_ABOUT])
    return f'set -e\n{command} -in "$1" -out "$1.signed"\nmv "$1.signed" "$1"\n'


def signed(room: Room, work: Path, file: Path) -> bool:
    """Whether a program carries a signature at all."""
    out = work / "signature.der"
    command = ("osslsigncode", "extract-signature", "-in", inside(work, file), "-out", inside(work, out))
    out.unlink(missing_ok=True)
    room.run(*command, check=False)
    found = out.exists()
    out.unlink(missing_ok=True)
    return found


def _sign(room: Room, work: Path, files: list[Path]) -> None:
    options = _options(work)
    for file in files:
        target = file.with_name(f"{file.name}.signed")
        where = ("-in", inside(work, file), "-out", inside(work, target))
        room.run("osslsigncode", "sign", *options, *_ABOUT, *where)
        if not target.exists():
            raise RoomError(f"{file.name} was not signed")
        times = file.stat()
        target.replace(file)
        os.utime(file, (times.st_atime, times.st_mtime))


def _options(work: Path) -> list[str]:
    """Key, password and time stamp as osslsigncode takes them; files are copied into the work folder."""
    key, secret = os.environ[KEY], os.environ.get(SECRET)
    if key.startswith("pkcs11:"):
        options = ["-pkcs11module", os.environ[MODULE], "-key", key]
    else:
        options = ["-pkcs12", _brought(work, key)]
    if secret:
        options += ["-readpass", _brought(work, secret)]
    stamp = os.environ.get(STAMP)
    return [*options, "-ts", stamp] if stamp else options


def _brought(work: Path, file: str) -> str:
    place = work / "signing"
    place.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(file, place)
    return inside(work, place / Path(file).name)
