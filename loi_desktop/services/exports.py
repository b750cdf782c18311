"""The Reinschrift: reserve, write beside, record, replace; and drafts that go round."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from loi_desktop import __version__, files
from loi_desktop.errors import ConflictError, OutputError
from loi_desktop.model.background import Background
from loi_desktop.model.declaration import Declaration, Language
from loi_desktop.model.findings import Finding
from loi_desktop.model.page import Rendered
from loi_desktop.model.record import Event, Record, Version
from loi_desktop.paths import DataFolder
from loi_desktop.records.register import Register
from loi_desktop.services.clock import Clock, stamp
from loi_desktop.services.composer import Composer
from loi_desktop.services.outcome import stop_on_errors
from loi_desktop.services.publicview import attachment
from loi_desktop.wording.compose import Composed, file_name

PRODUCT = "LoI-Desktop"


class Order(Struct, frozen=True):
    """What the clerk chooses for a Reinschrift.

    `paper`: *letterhead* lays the declaration's letterhead under the text, *preprinted*
    leaves the page free for printed paper.  `background` overrides the letterhead for this
    export; `overwrite` allows to replace whatever has the target's name.
    """

    target: Path
    language: Language | None = None
    paper: Literal["letterhead", "preprinted"] = "letterhead"
    background: Background | None = None
    attach_data: bool = False
    overwrite: bool = False


class Finished(Struct, frozen=True):
    """A Reinschrift that is done, or a PDF without a record (`record` None)."""

    file: Path
    pages: int
    bytes: int
    findings: tuple[Finding, ...]
    record: Record | None = None


class Exports:
    """Everything that leaves the editor as a file."""

    def __init__(self, register: Register, composer: Composer, data: DataFolder, clock: Clock) -> None:
        self._register = register
        self._composer = composer
        self._data = data
        self._clock = clock

    def suggested_name(self, declaration: Declaration, version: int = 1, *, pattern: str = "") -> str:
        """The file name by the pattern of sender or call, with its ending."""
        call = self._composer.call(declaration)
        today = self._clock.today()
        return file_name(pattern or call.file_name, declaration, call, today, version) + ".pdf"

    def reinschrift(self, ref: str, order: Order) -> Finished:
        """Make the next version of a letter.

        Raises FindingsError, OutputError, RegisterError; then neither PDF nor version stays.
        """
        record = self._register.get(ref)
        declaration = record.current
        composed = self._composed(declaration, order)
        target = complete(order.target)
        refuse_taken(target, overwrite=order.overwrite)
        record = self._register.number(record.id, self._clock.today().year)
        background = self._background(declaration, order)
        rendered = self._render(declaration, composed, background, order, record.number)
        version = self._version(record, declaration, composed, rendered, background, target)
        own = self._data.letter(record.id) / version.file
        with (
            files.Beside(own, rendered.pdf, make_folder=True) as kept,
            files.Beside(target, rendered.pdf) as new,
        ):
            kept.replace()
            saved = self._store(record, version, own)
            try:
                new.replace()
            except BaseException:
                self._undo(saved, record, own)
                raise
        return Finished(target, rendered.pages, len(rendered.pdf), composed.findings, saved)

    def first(self, record: Record, order: Order) -> Finished:
        """Store a record that is not stored yet and make its first version; where that
        fails, the record does not stay either.  Raises as `reinschrift`.
        """
        self._composed(record.current, order)
        refuse_taken(complete(order.target), overwrite=order.overwrite)
        stored = self._register.add(record)
        try:
            return self.reinschrift(stored.id, order)
        except BaseException:
            self._register.remove(stored.id)
            raise

    def unrecorded(self, declaration: Declaration, order: Order, *, draft: bool) -> Finished:
        """A PDF without a record: a draft marked ENTWURF, or a copy for elsewhere.
        A draft needs no complete form; only what cannot be drawn stops it.
        """
        composed = self._composer.compose(declaration, order.language)
        stop_on_errors(_drawing(composed.findings) if draft else _chosen(composed.findings, order))
        target = complete(order.target)
        refuse_taken(target, overwrite=order.overwrite)
        background = self._background(declaration, order)
        data = self._attachment(declaration, composed, order, "")
        rendered = self._composer.render(composed.letter, background, draft=draft, attachment=data)
        files.write(target, rendered.pdf)
        return Finished(target, rendered.pages, len(rendered.pdf), composed.findings)

    def draft_bytes(self, declaration: Declaration, language: Language | None = None) -> bytes:
        """The page marked ENTWURF, for printing."""
        composed = self._composer.compose(declaration, language)
        stop_on_errors(_drawing(composed.findings))
        return self._composer.render(composed.letter, self._composer.background(declaration), draft=True).pdf

    def own_copy(self, record: Record, version: int = 0) -> Path:
        """The record's own PDF of a version (0: the newest), checked against its SHA-256.

        Raises OutputError when it is missing, or no longer what was made.
        """
        kept = record.versions[version - 1]
        file = self._data.letter(record.id) / kept.file
        try:
            sound = hashlib.sha256(file.read_bytes()).hexdigest() == kept.sha256
        except OSError as error:
            raise PdfGoneError("letter.pdf-missing", file=str(file)) from error
        if not sound:
            raise PdfGoneError("letter.pdf-changed", file=str(file))
        return file

    def _composed(self, declaration: Declaration, order: Order) -> Composed:
        composed = self._composer.compose(declaration, order.language)
        stop_on_errors(_chosen(composed.findings, order))
        return composed

    def _background(self, declaration: Declaration, order: Order) -> Background | None:
        if order.background is not None:
            return order.background
        return None if order.paper == "preprinted" else self._composer.background(declaration)

    def _render(
        self,
        declaration: Declaration,
        composed: Composed,
        background: Background | None,
        order: Order,
        number: str,
    ) -> Rendered:
        data = self._attachment(declaration, composed, order, number)
        return self._composer.render(composed.letter, background, attachment=data)

    def _attachment(
        self, declaration: Declaration, composed: Composed, order: Order, number: str
    ) -> bytes | None:
        if not order.attach_data:
            return None
        return attachment(declaration, self._composer.call(declaration), composed.letter, number)

    def _version(
        self,
        record: Record,
        declaration: Declaration,
        composed: Composed,
        rendered: Rendered,
        background: Background | None,
        target: Path,
    ) -> Version:
        number = len(record.versions) + 1
        return Version(
            number=number,
            declaration=declaration,
            made_at=stamp(self._clock),
            made_with=f"{PRODUCT} {__version__}",
            day=self._clock.today().isoformat(),
            language=composed.letter.language,
            file=f"v{number}.pdf",
            sha256=hashlib.sha256(rendered.pdf).hexdigest(),
            bytes=len(rendered.pdf),
            pages=rendered.pages,
            path=str(target.absolute()),
            letterhead_name=background.name if background else "",
            letterhead_sha256=background.sha256 if background else "",
        )

    def _store(self, record: Record, version: Version, own: Path) -> Record:
        def add(stored: Record) -> Record:
            if stored.current != record.current or len(stored.versions) != len(record.versions):
                raise ConflictError("register.conflict", ref=record.number)
            event = Event(stamp(self._clock), "final", version.number)
            return msgspec.structs.replace(
                stored, draft=None, versions=(*stored.versions, version), history=(*stored.history, event)
            )

        try:
            return self._register.change(record.id, add)
        except BaseException:
            own.unlink(missing_ok=True)
            raise

    def _undo(self, saved: Record, before: Record, own: Path) -> None:
        def restore(stored: Record) -> Record:
            kept = stored.versions[: len(before.versions)]
            history = tuple(e for e in stored.history if e not in saved.history[len(before.history) :])
            return msgspec.structs.replace(stored, draft=before.draft, versions=kept, history=history)

        self._register.change(saved.id, restore)
        own.unlink(missing_ok=True)


class PdfGoneError(OutputError):
    """The record's own copy of a PDF is not there, or not what it was."""


def complete(target: Path) -> Path:
    """The target with its ending."""
    return target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")


def refuse_taken(target: Path, *, overwrite: bool) -> None:
    """Raise OutputError (`output.exists`) where a file would be lost.

    A PDF that this program made and that nobody has signed may be replaced: its content
    is kept in the register, or is a draft.
    """
    if overwrite or not target.is_file():
        return
    try:
        content = target.read_bytes()
    except OSError as error:
        raise files.output_error(error, target) from error
    if PRODUCT.encode() not in content or b"/ByteRange" in content:
        raise OutputError("output.exists", file=target.name, folder=str(target.parent))


def _drawing(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if f.code.startswith("pdf."))


def _chosen(findings: tuple[Finding, ...], order: Order) -> tuple[Finding, ...]:
    """The findings that count for this order: a missing letterhead does not where none is used."""
    if order.paper == "preprinted" or order.background is not None:
        return tuple(f for f in findings if f.field != "layout.letterhead")
    return findings
