"""The e-mail draft: shown first, written always, then handed to the mail program."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from loi_desktop import files
from loi_desktop.errors import InputError
from loi_desktop.handover import draft as eml
from loi_desktop.handover.overview import lines
from loi_desktop.handover.programs import MailPrograms
from loi_desktop.handover.signed import page_finding
from loi_desktop.model.findings import Finding
from loi_desktop.model.record import Event, MailDraft, Record, Version
from loi_desktop.paths import DataFolder
from loi_desktop.records.register import Register
from loi_desktop.services import outbox
from loi_desktop.services.clock import Clock, stamp
from loi_desktop.services.composer import Composer
from loi_desktop.services.exports import Exports, refuse_taken
from loi_desktop.services.progress import Progress
from loi_desktop.services.publicview import public_view
from loi_desktop.services.settings import SettingsStore
from loi_desktop.wording.compose import mail_text

_ENGLISH = "-en"


class Outgoing(Struct, frozen=True):
    """What would go out.  `size` is the whole message in bytes; `signed` says whether the
    attachment is the signed copy; `attached` holds name and place of each attachment;
    `english_name` is the English copy's where there is one, attached or not; `mailbox` the
    shared mailbox to choose under *Von*.
    """

    to: str
    cc: str
    subject: str
    body: str
    file: Path
    file_name: str
    attached: tuple[tuple[str, Path], ...]
    english_name: str
    size: int
    signed: bool
    mailbox: str
    message: bytes
    findings: tuple[Finding, ...]


class Prepared(Struct, frozen=True):
    """A draft that was written; the record says *vorbereitet*, never *gesendet*."""

    file: Path
    record: Record
    outgoing: Outgoing


class Mailing:
    """Prepares the e-mail that carries a letter."""

    def __init__(
        self,
        register: Register,
        composer: Composer,
        exports: Exports,
        progress: Progress,
        programs: MailPrograms,
        settings: SettingsStore,
        data: DataFolder,
        clock: Clock,
    ) -> None:
        self._register = register
        self._composer = composer
        self._exports = exports
        self._progress = progress
        self._programs = programs
        self._settings = settings
        self._data = data
        self._clock = clock

    def outgoing(self, ref: str, *, english: bool = False) -> Outgoing:
        """What the draft of the newest version would hold; with `english` its English copy
        too, where there is one.

        Raises InputError (`record.no-version`, `mail.address`), OutputError.
        """
        record = self._register.get(ref)
        version = record.latest
        if version is None:
            raise InputError("record.no-version", ref=record.number or record.id[:8])
        signed = self._progress.signed_file(record)
        file = signed or self._exports.own_copy(record)
        return self._outgoing(record, version, file, signed=signed is not None, english=english)

    def prepare(self, ref: str, target: Path | None = None, *, english: bool = False) -> Prepared:
        """Write the draft into the letter's folder, and to `target` if one is given.
        Raises as `outgoing`.
        """
        record = self._register.get(ref)
        outgoing = self.outgoing(ref, english=english)
        latest = record.shown
        name = f"v{latest.number}-mail-{len(latest.mails) + 1}.eml"
        own = self._data.letter(record.id) / name
        if target is not None:
            refuse_taken(target, overwrite=self._is_kept(target, record))
        files.write(own, outgoing.message, make_folder=True)
        made = MailDraft(
            name,
            stamp(self._clock),
            outgoing.to,
            hashlib.sha256(outgoing.file.read_bytes()).hexdigest(),
            outgoing.signed,
        )
        try:
            if target is not None:
                files.write(target, outgoing.message)
            saved = self._register.change(record.id, _adding(made))
        except BaseException:
            own.unlink(missing_ok=True)
            raise
        return Prepared(target or own, saved, outgoing)

    def hand_out(self, ref: str, *, english: bool = False) -> Path:
        """What the draft carries as files to attach by hand, under the names that they have
        there; returns the first one's place.

        It is a copy: whatever happens to it, the record stays as it is.  Raises as `outgoing`.
        """
        return outbox.put(self._data, self._register.get(ref), _attached(self.outgoing(ref, english=english)))

    def _is_kept(self, target: Path, record: Record) -> bool:
        """Whether the file there is a draft of this letter that the record keeps."""
        try:
            content = target.read_bytes() if target.is_file() else b""
        except OSError as error:
            raise files.output_error(error, target) from error
        kept = self._data.letter(record.id).glob("*.eml")
        return bool(content) and any(file.read_bytes() == content for file in kept)

    def open(self, prepared: Prepared) -> None:
        """Hand the draft to the mail program, or show a copy of it beside its attachment, as
        IT or the user has chosen.  Raises OutputError (`mail.no-program`, `open.no-folder`),
        InputError.
        """
        if self._settings.load().mail == "folder":
            out = prepared.outgoing
            draft = (Path(out.file_name).with_suffix(".eml").name, out.message)
            self._programs.show_in_folder(outbox.put(self._data, prepared.record, (draft, *_attached(out))))
        else:
            self._programs.open_draft(prepared.file)

    def _outgoing(
        self, record: Record, version: Version, file: Path, *, signed: bool, english: bool
    ) -> Outgoing:
        declaration = version.declaration
        call = self._composer.call(declaration)
        letter = self._composer.compose(declaration, version.language).letter
        subject, text = mail_text(declaration, call, language="de", today=self._clock.today())
        body = f"{text.rstrip()}\n\n{lines(public_view(declaration, call, letter, record.number), 'de')}\n"
        attached = [(file_name(record, version), file)]
        copy = record.courtesy
        if copy is not None and english:
            attached.append((_english_name(record, copy), self._exports.own_copy(record, copy.number)))
        (name, content), *enclosed = [(name, place.read_bytes()) for name, place in attached]
        to, unusable = _recipient(declaration.recipient.email)
        message = eml.build(eml.Mail(to, (), subject, body, content, name, tuple(enclosed)))
        findings = (*unusable, *_findings(record, len(message), signed=signed))
        return Outgoing(
            to=", ".join(to),
            cc="",
            subject=subject,
            body=body,
            file=file,
            file_name=name,
            attached=tuple(attached),
            english_name=_english_name(record, copy) if copy else "",
            size=len(message),
            signed=signed,
            mailbox=declaration.sender.mailbox,
            message=message,
            findings=findings,
        )


def file_name(record: Record, version: Version) -> str:
    """The name under which `version` goes out."""
    return eml.ascii_name(Path(version.path).name or f"{record.number}-{version.number}.pdf")


def _english_name(record: Record, copy: Version) -> str:
    """As `file_name`; a name that is cut off still differs from the letter's."""
    name = Path(file_name(record, copy))
    if name.name != file_name(record, record.shown):
        return name.name
    return f"{name.stem[: -len(_ENGLISH)]}{_ENGLISH}{name.suffix}"


