"""English rules of the promise guard; fewer, because only the German letter is signed."""

from __future__ import annotations

import re

_PLEDGE = re.compile(
    r"\b(?:commit(?:s|ted)?|oblig(?:es|ed?)|binds?|pledg(?:es?|ed)|undertakes?)\b(?: \w+)? "
    r"(?:ourselves|itself|to)\b"
    r"|\bguarantee[sd]?\b|\blegally binding\b|\b(?:is|are) binding\b|\bwarrants? that\b|\bfirm commitment\b"
    r"|(?<!non-)\bbinding(?: \w+)? (?:commitment|participation|declaration|promise)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:bears?|covers?|pays?|provides?|contributes?|assumes?|(?:co-)?finances?)\b.*"
    r"\b(?:costs?|own (?:funds|contribution|share|resources)|co-financing|funding|budget funds|euros?|EUR|€|"
    r"financial (?:contribution|share|resources))",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\b(?:not?|neither|nor|never|without|non-binding|would|could|might|may|whether|subject to|requires?|"
    r"decide[sd]?|only after|ha(?:s|ve) (?:already )?committed|was|were)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\s*(?:;|\bbut\b|\bhowever\b)\s*", re.IGNORECASE)

_INTEREST = re.compile(
    r"\binterested\b|\b(?:express\w*|ha(?:s|ve)|confirms?|declares?|our|its)\b[^.;]{0,60}\binterest\b",
    re.IGNORECASE,
)
_NO_INTEREST = re.compile(r"\b(?:no|not) (?:\w+ )?interest(?:ed)?\b", re.IGNORECASE)
_NON_BINDING = re.compile(
    r"\bnon-?binding\b|\b(?:not|no|without)\b[^.;]{0,60}\bbinding\b|\bdoes not bind\b", re.IGNORECASE
)
_NO_DUTY = re.compile(
    r"\b(?:not?|without|neither)\b[^.;]{0,80}\b(?:obligat\w*|obliged?|commitments?|liabilit\w*|dut(?:y|ies))",
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
