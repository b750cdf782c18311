"""The one place that knows where things lie: frozen mode, resources, the data folder."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from loi_desktop.errors import InputError, OutputError, UsageError

POINTER = "data-folder.txt"
PORTABLE = "portable.txt"
PORTABLE_DATA = "Daten"

By = Literal["locked", "option", "environment", "portable", "chosen", "default", "usual"]
"""Who says where the data lies, strongest first: IT for good, `--data`, LOI_DATA_DIR, the
marker beside a portable program, the user's pointer file, IT until the user chooses, nobody."""


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
    """The user's configuration folder; holds only the pointer to the data.  On Windows it
    follows a roaming profile to other computers.
    """
    from platformdirs import user_config_path

    return user_config_path("LoI-Desktop", appauthor=False, roaming=True)


def default_data_folder() -> Path:
    """Where data lies unless somebody chose another place."""
    from platformdirs import user_data_path

    return user_data_path("LoI-Desktop", appauthor=False)


@dataclass(frozen=True)
class DataFolder:
    """The data folder and what is in it; nothing is created before it is needed."""

    root: Path
    by: By = field(default="option", compare=False)

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

    @property
    def outbox(self) -> Path:
        """Copies to attach by hand, one folder for each letter; named for the clerk to read."""
        return self.root / "Ausgang"

    @property
    def letters(self) -> Path:
        """One folder for each letter that has files."""
        return self.root / "letters"

    def letter(self, record_id: str) -> Path:
        """The folder of one letter's files: its PDFs, signed copies, e-mail drafts."""
        return self.letters / record_id


def data_folder(explicit: str | None = None, *, locked: str = "", default: str = "") -> DataFolder:
    """The data folder: `locked` by IT, else `explicit`, else LOI_DATA_DIR, else beside a
    portable program, else where the pointer file says, else IT's `default`, else the
    platform's usual place.

    Raises UsageError (`data.locked`) where another folder is asked for than IT allows;
    InputError where the pointer cannot be read or a folder that was named or laid down is
    out of reach (`data.unreachable`, `data.profile-gone`) or a file (`data.is-file`): an empty
    register there or elsewhere would look like a loss.
    """
    option = explicit or os.environ.get("LOI_DATA_DIR")
    asked = Path(option).expanduser().absolute() if option else None
    if locked:
        if asked is not None and asked != Path(locked):
            raise UsageError("data.locked", folder=locked)
        return _within_reach(Path(locked), "locked")
    if asked is not None:
        return _within_reach(asked, "option" if explicit else "environment")
    portable = _portable()
    if portable is not None:
        return DataFolder(portable, "portable")
    pointed = _pointed()
    if pointed is not None:
        if not _is_folder(pointed):
            raise InputError("data.unreachable", folder=str(pointed))
        return DataFolder(pointed, "chosen")
    return _within_reach(Path(default), "default") if default else _usual()


def _within_reach(folder: Path, by: By) -> DataFolder:
    """The last folder is made when it is needed; what lies above it must be there, or a
    drive is not connected.
    """
    if not _is_folder(folder.parent):
        raise InputError("data.unreachable", folder=str(folder))
    if folder.is_file():
        raise InputError("data.is-file", folder=str(folder))
    return DataFolder(folder, by)


def _portable() -> Path | None:
    """The folder beside a frozen program that has the marker beside it."""
    if not getattr(sys, "frozen", False):
        return None
    beside = Path(sys.executable).parent
    return beside / PORTABLE_DATA if (beside / PORTABLE).is_file() else None


def _pointed() -> Path | None:
    pointer = config_folder() / POINTER
    try:
        text = pointer.read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeError) as error:
        raise InputError("data.pointer-unreadable", file=str(pointer)) from error
    return Path(text) if text else None


def _usual() -> DataFolder:
    """The usual place; its profile may lie on a drive that is gone."""
    folder = default_data_folder()
    try:
        home = Path.home()
    except RuntimeError as error:
        raise InputError("data.profile-gone", folder="~") from error
    if not folder.is_absolute() or (folder.is_relative_to(home) and not _is_folder(home)):
        raise InputError("data.profile-gone", folder=str(home))
    if not _is_folder(Path(folder.anchor)):
        raise InputError("data.profile-gone", folder=folder.anchor)
    return DataFolder(folder, "usual")


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


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
