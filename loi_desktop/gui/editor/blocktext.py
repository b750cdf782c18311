"""A paragraph in place: stored rows in a text field, and back, with placeholders kept.

A placeholder appears as the words it stands for and stays one as long as nobody touches
them; bold, italic, lists and languages of the stored rows survive editing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFragment,
    QTextListFormat,
)

from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.growing import GrowingText
from loi_desktop.model.text import RichText, Row, Run

_NAME = int(QTextFormat.Property.UserProperty) + 1
_WORDS = int(QTextFormat.Property.UserProperty) + 2
_NUMBER = int(QTextFormat.Property.UserProperty) + 3
_LANG = int(QTextFormat.Property.UserProperty) + 4


class BlockText(GrowingText):
    """Shows rows; `written` (RichText) says that the clerk has changed them."""

    written = Signal(object)

    def __init__(self, keys: QObject, label_of: Callable[[str], str], underline: str) -> None:
        super().__init__(lines=1)
        self._label_of = label_of
        self._underline = QColor(underline)
        self._rows: RichText | None = None
        self._words: Mapping[str, str] = {}
        self.document().setIndentWidth(2 * GRID)
        self.installEventFilter(keys)
        self.textChanged.connect(self._changed)

    def show_rows(self, rows: RichText, words: Mapping[str, str]) -> None:
        """Show `rows`; `words` says what each placeholder stands for."""
        if rows == self._rows and words == self._words:
            return
        self._rows, self._words = rows, dict(words)
        at = self.textCursor().position()
        with QSignalBlocker(self):
            self._fill(rows)
        cursor = self.textCursor()
        cursor.setPosition(min(at, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def _fill(self, rows: RichText) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        number = 0
        for index, row in enumerate(rows):
            if index:
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
                self._out_of_list(cursor)
            if row.kind == "item":
                form = QTextListFormat()
                form.setStyle(QTextListFormat.Style.ListDisc)
                form.setIndent(row.level + 1)
                cursor.createList(form)
            for run in row.runs:
                number += 1
                cursor.insertText(self._text_of(run), self._format_of(run, number))
        cursor.endEditBlock()

    def _out_of_list(self, cursor: QTextCursor) -> None:
        inside = cursor.currentList()
        if inside is not None:
            inside.remove(cursor.block())
            cursor.setBlockFormat(QTextBlockFormat())

    def _text_of(self, run: Run) -> str:
        if not run.placeholder:
            return run.text
        # what is a list in the letter stands here in one line: it is one piece of the text
        words = "; ".join(self._words.get(run.placeholder, "").splitlines())
        return words or self._label_of(run.placeholder)

    def _format_of(self, run: Run, number: int) -> QTextCharFormat:
        form = QTextCharFormat()
        if run.bold:
            form.setFontWeight(QFont.Weight.Bold)
        form.setFontItalic(run.italic)
        if run.lang:
            form.setProperty(_LANG, run.lang)
        if run.placeholder:
            form.setProperty(_NAME, run.placeholder)
            form.setProperty(_WORDS, self._text_of(run))
            form.setProperty(_NUMBER, number)
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            form.setUnderlineColor(self._underline)
        return form

    def _changed(self) -> None:
        with QSignalBlocker(self):
            self._free_touched()
        rows = self._read()
        if rows != self._rows:
            self._rows = rows
            self.written.emit(rows)

    def _free_touched(self) -> None:
        """Words of a placeholder that were changed become ordinary text, and so does what was
        typed right beside them.
        """
        for start, text, form in self._placeholders():
            words = form.property(_WORDS)
            if text == words:
                continue
            at = text.find(words)
            spans = (
                [(start, len(text))]
                if at < 0
                else [(start, at), (start + at + len(words), len(text) - at - len(words))]
            )
            for position, length in spans:
                if length:
                    self._free(position, length, form)

    def _free(self, position: int, length: int, form: QTextCharFormat) -> None:
        plain = QTextCharFormat()
        plain.setFontWeight(form.fontWeight())
        plain.setFontItalic(form.fontItalic())
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(plain)

    def _placeholders(self) -> list[tuple[int, str, QTextCharFormat]]:
        """Position, text and format of each placeholder's characters."""
        found: list[tuple[int, str, QTextCharFormat]] = []
        for block in _blocks(self):
            for fragment in _fragments(block):
                form = fragment.charFormat()
                if not form.hasProperty(_NAME):
                    continue
                last = found[-1] if found else None
                if (
                    last
                    and last[2].property(_NUMBER) == form.property(_NUMBER)
                    and last[0] + len(last[1]) == fragment.position()
                ):
                    found[-1] = (last[0], last[1] + fragment.text(), form)
                else:
                    found.append((fragment.position(), fragment.text(), form))
        return found

    def _read(self) -> RichText:
        rows = tuple(_row(block) for block in _blocks(self))
        return () if all(not row.runs for row in rows) else rows


def _blocks(text: BlockText) -> list[QTextBlock]:
    blocks, block = [], text.document().begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    return blocks


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    places: Any = block  # the stubs do not know what going through a block gives
    return [place.fragment() for place in places if place.fragment().isValid()]


def _row(block: QTextBlock) -> Row:
    runs: list[Run] = []
    number = None
    for fragment in _fragments(block):
        form = fragment.charFormat()
        if form.hasProperty(_NAME) and form.property(_NUMBER) == number:
            continue
        number = form.property(_NUMBER) if form.hasProperty(_NAME) else None
        runs.append(_run(fragment, form))
    inside = block.textList()
    if inside is None:
        return Row(tuple(runs))
    return Row(tuple(runs), "item", min(max(inside.format().indent() - 1, 0), 1))


def _run(fragment: QTextFragment, form: QTextCharFormat) -> Run:
    bold = form.fontWeight() >= QFont.Weight.Bold
    lang = form.property(_LANG) or ""
    if form.hasProperty(_NAME):
        return Run(placeholder=form.property(_NAME), bold=bold, italic=form.fontItalic(), lang=lang)
    # Qt writes a line break within a paragraph as U+2028; for the letter it is a space
    text = fragment.text().replace("\u2028", " ")
    return Run(text=text, bold=bold, italic=form.fontItalic(), lang=lang)
