"""The plain choices of a Reinschrift: paper, language, attached data."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.labelled import Columns
from loi_desktop.gui.widgets.wrapping import WrappedCheck, WrappedRadio
from loi_desktop.model.declaration import Language, Layout


class FinalChoices(QWidget):
    """`changed` when the letter has to be looked at again."""

    changed = Signal()

    def __init__(self, ui: Ui, layout: Layout) -> None:
        super().__init__()
        t, colours = ui.texts, ui.theme.colours
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        name = _letterhead_name(ui, layout.letterhead)
        self.with_letterhead = WrappedRadio(
            t("ui.final.letterhead", name=name) if name else t("ui.final.letterhead-none")
        )
        self.preprinted = WrappedRadio(t("ui.final.preprinted"))
        self.with_letterhead.setEnabled(bool(layout.letterhead))
        (self.with_letterhead if layout.letterhead else self.preprinted).setChecked(True)
        self.german = WrappedRadio(t("ui.final.german"))
        self.english = WrappedRadio(t("ui.final.english"))
        self.both = WrappedRadio(t("ui.final.both"))
        (self.english if layout.language == "en" else self.german).setChecked(True)
        paper = self._group(t("ui.final.paper"), self.with_letterhead, self.preprinted)
        language = self._group(t("ui.final.language"), self.german, self.english, self.both)
        column.addWidget(Columns(paper, language, least=240))
        column.addWidget(heading(t("ui.final.data"), 1.0))
        self.data = WrappedCheck(t("ui.final.attach"))
        self.data.setAccessibleDescription(t("ui.final.attach-hint"))
        column.addWidget(self.data)
        column.addWidget(muted(t("ui.final.attach-hint"), colours))

    @property
    def paper(self) -> Literal["letterhead", "preprinted"]:
        """Whether the letterhead is laid under the text."""
        return "letterhead" if self.with_letterhead.isChecked() else "preprinted"

    @property
    def language(self) -> Language:
        """The language of this Reinschrift; of the first of two."""
        return "en" if self.english.isChecked() else "de"

    @property
    def courtesy(self) -> bool:
        """Whether the English copy is made too, as a second file."""
        return self.both.isChecked()

    @property
    def attach_data(self) -> bool:
        """Whether the public view lies inside the PDF."""
        return self.data.isChecked()

    def _group(self, title: str, *radios: WrappedRadio) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading(title, 1.0))
        group = QButtonGroup(self)
        for radio in radios:
            radio.setAccessibleDescription(title)
            group.addButton(radio)
            column.addWidget(radio)
        column.addStretch(1)
        group.buttonClicked.connect(self._clicked)
        return box

    def _clicked(self) -> None:
        self.changed.emit()


def _letterhead_name(ui: Ui, letterhead: str) -> str:
    """The letterhead's name; its id where it is not installed, so that the finding fits."""
    if not letterhead:
        return ""
    try:
        return next((info.name for info in ui.desk.letterheads.list() if info.id == letterhead), letterhead)
    except LoiError:
        return letterhead
