"""Rows with placeholders become rows of plain runs.

Three rules make texts read right whatever is filled in: a placeholder with several lines
that stands alone in its row becomes a row a line; a sentence whose placeholder has nothing
to say falls away; a row of which nothing is left falls away.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from loi_desktop.model.declaration import Language
from loi_desktop.model.text import RichText, Row, Run
from loi_desktop.wording.typography import fixed_spaces, lower_first, upper_first
from loi_desktop.wording.values import Situation, Value, value

Start = Literal["upper", "lower", "keep"]
"""How the first word begins: a sentence of its own, after the salutation's comma, as typed."""

Runs = tuple[Run, ...]

# A sentence ends where a plain space follows its mark (fixed spaces stand in *z. B.*).
_SENTENCE_END = re.compile(r"[.!?][”“’\"')\]]* +(?=[^a-zäöüß]|$)")

# A full stop after one of these ends no sentence; nor after a single letter or a number.
_ABBREVIATED = frozenset(
    {"bzw", "ca", "usw", "vgl", "inkl", "ggf", "evtl", "str", "nr", "abs", "art", "dr", "prof"}
)
_QUOTES = frozenset('"„“”»«›‹')
_LOOK_BACK = 20
"""Characters before the mark that are looked at; more than the longest abbreviation."""


def placeholders(rows: RichText) -> tuple[str, ...]:
    """The placeholders in `rows`, in their order."""
    return tuple(run.placeholder for row in rows for run in row.runs if run.placeholder)


def resolved(rows: RichText, now: Situation, start: Start = "upper") -> RichText:
    """`rows` with every placeholder filled; `start` says how the first word begins."""
    done: list[Row] = []
    for row in rows:
        first = start if not done else "upper"
        done.extend(_row(row, now, first if row.kind == "paragraph" else "keep"))
    return tuple(done)


def _row(row: Row, now: Situation, start: Start) -> RichText:
    name = _alone(row)
    found = value(name, now) if name else None
    if found is not None and len(found.lines) > 1:
        return tuple(
            msgspec.structs.replace(row, runs=_finished(line, now.language, "keep")) for line in found.lines
        )
    kept: list[Run] = []
    for sentence in _sentences(row.runs, now.language):
        kept.extend(_sentence(sentence, now, start if not kept else "upper"))
    # What the clerk wrote into a field of its own begins as she wrote it.
    own = found is not None and not found.grammar
    runs = _finished(tuple(kept), now.language, "keep" if own else start)
    return (msgspec.structs.replace(row, runs=runs),) if runs else ()


def _alone(row: Row) -> str:
    """The row's placeholder, if nothing else stands in the row."""
    real = [run for run in row.runs if run.placeholder or run.text.strip()]
    return real[0].placeholder if len(real) == 1 else ""


def _sentences(runs: Runs, language: Language) -> list[Runs]:
    """The row cut where sentences end; each piece keeps the space that follows it."""
    pieces: list[Runs] = []
    current: list[Run] = []
    for run in runs:
        if run.placeholder:
            current.append(run)
            continue
        text = fixed_spaces(run.text, language)
        cut = 0
        for end in _SENTENCE_END.finditer(text):
            if _is_abbreviation(text[max(cut, end.start() - _LOOK_BACK) : end.start()]):
                continue
            current.append(msgspec.structs.replace(run, text=text[cut : end.end()]))
            pieces.append(tuple(current))
            current, cut = [], end.end()
        if cut < len(text):
            current.append(msgspec.structs.replace(run, text=text[cut:]))
    return [*pieces, tuple(current)] if current else pieces


def _is_abbreviation(before: str) -> bool:
    word = re.search(r"(\w+)$", before)
    if word is None:
        return False
    return len(word[1]) == 1 or word[1].isdigit() or word[1].lower() in _ABBREVIATED


def _sentence(runs: Runs, now: Situation, start: Start) -> Runs:
    """The sentence filled in; nothing when one of its placeholders has nothing to say."""
    done: list[Run] = []
    for place, run in enumerate(runs):
        if not run.placeholder:
            done.append(run)
            continue
        found = value(run.placeholder, now)
        if found is not None and _is_quoted(runs, place):
            found = _unquoted(found)
        if found is None:
            done.append(msgspec.structs.replace(run, text=f"{{{run.placeholder}}}", placeholder=""))
        elif not found.lines:
            return ()
        else:
            opens = start == "upper" and not any(r.text.strip() for r in done)
            done.extend(_filled(run, found, capital=opens and found.grammar))
    return tuple(done)


def _is_quoted(runs: Runs, place: int) -> bool:
    """Whether the text has quotation marks of its own around the placeholder."""
    before = runs[place - 1].text[-1:] if place else ""
    after = runs[place + 1].text[:1] if place + 1 < len(runs) else ""
    return before in _QUOTES and after in _QUOTES and bool(before and after)


def _unquoted(found: Value) -> Value:
    """Without the marks that the clerk has typed around the whole."""
    if len(found.lines) != 1 or len(found.lines[0]) != 1:
        return found
    (run,) = found.lines[0]
    inside = run.text[1:-1]
    if run.text[:1] not in _QUOTES or run.text[-1:] not in _QUOTES or _QUOTES & set(inside) or not inside:
        return found
    return msgspec.structs.replace(found, lines=((msgspec.structs.replace(run, text=inside.strip()),),))


def _filled(place: Run, found: Value, *, capital: bool) -> list[Run]:
    """The value's runs in the placeholder's type face, several lines joined by semicolons."""
    runs: list[Run] = []
    for number, line in enumerate(found.lines):
        if number:
            runs.append(msgspec.structs.replace(place, text="; ", placeholder=""))
        runs.extend(
            Run(text=run.text, bold=place.bold, italic=place.italic, lang=run.lang or place.lang)
            for run in line
        )
    if capital and runs:
        runs[0] = msgspec.structs.replace(runs[0], text=upper_first(runs[0].text))
    return runs


def _finished(runs: Runs, language: Language, start: Start) -> Runs:
    """Runs of the same kind joined, fixed spaces set, the first word as `start` wants it."""
    joined: list[Run] = []
    for run in runs:
        if joined and msgspec.structs.replace(joined[-1], text=run.text) == run:
            joined[-1] = msgspec.structs.replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    if joined:
        joined[0] = msgspec.structs.replace(joined[0], text=_begun(joined[0].text.lstrip(" "), start))
        joined[-1] = msgspec.structs.replace(joined[-1], text=joined[-1].text.rstrip(" "))
    done = [msgspec.structs.replace(run, text=fixed_spaces(run.text, language)) for run in joined]
    return tuple(run for run in done if run.text)


def _begun(text: str, start: Start) -> str:
    if start == "upper":
        return upper_first(text)
    return lower_first(text) if start == "lower" else text
