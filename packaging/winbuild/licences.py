"""What is shipped and under which licence: known by name, or the build stops.

A new package, or one whose own words about its licence change, is looked at by a person first.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from winbuild.places import project
from winbuild.room import RoomError

# Package → (licence as SPDX, what the package itself says).
KNOWN = {
    "filelock": ("MIT", "MIT"),
    "fonttools": ("MIT", "MIT"),
    "idna": ("BSD-3-Clause", "BSD-3-Clause"),
    "msgspec": ("BSD-3-Clause", "BSD-3-Clause"),
    "packaging": ("Apache-2.0 OR BSD-2-Clause", "Apache-2.0 OR BSD-2-Clause"),
    "pikepdf": ("MPL-2.0", "MPL-2.0"),
    "pillow": ("MIT-CMU", "MIT-CMU"),
    "platformdirs": ("MIT", "MIT"),
    "pypdfium2": ("BSD-3-Clause AND Apache-2.0", "BSD-3-Clause, Apache-2.0, dependency licenses"),
    "pyside6-essentials": ("LGPL-3.0-only", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"),
    "pyside6-pdf": ("LGPL-3.0-only", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"),
    "reportlab": ("BSD-3-Clause", "BSD license (see license.txt for details)"),
    "rl-accel": ("BSD-3-Clause", "BSD license (see LICENSE.txt for details)"),
    "shiboken6": ("LGPL-3.0-only", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"),
    "tinydb": ("MIT", "MIT"),
    "tomli-w": ("MIT", "License :: OSI Approved :: MIT License"),
}
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


def said(name: str) -> str:
    """What an installed package says of its licence."""
    about = metadata.metadata(name)
    classifiers = [line for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    words = about.get("License-Expression") or about.get("License") or "; ".join(classifiers)
    return " ".join(str(words).split())


def unknown(names: list[str]) -> list[str]:
    """Packages whose licence nobody has looked at, or that say something else than then."""
    return [name for name in names if name not in KNOWN or not said(name).startswith(KNOWN[name][1])]


def texts(names: list[str]) -> list[tuple[str, str]]:
    """Every licence text for PyInstaller: (file, folder in the program).  Stops on an unknown licence."""
    strange = unknown(names)
    if strange:
        raise RoomError(f"unknown licences: {', '.join(strange)}")
    found = []
    for name in names:
        for file in metadata.files(name) or ():
            inside = file.as_posix()
            if ".dist-info/" in inside and _TEXT.search(inside.partition(".dist-info/")[2]):
                place = Path(inside.partition(".dist-info/")[2]).parent
                found.append((str(file.locate()), str(Path("licenses", name, *place.parts[1:]))))
    own = sorted((project() / "packaging" / "licenses").glob("*.txt"))
    return [*found, *((str(file), "licenses") for file in own)]
