"""German rules of the promise guard.

How a sentence is cut into clauses, what makes a suspicious clause harmless, and what a
funder needs to read.  Which clauses are suspicious stands in `guard_de_pledges`.  Patterns see
small letters, unless they say otherwise.
"""

from __future__ import annotations

import re

from loi_desktop.wording.guard_de_pledges import MONEY_NOUN, one_of, suspicion

MAX_CLAUSE = 1_000
"""Characters of a clause that are read; a longer one is no German sentence, and patterns
need time that grows with its square."""

# -- clauses ---------------------------------------------------------------------------------

_OPENERS = one_of(
    """
    dass weil da wenn sofern soweit falls ob wobei während obwohl damit indem um ohne anstatt der die das
    den dem deren dessen welche welcher welches welchen wo was wie sondern aber jedoch denn doch und so wir
    sie er es man auch insbesondere
    """
)
_FINITE = one_of(
    r"""
    ist sind hat haben wird werden wurde wurden kann können möchte möchten soll sollen will wollen bleibt
    bleiben steht stehen trag(?:en|t) trägt bringt nimmt
    (?:verpflicht|garantier|übern|leist|stell|sag|sicher|erwart|erklär|bekund|begrüß|freu|hoff|bitt)\w*
    (?:beteilig|unterstütz|versicher|bring|nehm|zahl|finanzier|bind)\w*
    """
)
_SUBORDINATE = one_of("dass ob um der die das den dem welche[rsnm]?")
_INFINITIVE = r"(?:zu \w+en|\w+zu\w+en)$"

_COMMA = re.compile(r",\s+|\s+[–—]\s+|\s*\(|\)\s*")
_AND = re.compile(
    rf"\s+und\s+(?=(?:wir\s+|sie\s+|er\s+)?{_FINITE}\b)|\s+(?=(?:sondern|jedoch|allerdings|dennoch)\b)"
)
_OPENS = re.compile(rf"{_OPENERS}\b|{_FINITE}\b")
_DEPENDENT = re.compile(rf"^{_SUBORDINATE}\b|{_INFINITIVE}")


def _clauses(sentence: str) -> list[str]:
    """The sentence's clauses in its own letters; a mere enumeration is not cut."""
    done: list[str] = []
    for part in _COMMA.split(sentence):
        low = part.strip(" .!?:").lower()
        opens = _OPENS.match(low) or re.search(_INFINITIVE, low[-60:])
        if done and not opens:
            done[-1] += f", {part}"
        else:
            done.append(part)
    return [
        piece.strip(" .!?:") for clause in done for piece in _AND.split(clause) if piece and piece.strip()
    ]


# -- what makes it harmless ------------------------------------------------------------------

