#!/usr/bin/env python3
"""The Windows program, built on Linux under Wine or on Windows itself.

windows.py probe     whether this machine may do it: exit status 0, or 1 with the reason
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from winbuild import room


def main(words: list[str]) -> int:
    """Run one verb; its exit status."""
    verbs = {"probe": probe}
    if len(words) != 1 or words[0] not in verbs:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    return verbs[words[0]]()


def probe() -> int:
    """Say whether a Debian with Wine can be entered here."""
    reason = room.why_not()
    sys.stdout.write(f"Windows build under Wine: {reason or 'possible (chroot and mounts are allowed)'}\n")
    return 1 if reason else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
