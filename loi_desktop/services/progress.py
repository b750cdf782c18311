"""The path of a version: dated facts that can be set, skipped and taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from loi_desktop import files
from loi_desktop.errors import InputError, UsageError
from loi_desktop.handover.signed import inspect_signed, page_finding
from loi_desktop.model.findings import Finding
from loi_desktop.model.normal import one_line
from loi_desktop.model.record import STEPS, Event, Record, SignedCopy, Step, StepDone, Version
from loi_desktop.paths import DataFolder
from loi_desktop.records.register import Register
from loi_desktop.services.clock import Clock, stamp


class Returned(Struct, frozen=True):
    """A signed copy that was put to its letter, and what is to be said of it."""

    record: Record
    findings: tuple[Finding, ...]


class Progress:
    """Moves a letter's newest version along its path."""

    def __init__(self, register: Register, data: DataFolder, clock: Clock) -> None:
        self._register = register
        self._data = data
        self._clock = clock

    def set(self, ref: str, step: Step, day: str = "", remark: str = "") -> Record:
        """Say that `step` happened on `day` (ISO date, default today).

        Raises UsageError (`step.unknown`, `step.day`) and InputError (`record.no-version`).
        """
        done = StepDone(_known(step), self._day(day), stamp(self._clock), one_line(remark))
        return self._change(ref, lambda v: msgspec.structs.replace(v, steps=(*v.steps, done)), step, remark)

    def take_back(self, ref: str, step: Step, remark: str = "") -> Record:
        """Take the latest fact of `step` back; its entry stays.

        Raises UsageError (`step.not-set`) where there is none.
        """
        _known(step)

        def undo(version: Version) -> Version:
            done = version.done(step)
            if done is None:
                raise UsageError("step.not-set", step=step)
            gone = msgspec.structs.replace(done, taken_back=stamp(self._clock))
            return msgspec.structs.replace(
                version, steps=tuple(gone if s is done else s for s in version.steps)
            )

        return self._change(ref, undo, f"back-{step}", remark)

    def attach_signed(self, ref: str, file: Path, day: str = "", remark: str = "") -> Returned:
        """Copy the signed PDF into the record and set *signed*.  The file stays where it is.

        Raises InputError (`signed.…`, `record.no-version`), OutputError.
        """
        record = self._register.get(ref)
        version = _newest(record)
        seen = inspect_signed(file)
        if seen.sha256 == version.sha256:
            raise InputError("signed.is-final", file=file.name)
        name = f"v{version.number}-signed-{len(version.signed) + 1}.pdf"
        copy = SignedCopy(name, seen.sha256, seen.bytes, seen.pages, stamp(self._clock))
        done = StepDone("signed", self._day(day), stamp(self._clock), one_line(remark))
        target = self._data.letter(record.id) / name
        try:
            content = file.read_bytes()
        except OSError as error:
            raise InputError("signed.unreadable", file=file.name) from error
        if hashlib.sha256(content).hexdigest() != seen.sha256:  # a scanner is still writing it
            raise InputError("signed.unreadable", file=file.name)
        with files.Beside(target, content, make_folder=True) as new:
            new.replace()

        def add(v: Version) -> Version:
            return msgspec.structs.replace(v, signed=(*v.signed, copy), steps=(*v.steps, done))

        try:
            saved = self._change(record.id, add, "signed", remark)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        finding = page_finding(seen.pages, version.pages)
        return Returned(saved, (finding,) if finding else ())

    def signed_file(self, record: Record) -> Path | None:
        """The newest signed copy of the newest version, or None."""
        latest = record.latest
        if latest is None or not latest.signed:
            return None
        file = self._data.letter(record.id) / latest.signed[-1].file
        if not file.is_file():
            raise InputError("letter.pdf-missing", file=str(file))
        return file

    def _change(self, ref: str, change: Callable[[Version], Version], event: str, remark: str) -> Record:
        def apply(record: Record) -> Record:
            version = change(_newest(record))
            entry = Event(stamp(self._clock), event, version.number, one_line(remark))
            return msgspec.structs.replace(
                record, versions=record.with_version(version), history=(*record.history, entry)
            )

        return self._register.change(ref, apply)

    def _day(self, day: str) -> str:
        if not day:
            return self._clock.today().isoformat()
        try:
            happened = date.fromisoformat(day)
        except ValueError as error:
            raise UsageError("step.day", day=day) from error
        if happened > self._clock.today():
            raise UsageError("step.future", day=day)
        return happened.isoformat()


def _known(step: str) -> Step:
    for known in STEPS:
        if known == step:
            return known
    raise UsageError("step.unknown", step=step, known=", ".join(STEPS))


def _newest(record: Record) -> Version:
    if record.latest is None:
        raise InputError("record.no-version", ref=record.number or record.id[:8])
    return record.latest
