"""Every sentence the user reads, by key and language.

Catalogues are monolingual gettext files, `resources/locale/<language>/<area>.po`: the
msgid is the key, the msgstr the sentence, `{name}` a placeholder.  Keys begin with their
area: `error.…` and `finding.…` carry the codes of `errors` and findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(folder.glob("*.po")):
        found.update(_entries(file.read_text("utf-8")))
    return found


def _entries(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Key and forms of each entry of a .po file.

    Ours hold keys, sentences and comments alone; a general reader takes 20 ms for them at
    each start.
    """
    for block in text.split("\n\n"):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            before, _, quoted = line.partition('"')
            name = before.strip() or name
            fields[name] = fields.get(name, "") + _unescaped(quoted[:-1])
        if fields.get("msgid"):
            forms = [fields[name] for name in ("msgstr", "msgstr[0]", "msgstr[1]") if name in fields]
            yield fields["msgid"], tuple(forms)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return text.replace("\\\\", "\0").replace("\\n", "\n").replace('\\"', '"').replace("\0", "\\")


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
