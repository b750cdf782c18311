"""What a finished letter's page does with signed copies: file one, take one out again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from loi_desktop.gui import dates
from loi_desktop.gui.context import Ui
from loi_desktop.model.record import Record
from loi_desktop.services.progress import Returned


class Run(Protocol):
    """Does work beside the window; `done` gets its result."""

    def __call__(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Begin."""
        ...


class SignedCopies:
    """`changed` shows the letter anew, before it is said what has happened."""

    def __init__(
        self, ui: Ui, record_id: str, page: QWidget, *, run: Run, changed: Callable[[object], None]
    ) -> None:
        self._ui = ui
        self._t = ui.texts
        self._id = record_id
        self._page = page
        self._run = run
        self._changed = changed

    def choose(self) -> None:
        """Ask for the file of a signed copy."""
        title, pattern = self._t("ui.finished.signed-title"), self._t("ui.finished.signed-pattern")
        file = self._ui.dialogs.open_file(self._page, title, pattern)
        if file is not None:
            self.attach(file)

    def attach(self, file: Path) -> None:
        """File a signed copy."""
        self._run(partial(self._ui.desk.progress.attach_signed, self._id, file), self._attached)

    def remove(self, file: str) -> None:
        """Take a signed copy out again; *Rückgängig* puts it back."""
        work = partial(self._ui.desk.progress.remove_signed, self._id, file)
        self._run(work, partial(self._removed, file))

    def _attached(self, returned: Returned) -> None:
        latest = returned.record.shown
        said = [self._t.finding(finding) for finding in returned.findings]
        if said:
            said.insert(0, self._t("ui.finished.signed-look"))
        else:
            said = [self._t("ui.finished.signed-done", n=latest.copies[-1].pages)]
        self._changed(returned)
        self._ui.frame.say(" ".join(said), bad=bool(returned.findings))

    def _removed(self, file: str, record: Record) -> None:
        self._changed(record)
        left = record.shown.copies
        if left:
            when = dates.moment(self._t, self._ui.desk.clock, left[-1].at)
            said = self._t("ui.finished.signed-removed-other", when=when, n=left[-1].pages)
        else:
            said = self._t("ui.finished.signed-removed", state=self._t(f"state.{record.state}"))
        self._ui.frame.say(said, undo=partial(self._restore, file))

    def _restore(self, file: str) -> None:
        self._run(partial(self._ui.desk.progress.restore_signed, self._id, file), self._restored)

    def _restored(self, record: Record) -> None:
        self._changed(record)
        self._ui.frame.say(self._t("ui.finished.signed-restored"))
