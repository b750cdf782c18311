"""A Debian with Wine in it, in a folder of the cache, entered by chroot.

Its mounts live in a namespace of their own and end with the process that holds it, as do
all programs that were started inside: whatever happens to the caller, nothing stays
mounted below the cache, and deleting the cache can never reach through a mount.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

SUITE = "trixie"  # the first Debian with Wine 10
PACKAGES = (
    "wine", "wine64", "locales", "fonts-liberation", "fonts-dejavu-core",
    "xvfb", "xauth", "openbox", "imagemagick", "xdotool",
    "binutils-mingw-w64-x86-64", "nsis", "wixl", "msitools", "osslsigncode", "librsvg2-bin",
)  # fmt: skip
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# Packages are unpacked without waiting for the disk (a broken cache is made anew), and
# without what only people read.
_DPKG = "".join(
    ["force-unsafe-io\n", *(f"path-exclude=/usr/share/{what}/*\n" for what in ("doc", "man", "info"))]
)

_HOLD = """
set -e
ROOT=$1; shift
read -r outer rest </proc/self/stat
mkdir -p "$ROOT/proc" "$ROOT/dev"
mount -t proc proc "$ROOT/proc"
mount --bind /dev "$ROOT/dev"
mkdir -p "$ROOT/dev/shm"
mount -t tmpfs tmpfs "$ROOT/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$ROOT/tmp"
while [ $# -gt 1 ]; do mkdir -p "$ROOT$2"; mount --bind "$1" "$ROOT$2"; shift 2; done
echo "$outer"
while read -r line; do :; done
"""

_TRIAL = """
set -e
d=$(mktemp -d)
mount -t tmpfs none "$d"
mkdir "$d/p"
mount -t proc proc "$d/p"
umount "$d/p" "$d"
rmdir "$d"
chroot / true
"""


class RoomError(Exception):
    """The room cannot be had here; its text says why."""


def why_not() -> str:
    """Why chroot and mounts are not possible here; empty where they are."""
    if not sys.platform.startswith("linux"):
        return "only on Linux"
    if os.geteuid() != 0:
        return "not root: chroot and mount are not allowed"
    missing = [tool for tool in ("unshare", "nsenter", "chroot", "mount") if not shutil.which(tool)]
    if missing:
        return f"missing: {', '.join(missing)}"
    done = subprocess.run([*_namespace(), "sh", "-c", _TRIAL], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"mounts are not allowed: {done.stderr.strip()}"


def _namespace() -> list[str]:
    """Mounts and processes of their own; in a chroot the propagation cannot be changed."""
    base = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    private = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "true"], capture_output=True, check=False
    )
    return [*base, "--propagation", "private" if private.returncode == 0 else "unchanged"]


def make(root: Path) -> None:
    """The Debian in `root`, unless it is complete.  Takes about two minutes and 600 MB of downloads."""
    stamp = root.with_name(f"{root.name}.complete")
    wanted = f"{SUITE} {' '.join(PACKAGES)}\n{_DPKG}"
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    stamp.unlink(missing_ok=True)
    remove(root)
    _debootstrap(root)
    (root / "etc/dpkg/dpkg.cfg.d/loi-build").write_text(_DPKG, "utf-8")
    with Room(root) as room:
        apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
        room.run(*apt, "update")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        room.run(*apt, "install", "-y", "--no-install-recommends", *PACKAGES, environment=quiet, timeout=1200)
        room.run("localedef", "-i", "de_DE", "-f", "UTF-8", "de_DE.UTF-8")  # Wine takes its language from it
        room.run("apt-get", "clean")
    stamp.write_text(wanted, "utf-8")


def _debootstrap(root: Path) -> None:
    if not shutil.which("debootstrap"):
        raise RoomError("debootstrap is not installed")
    root.mkdir(parents=True)
    log = root.with_name("debootstrap.log")
    with log.open("wb") as file:
        command = [
            "debootstrap",
            "--variant=minbase",
            "--include=ca-certificates",
            SUITE,
            str(root),
            *_mirror(),
        ]
        done = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise RoomError("debootstrap: " + " | ".join(log.read_text("utf-8", "replace").splitlines()[-3:]))
    for name in ("resolv.conf", "hosts"):
        if Path("/etc", name).exists():
            shutil.copy(Path("/etc", name), root / "etc" / name)
    for setting in Path("/etc/apt/apt.conf.d").glob("*"):  # how this machine reaches its mirror
        if "Acquire::" in setting.read_text("utf-8", "replace"):
            shutil.copy(setting, root / "etc/apt/apt.conf.d")
    certificates = Path("/usr/local/share/ca-certificates")
    if certificates.is_dir():
        shutil.copytree(certificates, root / "usr/local/share/ca-certificates", dirs_exist_ok=True)
        subprocess.run(["chroot", str(root), "update-ca-certificates"], capture_output=True, check=False)


def _mirror() -> list[str]:
    """The mirror that apt uses here, or none: then debootstrap knows one."""
    if not shutil.which("apt-get"):
        return []
    question = ["apt-get", "indextargets", "--format", "$(ORIGIN) $(REPO_URI)", "Created-By: Packages"]
    said = subprocess.run(question, capture_output=True, text=True, check=False).stdout
    found = [line.split()[1] for line in said.splitlines() if line.startswith("Debian ")]
    return sorted({address for address in found if "security" not in address})[:1]


def remove(root: Path) -> None:
    """Take a room down: what is mounted below it first, then its files."""
    unmount(root)
    if root.exists():
        subprocess.run(["rm", "-rf", "--one-file-system", str(root)], check=True)


def unmount(root: Path) -> None:
    """Let go of every mount below `root`; there is none unless a namespace leaked."""
    for line in reversed(Path("/proc/self/mounts").read_text("utf-8").splitlines()):
        place = re.sub(r"\\(\d{3})", lambda m: chr(int(m[1], 8)), line.split()[1])
        if Path(place).is_relative_to(root):
            subprocess.run(["umount", "-l", place], check=False)


class Room:
    """The Debian, entered: commands run inside until it is closed."""

    def __init__(self, root: Path, folders: Mapping[Path, str] | None = None) -> None:
        """`folders` shows folders of this machine inside (their place there as value)."""
        self.root = root
        pairs = [word for outside, inside in (folders or {}).items() for word in (str(outside), inside)]
        self._holder = subprocess.Popen(
            [*_namespace(), "sh", "-c", _HOLD, "hold", str(root), *pairs],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._holder.stdout is not None
        self._pid = self._holder.stdout.readline().strip()
        if not self._pid:
            _, said = self._holder.communicate()
            raise RoomError(f"the room cannot be entered: {said.strip()}")

    def command(self, *words: str, environment: Mapping[str, str] | None = None) -> list[str]:
        """The command line that runs `words` inside, with nothing else in its environment."""
        values = {"PATH": _PATH, "HOME": "/root", "LANG": "C.UTF-8", **(environment or {})}
        enter = [
            "nsenter",
            "--target",
            self._pid,
            "--mount",
            "--pid",
            "--root",
            "--wd=/",
            "chroot",
            str(self.root),
        ]
        return [*enter, "env", "-i", *(f"{name}={value}" for name, value in values.items()), *words]

    def run(
        self,
        *words: str,
        environment: Mapping[str, str] | None = None,
        timeout: float = 300,
        check: bool = True,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; what it said is in the result, and in the error if it fails."""
        limited = self.command("timeout", "-k", "5", str(timeout), *words, environment=environment)
        # Files, not pipes: what a program leaves running holds a pipe open, and would be waited for.
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            ended = subprocess.run(limited, stdin=subprocess.DEVNULL, stdout=out, stderr=err, check=False)
            said = [(file.seek(0), file.read().decode("utf-8", "replace"))[1] for file in (out, err)]
        done = subprocess.CompletedProcess(words, ended.returncode, *said)
        if check and done.returncode:
            answer = done.stdout[-3000:] + done.stderr[-3000:]
            raise RoomError(f"{' '.join(words)[:300]}: status {done.returncode}\n{answer}")
        return done

    def close(self) -> None:
        """End every program inside; the mounts go with them."""
        with contextlib.suppress(OSError):
            self._holder.kill()
        self._holder.communicate()
        unmount(self.root)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
