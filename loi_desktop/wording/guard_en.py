"""English rules of the promise guard; fewer, because only the German letter is signed."""

from __future__ import annotations

import re

_PLEDGE = re.compile(
    r"\b(?:commit(?:s|ted)?|oblig(?:es|ed?)|bind(?:s)?|pledg(?:es?|ed)|undertak(?:es?))\b(?: \w+)? (?:ourselves|itself|to)\b"
    r"|\bguarantee[sd]?\b|\blegally binding\b|\b(?<!non-)binding(?: \w+)? (?:commitment|participation|declaration|promise)\b"
    r"|\b(?:is|are) binding\b|\bwarrants?\b that\b|\bfirm commitment\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:bear|bears|cover|covers|pay|pays|provide|provides|contribute|contributes|assume|assumes|finance|finances|"
    r"co-finance|co-finances)\b.*\b(?:costs?|own (?:funds|contribution|share|resources)|co-financing|financial "
    r"(?:contribution|share|resources)|funding|budget funds|euros?|EUR|€)",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\b(?:not|no|neither|nor|never|without|non-binding|would|could|might|may|whether|subject to|requires?|decide[sd]?|"
    r"only after|has (?:already )?committed|have (?:already )?committed|was|were)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\s*(?:;|\bbut\b|\bhowever\b)\s*", re.IGNORECASE)

_INTEREST = re.compile(r"\binterest(?:ed)?\b", re.IGNORECASE)
_NO_INTEREST = re.compile(r"\b(?:no|not) (?:\w+ )?interest(?:ed)?\b", re.IGNORECASE)
_NON_BINDING = re.compile(
    r"\bnon-?binding\b|\b(?:not|no|without)\b[^.;]{0,60}\bbinding\b|\bdoes not bind\b", re.IGNORECASE
)
_NO_DUTY = re.compile(
    r"\b(?:no|not|without(?: any)?|neither)\b[^.;]{0,80}\b(?:obligat\w*|obliged?|commitments?|liabilit\w*|dut(?:y|ies))",
    re.IGNORECASE,
)


def pledge(sentence: str) -> tuple[str, str] | None:
    """Kind and words of the first pledge in `sentence`, or None."""
    for clause in _CLAUSE.split(sentence):
        if _HARMLESS.search(clause):
            continue
        for kind, pattern in (("pledge", _PLEDGE), ("money", _MONEY)):
            if pattern.search(clause):
                return kind, clause.strip()[:160]
    return None


def says(statement: str, sentence: str) -> bool:
    """Whether `sentence` makes the statement (see `guard.STATEMENTS`)."""
    if statement == "interest":
        return bool(_INTEREST.search(sentence)) and not _NO_INTEREST.search(sentence)
    if statement == "non_binding":
        return bool(_NON_BINDING.search(sentence))
    legal, financial = "legal" in sentence.lower(), "financial" in sentence.lower()
    return bool(_NO_DUTY.search(sentence)) and legal == financial
