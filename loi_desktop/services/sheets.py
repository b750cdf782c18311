"""The sheets of a letterhead, to look at."""

from __future__ import annotations

from loi_desktop.letterhead.assemble import one_page
from loi_desktop.model.background import Background


def following_page(background: Background) -> bytes | None:
    """A PDF with the cleaned sheet of the following pages and nothing else; None where these
    stay white.
    """
    return None if background.following is None else one_page(background.following)
