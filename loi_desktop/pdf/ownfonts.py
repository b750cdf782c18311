"""The municipality's own fonts: tried, kept, listed.

Each family has a folder with a card and its files, whose names carry their digest: a font
that is replaced is another file, and no page mixes the two.
"""

from __future__ import annotations

import hashlib
import shutil
import struct
from pathlib import Path
from typing import Final

import msgspec

from loi_desktop import files
from loi_desktop.errors import InputError, OutputError
from loi_desktop.model.jsonio import to_json
from loi_desktop.model.ownfont import FontStyle, OwnFont
from loi_desktop.pdf.sfnt import Facts, facts

_CARD: Final = "font.json"
_MOST_BYTES: Final = 20_000_000
# Without these no German letter can be set; everything else is named letter by letter.
NEEDED: Final = "".join(map(chr, range(32, 127))) + "ÄÖÜäöüß§€–„“•"


class OwnFonts:
    """The families in `folder`, which need not exist."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def list(self) -> tuple[OwnFont, ...]:
        """Every family that has its upright style, by name; what cannot be read is left out."""
        cards = sorted(self._folder.glob(f"*/{_CARD}")) if self._folder.is_dir() else []
        found = [font for font in map(_read, cards) if font is not None and self._whole(font)]
        return tuple(sorted(found, key=lambda font: font.family.casefold()))

    def files(self, font: OwnFont) -> dict[FontStyle, Path]:
        """Where the styles of `font` lie."""
        return {style: self._place(font.family) / name for style, name in font.files.items()}

    def add(self, file: Path) -> OwnFont:
        """Keep the font in `file` as a style of its family.

        Raises InputError, each with `file`: `font.missing`, `font.too-large`, `font.not-a-font`,
        `font.outlines` (none, or pictures), `font.variable`, `font.forbidden` (its licence
        bits), `font.characters` (with those that it lacks); OutputError.
        """
        data = _bytes(file)
        known = _tried(file, data)
        data = _with_truetype_outlines(file, data, known)
        place = self._place(known.family)
        name = f"{known.style}-{hashlib.sha256(data).hexdigest()[:12]}.ttf"
        files.write(place / name, data, make_folder=True)
        _usable(file, place / name)
        before = _read(place / _CARD)
        styles = {**(before.files if before else {}), known.style: name}
        font = OwnFont(known.family, styles)
        files.write(place / _CARD, to_json(font), make_folder=True)
        return font

    def remove(self, family: str) -> None:
        """Forget `family`; letters that name it are set in the usual font."""
        try:
            shutil.rmtree(self._place(family))
        except FileNotFoundError:
            return
        except OSError as error:
            raise OutputError("output.read-only", file=family, folder=str(self._folder)) from error

    def _place(self, family: str) -> Path:
        return self._folder / hashlib.sha256(family.encode("utf-8", "replace")).hexdigest()[:16]

    def _whole(self, font: OwnFont) -> bool:
        present = self.files(font)
        return "regular" in present and all(
            path.name == name and path.is_file()
            for path, name in zip(present.values(), font.files.values(), strict=True)
        )


def _read(card: Path) -> OwnFont | None:
    try:
        return msgspec.json.decode(card.read_bytes(), type=OwnFont)
    except (OSError, ValueError, RecursionError):
        return None


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise InputError("font.too-large", file=file.name, mb=_MOST_BYTES // 1_000_000)
        return file.read_bytes()
    except OSError as error:
        raise InputError("font.missing", file=file.name) from error


def _tried(file: Path, data: bytes) -> Facts:
    """What the font says of itself, if it may be used."""
    try:
        known = facts(data)
    except InputError as error:
        raise InputError(error.code, file=file.name) from error
    if known.outlines == "none":
        raise InputError("font.outlines", file=file.name)
    if known.variable:
        raise InputError("font.variable", file=file.name)
    if not known.embeddable:
        raise InputError("font.forbidden", file=file.name)
    return known


def _with_truetype_outlines(file: Path, data: bytes, known: Facts) -> bytes:
    if known.outlines == "truetype":
        return data
    from loi_desktop.pdf.outlines import truetype

    try:
        return truetype(data)
    except Exception as error:  # a broken font makes its reader throw whatever it likes
        raise InputError("font.not-a-font", file=file.name) from error


def _usable(file: Path, kept: Path) -> None:
    """Set all that a German letter needs in the font as it was kept; it goes if that fails."""
    from loi_desktop.pdf.fonts import BASE, Face

    try:
        face = Face(kept)
        lacking = "".join(char for char in NEEDED if char not in face.widths)
        if lacking:
            raise InputError("font.characters", file=file.name, characters=" ".join(lacking))
        face.subset({char: code for char, code in BASE.items() if char in face.widths})
    except InputError as error:
        kept.unlink(missing_ok=True)
        code = "font.not-a-font" if error.code == "pdf.font-unreadable" else error.code
        raise InputError(code, **{**error.data, "file": file.name}) from error
    except _BROKEN as error:
        kept.unlink(missing_ok=True)
        raise InputError("font.not-a-font", file=file.name) from error


# What reading a broken font ends with in ReportLab.
_BROKEN: Final = (
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
