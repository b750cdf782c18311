"""What kept the Reinschrift from being written, and what can be done, inside the dialog."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.final.target import can_create, can_retry, is_of_place
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.marked import Marked


class Problem(QWidget):
    """A sentence and what helps: for a taken name *Ersetzen · Anderer Name*, for a file that is
    in use *Erneut versuchen · Unter anderem Namen*, for a folder *Ordner anlegen · Anderer
    Ordner …*.  `stands` (bool): something is wrong, or no more.
    """

    stands = Signal(bool)
    create_wanted = Signal()
    folder_wanted = Signal()

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
        self.create_folder = self._button("ui.final.create-folder", self.create_wanted)
        self.other_folder = self._button("ui.final.other-folder", self.folder_wanted)
        self._buttons = (self.replace, self.retry, self.rename, self.create_folder, self.other_folder)
        row = QWidget()
        flow = Flow(row, gap=GRID)
        for button in self._buttons:
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

    def show_error(self, error: LoiError, *, focus: bool = True) -> None:
        """Say what happened and offer what fits; `focus` goes there, if it may be moved."""
        self.taken = error.code == "output.exists"
        if self.taken:
            self._say(self._ui.texts("ui.final.exists", **error.data), "warn")
        else:
            self._say(self._ui.texts.error(error), "bad")
        self.rename.setText(self._ui.texts("ui.final.other-name" if self.taken else "ui.final.rename"))
        offered = self._offered(error)
        self._offer(*offered)
        if offered and focus:
            (self.rename if self.taken else self.retry).setFocus()

    def _offered(self, error: LoiError) -> tuple[Button, ...]:
        if self.taken:
            return (self.replace, self.rename)
        if not can_retry(error):
            return ()
        return (self.retry, self.other_folder if is_of_place(error) else self.rename)

    def show_missing_folder(self, folder: str) -> None:
        """The folder that was typed is not there."""
        self.taken = False
        self._offer(*((self.create_folder,) if can_create(folder) else ()), self.other_folder)
        self._say(self._ui.texts("ui.final.no-folder", folder=folder), "bad")

    def show_sentence(self, text: str) -> None:
        """Say something that needs no button."""
        self.taken = False
        self._offer()
        self._say(text, "bad")

    def _offer(self, *wanted: Button) -> None:
        for button in self._buttons:
            button.setVisible(button in wanted)
        self._row.setVisible(bool(wanted))

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self.said.say("")
        self.hide()
        self.stands.emit(False)

    def _say(self, text: str, kind: str) -> None:
        self.said.say(text, kind)
        self.show()
        self.stands.emit(True)
        spoken = QAccessibleAnnouncementEvent(self, text)
        spoken.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(spoken)
