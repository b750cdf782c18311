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
from loi_desktop.foreign.runner import Runner
from loi_desktop.handover.signed import inspect_signed, page_finding
from loi_desktop.model.findings import Finding
from loi_desktop.model.normal import iso_day, one_line
from loi_desktop.model.record import STEPS, Event, Record, SignedCopy, Step, StepDone, Version
from loi_desktop.paths import DataFolder
from loi_desktop.records.register import Register
from loi_desktop.services import outbox
from loi_desktop.services.clock import Clock, stamp


class Returned(Struct, frozen=True):
    """A signed copy that was put to its letter, and what is to be said of it."""

    record: Record
    findings: tuple[Finding, ...]


class Progress:
    """Moves a letter's newest version along its path."""

    def __init__(self, register: Register, data: DataFolder, clock: Clock, runner: Runner) -> None:
        self._register = register
        self._data = data
        self._clock = clock
        self._runner = runner

    def set(self, ref: str, step: Step, day: str = "", remark: str = "") -> Record:
        """Say that `step` happened on `day` (ISO date, default today).

        Raises UsageError (`step.unknown`, `step.day`) and InputError (`record.no-version`).
        """
        done = StepDone(_known(step), self._day(day), stamp(self._clock), one_line(remark))
        entry = Event(done.at, step, remark=done.remark, day=done.day)
        return self._change(ref, lambda v: msgspec.structs.replace(v, steps=(*v.steps, done)), entry)

    def take_back(self, ref: str, step: Step, remark: str = "") -> Record:
        """Take the latest fact of `step` back; its entry stays.

        Raises UsageError (`step.not-set`) where there is none.
        """
        _known(step)

        def undo(version: Version) -> Version:
            done = version.done(step)
            if done is None:
                raise UsageError("step.not-set", step=step)
            return _taken_back(version, done, entry.at)

        entry = Event(stamp(self._clock), f"back-{step}", remark=one_line(remark))
        return self._change(ref, undo, entry)

    def attach_signed(self, ref: str, file: Path, day: str = "", remark: str = "") -> Returned:
        """Copy the signed PDF into the record and set *signed*.  The file stays where it is.

        Raises InputError (`signed.…`, `record.no-version`), OutputError.
        """
        record = self._register.get(ref)
        version = _newest(record)
        seen = inspect_signed(file, self._runner)
        if seen.sha256 == version.sha256:
            raise InputError("signed.is-final", file=file.name)
        name = f"v{version.number}-signed-{len(version.signed) + 1}.pdf"
        now = stamp(self._clock)
        copy = SignedCopy(name, seen.sha256, seen.bytes, seen.pages, now)
        done = StepDone("signed", self._day(day), now, one_line(remark))
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
            entry = Event(now, "signed", remark=done.remark, day=done.day)
            saved = self._change(record.id, add, entry)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        finding = page_finding(seen.pages, version.pages)
        return Returned(saved, (finding,) if finding else ())

    def remove_signed(self, ref: str, file: str) -> Record:
        """Take the signed copy `file` (its name in the record) out again, with the fact that
        came with it; the newest that is left counts then.  The entry stays, and for as long
        as in the Papierkorb its file, for `restore_signed`.

        Copies that were laid out to be attached go at once.  Raises InputError
        (`signed.unknown`, `record.no-version`), OutputError where one of them is in use.
        """
        now = stamp(self._clock)
        outbox.forget(self._data, self._register.get(ref))

        def remove(version: Version) -> Version:
            copy = _named(version.copies, file)
            gone = msgspec.structs.replace(copy, removed=now)
            came = (s for s in version.steps if _came_with(s, copy) and not s.taken_back)
            step = next(came, None)
            without = version if step is None else _taken_back(version, step, now)
            return _with_copy(without, copy, gone)

        return self._change(ref, remove, Event(now, "signed-removed"))

    def restore_signed(self, ref: str, file: str) -> Record:
        """Undo `remove_signed`.  Raises InputError (`signed.unknown`, `letter.pdf-missing`)."""
        place = self._data.letter(self._register.get(ref).id) / file

        def restore(version: Version) -> Version:
            copy = _named(tuple(c for c in version.signed if c.removed), file)
            if not place.is_file():
                raise InputError("letter.pdf-missing", file=str(place))
            taken = [s for s in version.steps if _came_with(s, copy) and s.taken_back == copy.removed]
            back = _with_copy(version, copy, msgspec.structs.replace(copy, removed=""))
            return _taken_back(back, taken[-1], "") if taken else back

        return self._change(ref, restore, Event(stamp(self._clock), "signed-restored"))

    def signed_file(self, record: Record) -> Path | None:
        """The newest signed copy of the newest version, or None."""
        latest = record.latest
        if latest is None or not latest.copies:
            return None
        file = self._data.letter(record.id) / latest.copies[-1].file
        if not file.is_file():
            raise InputError("letter.pdf-missing", file=str(file))
        return file

    def _change(self, ref: str, change: Callable[[Version], Version], entry: Event) -> Record:
        def apply(record: Record) -> Record:
            version = change(_newest(record))
            happened = msgspec.structs.replace(entry, version=version.number)
            return msgspec.structs.replace(
                record, versions=record.with_version(version), history=(*record.history, happened)
            )

        return self._register.change(ref, apply)

    def _day(self, day: str) -> str:
        if not day:
            return self._clock.today().isoformat()
        try:
            happened = date.fromisoformat(iso_day(day))
        except ValueError as error:
            raise UsageError("step.day", day=day) from error
        if happened > self._clock.today():
            raise UsageError("step.future", **_written(happened))
        return happened.isoformat()


def early_finding(version: Version, step: StepDone) -> Finding | None:
    """A notice when `step` is said to have happened before there was the Reinschrift."""
    if step.day >= version.day:
        return None
    made = _written(date.fromisoformat(version.day))
    day = _written(date.fromisoformat(step.day))
    return Finding("step.early", "notice", data={**day, "made": made["day"], "made_en": made["day_en"]})


def _written(day: date) -> dict[str, str]:
    """A day as sentences in both languages write it."""
    return {"day": day.strftime("%d.%m.%Y"), "day_en": day.isoformat()}


def _came_with(step: StepDone, copy: SignedCopy) -> bool:
    return step.step == "signed" and step.at == copy.at


def _taken_back(version: Version, step: StepDone, at: str) -> Version:
    """`version` with `step` taken back at that moment, or standing again where it is empty."""
    changed = msgspec.structs.replace(step, taken_back=at)
    return msgspec.structs.replace(version, steps=tuple(changed if s is step else s for s in version.steps))


def _named(copies: tuple[SignedCopy, ...], file: str) -> SignedCopy:
    for copy in copies:
        if copy.file == file:
            return copy
    raise InputError("signed.unknown", file=file)


def _with_copy(version: Version, copy: SignedCopy, changed: SignedCopy) -> Version:
    return msgspec.structs.replace(version, signed=tuple(changed if c is copy else c for c in version.signed))


def _known(step: str) -> Step:
    for known in STEPS:
        if known == step:
            return known
    raise UsageError("step.unknown", step=step, known=", ".join(STEPS))


def _newest(record: Record) -> Version:
    if record.latest is None:
        raise InputError("record.no-version", ref=record.number or record.id[:8])
    return record.latest
