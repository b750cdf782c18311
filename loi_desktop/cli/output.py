"""What the console prints: sentences for people, or one JSON object for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TextIO

import msgspec

from loi_desktop.errors import LoiError, OutputError
from loi_desktop.model.findings import Finding
from loi_desktop.texts import Texts

CANNOT_SAY = "console.cannot-say"


class Output:
    """Collects what a verb has to say and prints it once."""

    def __init__(
        self, texts: Texts, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self.t = texts
        self._json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr

    def result(
        self,
        data: Mapping[str, Any],
        lines: Iterable[str],
        findings: Iterable[Finding] = (),
        failed: LoiError | None = None,
    ) -> None:
        """A verb that did its work: `data` with --json, else `lines`; findings in both.
        `failed` says why a second part of it could not be done.
        """
        found = (*findings, *getattr(failed, "findings", ()))
        if self._json:
            error = {"error": self._plain_error(failed)} if failed else {}
            self._print_json({"ok": failed is None, **error, **data, "findings": self.plain_findings(found)})
            return
        for line in lines:
            self._print(self._out, line)
        self.findings(found)
        if failed:
            self._print(self._err, self.t.error(failed))

    def findings(self, findings: Iterable[Finding]) -> None:
        """Each finding a line: its severity, its sentence and its field, on standard error."""
        for finding in sorted(findings, key=lambda f: f.severity != "error"):
            field = f"  [{finding.field}]" if finding.field else ""
            self._print(
                self._err, f"{self.t(f'severity.{finding.severity}')}: {self.t.finding(finding)}{field}"
            )

    def failure(self, error: LoiError) -> None:
        """A verb that could not do its work."""
        findings: tuple[Finding, ...] = getattr(error, "findings", ())
        if self._json:
            message = self._plain_error(error)
            self._print_json({"ok": False, "error": message, "findings": self.plain_findings(findings)})
            return
        self.findings(findings)
        self._print(self._err, self.t.error(error))

    def _plain_error(self, error: LoiError) -> dict[str, str]:
        return {"code": error.code, "message": self.t.error(error)}

    def plain_findings(self, findings: Iterable[Finding]) -> list[dict[str, str]]:
        """Findings as --json shows them."""
        return [
            {"code": f.code, "severity": f.severity, "field": f.field, "message": self.t.finding(f)}
            for f in findings
        ]

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
        """Lines in columns, each as wide as its widest word; the last one ends where it ends."""
        every = [heads, *rows]
        widths = [max(len(row[column]) for row in every) for column in range(len(heads) - 1)]
        return ["  ".join((*map(str.ljust, row, widths), row[-1])) for row in every]

    def _print_json(self, data: Mapping[str, Any]) -> None:
        text = msgspec.json.format(msgspec.json.encode(data), indent=2).decode()
        self._print(self._out, text)

    def day(self, iso: str) -> str:
        """A date (or moment, then in local time) as the language writes it."""
        if "T" in iso:
            moment = datetime.strptime(iso, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
            return moment.strftime("%d.%m.%Y, %H:%M" if self.t.language == "de" else "%Y-%m-%d %H:%M")
        return ".".join(reversed(iso.split("-"))) if self.t.language == "de" else iso

    def _print(self, stream: TextIO, line: str) -> None:
        try:
            stream.write(line + "\n")
            stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(CANNOT_SAY) from error
