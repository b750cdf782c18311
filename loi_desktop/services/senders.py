"""Sender profiles: one readable JSON file each."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from loi_desktop import files
from loi_desktop.errors import InputError, OutputError
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.jsonio import to_json
from loi_desktop.model.profile import Profile

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


class Senders:
    """The municipalities that this office writes for; usually one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def list(self) -> tuple[Profile, ...]:
        """All profiles by name.  Raises InputError (`sender.damaged`) and names the file."""
        found = sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []
        return tuple(sorted((self._read(file) for file in found), key=lambda p: (p.sender.name, p.id)))

    def get(self, profile_id: str) -> Profile | None:
        """The profile called `profile_id`, or None."""
        file = self._file(profile_id)
        return self._read(file) if file.exists() else None

    def save(self, profile: Profile) -> None:
        """Keep `profile`.  Raises OutputError."""
        files.write(self._file(profile.id), to_json(profile), make_folder=True)

    def new_id(self, name: str) -> str:
        """A free id made from the municipality's name."""
        plain = re.sub(r"[^a-z0-9]+", "-", name.casefold().translate(_ASCII)).strip("-")[:40] or "absender"
        taken = {p.id for p in self.list()}
        return next(i for i in (plain, *(f"{plain}-{n}" for n in range(2, 1000))) if i not in taken)

    def remove(self, profile_id: str) -> None:
        """Forget the profile; letters keep what they took from it."""
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
