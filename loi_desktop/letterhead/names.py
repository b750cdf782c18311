"""Names of letterheads: what a person reads, and what a folder is called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

_LONGEST_SLUG = 40
_LONGEST_NAME = 80
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"}
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def display_name(wanted: str, file: Path) -> str:
    """`wanted`, else the file's name without its ending; one line, NFC, at most 80 signs."""
    text = unicodedata.normalize("NFC", wanted.strip() or file.stem.replace("_", " "))
    printable = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join(printable.split())[:_LONGEST_NAME].strip() or "Briefkopf"


def fingerprint(content: bytes, following: bytes | None) -> str:
    """SHA-256 (hex) of the file, or of the file and the SHA-256 of the one for following sheets."""
    more = b"" if following is None else hashlib.sha256(following).digest()
    return hashlib.sha256(content + more).hexdigest()


def letterhead_id(name: str, sha256: str) -> str:
    """A short readable id, such as `musterstadt-3fa41b2c`."""
    lowered = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall("[a-z0-9]+", plain))[:_LONGEST_SLUG].strip("-")
    return f"{slug or 'briefkopf'}-{sha256[:8]}"


def is_id(text: str) -> bool:
    """Whether `text` can be a letterhead's id, and so a folder's name."""
    return len(text) <= _LONGEST_SLUG + 20 and _ID.fullmatch(text) is not None
