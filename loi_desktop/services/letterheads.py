"""Letterheads as the other use cases need them: loaded once, by id."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from loi_desktop.errors import InputError
from loi_desktop.letterhead.inspect import Inspector
from loi_desktop.letterhead.store import LetterheadInfo, LetterheadStore
from loi_desktop.model.background import Background
from loi_desktop.model.presets import stop_where_locked

__all__ = ["LetterheadInfo", "Letterheads"]


_Found = TypeVar("_Found")


class Letterheads:
    """The letterheads of this office, and those that IT has laid ready.

    `given`: IT's folder, which is only read; where it is `locked`, the office's own are not
    used and none can be added.  `changeable`: whether users may add, change and remove.
    """

    def __init__(
        self,
        store: LetterheadStore,
        inspector: Inspector,
        *,
        given: LetterheadStore | None = None,
        locked: bool = False,
        changeable: bool = True,
    ) -> None:
        self._store = store
        self._inspector = inspector
        self._given = given
        self._locked = locked and given is not None
        self._loaded: dict[str, Background] = {}
        self.changeable = changeable and not self._locked

    def list(self) -> tuple[LetterheadInfo, ...]:
        """What can be used, by name.  Raises InputError where the office's folder cannot be read."""
        own = () if self._locked else self._store.list()
        known = {info.id for info in own}
        every = (*own, *(info for info in self._given_list() if info.id not in known))
        return tuple(sorted(every, key=lambda info: (info.name.casefold(), info.id)))

    def own(self, letterhead_id: str) -> bool:
        """Whether users may change and remove it: it is the office's and not IT's."""
        if not self.changeable:
            return False
        return any(info.id == letterhead_id for info in self._store.list())

    def get(self, letterhead_id: str) -> Background:
        """A letterhead ready to lay under a letter.  Raises InputError."""
        if letterhead_id not in self._loaded:
            self._loaded[letterhead_id] = self._from_either(lambda store: store.load(letterhead_id))
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

    def once(self, file: Path) -> Background:
        """A letterhead from a file for one letter.  Raises UsageError (`preset.locked`) where
        only IT's may be used; InputError.
        """
        stop_where_locked(changeable=not self._locked)
        return self.check(file)

    def add(self, file: Path, name: str = "") -> Background:
        """Keep a letterhead; one that is known already takes the new name.
        Raises UsageError (`preset.locked`), InputError, OutputError.
        """
        stop_where_locked(changeable=self.changeable)
        added = self._store.add(file, name)
        if name and added.name != name:
            self.rename(added.id, name)
            return self.get(added.id)
        return added

    def rename(self, letterhead_id: str, name: str) -> None:
        """Call it `name` from now on.  Raises UsageError (`preset.locked`)."""
        stop_where_locked(changeable=self.changeable)
        self._store.rename(letterhead_id, name)
        self._loaded.pop(letterhead_id, None)

    def set_margins(
        self, letterhead_id: str, *, bottom_mm: float, following_top_mm: float, following_bottom_mm: float
    ) -> None:
        """How much to keep free for the letterhead's own print, in millimetres.
        Raises UsageError (`preset.locked`).
        """
        stop_where_locked(changeable=self.changeable)
        self._store.set_margins(
            letterhead_id,
            bottom_mm=bottom_mm,
            following_top_mm=following_top_mm,
            following_bottom_mm=following_bottom_mm,
        )
        self._loaded.pop(letterhead_id, None)

    def remove(self, letterhead_id: str) -> None:
        """Forget it; PDFs that were made with it stay as they are.
        Raises UsageError (`preset.locked`).
        """
        stop_where_locked(changeable=self.changeable)
        self._store.remove(letterhead_id)
        self._loaded.pop(letterhead_id, None)

    def picture(self, letterhead_id: str) -> bytes:
        """A PNG of its first page."""
        return self._from_either(lambda store: store.picture(letterhead_id))

    def _given_list(self) -> tuple[LetterheadInfo, ...]:
        try:
            return self._given.list() if self._given is not None else ()
        except InputError:
            return ()  # out of reach; `loi config show` says so

    def _from_either(self, read: Callable[[LetterheadStore], _Found]) -> _Found:
        """From the office's own, else from IT's."""
        if self._given is None:
            return read(self._store)
        if self._locked:
            return read(self._given)
        try:
            return read(self._store)
        except InputError as error:
            if error.code != "letterhead.unknown":
                raise
            return read(self._given)
