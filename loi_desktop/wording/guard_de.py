"""German rules of the promise guard."""

from __future__ import annotations

import re

# -- clauses ---------------------------------------------------------------------------

# A comma parts clauses; so do words that turn the sentence round or open a new main clause.
_CLAUSE = re.compile(
    r"\s*(?:,|\s[–—-]\s|\()\s*|\s+(?=(?:sondern|aber|jedoch|allerdings|dennoch)\b)"
    r"|\s+und\s+(?=(?:wir|sie|er|es|die|der|das)?\s*(?:verpflicht|garantier|übern|trag|trägt|leist|stell|sag|sicher)\w*\b)"
)

# -- what makes a clause suspicious ----------------------------------------------------

_SELF = r"(?:uns|sich)"
_THING = (
    r"(?:zusag\w*|zusicherung\w*|teilnahme|beteiligung|mitwirkung|mitarbeit|verpflichtung\w*|erklärung|"
    r"interessensbekundung|interessenbekundung|absichtserklärung|kooperation|partnerschaft|finanzierung|"
    r"kofinanzierung|finanzierungszusage|übernahme|bereitstellung|unterstützung|umsetzung|durchführung|"
    r"zustimmung|vereinbarung|vertrag|schreiben|willenserklärung)"
)
_BINDING = r"(?<!un)(?:rechts)?verbindlich|(?<!un)bindend|(?<!un)(?:rechts)?wirksam verpflicht\w*"
_PLEDGE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bverpflichte[nt]?\b(?=.*\b{_SELF}\b)|\b{_SELF}\b.*\bverpflichte[nt]?\b",
        r"\b(?:sind|ist|bleib\w*|fühl\w*|seh\w*)\b.*\b(?:dazu )?verpflichtet\b",
        r"\bverpflichtungen?\b.*\b(?:ein(?:zugehen|gehen|gegangen)?|übern\w+|begründe\w*|erw[aä]chs\w*|entsteh\w*)\b",
        r"\b(?:gehen|geht|übernehmen|übernimmt|begründet|entsteht|erwächst|erwachsen)\b.*\bverpflichtungen?\b",
        r"\bgarantier\w*|\bgarantie\b.*\b(?:geb\w*|gib\w*|übern\w*)\b|\b(?:geb\w*|gib\w*|übern\w*)\b.*\bgarantie\b",
        r"\b(?:zusicher\w*|zugesichert\w*|zuzusichern)\b|\bsicher[nt]\b.*\bzu$",
        r"\b(?:zusagen|zusagt|zugesagt\w*|zuzusagen)\b|\bsag(?:en|t)\b.*\bzu$",
        rf"\b(?:{_BINDING})\w*\b.*\b{_THING}\b|\b{_THING}\b.*\b(?:{_BINDING})\w*\b",
        rf"\b(?:{_BINDING})\b.*\b(?:erklär\w*|beteilig\w*|teil\w*|mit\w*|zustimm\w*|bereit\w*|vereinbar\w*|fest\w*|"
        r"ein\w*|bestätig\w*|beschließ\w*|anmeld\w*|an|unterstütz\w*|umsetz\w*|durchführ\w*)\b",
        rf"\b(?:erklär\w*|beteilig\w*|nehm\w*|nimmt|stimm\w*|bestätig\w*|meld\w*|wirk\w*)\b.*\b(?:{_BINDING})\b",
        r"\b(?:haften|haftet|stehen|steht)\b.*\b(?:dafür ein|für\b.*\bein)$|\bhaft(?:en|et)\b.*\bfür\b",
        r"\bgewährleiste[nt]?\b|\bfeste zusage\b|\bunwiderruflich\w*\b|\brechtsanspruch\b",
    )
)

