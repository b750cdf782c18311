"""What the worker process answers of letterheads and pages."""

from __future__ import annotations

from msgspec import Struct

from loi_desktop.model.background import Background

PREVIEW_WIDTH_PX = 600
LARGE_WIDTH_PX = 1200


class Reading(Struct, frozen=True, tag="reading"):
    """The cleaned letterhead and pictures (PNG, 600 and 1,200 pixels wide) of its first page."""

    background: Background
    preview: bytes
    large: bytes


class Pages(Struct, frozen=True, tag="pages"):
    """The pages of a letter as PNG."""

    pictures: tuple[bytes, ...]
