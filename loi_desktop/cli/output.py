"""What the console prints: sentences for people, or one JSON object for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

import msgspec

from loi_desktop.errors import LoiError
from loi_desktop.model.findings import Finding
from loi_desktop.texts import Texts


class Output:
    """Collects what a verb has to say and prints it once."""

    def __init__(
        self, texts: Texts, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self.t = texts
        self._json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr

    def result(self, data: Mapping[str, Any], lines: Iterable[str], findings: Iterable[Finding] = ()) -> None:
        """A verb that did its work: `data` with --json, else `lines`; findings in both."""
        found = tuple(findings)
        if self._json:
            self._print_json({"ok": True, **data, "findings": self._findings(found)})
            return
        for line in lines:
            self._print(self._out, line)
        self.findings(found)

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
            message = {"code": error.code, "message": self.t.error(error)}
            self._print_json({"ok": False, "error": message, "findings": self._findings(findings)})
            return
        self.findings(findings)
        self._print(self._err, self.t.error(error))

    def _findings(self, findings: Iterable[Finding]) -> list[dict[str, str]]:
        return [
            {"code": f.code, "severity": f.severity, "field": f.field, "message": self.t.finding(f)}
            for f in findings
        ]

    def _print_json(self, data: Mapping[str, Any]) -> None:
        text = msgspec.json.format(msgspec.json.encode(data), indent=2).decode()
        self._print(self._out, text)

    def _print(self, stream: TextIO, line: str) -> None:
        stream.write(line + "\n")
