"""The letter as plain text, for the clipboard: every word in reading order."""

from __future__ import annotations

from loi_desktop.model.letter import Letter, LetterBlock
from loi_desktop.model.text import Row


def plain_text(letter: Letter) -> str:
    """The same letter as characters alone, ending with a line end.

    Paragraphs are parted by an empty line, items begin with an en dash.
    """
    text_blocks = [block for block in letter.blocks if block.kind not in {"enclosures", "copies"}]
    after = [block for block in letter.blocks if block.kind in {"enclosures", "copies"}]
    parts = [
        letter.authority,
        letter.return_line,
        "\n".join((*letter.remarks, *letter.address)),
        "\n".join(f"{row.label}: {row.value}".rstrip() for row in letter.info),
        *(_block(block) for block in text_blocks),
        *("\n".join(filter(None, (s.by, s.name, s.office))) for s in letter.signatures),
        *(_block(block) for block in after),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: LetterBlock) -> str:
    """Items and list entries stand line under line, paragraphs apart."""
    close = block.kind in {"enclosures", "copies"}
    text = ""
    for row in block.rows:
        gap = "\n" if close or row.kind == "item" else "\n\n"
        text += (gap if text else "") + _row(row)
    return text


def _row(row: Row) -> str:
    characters = "".join(run.text for run in row.runs)
    return f"{'  ' * row.level}– {characters}" if row.kind == "item" else characters
