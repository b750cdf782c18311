"""The licence texts that lie with the program, for everybody to read in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from loi_desktop.errors import InputError
from loi_desktop.paths import resources

_NAMES = ("LICENSE", "LICENSE.txt", "OFL.txt")
_RULE = "\n\n" + "─" * 40 + "\n\n"


@dataclass(frozen=True)
class Licence:
    """What one part is called (*icons* and *hyphenation*: as their folders), and the files
    with its texts.
    """

    part: str
    files: tuple[Path, ...]


def overview() -> Path | None:
    """The list of all foreign parts (Markdown); None where the program came without it."""
    return _beside("THIRD_PARTY")


def licences() -> tuple[Licence, ...]:
    """The program's own first, then each part's by its name.  Libraries bring their texts
    only with the frozen program; from source they lie with the installed packages.
    """
    own = _beside("LICENSE")
    parts: defaultdict[str, list[Path]] = defaultdict(list)
    for name in _NAMES:
        for file in resources().rglob(name):
            folder = file.parent
            is_font = folder.parent.name == "fonts"
            parts[folder.name.replace("-", " ").title() if is_font else folder.name].append(file)
    for file in _of_libraries().rglob("*"):
        if file.is_file():
            inside = file.relative_to(_of_libraries()).parts
            parts[inside[0] if len(inside) > 1 else file.stem].append(file)
    found = [Licence(part, tuple(sorted(files))) for part, files in parts.items()]
    return (
        *((Licence("LoI-Desktop", (own,)),) if own else ()),
        *sorted(found, key=lambda licence: licence.part.casefold()),
    )


def text(licence: Licence) -> str:
    """All its texts, one after the other.  Raises InputError (`install.licence-unreadable`)."""
    return _RULE.join(read(file).strip() for file in licence.files)


def read(file: Path) -> str:
    """One of the files.  Raises InputError (`install.licence-unreadable`)."""
    try:
        return file.read_text("utf-8", errors="replace")
    except OSError:
        raise InputError("install.licence-unreadable", file=str(file)) from None


def _beside(name: str) -> Path | None:
    """Beside the resources, in source and frozen."""
    file = resources().parent / name
    return file if file.is_file() else None


def _of_libraries() -> Path:
    """Where the frozen program and the source keep the texts of libraries."""
    frozen = resources().parent / "licenses"
    return frozen if frozen.is_dir() else resources().parent / "packaging" / "licenses"
