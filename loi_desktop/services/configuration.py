"""What holds on this computer and who says so: for `loi config show` and the settings page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from loi_desktop.errors import InputError, LoiError
from loi_desktop.model.findings import Finding
from loi_desktop.model.presets import KEYS, Origin, Preset, Presets, Source
from loi_desktop.paths import By as FolderBy
from loi_desktop.services.desk import Desk
from loi_desktop.wording.filename import PARTS

By = Literal["option", "environment", "portable", "chosen", "sender", "usual"] | Origin


class Row(Struct, frozen=True):
    """A setting: its value as it holds ('' for none), who says so, and whether that is final."""

    name: str
    value: str | bool
    by: By
    locked: bool = False


class Overview(Struct, frozen=True):
    """Every setting, every place where IT may have laid down something, and what is wrong.
    `failed` is why the data folder, or the user's settings, cannot be used.
    """

    rows: tuple[Row, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    failed: LoiError | None = None


def overview(presets: Presets, desk: Desk | LoiError) -> Overview:
    """How everything stands.  In place of a desk comes why there is none."""
    rows, failed = [], desk if isinstance(desk, LoiError) else None
    for key in KEYS:
        preset = presets.get(key.name)
        try:
            row = _of_desk(key.name, desk) if isinstance(desk, Desk) else None
        except InputError as error:
            row, failed = None, error
        if row is None:
            row = Row(key.name, True if key.kind == "switch" else "", "usual")
        rows.append(_preset_row(preset) if _counts(preset, row) and preset is not None else row)
    problems = (Finding(p.code, "notice", data=p.data) for p in presets.problems)
    concerns = desk.place.concerns() if isinstance(desk, Desk) else ()
    findings = (*problems, *(f for entry in presets.entries for f in _wrong(entry, desk)), *concerns)
    return Overview(tuple(rows), presets.sources, findings, failed)


def _counts(preset: Preset | None, row: Row) -> bool:
    """Whether IT's value is the one that holds."""
    if preset is None or preset.variable:
        return False
    return preset.mode == "locked" or row.by == "usual"


def _preset_row(preset: Preset) -> Row:
    return Row(preset.name, preset.value, preset.origin, locked=preset.mode == "locked")


def _of_desk(name: str, desk: Desk) -> Row | None:
    """What holds without IT; None for what nobody but IT says."""
    if name == "data_folder":
        by: dict[FolderBy, By] = {
            "option": "option", "environment": "environment", "portable": "portable", "chosen": "chosen",
        }  # fmt: skip
        return Row(name, str(desk.data.root), by.get(desk.data.by, "usual"))
    if name in {"mail", "language", "theme"}:
        value = getattr(desk.settings.load(), name)
        return Row(name, value, "chosen" if desk.settings.by(name) == "chosen" else "usual")
    own = {"letterheads_folder": desk.data.letterheads, "calls_folder": desk.data.calls}
    if name in own:
        return Row(name, str(own[name]), "usual")
    usual = desk.senders.usual(desk.settings.load().profile) if not name.startswith("may_") else None
    if name == "file_name" and usual is not None and usual.file_name:
        return Row(name, usual.file_name, "sender")
    if name == "sender_profile" and usual is not None and usual != desk.senders.given():
        return Row(name, usual.id, "chosen" if desk.settings.load().profile else "usual")
    return Row(name, "", "usual") if name in {"file_name", "sender_profile"} else None


def _wrong(preset: Preset, desk: Desk | LoiError) -> Iterator[Finding]:
    """What is wrong with a value that was read well."""
    data = {"name": preset.name, "path": str(preset.value)}
    if preset.variable:
        yield Finding("preset.variable", "notice", data={**data, "variable": preset.variable})
    elif preset.name in {"letterheads_folder", "calls_folder"}:
        if not _there(Path(str(preset.value)), folder=True):
            yield Finding("preset.missing", "notice", data=data)
    elif preset.name == "sender_profile":
        if not _there(Path(str(preset.value)), folder=False):
            yield Finding("preset.missing", "notice", data=data)
        elif isinstance(desk, Desk) and desk.senders.given() is None:
            yield Finding("preset.profile-damaged", "notice", data=data)
    elif preset.name == "file_name":
        for part in re.findall(r"\{(\w*)\}", str(preset.value)):
            if part not in PARTS:
                yield Finding("preset.file-name-part", "notice", data={"part": f"{{{part}}}"})


def _there(path: Path, *, folder: bool) -> bool:
    try:
        return path.is_dir() if folder else path.is_file()
    except OSError:
        return False