# Negations that deny nothing: *nicht nur … sondern*, *keine Bedenken*, *die nicht gedeckten Kosten*.
_NO_DENIAL = re.compile(
    r"\bnicht (?:nur|zuletzt|allein|bloß|lediglich|unverbindlich|zögern|scheuen|umhin)\b"
    r"|\bnichts dagegen\b|\bkeine?n? (?:bedenken|zweifel|einwände?|problem|hindernis|hinderungsgrund)\b"
    r"|\b(?:die|der|den|des|dem|alle|aller|sämtliche[nr]?) nicht (?:\w+ ){0,4}?"
    r"\w+(?:te|ten|ter|ene|enen|aren|igen)\b"
)
_NOT = re.compile(
    r"\b(?:nicht|weder|niemals|nie|keinerlei|keinesfalls|keineswegs|mitnichten|nichts|niemand|kein(?:e[nrms]?)?)\b"
)
_WITHOUT = re.compile(
    r"\b(?:ohne|frei von)\b(?: \w+){0,3} \w*(?:pflicht|zusage|bindung|verbindlich|eigenanteil|eigenmittel|"
    r"kosten|finanzierung|garantie|obligo|rechtsanspruch)"
)
# Nobody promises what might be, what is still being looked into, or what somebody will decide.
_OPEN = re.compile(
    r"\b(?:würden?|könnten?|wären?|dürften?|hätten?|müssten?|sollten?|ob|inwieweit|in welcher höhe)\b"
    r"|\bentscheid(?:e[nt]?|ung(?:en)?)\b|\bprüf(?:en|t)\b|\bgeprüft\b|\bgeklärt\b|\bklären\b|\boffen\b"
    r"|\bvorbehalt\w*|\bbehalten\b.*\bvor$|\bbehält\b.*\bvor$|\bbedarf\b|\bbedürfen\b|\bvoraussetz\w*"
    r"|\bsetz(?:t|en)\b.*\bvoraus$|\berforder(?:t|n)\b|\b(?:erforderlich|notwendig|nötig|denkbar|möglich)$"
    r"|^wer\b|\berst (?:nach|mit|durch|wenn|im|in|bei|zu|dann)\b|\bhoff\w*|\bunberührt\b"
)
# A statement about a later step, not a promise: only where *verbindlich* is an adjective.
_LATER = re.compile(
    r"\bzu gegebener zeit\b|\bgesondert\w*|\bspäter\w*"
    r"|\b(?:bitten|bittet|erbitten|erwarten|erwartet|benötig\w*|wünsch\w*)\b"
)
_PAST = re.compile(
    r"\b(?:trug(?:en)?|übernahm(?:en)?|leisteten?|stellten?|verpflichteten?|garantierten?|finanzierten?|"
    r"beteiligten?|zahlten?|sagten?|sicherten?|brachten?|konnten?|waren?)\b"
    r"|\b(?:hat|haben|hatten?|wurden?)\b.*\b(?:übernommen|getragen|geleistet|finanziert|kofinanziert|gezahlt|"
    r"bezahlt|eingebracht|aufgebracht|beteiligt|erbracht)\b"
    r"|\bseit (?:\d{4}|jahren|langem|vielen|mehreren|einigen)\b"
    # Perfect tense with the year in which it happened (not the one for which it was planned).
    r"|\b(?:hat|haben|wurden?)\b.*(?<!für )(?<!haushalt )(?<!haushaltsjahr )(?<!bis )(?<!ab )"
    r"\b(?:19|20)\d\d\b"
)
_COMMITTED_ALREADY = re.compile(
    r"\b(?:hat|haben|hatten?)\b.*\b(?:sich|uns)\b.*\bverpflichtet\b"
    r"|\b(?:sich|uns)\b.*\bverpflichtet (?:hat|haben)\b"
)
_DUTY_BY_LAW = re.compile(
    r"\b(?:gesetzlich|gemäß|laut|aufgrund|nach § ?\d\w*|nach dem \w+gesetz)\b.*\bverpflichtet\b"
    r"|\ban (?:das|die|den) \w*(?:recht|gesetze?|beschluss|beschlüsse|vorgaben)\b.*\bgebunden\b"
)
_IDEALS = re.compile(
    r"\b(?:klimaschutz\w*|klimaneutral\w*|klimaziel\w*|emission\w*|treibhausgas\w*|bündnis\w*|konvent\w*|nachhaltig\w*|agenda|sdgs?|ziele?n?|leitbild\w*|"
    r"prinzip\w*|grundsätzen?|charta|werten?|menschenrecht\w*|gemeinwohl\w*|transparenz|vielfalt)\b"
)

_OTHERS_F = one_of(
    r"""
    giz eu kommission europäische_union bundesregierung landesregierung bundesrepublik förderung stiftung
    akademie partnerstadt privatwirtschaft wirtschaft industrie koordinierungsstelle richtlinie partner
    unternehmen stadtwerke projektpartner fördermittelgeber fördergeber
    """
)
_OTHERS_M = one_of(
    r"""
    bund fördergeber fördermittelgeber zuwendungsgeber projektträger träger partner projektpartner
    verein aufruf open_call versicherer dienstleister
    """
)
_OTHERS_N = one_of(
    r"""
    land bmz programm förderprogramm projekt ministerium bundesministerium gesetz unternehmen
    bauministerium konsortium
    """
)
_OTHER = re.compile(
    rf"(?<!für )(?<!an )(?<!auf )(?<!in )(?<!gegen )\b(?:die {_OTHERS_F}|der {_OTHERS_M}|das {_OTHERS_N})\b"
    rf"|\b(?:von der|von den|durch die) (?:\w+en )?{_OTHERS_F}|\b(?:vom|durch den|durch das|seitens des) "
    rf"(?:{_OTHERS_M}|{_OTHERS_N})|^(?:{_OTHERS_F}|bmz|bund|land)\b"
    r"|\baus (?:\w+ )?(?:förder|projekt|programm|landes|bundes|dritt)mitteln\b"
)
_OURSELVES = re.compile(
    r"\bwir\b|\bdas amt\b"
    r"|\b(?:die|unsere) (?:\w*stadt|\w*gemeinde|kommune|verwaltung|\w*region)\b(?<!partnerstadt)"
    r"|\b(?:der|unser) (?:\w*kreis|markt|regionalverband|\w*rat|kreistag)\b"
)
# Money that goes to citizens, or is only a topic of what the municipality knows about.
_NOT_OURS_TO_GIVE = re.compile(
    r"\b(?:bürger\w*|haushalten|privatpersonen|eigentümer\w*|vereinen|betrieben|familien)\b"
    r"|\b(?:erfahrung\w*|kenntniss\w*|wissen|expertise|know-how|austausch|fragen|themen?|konzept\w*|modell\w*|"
    rf"beispiel\w*|lösung\w*|strategie\w*)\b(?: \w+){{0,5}}? {MONEY_NOUN}"
)


