"""What the user has chosen for the program as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Settings:
    """`mail`: what a draft is handed to (the mail program, or only its folder); `pdf_folder`:
    where the last PDF went; `profile`: the sender profile of new letters; `welcomed`: the
    first-start page was left; `place_accepted`: the kind of profile whose loss was pointed out
    and accepted.  Nobody's name: the history names no person.  A dataclass, because it is
    read before the window is shown and msgspec takes its time to load.
    """

    language: Literal["de", "en"] = "de"
    theme: Literal["system", "light", "dark"] = "system"
    mail: Literal["program", "folder"] = "program"
    pdf_folder: str = ""
    profile: str = ""
    welcomed: bool = False
    place_accepted: str = ""
