"""Every sentence the user reads, by key and language.

Catalogues are monolingual gettext files, `resources/locale/<language>/<area>.po`: the
msgid is the key, the msgstr the sentence, `{name}` a placeholder.  Keys begin with their
area: `error.…` and `finding.…` carry the codes of `errors` and findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, Protocol

from loi_desktop.errors import LoiError
from loi_desktop.paths import resources

UiLanguage = Literal["de", "en"]
LANGUAGES: tuple[UiLanguage, ...] = ("de", "en")


class Coded(Protocol):
    """Anything with a code and data: a finding."""

    @property
    def code(self) -> str:
        """The stable name."""
        ...

    @property
    def data(self) -> Mapping[str, str | int | float]:
        """What fills the sentence."""
        ...


@lru_cache(maxsize=4)
def _catalogue(folder: Path) -> Mapping[str, tuple[str, ...]]:
    import polib

    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(folder.glob("*.po")):
        for entry in polib.pofile(str(file), encoding="utf-8"):
            plural = entry.msgstr_plural
            found[entry.msgid] = (plural[0], plural[1]) if plural else (entry.msgstr,)
    return found


class Texts:
    """The sentences in one language."""

    def __init__(self, language: UiLanguage = "de") -> None:
        self.language = language
        self._sentences = _catalogue(resources() / "locale" / language)

    def __call__(self, key: str, /, **data: str | float) -> str:
        """The sentence of `key`, filled with `data`; `n` chooses singular or plural.

        A datum that is itself text in a language brings its English beside it: `block`, `block_en`.
        A key that no catalogue has comes back in brackets: a test keeps that from shipping.
        """
        forms = self._sentences.get(key)
        if forms is None:
            return f"[{key}]"
        form = forms[0] if len(forms) == 1 or data.get("n") == 1 else forms[1]
        if self.language == "en":
            data = {name: data.get(f"{name}_en", value) for name, value in data.items()}
        return form.format_map(_Known(data)) if "{" in form else form

    def has(self, key: str) -> bool:
        """Whether a catalogue has `key`."""
        return key in self._sentences

    def error(self, error: LoiError) -> str:
        """What happened, what is safe, what to do."""
        return self(f"error.{error.code}", **error.data)

    def finding(self, finding: Coded) -> str:
        """The sentence of a finding."""
        return self(f"finding.{finding.code}", **finding.data)


class _Known(dict[str, str | int | float]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
