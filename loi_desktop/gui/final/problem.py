"""What kept the Reinschrift from being written, and what can be done, inside the dialog."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.final.target import can_retry
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.marked import Marked


class Problem(QWidget):
    """A sentence; for a taken name *Ersetzen · Anderer Name*, for a place that cannot be
    written *Erneut versuchen · Unter anderem Namen*.
    """

    replace_wanted = Signal()
    retry_wanted = Signal()
    rename_wanted = Signal()

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self.taken = False
        colours = ui.theme.colours
        card = Card(colours, fill=colours.warn_soft, border=colours.warn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.said = Marked(ui.icons, colours, wrap=True)
        card.add(self.said)
        self.replace = self._button("ui.final.replace", self.replace_wanted)
        self.retry = self._button("ui.final.retry", self.retry_wanted)
        self.rename = self._button("ui.final.rename", self.rename_wanted)
        row = QWidget()
        flow = Flow(row, gap=GRID)
        for button in (self.replace, self.retry, self.rename):
            flow.addWidget(button)
        self._row = card.add(row)
        self.hide()

    def _button(self, key: str, wanted: object) -> Button:
        button = Button(self._ui.texts(key))
        button.clicked.connect(wanted)
        return button

    @property
    def text(self) -> str:
        """What is said."""
        return self.said.text

    def show_error(self, error: LoiError) -> None:
        """Say what happened and offer what fits."""
        self.taken = error.code == "output.exists"
        if self.taken:
            self._say(self._ui.texts("ui.final.exists", **error.data), "warn")
        else:
            self._say(self._ui.texts.error(error), "bad")
        writing = can_retry(error)
        self.replace.setVisible(self.taken)
        self.retry.setVisible(writing and not self.taken)
        self.rename.setText(self._ui.texts("ui.final.other-name" if self.taken else "ui.final.rename"))
        self.rename.setVisible(writing)
        self._row.setVisible(writing)
        if writing:
            (self.rename if self.taken else self.retry).setFocus()

    def show_sentence(self, text: str) -> None:
        """Say something that needs no button."""
        self.taken = False
        self._row.hide()
        self._say(text, "bad")

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self.said.say("")
        self.hide()

    def _say(self, text: str, kind: str) -> None:
        self.said.say(text, kind)
        self.show()
        spoken = QAccessibleAnnouncementEvent(self, text)
        spoken.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(spoken)
