"""The municipality's own fonts, beside those that are shipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from loi_desktop.model.ownfont import OwnFont
from loi_desktop.model.presets import Presets, stop_where_locked

if TYPE_CHECKING:  # ReportLab is loaded when a font is tried, not before
    from loi_desktop.pdf.ownfonts import OwnFonts


class Fonts:
    """Fonts from a file, for every letter written on this data folder."""

    def __init__(self, folder: Path, presets: Presets | None = None) -> None:
        self._folder = folder
        self.changeable = (presets or Presets()).may("may_add_fonts")

    def list(self) -> tuple[OwnFont, ...]:
        """The own families by name."""
        return self._store().list()

    def add(self, file: Path) -> OwnFont:
        """Keep the font in `file`; its family can be chosen from the next letter on.

        Raises InputError `font.missing`, `font.too-large`, `font.not-a-font`, `font.outlines`,
        `font.variable`, `font.forbidden` or `font.characters`, each with `file`; OutputError;
        UsageError (`preset.locked`).
        """
        stop_where_locked(changeable=self.changeable)
        return self._store().add(file)

    def remove(self, family: str) -> None:
        """Forget `family`; letters that name it are set in the usual font.  Raises OutputError,
        UsageError (`preset.locked`).
        """
        stop_where_locked(changeable=self.changeable)
        self._store().remove(family)

    def _store(self) -> OwnFonts:
        from loi_desktop.pdf.ownfonts import OwnFonts

        return OwnFonts(self._folder)
