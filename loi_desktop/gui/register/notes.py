"""The letter's note: kept half a second after the last key; it never leaves the house."""

from __future__ import annotations

from threading import Lock

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
        self._kept = self._typed = record.notes
        self._lock = Lock()
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
        self.text.textChanged.connect(self._changed)

    def keep(self) -> None:
        """Store what stands here beside the window, if it is not stored yet."""
        self._timer.stop()
        if self._typed != self._kept:
            self._ui.jobs.run(self._store, self._stored, self._failed)

    def keep_now(self) -> LoiError | None:
        """Store what stands here before another page comes; the error if it cannot be."""
        self._timer.stop()
        try:
            self._store()
        except LoiError as error:
            return error
        return None

    def _changed(self) -> None:
        self._typed = self.text.toPlainText()
        self._timer.start()

    def _store(self) -> None:
        # from any thread, and always the latest: a job that waited never writes older words
        with self._lock:
            text = self._typed
            if text != self._kept:
                self._ui.desk.letters.note(self._id, text)
                self._kept = text

    def _stored(self, _: object) -> None:
        self._ui.frame.status(self._ui.texts("ui.finished.note-kept"))

    def _failed(self, error: LoiError) -> None:
        self._ui.frame.say(self._ui.texts.error(error), bad=True)