def pledge(sentence: str) -> tuple[str, str] | None:
    """Kind and words of the first pledge in `sentence`, or None."""
    excused = False
    for words in _clauses(sentence):
        low = words.lower()[:MAX_CLAUSE]
        dependent = bool(_DEPENDENT.search(low))
        # A subordinate clause or an infinitive lives under what it hangs on.
        excused = excused and dependent
        found = suspicion(low)
        if found and not excused and not _harmless(low, found, sentence.lower()):
            return found, words[:160]
        excused = excused or _denied(low) or bool(_OPEN.search(low))
    return None


def _denied(clause: str) -> bool:
    return bool(_NOT.search(_NO_DENIAL.sub(" ", clause)) or _WITHOUT.search(clause))


def _harmless(text: str, kind: str, sentence: str) -> bool:
    if _denied(text) or _OPEN.search(text) or _PAST.search(text) or text.startswith("um "):
        return True
    if _OTHER.search(text) and not _OURSELVES.search(text):
        return True
    if kind == "money":
        return bool(_NOT_OURS_TO_GIVE.search(text))
    if "verpflicht" in text or "gebunden" in text:
        # To goals one is pledged in a clause of its own (*…, bis 2035 klimaneutral zu werden*)
        # only where it is reported.
        goals = sentence if _COMMITTED_ALREADY.search(text) else text
        if _DUTY_BY_LAW.search(text) or _IDEALS.search(goals):
            return True
    return bool(re.search(r"\bverbindliche", text) and _LATER.search(text))


# -- what the funder needs to read -----------------------------------------------------------

_INTEREST = re.compile(
    r"\binteress(?:e|iert\w*)\b|\b(?:wir|hiermit|unsere)\b[^.;]*\binteressens?bekundung\b", re.IGNORECASE
)
_NO_INTEREST = re.compile(
    r"\bkein(?:e|erlei)?\s+(?:\w+\s+)?interesse\b|\bnicht\s+(?:\w+\s+)?interessiert\b", re.IGNORECASE
)
_NON_BINDING = re.compile(
    r"\bunverbindlich\w*|\bbindet\b[^.;]{0,40}\bnicht\b"
    r"|\b(?:nicht|keine\w*|ohne)\b[^.;]{0,60}?(?:\b|rechts)(?:verbindlich\w*|bindend\w*|bindung\w*)",
    re.IGNORECASE,
)
_DUTY = r"(?:verpflicht\w*|pflichten?|bindung\w*|ansprüche?n?|verbindlichkeit\w*)"
_NO_DUTY = re.compile(
    rf"\b(?:keine\w*|ohne|weder|nicht)\b[^.;]{{0,80}}?\b{_DUTY}"
    rf"|\b{_DUTY}[^.;]{{0,60}}?\b(?:nicht|keine\w*|weder)\b",
    re.IGNORECASE,
)

_FINANCIAL = re.compile(r"\bfinanziell|\bzahlung|\bkosten\b|\bhaushalt", re.IGNORECASE)


def says(statement: str, sentence: str) -> bool:
    """Whether `sentence` makes the statement (see `guard.STATEMENTS`)."""
    if statement == "interest":
        return bool(_INTEREST.search(sentence)) and not _NO_INTEREST.search(sentence)
    if statement == "non_binding":
        return bool(_NON_BINDING.search(sentence)) and "nicht unverbindlich" not in sentence.lower()
    # Either both kinds of obligation are ruled out, or obligations altogether.
    legal, financial = ("rechtlich" in sentence.lower()), bool(_FINANCIAL.search(sentence))
    return bool(_NO_DUTY.search(sentence)) and legal == financial
