"""*Lizenzen*: under which terms the program and its parts may be used."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.page import Page
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.reader import Reader
from loi_desktop.services import licences


class LicencesPage(Page):
    """The list of foreign parts first, then every text by the name of its part."""

    name = "licences"

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui)
        self.set_title(self.t("ui.licences.title"))
        self.head.setStretch(0, 1)
        back = Button(self.t("ui.licences.back"), ui.icons("arrow-left"))
        back.clicked.connect(self.escape)
        self.head.addWidget(back)
        self._overview, self._licences = licences.overview(), licences.licences()
        titles = [self._called(licence.part) for licence in self._licences]
        if self._overview is not None:
            titles.insert(0, self.t("ui.licences.overview"))
        self.reader = Reader(
            ui.theme.colours,
            titles=titles,
            list_name=self.t("ui.licences.parts"),
            text_name=self.t("ui.licences.text"),
        )
        self.reader.chosen.connect(self._show)
        self.body.addWidget(self.reader, 1)
        self.reader.choose(0)

    def first_focus(self) -> QWidget:
        """The parts: arrow keys go from one to the next."""
        return self.reader.list

    def escape(self) -> None:
        """Back to the settings."""
        self.ui.frame.go("settings")

    def _called(self, part: str) -> str:
        return self.t(f"ui.licences.{part}") if part in ("icons", "hyphenation") else part

    def _show(self, number: int) -> None:
        try:
            if self._overview is not None and number == 0:
                self.reader.show_markdown(licences.read(self._overview))
                return
            chosen = self._licences[number - (self._overview is not None)]
            self.reader.show_plain(licences.text(chosen))
        except LoiError as error:
            self.reader.show_plain(self.t.error(error))
