"""Keeps what is typed: one letter, one write at a time, from any thread."""

from __future__ import annotations

from threading import Lock

from loi_desktop.errors import ConflictError, LoiError
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.record import Record
from loi_desktop.services.letters import Letters


class Keeper:
    """The letter as it is stored, and the declaration that was stored last."""

    def __init__(self, letters: Letters, record: Record, declaration: Declaration) -> None:
        self._letters = letters
        self._lock = Lock()
        self._kept = declaration
        self.record = record

    def holds(self, declaration: Declaration) -> bool:
        """Whether this very declaration is on disk (or was never changed)."""
        return self._kept is declaration

    def keep(self, declaration: Declaration, *, even_new: bool = False) -> Record:
        """Store `declaration` unless it is stored already; `even_new` stores a letter in
        which nothing was typed yet.

        Raises OutputError and RegisterError, and ConflictError (`letter.kept-both`) when the
        letter was changed elsewhere: then what was typed is stored as a letter of its own,
        and this keeper goes on with that one.
        """
        with self._lock:
            if self._kept is declaration and not (even_new and self.record.revision == 0):
                return self.record
            try:
                self.record = self._letters.save_draft(self.record, declaration)
            except ConflictError as error:
                self._go_on_with_copy(error, declaration)
                raise
            self._kept = declaration
            return self.record

    def _go_on_with_copy(self, error: LoiError, declaration: Declaration) -> None:
        if error.code == "letter.kept-both":
            self.record = self._letters.get(str(error.data["id"]))
            self._kept = declaration
