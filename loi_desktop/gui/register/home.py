"""The list of all letters."""

from __future__ import annotations

from loi_desktop.gui.context import Ui
from loi_desktop.gui.page import Page


class HomePage(Page):
    """Every letter, newest first."""

    name = "letters"

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui)
        self.set_title(ui.texts("ui.shell.letters"))
        self.body.addStretch(1)
