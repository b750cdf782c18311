"""The verbs about letters: new, check, mail, register."""

from __future__ import annotations

import argparse
from typing import Any

from loi_desktop.cli import source
from loi_desktop.cli.output import Output
from loi_desktop.errors import InputError, RegisterError, UsageError
from loi_desktop.model.fields import set_text
from loi_desktop.model.findings import errors
from loi_desktop.model.jsonio import to_plain
from loi_desktop.model.record import Event, Record
from loi_desktop.services import loifile
from loi_desktop.services.desk import Desk
from loi_desktop.services.exports import refuse_taken
from loi_desktop.services.letters import Summary
from loi_desktop.services.progress import early_finding

_COLUMNS = ("number", "id", "state", "changed", "sender", "partner", "title")


def new(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """Write a declaration file."""
    declaration = desk.letters.declaration(arguments.call)
    for assignment in arguments.sets:
        path, found, value = assignment.partition("=")
        if not found:
            raise UsageError("console.set", text=assignment)
        if not value.isprintable() and any("\ud800" <= c <= "\udfff" for c in value):
            raise UsageError("console.encoding", field=path)
        declaration = set_text(declaration, path.strip(), value)
    refuse_taken(arguments.output)
    loifile.write(declaration, arguments.output)
    findings = desk.composer.compose(declaration).findings
    file = str(arguments.output)
    output.result({"file": file}, [output.t("cli.new.done", file=file)], findings)
    return 0


def check(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """Say what is wrong or worth a look; status 1 where the PDF cannot be made."""
    declaration = source.declaration(desk, arguments.source)
    preview = desk.composer.preview(declaration)
    wrong = len(errors(preview.findings))
    pages = preview.rendered.pages if preview.rendered else 0
    line = output.t("cli.check.errors", n=wrong) if wrong else output.t("cli.check.good", n=pages)
    output.result({"errors": wrong, "pages": pages}, [line], preview.findings)
    return 1 if wrong else 0


def mail(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """The e-mail draft of a letter."""
    prepared = desk.mailing.prepare(arguments.record, arguments.output, english=arguments.with_english)
    out = prepared.outgoing
    names = [name for name, _ in out.attached]
    data = {
        "file": str(prepared.file), "to": out.to, "subject": out.subject, "attachment": out.file_name,
        "attachments": names, "bytes": out.size, "signed": out.signed,
    }  # fmt: skip
    t = output.t
    lines = [
        t("cli.mail.done", file=str(prepared.file)),
        *(f"  {t(f'cli.mail.{k}')}: {v}" for k, v in (("to", out.to or "–"), ("subject", out.subject))),
        f"  {t('cli.mail.attachment')}: {', '.join(names)} ({out.size / 1000:.0f} kB)",
    ]
    output.result(data, lines, out.findings)
    return 0


def register_list(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """Every letter, a line each; or those in the bin."""
    return _say_list(desk.letters.list("trash" if arguments.trash else "all"), output)


def register_find(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """The letters in which every word occurs; or those in the bin."""
    words = " ".join(arguments.words)
    return _say_list(desk.letters.list("trash" if arguments.trash else "all", words), output)


def register_show(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """One letter with its versions and history."""
    record = desk.letters.get(arguments.record)
    output.result({"record": to_plain(record), "state": record.state}, _record_lines(desk, record, output))
    return 0


def register_verify(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """Read everything and say whether it is still there; status 4 where something is not, 3
    where a folder that was named holds no letter: a backup's is somewhere else.
    """
    report = desk.checkup.run()
    data = {
        "sound": report.sound, "letters": report.letters, "versions": report.versions,
        "files": report.files, "bytes": report.bytes,
    }  # fmt: skip
    output.result(data, [output.t.finding(report.summary)], report.findings)
    if not report.letters and desk.data.by in ("option", "environment"):
        return InputError.exit_status
    return 0 if report.sound else RegisterError.exit_status


def register_set(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """Move a letter's newest version along its path."""
    if arguments.file is not None and arguments.step != "signed":
        raise UsageError("console.file-only-signed")
    if arguments.take_back and arguments.file is not None:
        return _remove_signed(desk, arguments.record, arguments.file.name, output)
    findings: tuple[Any, ...] = ()
    if arguments.take_back:
        record = desk.progress.take_back(arguments.record, arguments.step, arguments.remark)
    elif arguments.file is not None:
        returned = desk.progress.attach_signed(
            arguments.record, arguments.file, arguments.date, arguments.remark
        )
        record, findings = returned.record, returned.findings
    else:
        record = desk.progress.set(arguments.record, arguments.step, arguments.date, arguments.remark)
        early = early_finding(record.shown, record.shown.steps[-1])
        findings = (early,) if early else ()
    state = output.t(f"state.{record.state}")
    key = "cli.set.taken-back" if arguments.take_back else "cli.set.done"
    line = output.t(key, number=record.number, step=output.t(f"step.{arguments.step}"), state=state)
    output.result({"record": record.id, "number": record.number, "state": record.state}, [line], findings)
    return 0


def _remove_signed(desk: Desk, ref: str, file: str, output: Output) -> int:
    """Take a signed copy out again, by the name that `register show` gives it."""
    record = desk.progress.remove_signed(ref, file)
    state = output.t(f"state.{record.state}")
    line = output.t("cli.set.removed", number=record.number, file=file, state=state)
    output.result({"record": record.id, "number": record.number, "state": record.state}, [line])
    return 0


def _say_list(rows: tuple[Summary, ...], output: Output) -> int:
    t = output.t
    heads = [t(f"cli.list.{column}") for column in _COLUMNS]
    cells = [
        (
            row.number or "–",
            row.id[:8],
            t(f"state.{row.state}"),
            output.day(row.changed_at),
            row.municipality or "–",
            row.partner or "–",
            row.name,
        )
        for row in rows
    ]
    lines = output.table(heads, cells) if cells else [t("cli.list.empty")]
    output.result({"letters": [to_plain(row) for row in rows]}, lines)
    return 0


def _record_lines(desk: Desk, record: Record, output: Output) -> list[str]:
    t = output.t
    row = desk.letters.summary(record)
    lines = [
        f"{record.number or '–'}  {t(f'state.{record.state}')}  {record.id}",
        " · ".join(part for part in (row.municipality or "–", row.title, row.call, row.partner) if part),
    ]
    for v in record.versions:
        lines.append(
            t(
                "cli.show.version",
                version=v.number,
                day=output.day(v.day),
                n=v.pages,
                file=v.path,
                sha=v.sha256,
            )
        )
        lines += [
            f"    {output.day(s.day)}  {t(f'step.{s.step}')}" + (" ×" if s.taken_back else "")
            for s in v.steps
        ]
        lines += [
            t("cli.show.signed", file=c.file, n=c.pages, sha=c.sha256) + (" ×" if c.removed else "")
            for c in v.signed
        ]
    return [*lines, *(f"  {output.day(e.at)}  {_event(e, output)}" for e in record.history)]


def _event(event: Event, output: Output) -> str:
    what = output.t(f"history.{event.event}", version=event.version)
    if event.day:
        what = output.t("history.on", what=what, day=output.day(event.day))
    return f"{what} – {event.remark}" if event.remark else what
