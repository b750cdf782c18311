"""Is everything still there?  The register and every file that it knows are read, never changed."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from loi_desktop.handover.draft import attachments
from loi_desktop.model.findings import Finding, errors
from loi_desktop.model.record import Record
from loi_desktop.paths import DataFolder
from loi_desktop.records.register import Register, Verified
from loi_desktop.services.clock import Clock, stamp
from loi_desktop.services.letters import Letters

# A file is in place before the register names it: for as long as a writer waits for the lock
# (10 s) it may belong to an export that goes on beside this.
_SETTLED_S = 15

# What Windows puts into folders by itself; other systems' own files begin with a dot, as do
# the temporary files of `files.py`, Office's with „~$“.
_SYSTEMS_OWN = frozenset({"thumbs.db", "desktop.ini"})
_PASSING = (".", "~$")

State = Literal["sound", "missing", "changed", "unreadable"]


class Report(Struct, frozen=True):
    """What was read, and what is not as it was recorded.

    `at` (UTC); `files` and `bytes` count the recorded files that could be read.  A finding of
    severity *error*: something is missing, changed or cannot be read; a *notice*: worth a look.
    Its `field` is the file's place in the data folder, its `data` names the letter.
    """

    at: str
    folder: str
    letters: int
    versions: int
    files: int
    bytes: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether everything is there and as it was recorded."""
        return not errors(self.findings)

    @property
    def summary(self) -> Finding:
        """The whole in one sentence."""
        wrong = len(errors(self.findings))
        if wrong:
            return Finding("checkup.flawed", "error", data={"letters": self.letters, "n": wrong})
        if not self.letters:
            return Finding("checkup.empty", "notice", data={"folder": self.folder})
        return Finding("checkup.sound", "notice", data={"letters": self.letters, "n": self.files})


class Checkup:
    """Looks through the record; writes nothing, takes no lock, and needs no right to write."""

    def __init__(self, register: Register, letters: Letters, data: DataFolder, clock: Clock) -> None:
        self._register = register
        self._letters = letters
        self._data = data
        self._clock = clock

    def run(self) -> Report:
        """Everything in one go.  Raises RegisterError where the register itself is damaged."""
        check, report = self.begin(), None
        while report is None:
            report = check.go_on(60)
        return report

    def begin(self) -> Round:
        """A check to be done piece by piece; nothing is read yet."""
        return Round(self._register, self._letters, self._data, stamp(self._clock))


class Round:
    """A check under way: `done` of `letters` have been looked at."""

    def __init__(self, register: Register, letters: Letters, data: DataFolder, at: str) -> None:
        self.done = 0
        self.letters = 0
        self._register = register
        self._named = letters
        self._data = data
        self._at = at
        self._versions = self._files = self._bytes = 0
        self._findings: tuple[Finding, ...] = ()
        self._steps = self._walk()

    def go_on(self, seconds: float) -> Report | None:
        """Work for about so long; the report once all is done.  Raises RegisterError."""
        end = time.monotonic() + seconds
        for _ in self._steps:
            if time.monotonic() >= end:
                return None
        numbers = (self.done, self._versions, self._files, self._bytes)
        return Report(self._at, str(self._data.root), *numbers, self._findings)

    def _walk(self) -> Iterator[None]:
        """One letter after the other.

        A clerk may go on working meanwhile: what looks wrong is looked at once more, with the
        register as it is then.
        """
        verified = self._register.verify()
        self.letters = len(verified.records)
        yield
        suspects = set()
        for record in verified.records:
            seen = self._examine(record)
            self.done += 1
            self._versions += len(record.versions)
            self._files += seen.files
            self._bytes += seen.bytes
            if seen.findings:
                suspects.add(record.id)
            yield
        if not suspects and not self._around(verified):
            return
        verified = self._register.verify()
        found: list[Finding] = []
        for record in (record for record in verified.records if record.id in suspects):
            found += self._examine(record).findings
            yield
        self._findings = (*self._together(found), *self._around(verified))

    def _examine(self, record: Record) -> _Seen:
        """The files of one letter."""
        folder = self._data.letter(record.id)
        kept = tuple(_kept(record))
        looks = [(item, *_look(folder / item.file, item)) for item in kept]
        there = [size for _, state, size in looks if state in {"sound", "changed"}]
        gone = bool(looks) and all(state == "missing" for _, state, _ in looks)
        if gone and not _is_there(folder):
            return _Seen(0, 0, (self._finding(record, "checkup.folder-missing", n=len(kept)),))
        findings = [
            self._finding(record, _code(item, state), item.file, version=item.version)
            for item, state, _ in looks
            if state != "sound"
        ]
        known = {item.file for item in kept} | {c.file for v in record.versions for c in v.signed}
        findings += [
            self._finding(record, "checkup.unknown-file", name, severity="notice")
            for name in _strays(folder, known)
        ]
        return _Seen(len(there), sum(there), tuple(findings))

    def _around(self, verified: Verified) -> tuple[Finding, ...]:
        """What lies beside the letters' folders and the register's file and belongs to none."""
        ids = {record.id for record in verified.records}
        letters = self._data.letters
        strays = [name for name in _strays(letters, ids) if _holds_something(letters / name)]
        if strays and not verified.file:
            return (Finding("checkup.no-register", "error", self._data.register.name),)
        found = [
            Finding(
                "checkup.left-over" if name in verified.removed else "checkup.unknown",
                "notice",
                f"{letters.name}/{name}",
                {"file": name},
            )
            for name in strays
        ]
        place, counts = self._data.register.name, verified.file
        for name in verified.older:
            data = {"file": name, "newest": counts}
            found.append(Finding("checkup.older-register", "notice", f"{place}/{name}", data))
        return tuple(found)

    def _together(self, findings: list[Finding]) -> list[Finding]:
        """Where the one folder of all files is gone, that is said once."""
        folder = self._data.letters
        if findings and not _is_there(folder):
            return [Finding("checkup.letters-missing", "error", folder.name, {"n": len(findings)})]
        return findings

    def _finding(
        self,
        record: Record,
        code: str,
        file: str = "",
        *,
        severity: Literal["error", "notice"] = "error",
        **data: int,
    ) -> Finding:
        title = self._named.summary(record).name
        number = record.number or record.id[:8]
        place = "/".join(part for part in (self._data.letters.name, record.id, file) if part)
        named = {"letter": f"{number} ({title})" if title else number, "number": number, "title": title}
        return Finding(code, severity, place, {**named, "file": file, **data})


