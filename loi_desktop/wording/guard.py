"""The promise guard: sentences that contradict a letter which must bind nobody.

It reads clauses, not meaning.  A clause is suspicious when it holds a pledge of the
municipality; it is harmless when it is negated, hypothetical, leaves the decision to somebody,
looks back, or speaks of somebody else.  A hit is a notice, never more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from loi_desktop.model.declaration import Language
from loi_desktop.model.text import RichText, plain
from loi_desktop.wording import guard_de, guard_en

INTEREST = "interest"
NON_BINDING = "non_binding"
NO_OBLIGATION = "no_obligation"
STATEMENTS = (INTEREST, NON_BINDING, NO_OBLIGATION)
"""What a funder needs to read in such a letter, in this order."""


class GuardHit(Struct, frozen=True):
    """`words`: the pledge as it stands in the text; `sentence`: the sentence around it;
    `kind`: *pledge* (binds the municipality) or *money* (promises money).
    """

    words: str
    sentence: str
    kind: str


_SENTENCE = re.compile(r"(?<=[.!?;:])[”“\"’')]*[ \n]+(?=[^a-zäöüß])|\n+|;\s*")
_ABBREVIATION = re.compile(
    r"\b(\w{1,2}|bzw|usw|vgl|ggf|evtl|inkl|max|min|rund|Abs|Art|Nr|Dr|Prof|Mio|Mrd)\.\s"
)


def guard(text: str | RichText, language: Language = "de") -> tuple[GuardHit, ...]:
    """The sentences of `text` that promise what the letter must not promise."""
    find = guard_en.pledge if language == "en" else guard_de.pledge
    hits = []
    for sentence in _sentences(text if isinstance(text, str) else plain(text)):
        found = find(sentence)
        if found:
            hits.append(GuardHit(words=found[1], sentence=sentence, kind=found[0]))
    return tuple(hits)


def statements(texts: Iterable[str], language: Language = "de") -> frozenset[str]:
    """Which of `STATEMENTS` the letter makes, wherever its words stand."""
    says = guard_en.says if language == "en" else guard_de.says
    found: set[str] = set()
    for text in texts:
        for sentence in _sentences(text):
            found.update(name for name in STATEMENTS if says(name, sentence))
    return frozenset(found)


def _sentences(text: str) -> list[str]:
    """Sentences with plain spaces; abbreviations do not end one."""
    held = _ABBREVIATION.sub(lambda m: m[0].replace(".", "\u2024").rstrip() + "\u00a0", text)
    parts = [" ".join(part.replace("\u2024", ".").split()) for part in _SENTENCE.split(held)]
    return [part for part in parts if part]
