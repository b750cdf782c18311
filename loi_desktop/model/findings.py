"""What is wrong or worth a look, as code and data; `texts` makes the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec
from msgspec import Struct

Severity = Literal["error", "notice"]


# Errors that say that something required has not been filled in.
_ABSENT = frozenset({"recipient.missing", "sender.name-missing", "signatory.name-missing", "fact.missing"})


class Finding(Struct, frozen=True):
    """`error`: the PDF cannot be made; `notice`: it can, but look.

    `field` is the path of the declaration's field (`recipient.organisation`,
    `blocks.call:interest`, `signatories.0.name`) or empty; `data` fills the sentence
    `finding.<code>`.  Of a check of the record the field is the file in the data folder.
    """

    code: str
    severity: Severity
    field: str = ""
    data: Mapping[str, str | int | float] = msgspec.field(default_factory=dict)


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that stop the PDF."""
    return tuple(f for f in findings if f.severity == "error")


def is_absence(finding: Finding) -> bool:
    """Whether something required is missing, rather than something that is there wrong."""
    return finding.code in _ABSENT
