"""What the IT department has laid down for this computer: values and where they come from.

No msgspec: presets are read before the window is shown, and it takes its time to load; named
tuples, because they are made faster than dataclasses.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from loi_desktop.errors import UsageError

Kind = Literal["path", "text", "choice", "switch"]
Mode = Literal["default", "locked"]
Origin = Literal["machine-policy", "user-policy", "file"]
State = Literal["absent", "read", "ignored"]

FORMAT = "loi-presets"
VERSION = 1


class Key(NamedTuple):
    """A setting that can be preset; `choices` holds the values of a *choice*."""

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()


KEYS = (
    Key("data_folder", "path"),
    Key("letterheads_folder", "path"),
    Key("calls_folder", "path"),
    Key("sender_profile", "path"),
    Key("mail", "choice", ("program", "folder")),
    Key("file_name", "text"),
    Key("language", "choice", ("de", "en")),
    Key("theme", "choice", ("system", "light", "dark")),
    Key("may_move_data", "switch"),
    Key("may_change_senders", "switch"),
    Key("may_add_letterheads", "switch"),
    Key("may_add_calls", "switch"),
    Key("may_add_fonts", "switch"),
)
"""Everything that can be preset, in the order of `loi config show`.  A switch says what
users may do; it knows no *default*, because nobody chooses it."""


class Preset(NamedTuple):
    """One preset.  `variable` names what the environment lacks to complete a path: then the
    value cannot be used.
    """

    name: str
    value: str | bool
    mode: Mode
    origin: Origin
    variable: str = ""


class Problem(NamedTuple):
    """What is wrong with a preset, as a code and data; its sentence is `finding.<code>`."""

    code: str
    data: Mapping[str, str | int | float] = MappingProxyType({})


class Source(NamedTuple):
    """A place where presets may stand, and whether they count."""

    origin: Origin
    place: str
    state: State


class Presets(NamedTuple):
    """All presets in force: at most one for each setting."""

    entries: tuple[Preset, ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: tuple[Source, ...] = ()

    def get(self, name: str) -> Preset | None:
        """The preset of a setting, usable or not."""
        return next((entry for entry in self.entries if entry.name == name), None)

    def locked(self, name: str) -> str:
        """What nobody may choose otherwise; empty where there is nothing of the kind."""
        return self._value(name, "locked")

    def default(self, name: str) -> str:
        """What holds until the user chooses; empty where there is nothing of the kind."""
        return self._value(name, "default")

    def either(self, name: str) -> str:
        """The preset, locked or default; empty where there is none."""
        return self.locked(name) or self.default(name)

    def choose(self, name: str, own: str) -> str:
        """Locked by IT, else what the user chose, else IT's default."""
        return self.locked(name) or own or self.default(name)

    def may(self, name: str) -> bool:
        """Whether users may do it; `name` as in KEYS."""
        entry = self.get(name)
        return entry is None or bool(entry.value)

    def _value(self, name: str, mode: Mode) -> str:
        entry = self.get(name)
        usable = entry is not None and entry.mode == mode and not entry.variable
        return str(entry.value) if entry is not None and usable else ""


def stop_where_locked(*, changeable: bool) -> None:
    """Raise UsageError (`preset.locked`) where IT does not let users change something."""
    if not changeable:
        raise UsageError("preset.locked")
