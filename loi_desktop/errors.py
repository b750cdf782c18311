"""Error classes with stable codes; `texts` turns them into sentences.

An error carries its code (`area.what`, the key of its sentence) and data for
that sentence, never prose.  The class says how a console run ends.
"""

from __future__ import annotations

from typing import ClassVar

Datum = str | int | float


class LoiError(Exception):
    """Base of everything that leaves a room on purpose.

    `code` is the stable name of what happened, `data` fills the sentence's
    placeholders; `exit_status` is the console's answer (see docs/console.md).
    """

    exit_status: ClassVar[int] = 70

    def __init__(self, code: str, /, **data: Datum) -> None:
        super().__init__(code)
        self.code = code
        self.data = data

    def __str__(self) -> str:
        return f"{self.code} {self.data}" if self.data else self.code


class UsageError(LoiError):
    """The command or the request itself makes no sense (status 2)."""

    exit_status = 2


class InputError(LoiError):
    """Something from outside cannot be read or used (status 3)."""

    exit_status = 3


class RegisterError(LoiError):
    """The register is damaged, or its lock was not free in time (status 4)."""

    exit_status = 4


class ConflictError(RegisterError):
    """A record was changed elsewhere since it was read; both texts are kept (status 4)."""


class OutputError(LoiError):
    """A result cannot be written: full, read-only, gone, in use (status 5)."""

    exit_status = 5
