"""The settings: locked by IT, else what the user chose, else IT's default, else ours.

What the user chose stands in one small readable file; presets are never written into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Literal

from loi_desktop import files
from loi_desktop.errors import InputError
from loi_desktop.model.presets import Presets, stop_where_locked
from loi_desktop.model.settings import Settings

By = Literal["locked", "chosen", "default", "usual"]
_NAMES = tuple(field.name for field in fields(Settings))


class SettingsStore:
    """Reads and writes `settings.toml`; a damaged file is named and never overwritten."""

    def __init__(self, file: Path, presets: Presets | None = None) -> None:
        self._file = file
        self._presets = presets or Presets()

    def load(self) -> Settings:
        """The settings as they hold.  Raises InputError."""
        own = self._own()
        preset = {n: self._presets.default(n) for n in _NAMES if self._presets.default(n)}
        locked = {n: self._presets.locked(n) for n in _NAMES if self._presets.locked(n)}
        return self._valid({**preset, **own, **locked})

    def by(self, name: str) -> By:
        """Who says what the setting `name` is.  Raises InputError."""
        if self._presets.locked(name):
            return "locked"
        if name in self._own():
            return "chosen"
        return "default" if self._presets.default(name) else "usual"

    def change(self, **values: str | bool) -> Settings:
        """Choose single values and return the settings as they then hold.

        Raises UsageError (`preset.locked`) for what IT has locked; InputError, OutputError.
        """
        stop_where_locked(changeable=not any(self._presets.locked(name) for name in values))
        own = {**self._own(), **values}  # a damaged file stops here and stays as it is
        self._valid(own)
        import tomli_w

        files.write(self._file, tomli_w.dumps(own).encode(), make_folder=True)
        return self.load()

    def _own(self) -> Mapping[str, object]:
        """What the file says; nothing where there is none."""
        try:
            text = self._file.read_text("utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeError) as error:
            raise InputError("settings.unreadable", file=str(self._file)) from error
        import tomllib

        try:
            table = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise InputError("settings.damaged", file=str(self._file), why=str(error)) from error
        self._valid(table)
        return {name: table[name] for name in _NAMES if name in table}

    def _valid(self, table: Mapping[str, object]) -> Settings:
        if not table:
            return Settings()
        import msgspec

        try:
            return msgspec.convert(table, Settings)
        except msgspec.ValidationError as error:
            raise InputError("settings.damaged", file=str(self._file), why=str(error)) from error
