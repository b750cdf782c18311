"""German words of the promise guard: what a pledge sounds like.

All patterns see one clause in small letters.
"""

from __future__ import annotations

import re


def one_of(text: str) -> str:
    """A pattern for one of the words in `text`; an underscore is a space in a word."""
    return f"(?:{'|'.join(text.split()).replace('_', ' ')})"


# -- what makes a clause suspicious ----------------------------------------------------------

# What a municipality could promise; only the adjective *verbindlich* makes it a promise.
_THING = one_of(
    r"""
    zusage zusagen zusicherung teilnahme beteiligung mitwirkung mitarbeit verpflichtung
    verpflichtungen erklärung interessens?bekundung absichtserklärung finanzierung kofinanzierung
    finanzierungszusage übernahme bereitstellung unterstützung unterstützungszusage zustimmung
    """
)
_BINDING = r"(?:rechts)?verbindlich|bindend|rechtswirksam"
_SURELY = one_of(
    r"""
    auf_jeden_fall in_jedem_fall definitiv ganz_sicher mit_sicherheit bedingungslos unwiderruflich
    unter_allen_umständen vorbehaltlos uneingeschränkt fest garantiert
    """
)
_TAKE_PART = one_of(
    r"""
    teil\w*nehm\w* nehmen\b.*\bteil nimmt\b.*\bteil beteilig\w* mit\w*wirk\w* umsetz\w* umzusetzen
    durch\w*führ\w* unterstütz\w* zusag\w*
    """
)
_DECLARE = rf"(?:erklär\w*|bestätig\w*|zustimm\w*|meld\w*|anmeld\w*|{_TAKE_PART})"

_PLEDGE = tuple(
    re.compile(pattern)
    for pattern in (
        # to oblige oneself
        r"\bverpflichte[nt]?\b.*\b(?:uns|sich)\b|\b(?:uns|sich)\b.*\bverpflichte[nt]?\b",
        rf"\b(?:sind|ist)\b.*\b(?:dazu|hierzu|hiermit|dadurch|zur {_THING})\b.*\bverpflichtet\b",
        rf"\b(?:sind|ist)\b.*\bverpflichtet\b.*\bzur {_THING}\b",
        r"\bverpflichtung(?:en)?\b.*\b(?:ein|eingehen|einzugehen|übern\w+)\b",
        r"\bverpflichtung(?:en)?\b.*\b(?:begründe\w*|erw[aä]chs\w*|entsteh\w*)\b",
        r"\b(?:übern\w+|begründe\w*|erw[aä]chs\w*|entsteh\w*)\b.*\bverpflichtung(?:en)?\b",
        r"\bbind(?:en|et) (?:uns|sich)\b|\b(?:uns|sich) (?:\w+ ){0,3}(?:zu )?binden\b",
        # to promise
        r"\b(?:zusagen|zusagt|zugesagt\w*|zuzusagen)\b|\bsag(?:en|t)\b(?! uns\b).*\bzu$",
        r"\b(?:zusicher\w*|zugesichert\w*|zuzusichern)\b|\bsicher[nt]\b.*\bzu$",
        r"^(?!.*\b(?:uns|sich)\b).*\b(?:versprech\w*|verspricht|versprochen)\b",
        r"\bgarantier(?:en|t)\b|\b(?:geb\w*|gib\w*|übern\w*)\b.*\bgarantie\b|\bgarantie\b.*\b(?:geb\w*|übern\w*)\b",
        rf"\bgewährleiste[nt]?\b.*\b{_THING}\b|\bstell\w*\b.*\b{_THING}\b.*\bsicher$",
        r"\b(?:haften|haftet|einstehen|einzustehen)\b|\bsteh(?:en|t)\b.*\bein$",
        r"\bfeste zusage\b|\brechtsanspruch\b|\b(?:hat|haben)\b.*\banspruch\b",
        r"\b(?:bürgen|bürgt|verbürg\w*|bürgschaft\w*)\b",
        r"\b(?:sich|fest) darauf verlassen\b",
        r"\b(?:geb\w*|gib\w*|steh\w*)\b.*\b(?:unser|ihr|sein|im)\w* wort\b",
        # what is binding
        rf"\b(?:{_BINDING})e[nrsm]?\b(?: \w+){{0,2}} {_THING}\b",
        rf"\b{_THING}\b.*\b(?:ist|sind|gilt|gelten|bleibt|wird|hat)\b.*\b(?:{_BINDING})(?:en charakter)?\b",
        rf"\b(?:{_BINDING})\b.*\b{_DECLARE}\b|\b{_DECLARE}\b.*\b(?:{_BINDING})\b",
        r"\bverbindliche[nrsm]?\b.*\b(?:ein(?:zugehen|gehen)?|abzuschließen|schließen)$",
        rf"\b(?:dies\w*|das) schreiben\b.*\b(?:{_BINDING})\b|\bvertrag\b.*\bzustande\b",
        rf"\b{_SURELY}\b.*\b{_TAKE_PART}\b|\b{_TAKE_PART}\b.*\b{_SURELY}\b",
        r"\b(?:teilnahme|beteiligung|mitwirkung)\b.*\b(?:steht fest|ist sicher|ist gesichert)\b",
        r"\bnicht unverbindlich|\bunwiderruflich\b|\berkenn\w*\b.*\bals \w*(?:bindend|verbindlich)\b",
        r"\b(?:rechtlich|vertraglich|fest)\b.*\b(?:gebunden|binden)\b",
        r"\b(?:ist|sind)\b.*\ban (?:die|das|den)\b.*\bgebunden\b|\berfüll(?:en|t)\b.*\bpflichten\b",
        r"\bversicher[en]\b.*\bihnen\b",
        # what is agreed already
        r"\b(?:vertrag|vereinbarung|auftrag)\b.*\b(?:unterzeichnet|(?:ab)?geschlossen|erteilt|vergeben)\b",
        r"\b(?:abschließend|vertraglich|fest) (?:vereinbart|geregelt)\b",
        r"\b(?:tritt|treten)\b.*\bals (?:voll)?partner\w*\b.*\bbei\b",
        # no way back
        r"\b(?:rücktritt|widerruf|ausstieg|kündigung)\b.*\bausgeschlossen\b",
        r"\bunabhängig von\b.*\b(?:entscheidung|beschluss|zustimmung|förderung)\b",
        rf"\bwerden\b.*\b{_TAKE_PART}\b.*\bunabhängig davon\b",
    )
)  # fmt: skip

