"""The shipped font families: widths, what they can draw, and their bytes for a PDF."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from loi_desktop.errors import InputError
from loi_desktop.pdf.embedding import Program, program

STYLES: Final = ("regular", "bold", "italic", "bold-italic")
FOLDERS: Final = {
    "Source Sans 3": "source-sans-3",
    "Arimo": "arimo",
    "Tinos": "tinos",
    "Carlito": "carlito",
}

# What one letter nearly always needs, and what Vietnamese adds: two subsets that never
# change, so that a series of letters makes each of them once.
_GERMAN = "ÄÖÜäöüßẞ§€°·–—…•„“‚‘”’«»×±½²³µ№àáâçèéêëîïñóôûÀÉ\u00a0\u00ad\u2011\u202f"
_VIETNAMESE = "ĂăÂâĐđÊêÔôƠơƯư₫" + "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "AĂÂEÊIOÔƠUƯYaăâeêioôơuưy"
    for tone in "\u0300\u0301\u0303\u0309\u0323"
)
# Characters that look like another one where the font has no glyph of their own.
_TWINS: Final = {"\u00ad": "-", "\u2011": "-", "\u202f": "\u00a0", "\u2212": "–", "\u2010": "-"}
_FIRST_HIGH: Final = 161  # codes below belong to ASCII and to controls
_KEPT_PROGRAMS: Final = 32


class Face:
    """One style of a family: `widths` in thousandths of the font size for every character
    that can be drawn right.
    """

    def __init__(self, path: Path) -> None:
        try:
            self.font = TTFontFace(str(path))
        except (OSError, TTFError) as error:
            raise InputError("pdf.font-unreadable", file=path.name) from error
        self.key = f"{path.parent.name}/{path.stem}"
        self._glyphs = {chr(code): code for code, glyph in self.font.charToGlyph.items() if glyph}
        for char, twin in _TWINS.items():
            if char not in self._glyphs and twin in self._glyphs:
                self._glyphs[char] = ord(twin)
        widths = self.font.charWidths
        self.widths: dict[str, float] = {
            char: widths[code] for char, code in self._glyphs.items() if _drawable(char)
        }
        self._programs: dict[str, Program] = {}

    def width(self, text: str) -> float:
        """The width of `text` in thousandths of the font size.

        Raises KeyError for a character that the face cannot draw.
        """
        return sum(map(self.widths.__getitem__, text))

    def subset(self, codes: dict[str, int]) -> Program:
        """The font program for `codes` (character to byte); made once for the same codes."""
        name = "".join(codes)
        found = self._programs.get(name)
        if found is None:
            if len(self._programs) >= _KEPT_PROGRAMS:
                self._programs.clear()
            glyphs = {code: self._glyphs[char] for char, code in codes.items() if char in self._glyphs}
            found = self._programs[name] = program(self.font, codes, glyphs)
        return found


def _drawable(char: str) -> bool:
    """Whether drawing the glyph alone is right: no controls, private or combining
    characters, no script that runs to the left.
    """
    return unicodedata.category(char) not in {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Mc"} - (
        {"Cf"} if char == "\u00ad" else set()
    ) and unicodedata.bidirectional(char) not in {"R", "AL", "AN"}


class Book:
    """All families under a folder; a face is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._faces: dict[tuple[str, int], Face] = {}

    def families(self) -> tuple[str, ...]:
        """The names to choose from, the default first."""
        return tuple(FOLDERS)

    def face(self, family: str, style: int) -> Face:
        """The face of `family` in the style of that index of STYLES.

        A family that is not here becomes the default one.  Raises InputError when its
        file cannot be read.
        """
        key = (family, style)
        if key not in self._faces:
            folder = FOLDERS.get(family, FOLDERS["Source Sans 3"])
            self._faces[key] = Face(self._folder / folder / f"{STYLES[style]}.ttf")
        return self._faces[key]


def _base() -> dict[str, int]:
    codes = {chr(code): code for code in range(32, 127)}
    codes.update({char: _FIRST_HIGH + n for n, char in enumerate(_GERMAN)})
    return codes


def _high(characters: str) -> dict[str, int]:
    unique = "".join(dict.fromkeys(characters))
    free = [*range(33, 127), *range(_FIRST_HIGH, 256)]
    return dict(zip((char for char in unique if char not in BASE), free, strict=False))


BASE: Final = _base()
VIETNAMESE: Final = _high(_VIETNAMESE)
