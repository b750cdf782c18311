"""What can be wrong with a call package, in the words of the two languages."""

from __future__ import annotations

from typing import Literal

from loi_desktop.model.call import Localised
from loi_desktop.wording.notes import quote

Fault = Literal[
    "call-id", "empty", "deadline", "file-name", "id", "place", "statement", "encoding", "second",
    "no-heading", "no-block", "long", "placeholder", "text-missing", "toml", "form",
]  # fmt: skip

MAX_DETAIL = 200
"""Characters of what a library says about a file."""

# As the end of a sentence: „aufruf.toml: …“.
_WORDS: dict[Fault, Localised] = {
    "call-id": Localised(
        "die Kennung (id) „{value}“ ist nicht erlaubt; erlaubt sind Kleinbuchstaben, Ziffern, Bindestriche "
        "und Punkte",
        "id “{value}” is not allowed; small letters, digits, hyphens and dots are",
    ),
    "empty": Localised("„{value}“ darf nicht leer sein", "“{value}” must not be empty"),
    "deadline": Localised(
        "die Frist (deadline) „{value}“ ist kein Datum der Form 2026-11-22",
        "deadline “{value}” is no date like 2026-11-22",
    ),
    "file-name": Localised(
        "das Muster des Dateinamens (file_name) enthält den unbekannten Platzhalter {{{value}}}",
        "file_name holds the unknown placeholder {{{value}}}",
    ),
    "id": Localised(
        "die Kennung (id) „{value}“ unter {what} ist nicht erlaubt oder kommt zweimal vor",
        "id “{value}” under {what} is not allowed or stands there twice",
    ),
    "place": Localised(
        "genau ein Absatz ([[block]]) muss place = „{value}“ haben",
        "exactly one [[block]] must have place = “{value}”",
    ),
    "statement": Localised(
        "der Absatz „{block}“ nennt die unbekannte Aussage (statements) „{value}“",
        "block “{block}” names the unknown statement “{value}”",
    ),
    "encoding": Localised("die Datei ist nicht als UTF-8 gespeichert", "the file is not saved as UTF-8"),
    "second": Localised("für „{value}“ gibt es einen zweiten Text", "there is a second text for “{value}”"),
    "no-heading": Localised(
        "vor der ersten Überschrift steht ein Text", "there is text before the first heading"
    ),
    "no-block": Localised(
        "einen Absatz „{value}“ gibt es in aufruf.toml nicht", "aufruf.toml has no block “{value}”"
    ),
    "long": Localised("der Text ist länger als {most} Zeichen", "the text has more than {most} characters"),
    "placeholder": Localised(
        "der Platzhalter {{{value}}} ist unbekannt", "the placeholder {{{value}}} is unknown"
    ),
    "text-missing": Localised("der Text für „{value}“ fehlt", "there is no text for “{value}”"),
    "toml": Localised(
        "die Datei ist fehlerhaft aufgebaut (Technische Einzelheit: {detail})",
        "the file is not well formed (technical detail: {detail})",
    ),
    "form": Localised(
        "eine Angabe fehlt, ist unbekannt oder hat die falsche Form (Technische Einzelheit: {detail})",
        "an entry is missing, unknown or of the wrong form (technical detail: {detail})",
    ),
}


class MalformedError(Exception):
    """A package breaks the format in `file`; `heading` or `line` name the place in it.

    `data` fills the words of the fault: `value` and `detail` are cut.
    """

    def __init__(
        self, fault: Fault, file: str, /, *, heading: str = "", line: int = 0, **data: str | int
    ) -> None:
        super().__init__(f"{file}: {fault}")
        self._fault: Fault = fault
        self._place = Localised(file, file)
        if heading:
            self._place = Localised(f"{file}, # {quote(heading)}", f"{file}, # {quote(heading)}")
        elif line:
            self._place = Localised(f"{file}, Zeile {line}", f"{file}, line {line}")
        self._data = {
            name: quote(value, MAX_DETAIL if name == "detail" else 60) if isinstance(value, str) else value
            for name, value in data.items()
        }

    def words(self) -> dict[str, str]:
        """Where and why, for the sentence: `where`, `why` and their English."""
        why = _WORDS[self._fault]
        return {
            "where": self._place.de,
            "where_en": self._place.en,
            "why": why.de.format(**self._data),
            "why_en": why.en.format(**self._data),
        }
