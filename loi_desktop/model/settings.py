"""What the user has chosen for the program as a whole."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Settings(Struct, frozen=True, omit_defaults=True):
    """`pdf_folder`: where the last PDF went; `profile`: the sender profile of new letters;
    `name`: entered by the clerk if the history shall name her; `welcomed`: the first-start
    page was left.
    """

    language: Literal["de", "en"] = "de"
    theme: Literal["system", "light", "dark"] = "system"
    pdf_folder: str = ""
    profile: str = ""
    name: str = ""
    welcomed: bool = False
