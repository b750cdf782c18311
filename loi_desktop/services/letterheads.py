"""Letterheads as the other use cases need them: loaded once, by id."""

from __future__ import annotations

from pathlib import Path

from loi_desktop.errors import InputError
from loi_desktop.letterhead.inspect import Inspector
from loi_desktop.letterhead.store import LetterheadInfo, LetterheadStore
from loi_desktop.model.background import Background

__all__ = ["LetterheadInfo", "Letterheads"]


class Letterheads:
    """The letterheads of this office."""

    def __init__(self, store: LetterheadStore, inspector: Inspector) -> None:
        self._store = store
        self._inspector = inspector
        self._loaded: dict[str, Background] = {}

    def list(self) -> tuple[LetterheadInfo, ...]:
        """What is stored, by name."""
        return self._store.list()

    def get(self, letterhead_id: str) -> Background:
        """A letterhead ready to lay under a letter.  Raises InputError."""
        if letterhead_id not in self._loaded:
            self._loaded[letterhead_id] = self._store.load(letterhead_id)
        return self._loaded[letterhead_id]

    def find(self, letterhead_id: str) -> Background | None:
        """As `get`; None where it is not installed."""
        try:
            return self.get(letterhead_id) if letterhead_id else None
        except InputError as error:
            if error.code == "letterhead.unknown":
                return None
            raise

    def check(self, file: Path) -> Background:
        """Look at a file without keeping it.  Raises InputError."""
        return self._inspector.inspect(file)

    def add(self, file: Path, name: str = "") -> Background:
        """Keep a letterhead; one that is known already takes the new name.
        Raises InputError, OutputError.
        """
        added = self._store.add(file, name)
        if name and added.name != name:
            self.rename(added.id, name)
            return self.get(added.id)
        return added

    def rename(self, letterhead_id: str, name: str) -> None:
        """Call it `name` from now on."""
        self._store.rename(letterhead_id, name)
        self._loaded.pop(letterhead_id, None)

    def set_margins(
        self, letterhead_id: str, *, bottom_mm: float, following_top_mm: float, following_bottom_mm: float
    ) -> None:
        """How much to keep free for the letterhead's own print, in millimetres."""
        self._store.set_margins(
            letterhead_id,
            bottom_mm=bottom_mm,
            following_top_mm=following_top_mm,
            following_bottom_mm=following_bottom_mm,
        )
        self._loaded.pop(letterhead_id, None)

    def remove(self, letterhead_id: str) -> None:
        """Forget it; PDFs that were made with it stay as they are."""
        self._store.remove(letterhead_id)
        self._loaded.pop(letterhead_id, None)

    def picture(self, letterhead_id: str) -> bytes:
        """A PNG of its first page."""
        return self._store.picture(letterhead_id)
