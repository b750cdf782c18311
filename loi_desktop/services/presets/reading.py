"""From registry and file to presets: each setting from the first place that names it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from loi_desktop.model.presets import (
    FORMAT,
    KEYS,
    VERSION,
    Key,
    Mode,
    Origin,
    Preset,
    Presets,
    Problem,
    Source,
    State,
)
from loi_desktop.services.presets.machine import POLICIES, Machine, Values

_MOST_BYTES = 256_000
_MODES: tuple[Mode, ...] = ("locked", "default")  # what a place says twice is locked
_BY_NAME = {key.name: key for key in KEYS}
_VARIABLE = re.compile(r"%([^%\s]+)%")

Sections = Mapping[Mode, Values]


def read(machine: Machine) -> Presets:
    """Policies of the machine before those of the user before the file.

    Never raises: what is wrong becomes a problem, and everything else holds.
    """
    entries: dict[str, Preset] = {}
    problems: list[Problem] = []
    sources: list[Source] = []
    for origin, place, state, sections in _places(machine, problems):
        sources.append(Source(origin, place, state))
        for mode in _MODES:
            for name, value in sections.get(mode, {}).items():
                if not name:  # a registry key's nameless value
                    continue
                found = _preset(name, value, mode, origin, machine.environment)
                if isinstance(found, Problem):
                    problems.append(Problem(found.code, {**found.data, "place": place}))
                else:
                    entries.setdefault(found.name, found)
    ordered = tuple(entries[key.name] for key in KEYS if key.name in entries)
    return Presets(ordered, tuple(problems), tuple(sources))


def _places(machine: Machine, problems: list[Problem]) -> Iterator[tuple[Origin, str, State, Sections]]:
    if machine.has_policies:
        machine_wide, own = machine.policies("machine"), machine.policies("user")
        yield "machine-policy", rf"HKLM\{POLICIES}", _state(machine_wide), machine_wide
        yield "user-policy", rf"HKCU\{POLICIES}", _state(own), own
    try:
        sections = _from_file(machine, problems)
    except _UnusableError as error:
        problems.append(error.problem)
        yield "file", str(machine.file), "ignored", {}
        return
    yield "file", str(machine.file), "absent" if sections is None else "read", sections or {}


def _state(sections: Sections) -> State:
    return "read" if any(sections.values()) else "absent"


class _UnusableError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _from_file(machine: Machine, problems: list[Problem]) -> Sections | None:
    """The file's sections; None where there is no file."""
    file = machine.file
    try:
        if not file.exists():
            return None
    except OSError as error:
        raise _UnusableError(Problem("preset.file-unreadable", {"file": str(file)})) from error
    untrusted = machine.distrust(file)
    if untrusted is not None:
        raise _UnusableError(Problem(untrusted.code, {**untrusted.data, "preset_file": str(file)}))
    return _sections(_parsed(file), file, problems)


def _parsed(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        content = file.read_bytes()
        if len(content) > _MOST_BYTES:
            raise OSError("longer than any preset file")
    except OSError as error:
        raise _UnusableError(Problem("preset.file-unreadable", {"file": str(file)})) from error
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
    except tomllib.TOMLDecodeError as error:
        said = re.search(r"line (\d+)", str(error))
        line = int(said[1]) if said else content.count(b"\n") + 1
    except RecursionError:
        line = 1
    raise _UnusableError(Problem("preset.file-damaged", {"file": str(file), "line": line}))


def _sections(table: dict[str, Any], file: Path, problems: list[Problem]) -> Sections:
    version = table.get("version")
    if table.get("format") != FORMAT or not isinstance(version, int) or isinstance(version, bool):
        raise _UnusableError(Problem("preset.file-format", {"file": str(file)}))
    if version > VERSION:
        raise _UnusableError(Problem("preset.file-newer", {"file": str(file)}))
    sections: dict[Mode, Values] = {}
    for mode in _MODES:
        section = table.get(mode, {})
        if not isinstance(section, dict):
            raise _UnusableError(Problem("preset.file-format", {"file": str(file)}))
        sections[mode] = section
    outside = [name for name in table if name not in {"format", "version", *_MODES}]
    problems.extend(Problem("preset.outside", {"name": name, "place": str(file)}) for name in outside)
    return sections


def _preset(
    name: str, value: object, mode: Mode, origin: Origin, environment: Mapping[str, str]
) -> Preset | Problem:
    key = _BY_NAME.get(name.casefold())
    if key is None:
        return Problem("preset.unknown", {"name": name})
    if key.kind == "switch" and mode == "default":
        return Problem("preset.only-locked", {"name": key.name})
    usable = _usable(key, value)
    if usable is None:
        wanted = {"choice": " | ".join(key.choices), "switch": "true | false"}.get(key.kind, key.kind)
        return Problem("preset.value", {"name": key.name, "wanted": wanted})
    if key.kind != "path":
        return Preset(key.name, usable, mode, origin)
    text, variable = expand(str(usable), environment)
    if not variable and not Path(text).is_absolute():
        return Problem("preset.not-absolute", {"name": key.name, "path": text})
    return Preset(key.name, text if variable else str(Path(text)), mode, origin, variable)


def _usable(key: Key, value: object) -> str | bool | None:
    """The value, if it is of the key's kind; the registry has numbers for switches."""
    if key.kind == "switch":
        if isinstance(value, str):
            return {"0": False, "1": True, "false": False, "true": True}.get(value.casefold())
        return bool(value) if isinstance(value, int) and value in (0, 1) else None
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        return None
    text = value.strip()
    return None if key.kind == "choice" and text not in key.choices else text


def expand(text: str, environment: Mapping[str, str]) -> tuple[str, str]:
    """`text` with each `%NAME%` replaced (capitals or not); and the first name that the
    environment does not know, else ''.
    """
    known = {name.casefold(): value for name, value in environment.items()}
    missing = [name for name in _VARIABLE.findall(text) if not known.get(name.casefold())]

    def value(match: re.Match[str]) -> str:
        return known.get(match[1].casefold()) or match[0]

    return _VARIABLE.sub(value, text), missing[0] if missing else ""
