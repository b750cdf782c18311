"""Which file the clerk means by *the PDF*."""

from __future__ import annotations

import hashlib
from pathlib import Path

from loi_desktop.model.record import Record
from loi_desktop.services.desk import Desk


def best_copy(desk: Desk, record: Record, number: int = 0) -> Path:
    """The clerk's own file of version `number` (0: the newest) while it is still what was
    made, else the program's copy.

    Signing or marking it in another program then happens to the clerk's file, and the
    program's stays the proof.  Raises OutputError when that one is missing or changed.
    """
    kept = record.versions[number - 1] if number else record.shown
    own = desk.exports.own_copy(record, number)
    theirs = Path(kept.path)
    try:
        same = bool(kept.path) and hashlib.sha256(theirs.read_bytes()).hexdigest() == kept.sha256
    except OSError:
        same = False
    return theirs if same else own
