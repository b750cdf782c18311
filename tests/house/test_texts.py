"""Every sentence exists in both languages, and none stands there for nothing."""

import ast
import re
import string
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "resources" / "locale"


def catalogue(language):
    entries = {}
    for file in sorted((LOCALE / language).glob("*.po")):
        for entry in polib.pofile(str(file), encoding="utf-8"):
            assert entry.msgid not in entries, f"{entry.msgid} stands twice ({file.name})"
            entries[entry.msgid] = entry
    return entries


GERMAN, ENGLISH = catalogue("de"), catalogue("en")


OURS = {
    "LoiError",
    "UsageError",
    "InputError",
    "RegisterError",
    "ConflictError",
    "OutputError",
}


class Code:
    """What the program's source says: string constants, openings of f-strings, codes raised."""

    def __init__(self):
        self.constants, self.openings, self.raised, self.found, self.called = (
            set(),
            set(),
            set(),
            set(),
            set(),
        )
        for file in sorted((ROOT / "loi_desktop").rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                self.look(node)

    def look(self, node):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            self.constants.add(node.value)
        if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
            self.openings.add(node.values[0].value)
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.left, ast.Constant)
            and isinstance(node.left.value, str)
        ):
            self.openings.add(node.left.value)
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0].value
            if name in OURS and isinstance(first, str):
                self.raised.add(first)
            elif name == "Finding":
                self.found.add(first)
            elif name in {"t", "texts"} and isinstance(first, str):
                self.called.add(first)

    def uses(self, key):
        bare = re.sub(r"^(error|finding)\.", "", key)
        return (
            key in self.constants
            or bare in self.constants
            or any(
                "." in opening and (key.startswith(opening) or bare.startswith(opening))
                for opening in self.openings
            )
        )


CODE = Code()


def words(entry):
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def placeholders(entry):
    return {name for text in words(entry) for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_sentences():
    assert sorted(GERMAN) == sorted(ENGLISH)


@pytest.mark.parametrize("entries", [GERMAN, ENGLISH], ids=["de", "en"])
def test_no_sentence_is_missing_or_unfinished(entries):
    unfinished = [
        key for key, entry in entries.items() if entry.fuzzy or not all(t.strip() for t in words(entry))
    ]
    assert unfinished == []


def test_both_languages_fill_in_the_same_data():
    different = [
        key
        for key in GERMAN
        if key in ENGLISH and placeholders(GERMAN[key]) - {"n"} != placeholders(ENGLISH[key]) - {"n"}
    ]
    assert different == []


def test_every_error_and_finding_has_its_sentence():
    wanted = (
        {f"error.{code}" for code in CODE.raised} | {f"finding.{code}" for code in CODE.found} | CODE.called
    )
    assert sorted(wanted - set(GERMAN)) == []


def test_no_sentence_is_left_over():
    assert sorted(key for key in GERMAN if not CODE.uses(key)) == []


def test_german_sentences_are_polite_and_know_no_programmers_words():
    forbidden = re.compile(
        r"\b(JSON|TinyDB|UUID|Traceback|Exception|NFC|Hash|None|null|du|dein|wir|Wir|uns)\b"
    )
    console = {key for key in GERMAN if key.startswith("cli.")}
    blamed = {
        key: text
        for key, entry in GERMAN.items()
        if key not in console
        for text in words(entry)
        if forbidden.search(text.replace("„die Stadt Musterstadt bekundet", ""))
    }
    assert blamed == {}
