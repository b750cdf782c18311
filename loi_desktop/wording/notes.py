"""Making findings: what they quote is kept short."""

from __future__ import annotations

from loi_desktop.model.findings import Finding

MAX_QUOTE = 60
"""Characters of a value that a sentence repeats."""


def error(code: str, field: str, /, **data: str | int) -> Finding:
    """A finding that stops the PDF."""
    return Finding(code, "error", field, _quoted(data))


def notice(code: str, field: str, /, **data: str | int) -> Finding:
    """A finding that only asks for a look."""
    return Finding(code, "notice", field, _quoted(data))


def quote(text: str, most: int = MAX_QUOTE) -> str:
    """`text`, cut to `most` characters; the last of them is then an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _quoted(data: dict[str, str | int]) -> dict[str, str | int]:
    return {name: quote(value) if isinstance(value, str) else value for name, value in data.items()}