_AMOUNT = r"(?:\d[\d.,]*|tausend|hunderttausend|million(?:en)?)\s*(?:euro|eur|€)"
MONEY_NOUN = one_of(
    rf"""
    \beigenanteil\w* \beigenmittel\w* \beigenbeitr\w* \beigenbeteiligung\w* \beigene\w*_mittel\w*
    \b(?:ko|gegen|rest|an|ausfall)-?finanzierung\w* \bfinanzierungsanteil\w* \bkomplementärmittel\w*
    \bkosten(?:anteil\w*|übernahme|beteiligung)?\b \b\w+kosten\b \bausgaben\b \baufwendungen\b
    \bfinanziellen?_(?:\w+_)?(?:beitr\w+|anteil\w*|mittel\w*|beteiligung\w*|ressourcen) \bfinanzierung\b
    \bfinanzmittel\w* \bhaushaltsmittel\w* \bgelder\w* \bzusch[uü]ss\w* \bpersonalstelle\w* \bmitteln?\b
    \bfehlbetr[aä]g\w* \bverpflichtungsermächtigung\w* \bfinanziell\b \b{_AMOUNT} \bprozent_der_\w*kosten\b
    """
)
_MONEY_VERB = one_of(
    r"""
    übern(?:ehm|imm|omm)\w* übernahme zu_übernehmen trag(?:en|t) trägt mittragen getragen
    mitzutragen leiste[nt]? geleistet bereit(?:stell\w*|zustellen|gestellt\w*)? stell\w*
    zur_verfügung bringen bringt ein(?:bring\w*|zubringen|gebracht)
    auf(?:bring\w*|zubringen|gebracht) zahl(?:en|t) bezahl\w* finanzier(?:en|t)
    (?:ko|mit)-?(?:zu)?finanzier\w* erbring\w* erbracht beteilig\w* steuer[nt] beisteuer\w*
    beizusteuern sicher(?:zustellen|gestellt|t)? gesichert eingeplant einplanen einzuplanen
    eingestellt einstellen einzustellen vorgesehen aufkommen aufzukommen komm(?:en|t) gewähr\w*
    gewährleist\w* bewillig\w* reservier\w* zugesagt deck(?:en|t) ausgleich\w* auszugleichen binden
    aufgenommen aufnehmen aufzunehmen begleich(?:en|t) beglichen
    """
)
_MONEY = (
    re.compile(rf"{MONEY_NOUN}.*\b{_MONEY_VERB}\b|\b{_MONEY_VERB}\b.*{MONEY_NOUN}"),
    re.compile(r"\bauf (?:unsere|eigene|ihre|seine) (?:\w+ )?kosten\b|\baus eigenen mitteln\b"),
    re.compile(r"\bzu ?lasten (?:unser\w*|der \w*(?:stadt|gemeinde|kommune)|des \w*kreises)\b"),
    re.compile(rf"\bunser\w* (?:beitrag|anteil)\b.*\b{_AMOUNT}|\baus (?:der|unserer) (?:\w+ )?rücklage\b"),
    re.compile(r"\b(?:als|eine?) eigenleistung\b|\b(?:ersatz|schadenersatz)\b.*\bleisten\b"),
    re.compile(r"\b(?:unentgeltlich|kostenlos|kostenfrei)\b.*\b(?:verbleib|übereign\w*|überlass\w*)\b"),
    re.compile(r"\b(?:mit|ko-?)?finanzier(?:en|t)\b.*\b(?:projekt|vorhaben|maßnahmen?|partnerschaft)\b"),
    re.compile(
        r"\b(?:projekt|vorhaben|maßnahmen?|partnerschaft)\b.*\b(?:mit|ko-?)?(?:zu)?finanzier(?:en|t)\b"
    ),
)

