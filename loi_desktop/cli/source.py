"""What a verb works on: a declaration file, or a record of the register."""

from __future__ import annotations

from pathlib import Path

from loi_desktop.model.declaration import Declaration
from loi_desktop.services import loifile
from loi_desktop.services.desk import Desk


def is_file(source: str) -> bool:
    """Whether `source` names a file rather than a record."""
    return source.lower().endswith(loifile.SUFFIX) or Path(source).is_file()


def declaration(desk: Desk, source: str) -> Declaration:
    """What the file holds, or what is being worked on in the record.  Raises InputError."""
    return loifile.read(Path(source)) if is_file(source) else desk.letters.get(source).current
