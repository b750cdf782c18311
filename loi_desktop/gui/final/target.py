"""Where the Reinschrift goes: name, folder, what may stand in a name."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from PySide6.QtCore import QStandardPaths

from loi_desktop.errors import InputError, LoiError, OutputError
from loi_desktop.files import output_error
from loi_desktop.model.record import Record
from loi_desktop.services.desk import Desk
from loi_desktop.services.exports import Finished, Order, complete, targets

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_MOST_NUMBERS = 1000


def plain_name(typed: str) -> str:
    """What was typed as a file name: nothing in it leads to another folder."""
    return _FORBIDDEN.sub("-", typed)


def folder(desk: Desk) -> Path:
    """Where the last PDF went, else the documents folder."""
    remembered = desk.settings.load().pdf_folder
    if remembered:
        return Path(remembered)
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def proposed_name(desk: Desk, record: Record, order: Order) -> str:
    """The name by the office's pattern for what `order` makes in its folder, of an English
    copy with *-en*; where it is taken, the next one that is free.  Raises LoiError.
    """
    name = Path(desk.naming.suggested(record.current, len(record.versions) + 1))
    ending = f"-en{name.suffix}" if order.language == "en" else name.suffix
    wanted = msgspec.structs.replace(order, target=order.target.with_name(name.stem + ending))
    return free_name(wanted) if _taken(wanted) else wanted.target.name


def free_name(order: Order) -> str:
    """*Name (2).pdf*: the first name like the target's for which no file of `order` is taken."""
    target = complete(order.target)
    for n in range(2, _MOST_NUMBERS):
        tried = msgspec.structs.replace(order, target=target.with_name(f"{target.stem} ({n}){target.suffix}"))
        if not _taken(tried):
            return tried.target.name
    return target.name


def typed_folder(text: str) -> Path | None:
    """The folder that was typed or chosen; None where there is none of that name."""
    place = Path(text.strip()).expanduser()
    try:
        return place if place.is_absolute() and place.is_dir() else None
    except OSError:
        return None


def can_create(text: str) -> bool:
    """Whether the folder that was typed can be made: something above it is there, other than
    the drive itself, which may just not be connected.
    """
    place = Path(text.strip()).expanduser()
    try:
        return place.is_absolute() and any(above.is_dir() for above in list(place.parents)[:-1])
    except OSError:
        return False


def create_folder(text: str) -> None:
    """Make the folder that was typed.  Raises OutputError."""
    place = Path(text.strip()).expanduser()
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(error, place) from error


def _taken(order: Order) -> bool:
    """Whether a file of `order` is there; in a folder that cannot be read none is known of."""
    try:
        return any(file.exists() for file in targets(order))
    except (OSError, LoiError):
        return False


def make(desk: Desk, record: Record, order: Order) -> Finished:
    """The Reinschrift at `order.target`, the folder remembered.

    Raises FindingsError, RegisterError, OutputError (`output.exists` for any file of that
    name, also one of our own).
    """
    for target in targets(order):
        if not order.overwrite and target.exists():
            raise OutputError("output.exists", file=target.name, folder=str(target.parent))
    stored = desk.letters.save_draft(record, record.current) if record.revision == 0 else record
    finished = desk.exports.reinschrift(stored.id, order)
    try:
        desk.settings.change(pdf_folder=str(finished.file.parent))
    except (InputError, OutputError):
        # the letter is made; that the folder is not remembered costs one click next time
        return finished
    return finished


def is_of_place(error: LoiError) -> bool:
    """Whether another folder helps, and another name does not."""
    return error.code in {"output.read-only", "output.folder-gone", "output.full", "output.unwritable"}


def can_retry(error: LoiError) -> bool:
    """Whether the same again may go well: the file was closed, space was made."""
    return error.code.startswith("output.")
