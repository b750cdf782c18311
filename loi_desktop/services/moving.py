"""The data folder at another place: what is there already is used, else everything is copied."""

from __future__ import annotations

import shutil
from pathlib import Path

from loi_desktop.errors import OutputError
from loi_desktop.files import output_error
from loi_desktop.paths import DataFolder, remember_data_folder

FOLDER = "LoI-Desktop"


def place_for(chosen: Path) -> Path:
    """Where data goes when the clerk points at `chosen`: into it when it is empty or holds
    data already, else into a folder of its own below it.
    """
    if _holds_data(chosen) or not (chosen.is_dir() and any(chosen.iterdir())):
        return chosen
    return chosen / FOLDER


def move(data: DataFolder, target: Path) -> Path:
    """Copy everything to `target` and work there from the next start on; the old folder stays.

    Data that `target` holds already is left alone and used.  Raises OutputError.
    """
    if target.resolve() == data.root.resolve():
        return data.root
    if data.root.resolve() in target.resolve().parents:
        raise OutputError("data.inside-itself", folder=str(target))
    try:
        if data.root.is_dir() and not _holds_data(target):
            shutil.copytree(data.root, target, dirs_exist_ok=True)
        target.mkdir(parents=True, exist_ok=True)
    except shutil.Error as error:
        raise OutputError("data.not-copied", folder=str(target)) from error
    except OSError as error:
        raise output_error(error, target / "register") from error
    remember_data_folder(target)
    return target


def _holds_data(folder: Path) -> bool:
    return (folder / "register").is_dir() or (folder / "settings.toml").is_file()