def _attached(outgoing: Outgoing) -> tuple[tuple[str, bytes], ...]:
    """Name and content of each attachment."""
    return tuple((name, file.read_bytes()) for name, file in outgoing.attached)


def _recipient(typed: str) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The address as people read it; without a usable one the clerk fills it in later."""
    if not typed.strip():
        return (), (Finding("mail.no-recipient", "notice", "recipient.email"),)
    try:
        return (eml.readable_address(typed),), ()
    except InputError as error:
        return (), (Finding("mail.address-unusable", "notice", "recipient.email", error.data),)


def _findings(record: Record, size: int, *, signed: bool) -> tuple[Finding, ...]:
    found = [] if signed else [Finding("mail.not-signed", "notice")]
    version = record.shown
    differs = page_finding(version.copies[-1].pages, version.pages) if version.copies else None
    if differs is not None:
        found.append(differs)
    if record.state == "withdrawn":
        found.append(Finding("mail.withdrawn", "notice"))
    large = eml.size_finding(size)
    return (*found, large) if large else tuple(found)


def _adding(made: MailDraft) -> Callable[[Record], Record]:
    def add(record: Record) -> Record:
        latest = record.shown
        newest = msgspec.structs.replace(latest, mails=(*latest.mails, made))
        event = Event(made.at, "mail-prepared", latest.number)
        return msgspec.structs.replace(
            record, versions=record.with_version(newest), history=(*record.history, event)
        )

    return add
