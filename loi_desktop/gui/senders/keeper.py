"""The profile that is being written: a frozen value, kept half a second after the last key."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import cast

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.editor.controller import Controller
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.model.declaration import CallRef, Declaration
from loi_desktop.model.normal import clean
from loi_desktop.model.profile import Profile

_WAIT_MS = 500
ProfileEdit = Callable[[Profile], Profile]
DeclarationEdit = Callable[[Declaration], Declaration]

replace = msgspec.structs.replace


class Keeper(QObject):
    """`moved` (profile) after every change; `kept` after writing."""

    moved = Signal(object)
    kept = Signal(object)

    def __init__(self, ui: Ui, profile: Profile, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self._profile = profile
        self._stored = profile
        self._before: list[Profile] = []
        self._after: list[Profile] = []
        self._typing = ""
        self._writing = 0
        self._lock = Lock()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def profile(self) -> Profile:
        """As it stands in the form."""
        return self._profile

    def change(self, edit: ProfileEdit, typing: str = "") -> None:
        """Apply `edit`; what is typed into one field (`typing`) is undone as a whole."""
        new = edit(self._profile)
        if new == self._profile:
            return
        if not typing or typing != self._typing:
            self._before.append(self._profile)
        self._after.clear()
        self._typing = typing
        self._move(new)

    def undo(self) -> None:
        """The form as it was before the last change."""
        if self._before:
            self._after.append(self._profile)
            self._typing = ""
            self._move(self._before.pop())

    def redo(self) -> None:
        """The change that was undone."""
        if self._after:
            self._before.append(self._profile)
            self._typing = ""
            self._move(self._after.pop())

    def keep(self) -> None:
        """Write what is not written yet."""
        self._timer.stop()
        if not self._same_as_stored():
            self._writing += 1
            self._ui.jobs.run(self._write, while_alive(self, self._was_kept), self._not_kept)

    def keep_now(self) -> LoiError | None:
        """Write before another page comes; the error if that cannot be."""
        self._timer.stop()
        try:
            self._write()
        except LoiError as error:
            return error
        return None

    def _write(self) -> None:
        # from any thread, and always the latest: a job that waited never writes older words
        with self._lock:
            if self._same_as_stored():
                return
            if not self._profile.id:
                # the id is a file name; it stays when the municipality is renamed
                self._name_all(self._ui.desk.senders.new_id(self._profile.sender.name))
            profile = self._profile
            self._ui.desk.senders.save(clean(profile))
            self._stored = profile

    def differs(self, stored: Profile) -> bool:
        """Whether somebody else has changed what is `stored`, while nothing here waits."""
        return not self._writing and self._same_as_stored() and clean(self._profile) != stored

    def _was_kept(self, _: object) -> None:
        self._writing -= 1
        self.kept.emit(self._profile)

    def _not_kept(self, error: LoiError) -> None:
        """What was typed stays in the form; the next change or leaving tries again."""
        self._writing -= 1
        self._ui.frame.say(self._ui.texts.error(error), bad=True)

    def _same_as_stored(self) -> bool:
        return replace(self._profile, id="") == replace(self._stored, id="")

    def _name_all(self, profile_id: str) -> None:
        self._profile = replace(self._profile, id=profile_id)
        self._before = [replace(p, id=profile_id) for p in self._before]
        self._after = [replace(p, id=profile_id) for p in self._after]

    def _move(self, new: Profile) -> None:
        self._profile = new
        self._timer.start()
        self.moved.emit(new)


class Lens:
    """A part of the profile, seen as a declaration: so the editor's fields serve it too."""

    def __init__(
        self,
        keeper: Keeper,
        see: Callable[[Profile], Declaration],
        take: Callable[[Profile, Declaration], Profile],
        name: str,
    ) -> None:
        self._keeper = keeper
        self._see = see
        self._take = take
        self._name = name

    @property
    def declaration(self) -> Declaration:
        """What the fields show."""
        return self._see(self._keeper.profile)

    def change(self, edit: DeclarationEdit, typing: str = "") -> None:
        """What a field has changed goes back into the profile."""
        typed = f"{self._name}.{typing}" if typing else ""
        self._keeper.change(lambda p: self._take(p, edit(self._see(p))), typed)

    def as_controller(self) -> Controller:
        """The fields ask only for what stands here."""
        return cast("Controller", self)


def whole(call_id: str) -> Callable[[Profile], Declaration]:
    """The profile as a new letter for this call would take it."""

    def see(profile: Profile) -> Declaration:
        return Declaration(
            call=CallRef(call_id),
            sender=profile.sender,
            info=profile.info,
            layout=profile.layout,
            seal=profile.seal,
            name_line=profile.name_line,
        )

    return see


def take_whole(profile: Profile, declaration: Declaration) -> Profile:
    """What was changed in it."""
    return replace(
        profile,
        sender=declaration.sender,
        info=declaration.info,
        layout=declaration.layout,
        seal=declaration.seal,
        name_line=declaration.name_line,
    )
