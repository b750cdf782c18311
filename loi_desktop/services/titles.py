"""How a letter is called where letters stand beside each other."""

from __future__ import annotations

from loi_desktop.model.call import Call
from loi_desktop.model.declaration import Declaration

_SUBJECT = "call:subject"


def own_title(declaration: Declaration, call: Call | None) -> str:
    """What tells a letter from others of its call: what its first filled field of the call
    names (*Vorhaben*), else the subject that the clerk has written.  Empty for a call that
    asks for nothing: there the call's own name says what the letter is about.
    """
    if call is None or not call.facts:
        return ""
    filled = (_first_line(declaration.facts.get(fact.id, "")) for fact in call.facts)
    return next((words for words in filled if words), "") or _subject(declaration)


def _subject(declaration: Declaration) -> str:
    rows = next((block.text.de for block in declaration.blocks if block.id == _SUBJECT), None) or ()
    return " ".join(run.text for row in rows for run in row.runs if run.text).strip()


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
