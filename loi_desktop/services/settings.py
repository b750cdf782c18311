"""The user's settings, in one small readable file."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

from loi_desktop import files
from loi_desktop.errors import InputError
from loi_desktop.model.settings import Settings


class SettingsStore:
    """Reads and writes `settings.toml`; a damaged file is named and never overwritten."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def load(self) -> Settings:
        """The settings; the defaults where there is no file.  Raises InputError."""
        try:
            text = self._file.read_text("utf-8")
        except FileNotFoundError:
            return Settings()
        except (OSError, UnicodeError) as error:
            raise InputError("settings.unreadable", file=str(self._file)) from error
        import tomllib

        import msgspec

        try:
            return msgspec.convert(tomllib.loads(text), Settings)
        except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
            raise InputError("settings.damaged", file=str(self._file), why=str(error)) from error

    def save(self, settings: Settings) -> None:
        """Write `settings`; what is not known here stays out.  Raises InputError, OutputError."""
        self.load()  # a damaged file stops here and stays as it is
        import tomli_w

        text = tomli_w.dumps(asdict(settings))
        files.write(self._file, text.encode(), make_folder=True)

    def change(self, **values: str | bool) -> Settings:
        """Set single values and return the new settings."""
        settings = replace(self.load(), **values)  # type: ignore[arg-type]
        self.save(settings)
        return settings
