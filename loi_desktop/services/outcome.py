"""How a use case says that findings stop it."""

from __future__ import annotations

from loi_desktop.errors import LoiError
from loi_desktop.model.findings import Finding, errors


class FindingsError(LoiError):
    """Findings of severity error: nothing was written (status 1)."""

    exit_status = 1

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("findings.stop", n=len(errors(findings)))
        self.findings = findings


def stop_on_errors(findings: tuple[Finding, ...]) -> None:
    """Raise FindingsError if the PDF cannot be made."""
    if errors(findings):
        raise FindingsError(findings)
