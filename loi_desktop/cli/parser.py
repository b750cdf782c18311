"""The verbs of the console and their options."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from loi_desktop.errors import UsageError
from loi_desktop.texts import Texts

# What argparse says, in its own English words, and the code of our sentence for it.
_COMPLAINTS = (
    (
        re.compile(
            r"argument (?P<what>\S+): invalid choice: '?(?P<given>.*?)'? \(choose from (?P<known>.*)\)"
        ),
        "choice",
    ),
    (re.compile(r"the following arguments are required: (?P<what>.*)"), "missing"),
    (re.compile(r"unrecognized arguments: (?P<what>.*)"), "unknown"),
    (re.compile(r"argument (?P<what>\S+): expected .*argument"), "no-value"),
)


def path(text: str) -> Path:
    """A file or folder; an empty name is none."""
    if not text.strip():
        raise UsageError("console.no-path")
    return Path(text)


_WORDS = {
    "usage:": "usage",
    "positional arguments:": "arguments",
    "options:": "options",
    "show this help message and exit": "help",
}


class Parser(argparse.ArgumentParser):
    """Says what is wrong, and what is possible, through our texts."""

    def __init__(self, *, texts: Texts, **options: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, **options)
        self._t = texts

    def error(self, message: str) -> NoReturn:
        """A wrong use of the console (status 2)."""
        usage = " ".join(self.format_usage().split())
        for pattern, code in _COMPLAINTS:
            if found := pattern.match(message):
                raise UsageError(f"console.{code}", usage=usage, **found.groupdict())
        raise UsageError("console.use", why=message, usage=usage)

    def format_usage(self) -> str:
        """The line that shows the whole command."""
        return super().format_usage().replace("usage:", self._t("cli.word.usage"), 1)

    def format_help(self) -> str:
        """The help, argparse's own words in the user's language."""
        text = super().format_help()
        for english, key in _WORDS.items():
            text = text.replace(english, self._t(f"cli.word.{key}"), 1)
        return text


def build(t: Texts) -> Parser:
    """The whole list of verbs (design of the console, docs/console.md)."""
    common = Parser(texts=t, add_help=False)
    _common(common, t, default=argparse.SUPPRESS)
    parser = Parser(texts=t, prog="loi", description=t("cli.about"))
    _common(parser, t, default=None)
    parser.add_argument("--version", "-V", action="store_true", help=t("cli.help.version"))
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", parser_class=Parser)
    for add in (_demo, _new, _check, _export, _mail, _selftest):
        add(verbs, common, t)
    _register(verbs, common, t)
    _letterhead(verbs, common, t)
    _call(verbs, common, t)
    _config(verbs, common, t)
    return parser


def _common(parser: argparse.ArgumentParser, t: Texts, *, default: str | None) -> None:
    parser.add_argument("--data", metavar="DIR", default=default, help=t("cli.help.data"))
    parser.add_argument("--lang-ui", choices=("de", "en"), default=default, help=t("cli.help.lang-ui"))
    parser.add_argument("--json", action="store_true", default=default or False, help=t("cli.help.json"))


if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[Parser]  # noqa: SLF001 - argparse names the type of subparsers only so


def _verb(verbs: Verbs, name: str, common: Parser, t: Texts, key: str = "") -> Parser:
    text = t(f"cli.help.{key or name}")
    return verbs.add_parser(name, texts=t, parents=[common], help=text, description=text)


def _demo(verbs: Verbs, common: Parser, t: Texts) -> None:
    verb = _verb(verbs, "demo", common, t)
    verb.add_argument(
        "-o", "--output", type=path, default=Path("LoI-Beispiel"), metavar="FOLDER", help=t("cli.help.folder")
    )


def _new(verbs: Verbs, common: Parser, t: Texts) -> None:
    verb = _verb(verbs, "new", common, t)
    verb.add_argument("--call", default="allgemein", metavar="ID", help=t("cli.help.call-id"))
    verb.add_argument(
        "--set", action="append", default=[], metavar="PATH=VALUE", dest="sets", help=t("cli.help.set")
    )
    verb.add_argument("-o", "--output", type=path, required=True, metavar="FILE.loi", help=t("cli.help.loi"))


def _check(verbs: Verbs, common: Parser, t: Texts) -> None:
    _verb(verbs, "check", common, t).add_argument(
        "source", metavar="FILE.loi|RECORD", help=t("cli.help.source")
    )


def _export(verbs: Verbs, common: Parser, t: Texts) -> None:
    verb = _verb(verbs, "export", common, t)
    verb.add_argument("source", metavar="FILE.loi|RECORD", help=t("cli.help.source"))
    verb.add_argument(
        "-o", "--output", type=path, required=True, metavar="FILE.pdf|FILE.png", help=t("cli.help.pdf")
    )
    verb.add_argument("--letterhead", metavar="ID|FILE|none", help=t("cli.help.letterhead-option"))
    verb.add_argument("--form", choices=("A", "B"), help=t("cli.help.form"))
    verb.add_argument("--lang", choices=("de", "en", "both"), help=t("cli.help.lang"))
    verb.add_argument("--dpi", type=int, help=t("cli.help.dpi"))
    verb.add_argument("--attach-data", action="store_true", help=t("cli.help.attach-data"))
    verb.add_argument("--draft", action="store_true", help=t("cli.help.draft"))
    verb.add_argument("--no-record", action="store_true", help=t("cli.help.no-record"))


def _mail(verbs: Verbs, common: Parser, t: Texts) -> None:
    verb = _verb(verbs, "mail", common, t)
    verb.add_argument("record", metavar="RECORD", help=t("cli.help.record"))
    verb.add_argument("-o", "--output", type=path, required=True, metavar="FILE.eml", help=t("cli.help.eml"))
    verb.add_argument("--with-english", action="store_true", help=t("cli.help.with-english"))


def _selftest(verbs: Verbs, common: Parser, t: Texts) -> None:
    _verb(verbs, "selftest", common, t)


def _group(verbs: Verbs, name: str, common: Parser, t: Texts) -> Verbs:
    group = _verb(verbs, name, common, t)
    return group.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)


def _register(verbs: Verbs, common: Parser, t: Texts) -> None:
    actions = _group(verbs, "register", common, t)
    listing = _verb(actions, "list", common, t, "register-list")
    _verb(actions, "show", common, t, "register-show").add_argument("record", metavar="RECORD")
    find = _verb(actions, "find", common, t, "register-find")
    find.add_argument("words", nargs="+", metavar="WORD")
    for each in (listing, find):
        each.add_argument("--trash", action="store_true", help=t("cli.help.trash"))
    _verb(actions, "verify", common, t, "register-verify")
    change = _verb(actions, "set", common, t, "register-set")
    change.add_argument("record", metavar="RECORD", help=t("cli.help.record"))
    change.add_argument("step", metavar="STEP", help=t("cli.help.step"))
    change.add_argument("--date", default="", metavar="YYYY-MM-DD", help=t("cli.help.date"))
    change.add_argument("--file", type=path, metavar="SCAN", help=t("cli.help.scan"))
    change.add_argument("--remark", default="", help=t("cli.help.remark"))
    change.add_argument("--take-back", action="store_true", help=t("cli.help.take-back"))


def _letterhead(verbs: Verbs, common: Parser, t: Texts) -> None:
    actions = _group(verbs, "letterhead", common, t)
    _verb(actions, "list", common, t, "letterhead-list")
    _verb(actions, "check", common, t, "letterhead-check").add_argument("file", type=path, metavar="FILE")
    add = _verb(actions, "add", common, t, "letterhead-add")
    add.add_argument("file", type=path, metavar="FILE")
    add.add_argument("--name", default="", help=t("cli.help.name"))
    for name in ("show", "remove"):
        _verb(actions, name, common, t, f"letterhead-{name}").add_argument("id", metavar="ID")


def _call(verbs: Verbs, common: Parser, t: Texts) -> None:
    actions = _group(verbs, "call", common, t)
    _verb(actions, "list", common, t, "call-list")
    _verb(actions, "show", common, t, "call-show").add_argument("id", metavar="ID")
    _verb(actions, "check", common, t, "call-check").add_argument("file", type=path, metavar="FILE")


def _config(verbs: Verbs, common: Parser, t: Texts) -> None:
    _verb(_group(verbs, "config", common, t), "show", common, t, "config-show")
