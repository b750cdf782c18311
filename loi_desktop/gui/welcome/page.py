"""The first start."""

from __future__ import annotations

from loi_desktop.gui.context import Ui
from loi_desktop.gui.page import Page


class WelcomePage(Page):
    """Three cards."""

    name = "welcome"

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui)
        self.set_title("w")
