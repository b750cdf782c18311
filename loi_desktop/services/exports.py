"""The Reinschrift: reserve, write beside, record, replace; and drafts that go round."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from loi_desktop import __version__, files
from loi_desktop.errors import ConflictError, InputError, LoiError, OutputError
from loi_desktop.model.background import Background
from loi_desktop.model.declaration import Declaration, Language
from loi_desktop.model.findings import Finding
from loi_desktop.model.letter import Letter
from loi_desktop.model.page import Rendered
from loi_desktop.model.record import Event, Record, Version
from loi_desktop.paths import DataFolder
from loi_desktop.records.register import Register
from loi_desktop.services.clock import Clock, stamp
from loi_desktop.services.composer import Composer, Drawn
from loi_desktop.services.naming import Naming
from loi_desktop.services.outcome import stop_on_errors
from loi_desktop.services.publicview import attachment

PRODUCT = "LoI-Desktop"


class Order(Struct, frozen=True):
    """What the clerk chooses for a Reinschrift.

    `paper`: *letterhead* lays the declaration's letterhead under the text, *preprinted*
    leaves the page free for printed paper.  `background` overrides the letterhead for this
    export; `overwrite` allows to replace whatever has the target's name.  `courtesy`: the
    German letter, and its English courtesy copy as a second file beside it (`…-en.pdf`).
    """

    target: Path
    language: Language | None = None
    paper: Literal["letterhead", "preprinted"] = "letterhead"
    background: Background | None = None
    attach_data: bool = False
    overwrite: bool = False
    courtesy: bool = False


class Finished(Struct, frozen=True):
    """A Reinschrift that is done, or a PDF without a record (`record` None).

    `english` is the courtesy copy where it was ordered too; where that could not be made,
    `failed` says why, and this letter stands all the same.
    """

    file: Path
    pages: int
    bytes: int
    findings: tuple[Finding, ...]
    record: Record | None = None
    english: Finished | None = None
    failed: LoiError | None = None


class _Page(Struct, frozen=True):
    """A page that was made; `letterhead` is what was printed under it."""

    letter: Letter
    rendered: Rendered
    letterhead: Background | None
    findings: tuple[Finding, ...]


def _finished(target: Path, page: _Page, record: Record | None) -> Finished:
    return Finished(target, page.rendered.pages, len(page.rendered.pdf), page.findings, record)


class Exports:
    """Everything that leaves the editor as a file."""

    def __init__(
        self, register: Register, composer: Composer, naming: Naming, data: DataFolder, clock: Clock
    ) -> None:
        self._register = register
        self._composer = composer
        self._naming = naming
        self._data = data
        self._clock = clock

    def reinschrift(self, ref: str, order: Order) -> Finished:
        """Make the next version of a letter.

        Raises FindingsError, OutputError, RegisterError, UsageError (`file-name.locked`); then
        neither PDF nor version stays.
        """
        record = self._register.get(ref)
        declaration = record.current
        target = self._checked(declaration, order)
        self._naming.refuse_other(target, declaration, len(record.versions) + 1)
        if order.courtesy:
            return _both(order, lambda single: self.reinschrift(record.id, single))
        files.probe(target)  # before a number is given
        record = self._register.number(record.id, self._clock.today().year)
        page = self._page(declaration, order, number=record.number)
        version = self._version(record, declaration, page, target)
        own = self._data.letter(record.id) / version.file
        pdf = page.rendered.pdf
        with files.Beside(own, pdf, make_folder=True) as kept, files.Beside(target, pdf) as new:
            kept.replace()
            saved = self._store(record, version, own)
            try:
                new.replace()
            except BaseException:
                self._undo(saved, record, own)
                raise
        return _finished(target, page, saved)

    def first(self, record: Record, order: Order) -> Finished:
        """Store a record that is not stored yet and make its first version; where that
        fails, the record does not stay either.  Raises as `reinschrift`.
        """
        target = self._checked(record.current, order)
        self._naming.refuse_other(target, record.current, 1)
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
        for target in targets(order):
            refuse_taken(target, overwrite=order.overwrite)
        if order.courtesy:
            return _both(order, lambda single: self.unrecorded(declaration, single, draft=draft))
        target, page = complete(order.target), self._page(declaration, order, draft=draft)
        files.write(target, page.rendered.pdf)
        return _finished(target, page, None)

    def draft_bytes(self, declaration: Declaration, language: Language | None = None) -> bytes:
        """The page marked ENTWURF, for printing."""
        return self.rendered(declaration, Order(Path(), language), draft=True).pdf

    def rendered(self, declaration: Declaration, order: Order, *, draft: bool) -> Rendered:
        """The page that `unrecorded` would write.  Raises FindingsError, InputError."""
        return self._page(declaration, order, draft=draft).rendered

    def own_copy(self, record: Record, version: int = 0) -> Path:
        """The record's own PDF of a version (0: the letter's newest), checked against its SHA-256.

        Raises InputError when it is missing, or no longer what was made, or not there at all
        (`record.no-version`).
        """
        kept = record.versions[version - 1] if version else record.latest
        if kept is None:
            raise InputError("record.no-version", ref=record.number or record.id[:8])
        file = self._data.letter(record.id) / kept.file
        try:
            sound = hashlib.sha256(file.read_bytes()).hexdigest() == kept.sha256
        except OSError as error:
            raise InputError("letter.pdf-missing", file=str(file)) from error
        if not sound:
            raise InputError("letter.pdf-changed", file=str(file))
        return file

    def _checked(self, declaration: Declaration, order: Order) -> Path:
        """The target, once nothing speaks against the export any more, in either language."""
        for single in reversed(_singles(order)):
            stop_on_errors(_chosen(self._composer.compose(declaration, single.language).findings, single))
            target = complete(single.target)
            refuse_taken(target, overwrite=order.overwrite or self._is_kept(target))
            if order.courtesy:
                files.probe(target)
        return target

    def _is_kept(self, target: Path) -> bool:
        """Whether the file there is a version that the register keeps: then nothing is lost."""
        try:
            known = hashlib.sha256(target.read_bytes()).hexdigest() if target.is_file() else ""
        except OSError as error:
            raise files.output_error(error, target) from error
        return any(version.sha256 == known for record in self._register.all() for version in record.versions)

    def _page(
        self, declaration: Declaration, order: Order, *, number: str = "", draft: bool = False
    ) -> _Page:
        composed = self._composer.compose(declaration, order.language)
        stop_on_errors(_drawing(composed.findings) if draft else _chosen(composed.findings, order))
        background = order.background or self._composer.background(declaration)
        preprinted = order.paper == "preprinted"
        data = None
        if order.attach_data:
            data = attachment(declaration, self._composer.call(declaration), composed.letter, number)
        rendered = self._composer.render(
            composed.letter, background, draft=draft, attachment=data, preprinted=preprinted
        )
        findings = self._composer.findings(declaration, Drawn(composed.letter, rendered), order.language)
        return _Page(composed.letter, rendered, None if preprinted else background, _chosen(findings, order))

    def _version(self, record: Record, declaration: Declaration, page: _Page, target: Path) -> Version:
        number = len(record.versions) + 1
        letterhead = page.letterhead
        return Version(
            number=number,
            declaration=declaration,
            made_at=stamp(self._clock),
            made_with=f"{PRODUCT} {__version__}",
            day=self._clock.today().isoformat(),
            language=page.letter.language,
            file=f"v{number}.pdf",
            sha256=hashlib.sha256(page.rendered.pdf).hexdigest(),
            bytes=len(page.rendered.pdf),
            pages=page.rendered.pages,
            path=str(target.absolute()),
            letterhead_name=letterhead.name if letterhead else "",
            letterhead_sha256=letterhead.sha256 if letterhead else "",
        )

    def _store(self, record: Record, version: Version, own: Path) -> Record:
        def add(stored: Record) -> Record:
            if stored.current != record.current or len(stored.versions) != len(record.versions):
                raise ConflictError("register.conflict", ref=record.number or record.id[:8])
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


def targets(order: Order) -> tuple[Path, ...]:
    """The files that `order` makes, whole.  Raises OutputError for a folder."""
    return tuple(complete(single.target) for single in _singles(order))


def _singles(order: Order) -> tuple[Order, ...]:
    """The orders of one file each that make up `order`, the German letter first."""
    if not order.courtesy:
        return (order,)
    german = msgspec.structs.replace(order, language="de", courtesy=False)
    letter = complete(order.target)
    copy = letter.with_name(f"{letter.stem}-en{letter.suffix}")
    return german, msgspec.structs.replace(german, target=copy, language="en")


def _both(order: Order, make: Callable[[Order], Finished]) -> Finished:
    """The German letter, and then its English copy; the letter stays where that fails."""
    german, copy = _singles(order)
    finished = make(german)
    try:
        return msgspec.structs.replace(finished, english=make(copy))
    except LoiError as error:
        return msgspec.structs.replace(finished, failed=error)


def complete(target: Path) -> Path:
    """The target with its ending.  Raises OutputError for a folder."""
    try:
        if target.is_dir():
            raise OutputError("output.is-folder", file=target.name, folder=str(target.parent))
    except OSError as error:
        raise files.output_error(error, target) from error
    return target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")


def refuse_taken(target: Path, *, overwrite: bool = False) -> None:
    """Raise OutputError (`output.exists`) where a file would be lost."""
    try:
        if not overwrite and target.exists():
            raise OutputError("output.exists", file=target.name, folder=str(target.parent))
    except OSError as error:
        raise files.output_error(error, target) from error


def _drawing(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if f.code.startswith("pdf."))


def _chosen(findings: tuple[Finding, ...], order: Order) -> tuple[Finding, ...]:
    """The findings that count for this order: a missing letterhead does not where none is used."""
    if order.paper == "preprinted" or order.background is not None:
        return tuple(f for f in findings if f.field != "layout.letterhead")
    return findings