# Staff, hours and rooms cost money, too.  *Steht zur Verfügung* is no promise: so speaks every
# letter of the person who answers questions.
_RESOURCE = one_of(
    r"""
    \b(?:halbe|volle|ganze|viertel|zusätzliche|befristete|eigene|neue|eine|zwei|drei)\w*_\w*stellen?
    \bdie_\w*stellen?_(?:der|des|für) \bpersonal\b \bpersonalkapazität\w* \bmitarbeiter\w* \bfachkr[aä]ft\w*
    \bpersonelle_ausstattung \bgrundstück\w*
    \bbeschäftigte\w* \bwochenstunden \barbeitszeit\w* \barbeitsstunden \w*räume\w* \bräumlichkeiten
    """
)
_HAND_OVER = one_of(
    r"""
    freistell\w* freizustellen freigestellt freistellung bereit(?:stell\w*|zustellen|gestellt) abordn\w*
    abgeordnet entsend\w* entsandt überl[aä]ss\w*
    einricht\w* schaff(?:en|t) besetz(?:en|t) abstell\w*
    """
)
_RESOURCES = (
    re.compile(rf"{_RESOURCE}.*\b{_HAND_OVER}\b|\b{_HAND_OVER}\b.*{_RESOURCE}"),
    re.compile(rf"\bstell\w*\b.*{_RESOURCE}.*\b(?:bereit|zur verfügung|frei|ab|ein)$"),
    re.compile(rf"{_RESOURCE}.*\bstell(?:en|t)\b.*\bsicher$"),
    re.compile(rf"\bwir\b.*\b{_AMOUNT}.*\b(?:unterstütz|förder)\w*\b"),
    re.compile(rf"\bwir\b.*\b(?:unterstütz|förder)\w*\b.*\b{_AMOUNT}"),
)


def suspicion(clause: str) -> str:
    """*pledge*, *money* (or what costs money), or empty: whether the clause sounds like one."""
    if any(pattern.search(clause) for pattern in _PLEDGE):
        return "pledge"
    return "money" if any(pattern.search(clause) for pattern in (*_MONEY, *_RESOURCES)) else ""
