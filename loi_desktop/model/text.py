"""Text as the form stores it: rows of runs, never markup."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Run(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A stretch of characters of one kind, or a placeholder (then `text` is empty).

    `lang` is a BCP 47 tag where the run is in another language than its letter.
    """

    text: str = ""
    placeholder: str = ""
    bold: bool = False
    italic: bool = False
    lang: str = ""


class Row(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A paragraph, or an item of a list (`level` 0 or 1)."""

    runs: tuple[Run, ...] = ()
    kind: Literal["paragraph", "item"] = "paragraph"
    level: int = 0


RichText = tuple[Row, ...]


def plain(rows: RichText) -> str:
    """The characters of `rows`, a line a row; placeholders stand as {name}."""
    return "\n".join(
        "".join(f"{{{run.placeholder}}}" if run.placeholder else run.text for run in row.runs) for row in rows
    )


def from_plain(text: str) -> RichText:
    """Paragraphs from typed lines; nothing typed becomes markup, empty lines vanish."""
    return tuple(Row(runs=(Run(text=line),)) for line in text.splitlines() if line.strip())
