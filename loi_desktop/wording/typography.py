"""Fixed spaces, capital and small first letters: what a careful typist does by hand."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from loi_desktop.model.declaration import Language

NBSP = "\u00a0"

MIN_SIZE_PT = 10.0
MAX_SIZE_PT = 12.0
USUAL_SIZE_PT = 11.0
"""Sizes of a letter's text; the form offers no others."""

MONTHS_DE = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# Where a line must not end, after DIN 5008: each pattern's plain spaces become fixed ones.
_ABBREVIATIONS = re.compile(
    r"\b(?:z\. B\.|d\. h\.|i\. d\. R\.|u\. a\.|u\. Ä\.|o\. Ä\.|o\. g\.|s\. o\.|s\. u\.|i\. V\. m\.|"
    r"i\. S\. d\.|i\. V\.|i\. A\.|e\. V\.|z\. T\.|z\. Hd\.|u\. U\.|v\. a\.|m\. E\.|h\. c\.|a\. D\.)"
)
_BEFORE_NUMBER = re.compile(
    r"(?:§§?|\b(?:Abs\.|Art\.|Nr\.|Ziff\.|Kap\.|Bd\.|Rn\.|S\.|No\.|Seite|Tel\.)) (?=\d)"
)
_AFTER_NUMBER = re.compile(
    r"(?<=\d) (?=(?:%|‰|°C|€|Euro\b|EUR\b|US-Dollar\b|Mio\.|Mrd\.|km\b|km²|m²|ha\b|kW|MW|kg\b))"
)
_TITLES = re.compile(r"\b(?:Dr|Prof|Dipl|Mag|St|Mr|Ms|Mrs)\. (?=[A-ZÄÖÜ])")
_DATES = re.compile(rf"\b(?:\d{{1,2}}\.? (?=(?:{'|'.join(MONTHS_DE + MONTHS_EN)})\b))")

# Words of which we are sure that they are no nouns; only these begin small after the
# salutation's comma.  *Sie, Ihr, Ihnen* are missing: addressed to the reader they stay capital.
_FUNCTION_WORDS = """
der die das des dem den ein eine eines einem einen einer kein keine keiner keinem keinen
dieser diese dieses diesem diesen jener jene jenes jeder jede jedes jedem jeden
alle allen aller alles beide beiden einige einigen mehrere mehreren viele vielen manche
solche solcher solchen welche welcher welches
ich du er es wir man mich mir uns unser unsere unserem unseren unserer unseres
mein meine meinem meinen meiner meines sein seine seinem seinen seiner seines
und oder aber denn sondern doch sowie sowohl weder entweder
dass weil da wenn falls sofern soweit obwohl während nachdem bevor bis damit indem ob als wie
in im ins an am ans auf aus bei beim mit nach von vom zu zum zur seit über unter vor hinter
neben zwischen durch durchs für fürs gegen ohne um wegen trotz statt anstatt anlässlich aufgrund
bezüglich gemäß hinsichtlich innerhalb außerhalb mittels laut entsprechend vorbehaltlich zwecks
anbei hiermit hierzu hierbei hierfür dabei dafür damit dazu daher darum deshalb deswegen dadurch
darüber darin daran darauf danach davon dagegen ebenfalls auch schon bereits noch nur sehr so
besonders insbesondere gerne gern heute jetzt nun derzeit zurzeit gegenwärtig aktuell bislang bisher
zunächst zuerst zudem außerdem ferner weiterhin grundsätzlich
bekanntlich erfreulicherweise
gemeinsam zugleich gleichzeitig dort hier wo wann warum was wer wessen wem wen
vielleicht voraussichtlich selbstverständlich leider natürlich gegebenenfalls möglicherweise
ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können könnte könnten
möchte möchten soll sollen sollte sollten will wollen darf dürfen muss müssen
freut freuen begrüßt begrüßen bekundet bekunden bestätigt bestätigen erklärt erklären
verweist verweisen bezugnehmend sich nicht nichts etwas jemand niemand
"""
_NO_NOUNS = frozenset(_FUNCTION_WORDS.split())

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def drawable_size(size_pt: float) -> float:
    """The size nearest to `size_pt` that a letter can have."""
    if math.isnan(size_pt):
        return USUAL_SIZE_PT
    return min(max(size_pt, MIN_SIZE_PT), MAX_SIZE_PT)


@lru_cache(maxsize=1024)  # from one key to the next all paragraphs but one are the same
def fixed_spaces(text: str, language: Language = "de") -> str:
    """`text` with fixed spaces (U+00A0) where a line must not end.

    Dates and titles hold in both languages, the German abbreviations in German alone.
    """
    patterns = [_BEFORE_NUMBER, _AFTER_NUMBER, _TITLES, _DATES]
    if language == "de":
        patterns.append(_ABBREVIATIONS)
    for pattern in patterns:
        text = pattern.sub(lambda match: match[0].replace(" ", NBSP), text)
    return text


def upper_first(text: str) -> str:
    """`text` with a capital first letter; *eTwinning* and the like keep their own."""
    word = _WORD.match(text)
    if word is None or word[0] != word[0].lower():
        return text
    return text[0].upper() + text[1:]


def lower_first(text: str) -> str:
    """`text` with a small first letter where its first word is surely no noun."""
    word = _WORD.match(text)
    if word is None or word[0].lower() not in _NO_NOUNS or word[0][1:] != word[0][1:].lower():
        return text
    return text[0].lower() + text[1:]
