"""The office's letterheads on disk: a folder each, whole or not there at all.

`source.pdf` (or `.png`, `.jpg`) as it came, `background.bin` the frozen sheets,
`letterhead.json` name, margins and findings, `page.png` and `page-large.png` pictures.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from loi_desktop import files
from loi_desktop.errors import InputError, OutputError
from loi_desktop.letterhead.answers import PREVIEW_WIDTH_PX, Reading
from loi_desktop.letterhead.info import FORMAT, VERSION, Card, LetterheadInfo
from loi_desktop.letterhead.inspect import Inspector
from loi_desktop.letterhead.names import display_name, fingerprint, is_id
from loi_desktop.model.background import Background
from loi_desktop.model.findings import Finding
from loi_desktop.model.jsonio import to_json

__all__ = ["LetterheadInfo", "LetterheadStore"]

_CARD, _FROZEN, _SMALL, _LARGE = "letterhead.json", "background.bin", "page.png", "page-large.png"
_UNFINISHED, _GONE = ".new-", ".gone-"
_HIGHEST_MARGIN_MM = 150.0


class LetterheadStore:
    """Letterheads in `folder` (DataFolder.letterheads); nothing is made before the first is added."""

    def __init__(self, folder: Path, inspector: Inspector) -> None:
        self._folder = folder
        self._inspector = inspector

    def add(self, file: Path, name: str = "", *, following: Path | None = None) -> Background:
        """Inspect and keep `file`.  The same bytes again give the letterhead that is there.

        Raises InputError as the Inspector does, OutputError `letterhead.unwritable`; then
        nothing is left behind.
        """
        reading = self._inspector.read(file, following=following, name=name)
        known = self._sound(reading.background.sha256)
        if known is not None:
            return known
        wanted = msgspec.structs.replace(reading.background, id=self._free_id(reading.background.id))
        reading = msgspec.structs.replace(reading, background=wanted)
        return self._keep(reading, file, following)

    def list(self) -> tuple[LetterheadInfo, ...]:
        """All that are stored, by name; damaged ones too, with a finding that says so."""
        found = (self._info(letterhead_id) for letterhead_id in self._ids())
        there = (info for info in found if info is not None)
        return tuple(sorted(there, key=lambda info: (info.name.casefold(), info.id)))

    def load(self, letterhead_id: str) -> Background:
        """The frozen letterhead.  Raises InputError `letterhead.unknown`, `letterhead.damaged`."""
        card = self._card(letterhead_id)
        try:
            content = (self._folder / letterhead_id / _FROZEN).read_bytes()
            if hashlib.sha256(content).hexdigest() != card.background_sha256:
                raise InputError("letterhead.damaged", name=card.name)
            background = msgspec.msgpack.decode(content, type=Background)
        except (OSError, msgspec.MsgspecError) as error:
            raise InputError("letterhead.damaged", name=card.name) from error
        return msgspec.structs.replace(
            background,
            name=card.name,
            bottom_mm=card.bottom_mm,
            following_top_mm=card.following_top_mm,
            following_bottom_mm=card.following_bottom_mm,
        )

    def rename(self, letterhead_id: str, name: str) -> None:
        """Call it `name`; an empty name changes nothing.  The id stays."""
        if name.strip():
            self._change(letterhead_id, name=display_name(name, Path()))

    def set_margins(
        self, letterhead_id: str, bottom_mm: float, following_top_mm: float, following_bottom_mm: float
    ) -> None:
        """What to keep free, in millimetres from the sheet's edge, each cut to 0 … 150."""
        wanted = (bottom_mm, following_top_mm, following_bottom_mm)
        bottom, top, low = (min(max(0.0, value), _HIGHEST_MARGIN_MM) for value in wanted)
        self._change(letterhead_id, bottom_mm=bottom, following_top_mm=top, following_bottom_mm=low)

    def remove(self, letterhead_id: str) -> None:
        """Forget it in one step, a damaged one too.  Raises InputError `letterhead.unknown`."""
        self._known(letterhead_id)
        gone = self._folder / f"{_GONE}{secrets.token_hex(4)}"
        try:
            (self._folder / letterhead_id).replace(gone)
        except OSError as error:
            raise self._unwritable(letterhead_id) from error
        shutil.rmtree(gone, ignore_errors=True)

    def picture(self, letterhead_id: str, *, width_px: int = PREVIEW_WIDTH_PX) -> bytes:
        """A PNG of the first page: 600 pixels wide, or 1,200 where more than 600 are asked for."""
        card = self._card(letterhead_id)
        try:
            name = _SMALL if width_px <= PREVIEW_WIDTH_PX else _LARGE
            return (self._folder / letterhead_id / name).read_bytes()
        except OSError as error:
            raise InputError("letterhead.damaged", name=card.name) from error

    def _ids(self) -> Iterator[str]:
        try:
            entries = sorted(os.scandir(self._folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError as error:
            raise InputError("letterhead.folder-unreadable", folder=str(self._folder)) from error
        yield from (entry.name for entry in entries if is_id(entry.name) and entry.is_dir())

    def _known(self, letterhead_id: str) -> None:
        if not is_id(letterhead_id) or not (self._folder / letterhead_id).is_dir():
            raise InputError("letterhead.unknown", name=letterhead_id)

    def _card(self, letterhead_id: str) -> Card:
        self._known(letterhead_id)
        try:
            card = msgspec.json.decode((self._folder / letterhead_id / _CARD).read_bytes(), type=Card)
        except (OSError, msgspec.MsgspecError, RecursionError) as error:
            raise InputError("letterhead.damaged", name=letterhead_id) from error
        if card.format != FORMAT or card.id != letterhead_id:
            raise InputError("letterhead.damaged", name=letterhead_id)
        if card.version > VERSION:
            raise InputError("letterhead.newer", name=card.name)
        return card

    def _info(self, letterhead_id: str) -> LetterheadInfo | None:
        """None where another window has just removed it."""
        try:
            return self._card(letterhead_id).info()
        except InputError as error:
            if error.code == "letterhead.unknown":
                return None
            finding = Finding(error.code, "error", data=dict(error.data))
            return LetterheadInfo(letterhead_id, letterhead_id, findings=(finding,))

    def _sound(self, sha256: str) -> Background | None:
        """The stored letterhead made from these bytes, if there is one that can be read."""
        for info in self.list():
            if info.sha256 == sha256:
                with contextlib.suppress(InputError):
                    return self.load(info.id)
        return None

    def _free_id(self, wanted: str) -> str:
        """A damaged letterhead keeps its folder; the good one gets a number."""
        free, number = wanted, 1
        while (self._folder / free).exists():
            number += 1
            free = f"{wanted}-{number}"
        return free

    def _keep(self, reading: Reading, file: Path, following: Path | None) -> Background:
        background = reading.background
        unfinished = self._folder / f"{_UNFINISHED}{secrets.token_hex(4)}"
        try:
            unfinished.mkdir(parents=True)
            source = _copies(unfinished, file, following, background.sha256)
            frozen = msgspec.msgpack.encode(background)
            files.write(unfinished / _FROZEN, frozen)
            files.write(unfinished / _SMALL, reading.preview)
            files.write(unfinished / _LARGE, reading.large)
            files.write(unfinished / _CARD, to_json(_card(background, source, frozen)))
            unfinished.replace(self._folder / background.id)
            files.sync_folder(self._folder)
        except InputError:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        except (OSError, OutputError) as error:
            shutil.rmtree(unfinished, ignore_errors=True)
            there = self._sound(background.sha256)
            if there is not None:  # another window was quicker, or only the last fsync failed
                return there
            raise self._unwritable(background.name) from error
        return background

    def _change(self, letterhead_id: str, **values: str | float) -> None:
        card = msgspec.structs.replace(self._card(letterhead_id), **values)
        try:
            files.write(self._folder / letterhead_id / _CARD, to_json(card))
        except OutputError as error:
            raise self._unwritable(card.name) from error

    def _unwritable(self, name: str) -> OutputError:
        return OutputError("letterhead.unwritable", name=name, folder=str(self._folder))


def _copies(folder: Path, file: Path, following: Path | None, sha256: str) -> str:
    """Lay the sources into `folder`; the name of the first.  Raises InputError where they
    are not what was inspected.
    """
    content = file.read_bytes()
    more = None if following is None else following.read_bytes()
    if fingerprint(content, more) != sha256:
        raise InputError("letterhead.changed", file=file.name)
    source = f"source{_ending(content)}"
    files.write(folder / source, content)
    if more is not None:
        files.write(folder / f"following{_ending(more)}", more)
    return source


def _ending(content: bytes) -> str:
    if content.startswith(b"\x89PNG"):
        return ".png"
    return ".jpg" if content.startswith(b"\xff\xd8") else ".pdf"


def _card(background: Background, source: str, frozen: bytes) -> Card:
    return Card(
        format=FORMAT,
        version=VERSION,
        id=background.id,
        name=background.name,
        sha256=background.sha256,
        pages=1 if background.following is None else 2,
        added_at=datetime.now(UTC).isoformat(timespec="seconds"),
        source=source,
        background_sha256=hashlib.sha256(frozen).hexdigest(),
        bottom_mm=background.bottom_mm,
        following_top_mm=background.following_top_mm,
        following_bottom_mm=background.following_bottom_mm,
        findings=background.findings,
    )