_MONEY_NOUN = (
    r"(?:eigenanteil\w*|eigenmittel\w*|eigenbeitr\w*|eigenleistung\w*|kofinanzierung\w*|ko-finanzierung\w*|"
    r"kofinanzierungsanteil\w*|komplementärmittel\w*|kosten\w*|\w+kosten|mehrkosten|ausgaben|aufwendungen|"
    r"finanzierung\w*|finanzielle[nrsm]? (?:\w+ )?(?:beitr\w+|anteil\w*|mittel\w*|beteiligung\w*|verpflichtung\w*|"
    r"ressourcen)|finanzmittel\w*|haushaltsmittel\w*|fördermittel aus \w+ haushalt|gelder\w*|zuschuss\w*|"
    r"zuschüsse\w*|personalstelle\w*|mittel\b|"
    r"(?:\d[\d.,]*|tausend|hunderttausend)\s*(?:euro|eur|€)|prozent der (?:kosten|projektkosten))"
)
_MONEY_VERB = (
    r"(?:übern(?:ehm|imm|omm)\w*|übernahme|zu übernehmen|trag(?:en|t)|trägt|zu tragen|getragen|"
    r"leiste[nt]?|zu leisten|geleistet|bereit(?:stell\w*|zustellen|gestellt)?|bereitstellung|"
    r"stell\w*|zur verfügung|bring(?:en|t)|ein(?:bring\w*|zubringen|gebracht)|auf(?:bring\w*|zubringen)|"
    r"zahl(?:en|t)|zu zahlen|bezahl\w*|finanzier(?:en|t)|kofinanzier\w*|erbring\w*|zu erbringen|beteilig\w*|"
    r"steuer[nt]|beisteuer\w*|beizusteuern|sicher(?:stell\w*|zustellen|gestellt)|eingeplant|ein(?:plan\w*|zuplanen)|"
    r"einstellen|einzustellen|auf(?:komm\w*|zukommen)|komm(?:en|t)\b.*\bauf|gewähr\w*|investier\w*|gesichert)"
)
_MONEY = (
    re.compile(rf"\b{_MONEY_NOUN}.*\b{_MONEY_VERB}\b"),
    re.compile(rf"\b{_MONEY_VERB}\b.*\b{_MONEY_NOUN}"),
    re.compile(r"\b(?:ko)?finanzier(?:en|t)\b.*\b(?:projekt|vorhaben|maßnahme\w*|partnerschaft)\b"),
)

# -- what makes it harmless ------------------------------------------------------------

# Negations; *nicht nur … sondern* and *nicht zuletzt* deny nothing.
_NOT = re.compile(
    r"\b(?:nicht(?! nur\b| zuletzt\b| zögern\b| allein\b| bloß\b| lediglich\b| unverbindlich\b)|weder|niemals|"
    r"keinerlei|keinesfalls|keineswegs|mitnichten|kein(?:e[nrms]?)?)\b"
)
_WITHOUT = re.compile(
    r"\bohne\b(?:\s+\w+){0,3}\s+(?:verpflicht\w*|zusage\w*|bindung\w*|verbindlich\w*|eigenanteil\w*|eigenmittel\w*|"
    r"kosten\w*|finanzierung\w*|garantie\w*|obligo|rechtsanspruch)"
)
# Nobody promises what might be, what is still to be looked into or what somebody will decide.
_OPEN = re.compile(
    r"\b(?:würde[nt]?|könnte[nt]?|wäre[nt]?|dürfte[nt]?|hätte[nt]?|müsste[nt]?|sollte[nt]?|ob|"
    r"entscheid\w*|prüf\w*|geprüft|klären|geklärt|offen|vorbehalten|unter (?:dem )?vorbehalt|"
    r"bedarf|bedürfen|bedürfte\w*|setzt\b.*\bvoraus|erfordert|erfordern|erst (?:nach|mit|durch|wenn)|"
    r"bleib\w* .*\b(?:überlassen|unberührt)|wünsch\w*|hoff\w*)\b"
)
_PAST = re.compile(
    r"\b(?:19|20)[0-2]\d\b.*\b\w+(?:t|en)\b|\b(?:trug(?:en)?|übernahm(?:en)?|leistete[n]?|stellte[n]?|"
    r"verpflichtete[n]?|garantierte[n]?|finanzierte[n]?|beteiligte[n]?|zahlte[n]?|sagte[n]?|sicherte[n]?|"
    r"brachte[n]?|wurde[n]?|war(?:en)?|konnte[n]?)\b"
)
_SELF_PAST = re.compile(
    r"\b(?:hat|haben)\b.*\b(?:sich|uns)\b.*\bverpflichtet\b|\b(?:sich|uns)\b.*\bverpflichtet (?:hat|haben)\b"
)
_LAW = re.compile(
    r"\b(?:gesetzlich|nach (?:dem|der|§)|gemäß|laut|aufgrund|durch (?:das|die) \w*(?:gesetz|verordnung|richtlinie))\b"
    r".*\bverpflichtet\b"
)