class _Seen(Struct, frozen=True):
    """One letter: how many of its files could be read, their bytes, and what is wrong."""

    files: int
    bytes: int
    findings: tuple[Finding, ...]


class _Kept(Struct, frozen=True):
    """A file that a record keeps.  `sha256`: of a draft's attachment, else of the file."""

    kind: Literal["pdf", "signed", "draft"]
    file: str
    version: int
    sha256: str


def _kept(record: Record) -> Iterator[_Kept]:
    """The files that have to be there; a signed copy that was taken out may be gone."""
    for version in record.versions:
        number = version.number
        yield _Kept("pdf", version.file, number, version.sha256)
        yield from (_Kept("signed", copy.file, number, copy.sha256) for copy in version.copies)
        yield from (_Kept("draft", mail.file, number, mail.attachment_sha256) for mail in version.mails)


def _look(file: Path, kept: _Kept) -> tuple[State, int]:
    """How the file stands, and its bytes."""
    try:
        with file.open("rb") as opened:
            if kept.kind == "draft":
                carried = attachments(opened.read())
                sound = any(hashlib.sha256(content).hexdigest() == kept.sha256 for content in carried)
            else:
                sound = hashlib.file_digest(opened, "sha256").hexdigest() == kept.sha256
            return ("sound" if sound else "changed"), opened.tell()
    except (FileNotFoundError, NotADirectoryError):
        return "missing", 0
    except OSError:
        return "unreadable", 0


def _code(kept: _Kept, state: State) -> str:
    return "checkup.unreadable" if state == "unreadable" else f"checkup.{kept.kind}-{state}"


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # it cannot be told; each file says why it cannot be read
        return True


def _strays(folder: Path, known: Collection[str]) -> list[str]:
    """What lies in `folder` and is not `known`, but for what passes by itself.  A folder that
    cannot be listed has none: that its files cannot be read is said of each.
    """
    try:
        with os.scandir(folder) as entries:
            return sorted(e.name for e in entries if e.name not in known and not _passes(e))
    except OSError:
        return []


def _passes(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(_PASSING) or entry.name.casefold() in _SYSTEMS_OWN:
        return True
    try:
        return not entry.is_dir() and abs(time.time() - entry.stat().st_mtime) < _SETTLED_S
    except OSError:  # gone meanwhile
        return True


def _holds_something(place: Path) -> bool:
    """An export that failed may leave the empty folder of a letter that never was."""
    return place.is_file() or bool(_strays(place, ()))
