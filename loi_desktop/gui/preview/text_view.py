"""The letter as text, to read aloud or at any size: made from the same Letter as the page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTextBrowser

from loi_desktop.model.letter import Letter, LetterBlock
from loi_desktop.model.page import Area
from loi_desktop.model.text import RichText, Run
from loi_desktop.texts import Texts


class TextView(QTextBrowser):
    """Headings and paragraphs that a screen reader walks through with the arrow keys."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._html = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.document().setDocumentMargin(16)

    def show_letter(self, letter: Letter, areas: Sequence[Area]) -> None:
        """Show a newer letter; the place in it stays."""
        html = as_html(letter, areas, self._texts)
        if html == self._html:
            return
        self._html = html
        bar, cursor = self.verticalScrollBar(), self.textCursor()
        scrolled, at = bar.value(), cursor.position()
        self.setHtml(html)
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        bar.setValue(scrolled)


def as_html(letter: Letter, areas: Sequence[Area], texts: Texts) -> str:
    """The letter as headings and paragraphs; everything typed is escaped."""
    pages = _first_pages(areas)
    parts = [_heading(2, texts("ui.preview.text.page", page=1))]
    parts += _head(letter, texts)
    page = 1
    for block in letter.blocks:
        if pages.get(block.field, page) > page:
            page = pages[block.field]
            parts.append(_heading(2, texts("ui.preview.text.page", page=page)))
        parts += _block(block, texts)
        if block.kind == "closing":
            parts += _signatures(letter, texts)
    return "\n".join(parts)


def _first_pages(areas: Sequence[Area]) -> dict[str, int]:
    pages: dict[str, int] = {}
    for area in areas:
        pages[area.field] = min(area.page, pages.get(area.field, area.page))
    return pages


def _head(letter: Letter, texts: Texts) -> list[str]:
    parts = []
    if letter.return_line:
        parts += [
            _heading(3, texts("ui.preview.text.sender")),
            _lines([letter.authority, letter.return_line]),
        ]
    address = [*letter.remarks, *letter.address]
    if address:
        parts += [_heading(3, texts("ui.preview.text.address")), _lines(address)]
    if letter.info:
        info = [f"{row.label}: {row.value}" for row in letter.info]
        parts += [_heading(3, texts("ui.preview.text.info")), _lines(info)]
    return parts


def _block(block: LetterBlock, texts: Texts) -> list[str]:
    title = texts("ui.preview.text." + block.kind) if block.kind in {"subject", "text"} else ""
    parts = [_heading(3, title)] if block.kind == "subject" else []
    return [*parts, *_rows(block.rows)]


def _signatures(letter: Letter, texts: Texts) -> list[str]:
    parts = [_heading(3, texts("ui.preview.text.signature"))]
    return [*parts, *(_lines([s.by, s.name, s.office]) for s in letter.signatures)]


def _rows(rows: RichText) -> list[str]:
    parts, open_list = [], False
    for row in rows:
        if (row.kind == "item") != open_list:
            parts.append("</ul>" if open_list else "<ul>")
            open_list = not open_list
        tag = "li" if open_list else "p"
        parts.append(f"<{tag}>{''.join(_run(run) for run in row.runs)}</{tag}>")
    return [*parts, "</ul>"] if open_list else parts


def _run(run: Run) -> str:
    text = escape(run.text)
    text = f"<b>{text}</b>" if run.bold else text
    return f"<i>{text}</i>" if run.italic else text


def _heading(level: int, text: str) -> str:
    return f"<h{level}>{escape(text)}</h{level}>"


def _lines(lines: Sequence[str]) -> str:
    return f"<p>{'<br>'.join(escape(line) for line in lines if line)}</p>"
