"""The one place that knows where things lie: frozen mode, resources, the data folder."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from loi_desktop.errors import InputError, OutputError

POINTER = "data-folder.txt"


def resources() -> Path:
    """The folder of fonts, call packages, catalogues and icons, frozen or not."""
    package = Path(__file__).parent
    frozen = getattr(sys, "_MEIPASS", None)
    for folder in (
        Path(frozen) / "resources" if frozen else package.parent / "resources",
        package / "_resources",
    ):
        if folder.is_dir():
            return folder
    raise InputError("install.resources-missing", folder=str(package.parent / "resources"))


def config_folder() -> Path:
    """The user's configuration folder; holds only the pointer to the data."""
    from platformdirs import user_config_path

    return user_config_path("LoI-Desktop", appauthor=False)


def default_data_folder() -> Path:
    """Where data lies unless somebody chose another place."""
    from platformdirs import user_data_path

    return user_data_path("LoI-Desktop", appauthor=False)


@dataclass(frozen=True)
class DataFolder:
    """The data folder and what is in it; nothing is created before it is needed."""

    root: Path

    @property
    def register(self) -> Path:
        """The register's snapshot and journal."""
        return self.root / "register"

    @property
    def letterheads(self) -> Path:
        """One folder for each letterhead."""
        return self.root / "letterheads"

    @property
    def senders(self) -> Path:
        """Sender profiles, one file each."""
        return self.root / "senders"

    @property
    def calls(self) -> Path:
        """Call packages that were added."""
        return self.root / "calls"

    @property
    def fonts(self) -> Path:
        """The municipality's own fonts, one folder for each family."""
        return self.root / "fonts"

    @property
    def logs(self) -> Path:
        """The program's log; no personal data."""
        return self.root / "logs"

    @property
    def settings(self) -> Path:
        """The user's settings."""
        return self.root / "settings.toml"

    def letter(self, record_id: str) -> Path:
        """The folder of one letter's files: its PDFs, signed copies, e-mail drafts."""
        return self.root / "letters" / record_id


def data_folder(explicit: str | None = None) -> DataFolder:
    """The data folder: `explicit`, else LOI_DATA_DIR, else where the pointer file says,
    else the platform's usual place.

    Raises InputError when the pointer file cannot be read: an empty register in the
    usual place would look like a loss.
    """
    chosen = explicit or os.environ.get("LOI_DATA_DIR")
    if chosen:
        return DataFolder(Path(chosen).expanduser().absolute())
    pointer = config_folder() / POINTER
    try:
        text = pointer.read_text("utf-8").strip()
    except FileNotFoundError:
        return DataFolder(default_data_folder())
    except (OSError, UnicodeError) as error:
        raise InputError("data.pointer-unreadable", file=str(pointer)) from error
    return DataFolder(Path(text)) if text else DataFolder(default_data_folder())


def remember_data_folder(folder: Path) -> None:
    """Let the pointer file say that the data lies in `folder`.  Raises OutputError."""
    pointer = config_folder() / POINTER
    try:
        pointer.parent.mkdir(parents=True, exist_ok=True)
        beside = pointer.with_suffix(".tmp")
        beside.write_text(str(folder) + "\n", "utf-8")
        beside.replace(pointer)
    except OSError as error:
        raise OutputError("data.pointer-unwritable", file=str(pointer)) from error
