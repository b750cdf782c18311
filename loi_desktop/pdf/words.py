"""The few words that the page itself adds, in the letter's language."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from loi_desktop.model.declaration import Language
from loi_desktop.model.letter import Signature

DRAFT: Final = "ENTWURF"  # the draft goes round a German town hall, whatever the letter's language


class Words(Struct, frozen=True):
    """Page numbers and descriptions that a reader program speaks."""

    tag: str
    page: str
    signature: str
    data: str

    def describe(self, signature: Signature) -> str:
        """What a signature field is for."""
        who = ", ".join(filter(None, (" ".join(signature.name.split()), " ".join(signature.office.split()))))
        return f"{self.signature} {who}".strip()[:500]


_WORDS: Final[dict[Language, Words]] = {
    "de": Words(
        "de-DE", "Seite {number} von {count}", "Unterschrift", "Angaben des Schreibens für die Koordination"
    ),
    "en": Words(
        "en-GB", "Page {number} of {count}", "Signature of", "The letter’s facts for the coordinator"
    ),
}


def words(language: Language) -> Words:
    """The words of `language`."""
    return _WORDS[language]
