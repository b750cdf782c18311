"""Sender profiles: one readable JSON file each; one more may come from the IT department."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from loi_desktop import files
from loi_desktop.errors import InputError, OutputError
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.jsonio import to_json
from loi_desktop.model.presets import Presets, stop_where_locked
from loi_desktop.model.profile import Profile

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


class Senders:
    """The municipalities that this office writes for; usually one.

    IT's profile stands beside the office's own, and what is changed in it is kept as one of
    them; locked, it is the only one.  A profile of IT that cannot be read leaves the others.
    """

    def __init__(self, folder: Path, presets: Presets | None = None) -> None:
        self._folder = folder
        self._presets = presets or Presets()

    def list(self) -> tuple[Profile, ...]:
        """All profiles by name.  Raises InputError (`sender.damaged`) and names the file."""
        given = self.given()
        if given is not None and self._presets.locked("sender_profile"):
            return (given,)
        found = sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []
        own = tuple(self._read(file) for file in found)
        beside = (given,) if given is not None and all(p.id != given.id for p in own) else ()
        return tuple(sorted((*own, *beside), key=lambda p: (p.sender.name, p.id)))

    def get(self, profile_id: str) -> Profile | None:
        """The profile called `profile_id`, or None.  Raises InputError (`sender.unknown`)."""
        self._file(profile_id)
        return next((profile for profile in self.list() if profile.id == profile_id), None)

    def usual(self, chosen: str) -> Profile | None:
        """The sender of new letters: `chosen` (an id) if there is one, else IT's, else the first."""
        profiles = self.list()
        given = self.given()
        wanted = (chosen, given.id if given else "")
        found = (p for id_ in wanted for p in profiles if p.id == id_)
        return next(found, next(iter(profiles), None))

    def given(self) -> Profile | None:
        """IT's profile as it came; None where there is none that can be read."""
        place = self._presets.either("sender_profile")
        try:
            return self._read(Path(place)) if place else None
        except InputError:
            return None  # `loi config show` says what is wrong with it

    @property
    def changeable(self) -> bool:
        """Whether users may create and change profiles."""
        locked = self._presets.locked("sender_profile") and self.given() is not None
        return self._presets.may("may_change_senders") and not locked

    def save(self, profile: Profile) -> None:
        """Keep `profile`.  Raises UsageError (`preset.locked`), OutputError."""
        stop_where_locked(changeable=self.changeable)
        files.write(self._file(profile.id), to_json(profile), make_folder=True)

    def new_id(self, name: str) -> str:
        """A free id made from the municipality's name."""
        plain = re.sub(r"[^a-z0-9]+", "-", name.casefold().translate(_ASCII)).strip("-")[:40] or "absender"
        taken = {p.id for p in self.list()}
        return next(i for i in (plain, *(f"{plain}-{n}" for n in range(2, 1000))) if i not in taken)

    def remove(self, profile_id: str) -> None:
        """Forget the profile; letters keep what they took from it.  IT's own comes back as it
        was laid down.  Raises UsageError (`preset.locked`), OutputError.
        """
        stop_where_locked(changeable=self.changeable)
        try:
            self._file(profile_id).unlink(missing_ok=True)
        except OSError as error:
            raise OutputError("output.read-only", file=profile_id, folder=str(self._folder)) from error

    def _file(self, profile_id: str) -> Path:
        if not ID.fullmatch(profile_id):
            raise InputError("sender.unknown", ref=profile_id)
        return self._folder / f"{profile_id}.json"

    def _read(self, file: Path) -> Profile:
        try:
            return msgspec.json.decode(file.read_bytes(), type=Profile)
        except (OSError, ValueError, RecursionError) as error:
            raise InputError("sender.damaged", file=str(file)) from error


def fill(declaration: Declaration, profile: Profile) -> Declaration:
    """`declaration` with what `profile` knows."""
    return msgspec.structs.replace(
        declaration,
        sender=profile.sender,
        contact=profile.contacts[0] if profile.contacts else declaration.contact,
        signatories=profile.signatories[:1] or declaration.signatories,
        info=profile.info,
        layout=profile.layout,
        seal=profile.seal,
        name_line=profile.name_line,
    )


_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
