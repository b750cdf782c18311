"""A font of the municipality's own."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

FontStyle = Literal["regular", "bold", "italic", "bold-italic"]


class OwnFont(Struct, frozen=True):
    """A family, and the file's name of each style that is there."""

    family: str
    files: dict[FontStyle, str]
