"""The verb export: the PDF and its version in the register, both languages, or pictures of the pages."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from loi_desktop.cli import source
from loi_desktop.cli.output import Output
from loi_desktop.errors import UsageError
from loi_desktop.model.background import Background
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.findings import Finding
from loi_desktop.model.record import Record, Version
from loi_desktop.services import pictures
from loi_desktop.services.desk import Desk
from loi_desktop.services.exports import Finished, Order

BOTH = "both"


def export(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """The PDF and its version in the register; with a name ending in .png pictures instead."""
    if arguments.output.suffix.lower() == pictures.SUFFIX:
        return _pictures(desk, arguments, output)
    if arguments.dpi is not None:
        raise UsageError("console.only-picture", option="--dpi")
    order = _order(desk, arguments)
    declaration = _declaration(desk, arguments)
    if arguments.draft or arguments.no_record:
        finished = desk.exports.unrecorded(declaration, order, draft=arguments.draft)
    elif source.is_file(arguments.source):
        finished = desk.exports.first(desk.letters.start(declaration, "from-file"), order)
    else:
        finished = desk.exports.reinschrift(_prepared(desk, arguments.source, declaration).id, order)
    warning = desk.place.warning() if finished.record is not None else ()
    _say_finished(finished, output, warning)
    return finished.failed.exit_status if finished.failed else 0


def _pictures(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """A version as it was made, where nothing else is asked for; else the page as it would be."""
    if arguments.attach_data:
        raise UsageError("console.only-pdf", option="--attach-data")
    if arguments.lang == BOTH:
        raise UsageError("console.only-pdf", option=f"--lang {BOTH}")
    dpi = pictures.DPI if arguments.dpi is None else arguments.dpi
    if not pictures.LEAST_DPI <= dpi <= pictures.MOST_DPI:
        raise UsageError("console.dpi", given=dpi, least=pictures.LEAST_DPI, most=pictures.MOST_DPI)
    kept = _kept_version(desk, arguments)
    if kept is not None:
        record, version = kept
        drawn = desk.pictures.of_version(record, version.number, arguments.output, dpi)
    else:
        order = _order(desk, arguments)
        declaration = _declaration(desk, arguments)
        drawn = desk.pictures.of_declaration(declaration, order, draft=arguments.draft, dpi=dpi)
    files = [str(file) for file in drawn.files]
    output.result({"files": files}, [output.t("cli.export.picture", file=file) for file in files])
    return 0


def _kept_version(desk: Desk, arguments: argparse.Namespace) -> tuple[Record, Version] | None:
    """The record's newest version in the wanted language; None where a page is to be made anew."""
    if source.is_file(arguments.source) or arguments.draft or arguments.letterhead or arguments.form:
        return None
    record = desk.letters.get(arguments.source)
    if record.draft is not None or record.latest is None:
        return None
    wanted = arguments.lang or record.latest.language
    found = [version for version in record.versions if version.language == wanted]
    return (record, found[-1]) if found else None


def _order(desk: Desk, arguments: argparse.Namespace) -> Order:
    background, preprinted = _letterhead(desk, arguments.letterhead)
    both = arguments.lang == BOTH
    return Order(
        arguments.output,
        None if both else arguments.lang,
        "preprinted" if preprinted else "letterhead",
        background,
        attach_data=arguments.attach_data,
        courtesy=both,
    )


def _letterhead(desk: Desk, wanted: str | None) -> tuple[Background | None, bool]:
    """The letterhead to lay under instead of the declaration's; and whether none at all."""
    if not wanted:
        return None, False
    if wanted == "none":
        return None, True
    known = {info.id for info in desk.letterheads.list()}
    return (desk.letterheads.get(wanted) if wanted in known else desk.letterheads.once(Path(wanted))), False


def _declaration(desk: Desk, arguments: argparse.Namespace) -> Declaration:
    found = source.declaration(desk, arguments.source)
    if not arguments.form:
        return found
    return msgspec.structs.replace(found, layout=msgspec.structs.replace(found.layout, form=arguments.form))


def _prepared(desk: Desk, ref: str, declaration: Declaration) -> Record:
    """The record with `declaration` as its draft, so that the version is what was asked for."""
    record = desk.letters.get(ref)
    return record if record.current == declaration else desk.letters.save_draft(record, declaration)


def _say_finished(finished: Finished, output: Output, warning: tuple[Finding, ...]) -> None:
    data = _plain(finished)
    lines = list(_lines(finished, output))
    if finished.english is not None:
        data["english"] = _plain(finished.english)
        lines += _lines(finished.english, output)
    if finished.failed is not None:
        lines.append(output.t("cli.export.only-german"))
    english = finished.english.findings if finished.english else ()
    more = tuple(finding for finding in english if finding not in finished.findings)
    output.result(data, lines, (*finished.findings, *more, *warning), finished.failed)


def _plain(finished: Finished) -> dict[str, Any]:
    data = {"file": str(finished.file), "pages": finished.pages, "bytes": finished.bytes}
    record = finished.record
    if record is None:
        return data
    return {**data, "record": record.id, "number": record.number, "version": len(record.versions)}


def _lines(finished: Finished, output: Output) -> Iterator[str]:
    record, t = finished.record, output.t
    yield t("cli.export.done", file=str(finished.file), n=finished.pages, kb=round(finished.bytes / 1000))
    if record is not None:
        number, version = record.number, len(record.versions)
        yield t("cli.export.record", number=number, id=record.id[:8], version=version)
