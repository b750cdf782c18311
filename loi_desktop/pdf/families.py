"""The font families to choose from: those that are shipped, and the municipality's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from loi_desktop.model.ownfont import FontStyle
from loi_desktop.pdf.fonts import Face
from loi_desktop.pdf.ownfonts import OwnFonts

STYLES: Final[tuple[FontStyle, ...]] = ("regular", "bold", "italic", "bold-italic")
FOLDERS: Final = {
    "Source Sans 3": "source-sans-3",
    "Arimo": "arimo",
    "Tinos": "tinos",
    "Carlito": "carlito",
}
_NO_LETTER_FONT: Final = "\u2e80"  # scripts of East Asia, private characters and emoji begin here
# A family that lacks a style is drawn in the next that it has: bold rather than slanted.
_INSTEAD: Final[dict[FontStyle, tuple[FontStyle, ...]]] = {
    "regular": ("regular",),
    "bold": ("bold", "regular"),
    "italic": ("italic", "regular"),
    "bold-italic": ("bold-italic", "bold", "italic", "regular"),
}


class Family(Struct, frozen=True):
    """A family's name, and the file of each index of STYLES."""

    name: str
    files: tuple[Path, ...]


class Book:
    """All families; a face is read when it is first asked for."""

    def __init__(self, folder: Path, own: OwnFonts | None = None) -> None:
        self._shipped = {
            name: Family(name, tuple(folder / place / f"{style}.ttf" for style in STYLES))
            for name, place in FOLDERS.items()
        }
        self._own = own
        self._families = dict(self._shipped)
        self._faces: dict[Path, Face] = {}

    def families(self) -> tuple[str, ...]:
        """The names to choose from, the default first, looked up anew."""
        self._families = {**self._own_families(), **self._shipped}
        return (*self._shipped, *(name for name in self._families if name not in self._shipped))

    def family(self, name: str) -> Family:
        """The family of that name, or the default one where it is not here."""
        if name not in self._families:
            self.families()
        return self._families.get(name) or next(iter(self._shipped.values()))

    def face(self, family: Family, style: int) -> Face:
        """The face of `family` in the style of that index of STYLES.

        Raises InputError when its file cannot be read.
        """
        file = family.files[style]
        if file not in self._faces:
            self._faces[file] = Face(file)
        return self._faces[file]

    def drawing(self, text: str, style: int) -> tuple[str, ...]:
        """The families that are shipped and draw `text` right."""
        if max(text) >= _NO_LETTER_FONT:
            return ()
        shipped = self._shipped.items()
        return tuple(name for name, family in shipped if not self.face(family, style).undrawable(text))

    def _own_families(self) -> dict[str, Family]:
        if self._own is None:
            return {}
        return {font.family: Family(font.family, _files(self._own.files(font))) for font in self._own.list()}


def _files(files: Mapping[FontStyle, Path]) -> tuple[Path, ...]:
    return tuple(next(files[name] for name in _INSTEAD[style] if name in files) for style in STYLES)
