#!/usr/bin/env python3
"""The Windows program, built on Linux under Wine or on Windows itself.

windows.py probe            whether this machine may build it: exit status 0, or 1 with the reason
windows.py                  freeze and pack: build/windows/release-<version>/
windows.py freeze           the folder alone: build/windows/dist/LoI-Desktop/
windows.py pack FOLDER      set-up, MSI, zip and all beside them, from a folder that is frozen (and signed)
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from winbuild import places, room


def main(words: list[str]) -> int:
    """Run one verb; its exit status."""
    if words == ["probe"]:
        return probe()
    work = places.build_folder()
    work.mkdir(parents=True, exist_ok=True)
    try:
        if words in ([], ["freeze"]) and os.name == "nt":
            return _on_windows(work)
        if words in ([], ["freeze"]):
            return _on_linux(work, pack=not words)
        if words[:1] == ["pack"] and len(words) == 2:
            return _pack(work, Path(words[1]).resolve())
    except room.RoomError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write(f"{__doc__}\n")
    return 2


def probe() -> int:
    """Say whether a Debian with Wine can be entered here."""
    reason = room.why_not()
    sys.stdout.write(f"Windows build under Wine: {reason or 'possible (chroot and mounts are allowed)'}\n")
    return 1 if reason else 0


def _on_linux(work: Path, *, pack: bool) -> int:
    from winbuild import deliver, freeze
    from winbuild.wine import Wine

    reason = room.why_not()
    if reason:
        raise room.RoomError(f"Windows build under Wine: {reason}")
    wine = Wine(places.cache(), {work: "/work"})
    try:
        folder = freeze.under_wine(wine, work)
        made = deliver.deliver(wine.room, work, folder, places.version()) if pack else folder
    finally:
        wine.close()
    return _say(made)


def _on_windows(work: Path) -> int:
    """With the Python that runs this; installers are made of the folder on Linux (docs/release.md)."""
    from winbuild import freeze

    return _say(freeze.natively(work, sys.executable, os.environ))


def _pack(work: Path, folder: Path) -> int:
    from winbuild import deliver

    if not folder.is_relative_to(work):
        raise room.RoomError(f"the folder has to lie below {work}")
    room.make(places.cache() / "debian")
    with room.Room(places.cache() / "debian", {work: "/work"}) as inside:
        return _say(deliver.deliver(inside, work, folder, places.version()))


def _say(made: Path) -> int:
    for file in sorted(made.iterdir()):
        sys.stdout.write(f"{file.stat().st_size:>12,}  {file}\n" if file.is_file() else "")
    sys.stdout.write(f"{made}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