_OTHERS = (
    r"(?:land|bund|bundesregierung|bundesland|landesregierung|giz|bmz|eu|kommission|fördergeber\w*|"
    r"fördermittelgeber\w*|zuwendungsgeber\w*|förderung|programm|förderprogramm|lag 21(?: nrw)?|lag|acst|"
    r"engagement global|skew|ministerium|bundesministerium|academy|akademie|partner|partnerstadt|unternehmen|"
    r"privatwirtschaft|wirtschaft|projektpartner\w*|projektträger\w*|träger|koordinierungsstelle|stiftung|verein)"
)
_OTHER_SUBJECT = re.compile(
    rf"^(?:\w+ ){{0,4}}?(?:die|der|das|ein|eine|seitens (?:der|des)|von (?:der|dem)|vom|durch (?:die|den|das))\s+"
    rf"(?:\w+[en]?\s+)?{_OTHERS}\b"
)
_US = re.compile(
    r"\b(?:wir|uns|unser\w*|ihre[nrms]?|seine[nrms]?|stadt|gemeinde|kommune|kreis|landkreis|markt|verwaltung|"
    r"verbandsgemeinde|samtgemeinde|region|regionalverband|amt|rat|stadtrat|kreistag)\b"
)


def pledge(sentence: str) -> tuple[str, str] | None:
    """Kind and words of the first pledge in `sentence`, or None."""
    carried = False
    for clause in _CLAUSE.split(sentence):
        low = clause.lower().strip(" .!?:")
        if not low:
            continue
        negated = bool(_NOT.search(low) or _WITHOUT.search(low))
        dependent = bool(re.search(r"\bzu \w+en$|\w+zu\w+en$|^(?:dass|die|der|das|um|ob|welche\w*)\b", low))
        found = _suspicious(low)
        # An infinitive or subordinate clause lives under the negation of what it hangs on.
        if found and not negated and not (carried and dependent) and not _harmless(low, found[0]):
            return found[0], clause.strip()[:160]
        carried = negated or bool(_OPEN.search(low)) or (carried and dependent)
    return None


def _suspicious(clause: str) -> tuple[str, str] | None:
    for kind, patterns in (("pledge", _PLEDGE), ("money", _MONEY)):
        for pattern in patterns:
            if match := pattern.search(clause):
                return kind, match[0]
    return None


def _harmless(clause: str, kind: str) -> bool:
    if _OPEN.search(clause) or _PAST.search(clause) or _SELF_PAST.search(clause) or _LAW.search(clause):
        return True
    other = _OTHER_SUBJECT.search(clause)
    return bool(other and not _US.search(clause[other.end() :] if kind == "money" else clause))


# -- what the funder needs to read -----------------------------------------------------

_INTEREST = re.compile(
    r"\binteress(?:e|iert\w*)\b|\binteressens?bekundung\w*\b|\binteressensbekund\w*", re.IGNORECASE
)
_NON_BINDING = re.compile(
    r"\bunverbindlich\w*|\b(?:nicht|keine\w*|ohne)\b[^.;]{0,60}?\b(?:rechts)?(?:verbindlich\w*|bindend\w*|bindung\w*)"
    r"|\bbindet\b[^.;]{0,40}\bnicht\b",
    re.IGNORECASE,
)
_DUTY = r"(?:verpflicht\w*|pflichten?|bindung\w*|ansprüche?n?|verbindlichkeit\w*)"
_NO_DUTY = re.compile(
    rf"\b(?:keine\w*|keinerlei|ohne|weder|nicht)\b[^.;]{{0,80}}?\b{_DUTY}|\b{_DUTY}[^.;]{{0,60}}?\b(?:nicht|keine\w*|weder)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(r"\brecht\w*", re.IGNORECASE)
_FINANCIAL = re.compile(r"\bfinanziell\w*", re.IGNORECASE)


def says(statement: str, sentence: str) -> bool:
    """Whether `sentence` makes the statement (see `guard.STATEMENTS`)."""
    if statement == "interest":
        return bool(_INTEREST.search(sentence)) and not re.search(
            r"\b(?:kein(?:e|erlei)?\s+(?:\w+\s+)?interesse|nicht\s+(?:\w+\s+)?interessiert)\b",
            sentence,
            re.IGNORECASE,
        )
    if statement == "non_binding":
        return bool(_NON_BINDING.search(sentence)) and "nicht unverbindlich" not in sentence.lower()
    # Either both kinds of obligation are named, or obligations altogether are ruled out.
    named = bool(_LEGAL.search(sentence)), bool(_FINANCIAL.search(sentence))
    return bool(_NO_DUTY.search(sentence)) and (all(named) or not any(named))
