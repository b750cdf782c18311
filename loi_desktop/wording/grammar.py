"""The municipality in a sentence: article, case, possessive, pronoun."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from loi_desktop.model.declaration import Gender, Sender

Case = Literal["nom", "gen", "dat", "acc"]
CASES: tuple[Case, ...] = ("nom", "gen", "dat", "acc")

GAP = "…"
"""Stands where something that is required has not been typed yet."""

_ARTICLES: dict[str, dict[Case, str]] = {
    "f": {"nom": "die", "gen": "der", "dat": "der", "acc": "die"},
    "m": {"nom": "der", "gen": "des", "dat": "dem", "acc": "den"},
    "n": {"nom": "das", "gen": "des", "dat": "dem", "acc": "das"},
}

_PRONOUNS = {"f": "sie", "m": "er", "n": "es"}

# The noun's end tells its gender and genitive: Landkreis ends like Kreis, Hansestadt like
# Stadt.  The longest end that fits wins.
_NOUNS: dict[str, tuple[Gender, str]] = {
    "stadt": ("f", ""),
    "gemeinde": ("f", ""),
    "kommune": ("f", ""),
    "region": ("f", ""),
    "metropole": ("f", ""),
    "gemeinschaft": ("f", ""),
    "schaft": ("f", ""),
    "verwaltung": ("f", ""),
    "vereinigung": ("f", ""),
    "insel": ("f", ""),
    "markt": ("m", "es"),
    "kreis": ("m", "es"),
    "verband": ("m", "es"),
    "ort": ("m", "es"),
    "staat": ("m", "es"),
    "bezirk": ("m", "s"),
    "flecken": ("m", "s"),
    "amt": ("n", "es"),
    "dorf": ("n", "es"),
    "land": ("n", "es"),
    "bad": ("n", "es"),
    "gebiet": ("n", "es"),
}

_SMALL_WORDS = frozenset({"und", "der", "die", "des", "im", "in", "am", "an"})

_KINDS_EN = {
    "stadt": "City",
    "kreisfreie stadt": "City",
    "große kreisstadt": "City",
    "kreisstadt": "District Town",
    "landeshauptstadt": "State Capital",
    "bundeshauptstadt": "Federal Capital",
    "bundesstadt": "Federal City",
    "hansestadt": "Hanseatic City",
    "freie und hansestadt": "Free and Hanseatic City",
    "universitätsstadt": "University City",
    "gemeinde": "Municipality",
    "ortsgemeinde": "Municipality",
    "einheitsgemeinde": "Municipality",
    "kommune": "Municipality",
    "verbandsgemeinde": "Association of Municipalities",
    "samtgemeinde": "Joint Municipality",
    "verwaltungsgemeinschaft": "Association of Municipalities",
    "markt": "Market Town",
    "flecken": "Market Town",
    "kreis": "District",
    "landkreis": "District",
    "amt": "Amt",
    "region": "Region",
    "regionalverband": "Regional Association",
    "bezirk": "District",
}


class Municipality(Struct, frozen=True):
    """A municipality ready for sentences.  `kind` may be empty (the name holds the noun);
    `gender` empty means: a bare place name, without article.
    """

    name: str
    kind: str
    gender: Gender
    name_en: str = ""

    @property
    def full_name(self) -> str:
        """Without article, as in an address: *Stadt Musterstadt*."""
        return f"{self.kind} {self.name or GAP}".strip()

    def in_case(self, case: Case) -> str:
        """With its article: *der Kreisfreien Stadt Musterstadt*."""
        if not self.gender:
            return f"von {self.name or GAP}" if case == "gen" else self.name or GAP
        article = _ARTICLES[self.gender][case]
        if not self.kind:
            return f"{article} {self.name or GAP}"
        return f"{article} {_declined(self.kind, self.gender, case)} {self.name or GAP}"

    @property
    def its(self) -> str:
        """The possessive without ending: *ihr* or *sein*."""
        return "ihr" if self.gender == "f" else "sein"

    @property
    def pronoun(self) -> str:
        """*sie*, *er* or *es*."""
        return _PRONOUNS[self.gender or "n"]

    @property
    def english(self) -> str:
        """As an English sentence names it: *the City of Musterstadt*.

        An English name that already says what it is (*City of …*, *… Region*) keeps its words.
        """
        name = self.name_en or self.name or GAP
        if name.lower().startswith("the "):
            return f"the {name[4:]}"
        if re.search(r"\bof\b", name):
            return f"the {name}"
        if not self.kind:
            return name
        return f"the {_kind_in_english(self.kind)} of {name}"


def municipality(sender: Sender) -> Municipality:
    """The sender's municipality with the gender that was chosen or that its noun has."""
    kind = written_kind(sender.kind)
    gender = sender.gender or gender_of(kind) or ("f" if kind else "")
    return Municipality(name=sender.name.strip(), kind=kind, gender=gender, name_en=sender.name_en.strip())


def written_kind(kind: str) -> str:
    """The kind as an office writes it: *stadt* → *Stadt*, *kreisfreie stadt* → *Kreisfreie
    Stadt*; one that ends in no noun we know stays as it was typed.
    """
    words = kind.split()
    return " ".join(_capital(word) for word in words) if gender_of(kind) else " ".join(words)


def _capital(word: str) -> str:
    if word.lower() in _SMALL_WORDS or not (word.islower() or word.isupper()):
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def gender_of(kind: str) -> Gender:
    """The gender of a kind's noun (its last word), empty for a noun that nobody told us."""
    found = _noun(kind)
    return found[0] if found else ""


def _noun(kind: str) -> tuple[Gender, str] | None:
    word = kind.rsplit(maxsplit=1)[-1].lower() if kind.split() else ""
    ends = [end for end in _NOUNS if word.endswith(end)]
    return _NOUNS[max(ends, key=len)] if ends else None


def _declined(kind: str, gender: Gender, case: Case) -> str:
    """The kind after its article: adjectives take the weak ending, the noun its genitive."""
    *before, noun = kind.split()
    weak = "en" if case in {"gen", "dat"} or (case == "acc" and gender == "m") else "e"
    words = [_adjective(word, weak) for word in before]
    if case == "gen" and gender != "f":
        noun += _genitive_ending(kind)
    return " ".join([*words, noun])


def _adjective(word: str, ending: str) -> str:
    """*Kreisfreie*, *Großer* → with `ending`; *und*, *Universitäts-* stay as they are."""
    stem = re.fullmatch(r"(\w+?)(?:e|er|es)", word)
    return stem[1] + ending if stem and word[0].isupper() else word


def _genitive_ending(kind: str) -> str:
    known = _noun(kind)
    if known and known[1]:
        return known[1]
    one_syllable = len(re.findall(r"[aeiouyäöü]+", kind.rsplit(maxsplit=1)[-1].lower())) == 1
    return "es" if one_syllable or re.search(r"(?:[sßxz]|sch|st)$", kind.lower()) else "s"


def _kind_in_english(kind: str) -> str:
    """The English noun; a German word without one keeps its own name."""
    if english := _KINDS_EN.get(kind.lower()):
        return english
    noun = kind.rsplit(maxsplit=1)[-1].lower()
    ends = [end for end in _KINDS_EN if noun.endswith(end)]
    return _KINDS_EN[max(ends, key=len)] if ends else kind
