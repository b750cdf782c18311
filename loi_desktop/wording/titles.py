"""Offices, authorities and councils in English."""

from __future__ import annotations

import re

_BODIES = {
    "der rat": "The Council",
    "der stadtrat": "The City Council",
    "der gemeinderat": "The Municipal Council",
    "der marktgemeinderat": "The Market Town Council",
    "der kreistag": "The District Council",
    "der verbandsgemeinderat": "The Council of the Association of Municipalities",
    "der samtgemeinderat": "The Council of the Joint Municipality",
    "der amtsausschuss": "The Council of the Amt",
    "die stadtverordnetenversammlung": "The City Council",
    "die gemeindevertretung": "The Municipal Council",
    "die bürgerschaft": "The City Parliament",
    "die ratsversammlung": "The City Council",
    "die regionsversammlung": "The Regional Assembly",
    "die verbandsversammlung": "The Association’s Assembly",
    "der hauptausschuss": "The Main Committee",
    "der haupt- und finanzausschuss": "The Main and Finance Committee",
}

# Masculine, feminine, English.
_PAIRS = (
    ("oberbürgermeister", "oberbürgermeisterin", "Lord Mayor"),
    ("bürgermeister", "bürgermeisterin", "Mayor"),
    ("erster bürgermeister", "erste bürgermeisterin", "First Mayor"),
    ("zweiter bürgermeister", "zweite bürgermeisterin", "Second Mayor"),
    ("stellvertretender bürgermeister", "stellvertretende bürgermeisterin", "Deputy Mayor"),
    ("regierender bürgermeister", "regierende bürgermeisterin", "Governing Mayor"),
    ("ortsbürgermeister", "ortsbürgermeisterin", "Mayor"),
    ("bezirksbürgermeister", "bezirksbürgermeisterin", "District Mayor"),
    ("verbandsbürgermeister", "verbandsbürgermeisterin", "Mayor of the Association of Municipalities"),
    ("samtgemeindebürgermeister", "samtgemeindebürgermeisterin", "Mayor of the Joint Municipality"),
    ("landrat", "landrätin", "District Administrator"),
    ("stellvertretender landrat", "stellvertretende landrätin", "Deputy District Administrator"),
    ("kreisdirektor", "kreisdirektorin", "District Director"),
    ("kreisbeigeordneter", "kreisbeigeordnete", "Deputy District Administrator"),
    ("erster kreisbeigeordneter", "erste kreisbeigeordnete", "First Deputy District Administrator"),
    ("beigeordneter", "beigeordnete", "Deputy Mayor"),
    ("erster beigeordneter", "erste beigeordnete", "First Deputy Mayor"),
    ("technischer beigeordneter", "technische beigeordnete", "Deputy Mayor for Technical Services"),
    ("stadtdirektor", "stadtdirektorin", "City Director"),
    ("gemeindedirektor", "gemeindedirektorin", "Municipal Director"),
    ("amtsdirektor", "amtsdirektorin", "Director of the Amt"),
    ("verbandsdirektor", "verbandsdirektorin", "Director of the Association"),
    ("regionspräsident", "regionspräsidentin", "President of the Region"),
    ("stadtrat", "stadträtin", "City Councillor"),
    ("erster stadtrat", "erste stadträtin", "First City Councillor"),
    ("stadtbaurat", "stadtbaurätin", "Head of Planning and Building"),
    ("kämmerer", "kämmerin", "Treasurer"),
    ("stadtkämmerer", "stadtkämmerin", "City Treasurer"),
    ("kreiskämmerer", "kreiskämmerin", "District Treasurer"),
    ("dezernent", "dezernentin", "Head of Department"),
    ("fachbereichsleiter", "fachbereichsleiterin", "Head of Division"),
    ("amtsleiter", "amtsleiterin", "Head of Office"),
)
_OFFICES = {title: english for *titles, english in _PAIRS for title in titles}

# Authorities that are no person's office.
_AUTHORITIES = {
    "der magistrat": "The Municipal Executive",
    "der gemeindevorstand": "The Municipal Executive",
    "der kreisausschuss": "The District Executive",
    "der senat": "The Senate",
}

_ARTICLE = re.compile(r"(?:der|die|das)\s+", re.IGNORECASE)


def office_in_english(title: str) -> str:
    """*Lord Mayor* for *Oberbürgermeisterin*; empty for an office without an English word."""
    return _OFFICES.get(_key(title), "")


def authority_in_english(authority: str) -> str:
    """*The Lord Mayor* for *Die Oberbürgermeisterin*; empty where there is no English word."""
    key = _key(authority)
    if known := _AUTHORITIES.get(key):
        return known
    office = _OFFICES.get(_ARTICLE.sub("", key, count=1), "")
    return f"The {office}" if office and _ARTICLE.match(key) else office


def council_in_english(body: str) -> str:
    """*The City Council* for *Der Stadtrat*; empty where there is no English word."""
    return _BODIES.get(_key(body), "")


def without_article(name: str) -> str:
    """*Rat* for *Der Rat*."""
    return _ARTICLE.sub("", name.strip(), count=1) if _ARTICLE.match(name.strip()) else name.strip()


def _key(words: str) -> str:
    return " ".join(words.lower().split())
