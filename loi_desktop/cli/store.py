"""The verbs about letterheads, calls and the program itself."""

from __future__ import annotations

import argparse

from loi_desktop.cli.output import Output
from loi_desktop.model.background import Background
from loi_desktop.model.call import Call
from loi_desktop.model.findings import Finding, errors
from loi_desktop.model.jsonio import to_plain
from loi_desktop.services.desk import Desk

# Address and text would both be printed over: no letter can stand on such a sheet.
_COVERED = frozenset({"letterhead.reaches-address", "letterhead.covers-text"})


def letterhead_list(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """The stored letterheads."""
    stored = desk.letterheads.list()
    lines = [f"{info.id:<32}{info.name}" for info in stored] or [output.t("cli.letterhead.empty")]
    rows = [{**to_plain(info), "findings": output.plain_findings(info.findings)} for info in stored]
    output.result({"letterheads": rows}, lines)
    return 0


def letterhead_check(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """Look at a file without keeping it."""
    found = desk.letterheads.check(arguments.file)
    codes = {finding.code for finding in found.findings}
    key = "cli.letterhead.look" if codes else "cli.letterhead.checked"
    return _say_letterhead(found, "cli.letterhead.covered" if codes >= _COVERED else key, output)


def letterhead_add(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """Keep a letterhead."""
    return _say_letterhead(
        desk.letterheads.add(arguments.file, arguments.name), "cli.letterhead.added", output
    )


def letterhead_show(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """What is known of a letterhead."""
    return _say_letterhead(desk.letterheads.get(arguments.id), "cli.letterhead.shown", output)


def letterhead_remove(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """Forget a letterhead; drafts that were to stand on it are named."""
    desk.letterheads.remove(arguments.id)
    drafts = desk.letters.drafts_on(arguments.id)
    names = ", ".join(line.number or line.id[:8] for line in drafts)
    findings = [Finding("letterhead.was-in-use", "notice", data={"n": len(drafts), "letters": names})]
    line = output.t("cli.letterhead.removed", id=arguments.id)
    output.result({"id": arguments.id}, [line], findings if drafts else ())
    return 0


def call_list(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """The installed calls."""
    calls = desk.calls.list()
    language = output.t.language
    rows = [
        {"id": c.id, "version": c.version, "title": c.title.get(language), "deadline": c.deadline}
        for c in calls
    ]
    lines = [f"{c.id:<20}{output.day(c.deadline) or '–':<12}{c.title.get(language)}" for c in calls]
    output.result({"calls": rows}, lines)
    for error in desk.calls.broken():
        output.failure(error)
    return 0


def call_show(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """One call."""
    return _say_call(desk.calls.get(arguments.id), output)


def call_check(desk: Desk, arguments: argparse.Namespace, output: Output) -> int:
    """Read a package without keeping it."""
    return _say_call(desk.calls.check(arguments.file), output)


def selftest(arguments: argparse.Namespace, output: Output) -> int:
    """Try every part on this machine."""
    from loi_desktop.app import selftest as run

    results = run(arguments.data)
    bad = [r for r in results if r.error]
    lines = [
        f"{'ok ' if not r.error else '!! '} {r.part}" + (f": {r.error}" if r.error else "") for r in results
    ]
    output.result({"parts": [to_plain(r) for r in results], "failed": len(bad)}, lines)
    return 3 if bad else 0


def _say_letterhead(background: Background, key: str, output: Output) -> int:
    pages = 2 if background.following else 1
    data = {
        "id": background.id, "name": background.name, "sha256": background.sha256, "pages": pages,
        "bottom_mm": background.bottom_mm, "top_used_mm": background.first.top_free_mm,
    }  # fmt: skip
    line = output.t(key, name=background.name, id=background.id, n=pages)
    output.result(data, [line], background.findings)
    return 1 if errors(background.findings) else 0


def _say_call(call: Call, output: Output) -> int:
    t, language = output.t, output.t.language
    data = {
        "id": call.id, "version": call.version, "title": call.title.get(language), "deadline": call.deadline,
        "coordinator": call.coordinator, "topics": [topic.text.get(language) for topic in call.topics],
        "facts": [
            {"id": f.id, "label": f.label.get(language), "required": f.required} for f in call.facts
        ],
        "blocks": [{"id": f"call:{block.id}", "name": block.name.get(language)} for block in call.blocks],
        "partners": [place.name for place in call.partners],
    }  # fmt: skip
    lines = [
        f"{call.title.get(language)}  ({call.id}, {call.version})",
        t("cli.call.deadline", day=output.day(call.deadline) or "–"),
    ]
    lines += [f"  topics.{n:<22} {topic.text.get(language)}" for n, topic in enumerate(call.topics, 1)]
    for fact in call.facts:
        required = f"  ({t('cli.call.required')})" if fact.required else ""
        lines.append(f"  facts.{fact.id:<23} {fact.label.get(language)}{required}")
    lines += [f"  blocks.call:{block.id:<17} {block.name.get(language)}" for block in call.blocks]
    output.result(data, lines)
    return 0
