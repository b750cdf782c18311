"""The letter's note: kept half a second after the last key; it never leaves the house."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import heading, muted
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.growing import GrowingText
from loi_desktop.model.record import Record

_WAIT_MS = 500


class NoteCard(Card):
    """A field for what the office wants to remember of this letter."""

    def __init__(self, ui: Ui, record: Record) -> None:
        super().__init__(ui.theme.colours)
        self._ui = ui
        self._id = record.id
        self._kept = record.notes
        title = ui.texts("ui.finished.note")
        self.add(heading(title, 1.2))
        self.text = GrowingText(lines=2)
        self.text.setPlainText(record.notes)
        self.text.setAccessibleName(title)
        hint = ui.texts("ui.finished.note-hint")
        self.text.setAccessibleDescription(hint)
        self.add(self.text)
        self.add(muted(hint, ui.theme.colours))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.keep)
        self.text.textChanged.connect(self._timer.start)

    def keep(self) -> None:
        """Store what stands here, if it is not stored yet."""
        self._timer.stop()
        text = self.text.toPlainText()
        if text == self._kept:
            return
        self._kept = text
        self._ui.jobs.run(partial(self._ui.desk.letters.note, self._id, text), self._stored, self._failed)

    def _stored(self, record: Record) -> None:
        self._ui.frame.status(self._ui.texts("ui.finished.note-kept"))

    def _failed(self, error: LoiError) -> None:
        self._ui.frame.say(self._ui.texts.error(error), bad=True)
