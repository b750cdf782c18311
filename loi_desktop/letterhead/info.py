"""What is known of a stored letterhead without opening it: `letterhead.json`."""

from __future__ import annotations

from msgspec import Struct

from loi_desktop.model.findings import Finding

FORMAT = "loi-letterhead"
VERSION = 1


class LetterheadInfo(Struct, frozen=True):
    """A stored letterhead.  `pages` is 1, or 2 with a following sheet; `added_at` is UTC,
    ISO 8601.  A damaged one has its folder's name and the finding `letterhead.damaged`.
    """

    id: str
    name: str
    sha256: str = ""
    pages: int = 1
    added_at: str = ""
    findings: tuple[Finding, ...] = ()


class Card(Struct, frozen=True, forbid_unknown_fields=False):
    """The file itself: the truth for the name and the margins (millimetres), and the check
    sum (SHA-256) of the frozen sheets beside it.
    """

    format: str
    version: int
    id: str
    name: str
    sha256: str
    pages: int
    added_at: str
    source: str
    background_sha256: str
    bottom_mm: float
    following_top_mm: float
    following_bottom_mm: float
    findings: tuple[Finding, ...] = ()

    def info(self) -> LetterheadInfo:
        """What lists show."""
        return LetterheadInfo(self.id, self.name, self.sha256, self.pages, self.added_at, self.findings)
