"""What is delivered: set-up, MSI, zip, and beside them what IT asks for; checksums over all."""

from __future__ import annotations

import hashlib
import shutil
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from winbuild import icons, msi, nsis, rules, sbom, sign
from winbuild.freeze import NAME, moment
from winbuild.places import drawing, parts, project
from winbuild.room import Room

SUMS = "SHA256SUMS"


def deliver(room: Room, work: Path, folder: Path, version: str, *, effort: str = "small") -> Path:
    """Everything of one version, in `work`/release-<version>.  `folder` is the frozen program."""
    target = work / f"release-{version}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    sign.programs(room, work, folder)
    for draw in (icons.kept, icons.banner):
        draw(work, drawing())
    with ThreadPoolExecutor(2) as together:
        jobs = [
            together.submit(
                nsis.build, room, work, folder, target / f"{NAME}-{version}-setup.exe", version, effort=effort
            ),
            together.submit(_others, room, work, folder, target, version),
        ]
        for job in jobs:
            job.result()
    sign.installers(room, work, target)
    sums(target)
    return target


def _others(room: Room, work: Path, folder: Path, target: Path, version: str) -> None:
    msi.build(room, work, folder, target / f"{NAME}-{version}.msi", version)
    portable(folder, target / f"{NAME}-{version}-portable.zip")
    sbom.write(folder, target / f"{NAME}-{version}.cdx.json", version)
    rules.write(folder, target, version)
    policies = project() / "packaging" / "policies"
    if policies.is_dir():
        zipped(policies, target / f"{NAME}-{version}-policies.zip", "PolicyDefinitions")


def portable(folder: Path, target: Path) -> None:
    """A zip that runs where it is unpacked; the marker in it keeps data beside the program."""
    zipped(folder, target, NAME, {"portable.txt": (parts() / "portable.txt").read_bytes()})


def zipped(folder: Path, target: Path, top: str, more: dict[str, bytes] | None = None) -> None:
    """`folder` as a zip below the folder `top`: sorted, one time for all, the same bytes each time."""
    day = time.gmtime(moment())[:6]
    contents = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted({*contents, *(more or {})}):
            entry = zipfile.ZipInfo(f"{top}/{name}", day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, more[name] if more and name in more else contents[name].read_bytes())


def sums(folder: Path) -> None:
    """SHA256SUMS over every file of the release, as `sha256sum -c` reads it."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name != SUMS)
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (folder / SUMS).write_text("".join(lines), "utf-8")
