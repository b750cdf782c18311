"""The PDF's name: locked by IT, else the sender's pattern, else IT's default, else the call's."""

from __future__ import annotations

import re
from pathlib import Path

from loi_desktop.errors import InputError, UsageError
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.presets import Presets
from loi_desktop.services.clock import Clock
from loi_desktop.services.composer import Composer
from loi_desktop.services.senders import Senders
from loi_desktop.wording.compose import file_name

# What is put after a name that is taken, and after that of an English copy.
_ENDINGS = re.compile(r"(?:-en)?(?: \(\d+\))?(?:-en)?")


class Naming:
    """Names for what leaves the editor."""

    def __init__(self, composer: Composer, senders: Senders, presets: Presets, clock: Clock) -> None:
        self._composer = composer
        self._senders = senders
        self._presets = presets
        self._clock = clock

    @property
    def locked(self) -> str:
        """IT's pattern where nobody may choose another, else ''."""
        return self._presets.locked("file_name")

    def suggested(self, declaration: Declaration, version: int = 1, *, own: str | None = None) -> str:
        """The file name with its ending.  `own` is the sender's pattern where it is known
        already; else it is looked up by the sender.  Raises InputError.
        """
        call = self._composer.call(declaration)
        pattern = self._presets.choose("file_name", self._own(declaration) if own is None else own)
        return file_name(pattern or call.file_name, declaration, call, self._clock.today(), version) + ".pdf"

    def refuse_other(self, target: Path, declaration: Declaration, version: int) -> None:
        """Raise UsageError (`file-name.locked`) where IT's pattern makes another name."""
        if not self.locked:
            return
        # an English copy is the version after the letter whose name it bears
        stems = [Path(self.suggested(declaration, n)).stem for n in (version, version - 1)]
        if not any(target.stem.startswith(s) and _ENDINGS.fullmatch(target.stem[len(s) :]) for s in stems):
            raise UsageError("file-name.locked", name=f"{stems[0]}.pdf", file=target.name)

    def _own(self, declaration: Declaration) -> str:
        """The pattern of the profile that the sender was taken from."""
        try:
            profiles = self._senders.list()
        except InputError:
            return ""  # a damaged profile is named on its own page; the letter needs a name now
        return next((p.file_name for p in profiles if p.sender == declaration.sender), "")
