"""Texts of a call package: `{name}` is a placeholder, `{{` and `}}` are braces."""

from __future__ import annotations

import re

from loi_desktop.model.text import RichText, Row, Run

_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}")
_ITEM = re.compile(r"( *)[-–] +")


def runs(text: str) -> tuple[Run, ...]:
    """One line of text with its placeholders; every other sign stands for itself."""
    done: list[Run] = []
    words, at = "", 0
    for token in _TOKEN.finditer(text):
        words += text[at : token.start()]
        at = token.end()
        if token[1] is None:
            words += token[0][0]
            continue
        if words:
            done.append(Run(text=words))
        done.append(Run(placeholder=token[1].strip()))
        words = ""
    words += text[at:]
    return (*done, Run(text=words)) if words else tuple(done)


def names(text: str) -> tuple[str, ...]:
    """The placeholders in `text`."""
    return tuple(token[1].strip() for token in _TOKEN.finditer(text) if token[1] is not None)


def rows(text: str) -> RichText:
    """Paragraphs and list items.

    An empty line parts paragraphs, the lines of one are joined by spaces; a line that begins
    with „- “ is an item, one that is indented by two spaces or more an item below it.
    """
    done: list[Row] = []
    open_lines: list[str] = []
    kind_level = (False, 0)

    def close() -> None:
        if open_lines:
            item, level = kind_level
            joined = runs(" ".join(open_lines))
            done.append(Row(joined, kind="item", level=level) if item else Row(joined))
            open_lines.clear()

    for line in text.split("\n"):
        item = _ITEM.match(line)
        if item or not line.strip():
            close()
        if item:
            kind_level = (True, 1 if len(item[1]) > 1 else 0)
            open_lines.append(line[item.end() :].strip())
        elif line.strip():
            if not open_lines:
                kind_level = (False, 0)
            open_lines.append(line.strip())
    close()
    return tuple(done)
