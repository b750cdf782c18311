"""The draft while it is being written: its states, its keeping, its page."""

from __future__ import annotations

import time
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from loi_desktop.errors import ConflictError, LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.editor.edits import Edit
from loi_desktop.gui.editor.keeper import Keeper
from loi_desktop.gui.jobs import Latest
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.findings import Finding
from loi_desktop.model.record import Record
from loi_desktop.services.composer import BlockView, Composer, Drawn

KEEP_AFTER_MS = 400
# One who types without a pause is kept as well.
KEEP_AT_LEAST_S = 5.0
# A pause in the same field after which undo stops at the words before it.
PAUSE_S = 3.0
MAX_STATES = 500
# While somebody types the rest of the form waits for the page, at most so long: both want
# the interpreter, and what is looked at is the page.
_FORM_AFTER_MS = 40
# Long enough for the job to begin: else it waits until this thread is done with the key,
# 5 ms (Python's switch interval) with every tenth one.
_HAND_OVER_S = 0.0002


class Page(Struct, frozen=True):
    """The page of a declaration."""

    declaration: Declaration
    drawn: Drawn


class Checked(Struct, frozen=True):
    """What there is to say of a declaration, and its paragraphs for the form."""

    declaration: Declaration
    findings: tuple[Finding, ...]
    blocks: tuple[BlockView, ...]
    families: tuple[str, ...]


class Controller(QObject):
    """Holds the declaration; every change of it goes through `change`.

    `stepped`: there is more to undo or redo.  `moved` (declaration): it is another one now;
    while somebody types only once the page has come.  `drawn` (Page): a page has come.
    `checked` (Checked): what there is to say of the newest one.  `not_drawn` (LoiError):
    the page could not be made.  `kept` (Record): stored.  `not_kept` (LoiError): not
    stored, typed text is in the window alone.  `split` (LoiError): stored as a letter of
    its own, because it was changed elsewhere.  `working` (bool): a newer page is on its way.
    """

    stepped = Signal()
    moved = Signal(object)
    drawn = Signal(object)
    checked = Signal(object)
    not_drawn = Signal(object)
    kept = Signal(object)
    not_kept = Signal(object)
    split = Signal(object)
    working = Signal(bool)

    def __init__(self, ui: Ui, record: Record, parent: QObject) -> None:
        super().__init__(parent)
        self.ui = ui
        self.declaration: Declaration = record.current
        self.keeper = Keeper(ui.desk.letters, record, self.declaration)
        self._before: list[Declaration] = []
        self._after: list[Declaration] = []
        self._typing = ""
        self._typed_at = 0.0
        # one job of each kind in flight; findings wait for the page, that is looked at first
        self._pages = Latest(ui.jobs, self._came, self._failed, self)
        self._checks = Latest(ui.jobs, self._was_checked, self._failed, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._keep_beside)
        self._unkept_since = 0.0
        self._form_later = QTimer(self)
        self._form_later.setSingleShot(True)
        self._form_later.setInterval(_FORM_AFTER_MS)
        self._form_later.timeout.connect(self._tell_moved)

    @property
    def record(self) -> Record:
        """The letter as it is stored."""
        return self.keeper.record

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier state."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is a later state."""
        return bool(self._after)

    @property
    def is_kept(self) -> bool:
        """Whether everything typed is on disk."""
        return self.keeper.holds(self.declaration)

    def change(self, edit: Edit, typing: str = "") -> None:
        """Apply `edit`.  Edits with the same `typing` (a field's path) without a long pause
        between them are one step of undo.
        """
        new = edit(self.declaration)
        if new == self.declaration:
            return
        now = time.monotonic()
        goes_on = typing and typing == self._typing and now - self._typed_at < PAUSE_S and not self._after
        if not goes_on:
            self._before.append(self.declaration)
            del self._before[:-MAX_STATES]
        self._after.clear()
        self._typing, self._typed_at = typing, now
        self._move(new, typing=bool(typing))

    def undo(self) -> None:
        """Back to the state before the last step."""
        if self._before:
            self._after.append(self.declaration)
            self._typing = ""
            self._move(self._before.pop())

    def redo(self) -> None:
        """Forward again."""
        if self._after:
            self._before.append(self.declaration)
            self._typing = ""
            self._move(self._after.pop())

    def ask_page(self) -> None:
        """Have the page made, beside the window."""
        self._pages.ask(partial(_draw, self.ui.desk.composer, self.declaration))
        self.working.emit(True)

    def keep_now(self, *, even_new: bool = False) -> LoiError | None:
        """Store at once and wait for it; what went wrong comes back."""
        self._timer.stop()
        try:
            self.keeper.keep(self.declaration, even_new=even_new)
        except ConflictError as error:
            if error.code != "letter.kept-both":
                return error
            self.split.emit(error)
        except LoiError as error:
            return error
        self._unkept_since = 0.0
        return None

    def _move(self, new: Declaration, *, typing: bool = False) -> None:
        if not typing and self._form_later.isActive():
            self._tell_moved()
        self.declaration = new
        self._pages.ask(partial(_draw, self.ui.desk.composer, new))
        time.sleep(_HAND_OVER_S)
        self._keep_soon()
        self.stepped.emit()
        if not typing:
            self._tell_moved()
        elif not self._form_later.isActive():
            self._form_later.start()

    def _tell_moved(self) -> None:
        self._form_later.stop()
        self.moved.emit(self.declaration)
        self.working.emit(self._pages.busy)

    def _keep_soon(self) -> None:
        now = time.monotonic()
        if not self._unkept_since:
            self._unkept_since = now
        if now - self._unkept_since < KEEP_AT_LEAST_S or not self._timer.isActive():
            self._timer.start(KEEP_AFTER_MS)

    def _keep_beside(self) -> None:
        declaration = self.declaration
        self.ui.jobs.run(lambda: self.keeper.keep(declaration), self._was_kept, self._was_not_kept)

    def retry(self) -> None:
        """Try to store again."""
        self._timer.start(0)

    def _was_kept(self, record: Record) -> None:
        self._unkept_since = 0.0 if self.is_kept else time.monotonic()
        if isValid(self):
            self.kept.emit(record)

    def _was_not_kept(self, error: LoiError) -> None:
        if not isValid(self):  # the editor is closed: what comes now is nobody's
            return
        (self.split if error.code == "letter.kept-both" else self.not_kept).emit(error)

    def _came(self, page: Page) -> None:
        if not isValid(self):  # the editor is closed: what comes now is nobody's
            return
        self.drawn.emit(page)
        if self._form_later.isActive():
            self._tell_moved()
        self._tell_working()
        if page.declaration is self.declaration:
            self._checks.ask(partial(_check, self.ui.desk.composer, page))

    def _was_checked(self, checked: Checked) -> None:
        if isValid(self):
            self.checked.emit(checked)

    def _failed(self, error: LoiError) -> None:
        if not isValid(self):  # the editor is closed: what comes now is nobody's
            return
        self.not_drawn.emit(error)
        self._tell_working()

    def _tell_working(self) -> None:
        # Latest goes on by itself right after this; its own word is still the old one
        QTimer.singleShot(0, self, self._working_now)

    def _working_now(self) -> None:
        self.working.emit(self._pages.busy)


def _draw(composer: Composer, declaration: Declaration) -> Page:
    return Page(declaration, composer.draw(declaration))


def _check(composer: Composer, page: Page) -> Checked:
    declaration = page.declaration
    findings = composer.findings(declaration, page.drawn)
    return Checked(declaration, findings, composer.blocks(declaration), composer.families())
