"""File sizes as the clerk reads them."""

from __future__ import annotations

from loi_desktop.texts import Texts


def size(texts: Texts, count: int) -> str:
    """*46 kB* or *3,5 MB*: thousands of bytes, as mail programs count."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    number = f"{count / 1_000_000:.1f}"
    return f"{number.replace('.', ',') if texts.language == 'de' else number} MB"
