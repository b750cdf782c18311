"""*Für neue Schreiben verwenden*: the letterhead that the office's usual sender takes."""

from __future__ import annotations

from functools import partial

import msgspec

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.wrapping import WrappedCheck
from loi_desktop.model.profile import Profile
from loi_desktop.services.desk import Desk

replace = msgspec.structs.replace


class UsualLetterhead(WrappedCheck):
    """Shown only where there is a sender that could take it."""

    def __init__(self, ui: Ui, letterhead_id: str) -> None:
        super().__init__(ui.texts("ui.letterheads.usual-one"))
        self._ui = ui
        self._id = letterhead_id
        self.hide()
        self.clicked.connect(self._choose)
        ui.jobs.run(partial(usual_profile, ui.desk), while_alive(self, self._show), self._failed)

    def _show(self, profile: Profile | None) -> None:
        self.setVisible(profile is not None)
        self.setChecked(profile is not None and profile.layout.letterhead == self._id)

    def _choose(self, on: bool) -> None:
        work = partial(_take, self._ui.desk, self._id if on else "")
        self._ui.jobs.run(work, while_alive(self, self._show), self._failed)

    def _failed(self, error: LoiError) -> None:
        self._ui.frame.say(self._ui.texts.error(error), bad=True)


def usual_profile(desk: Desk) -> Profile | None:
    """The sender of new letters, where users may change it.  Raises InputError."""
    return desk.senders.usual(desk.settings.load().profile) if desk.senders.changeable else None


def _take(desk: Desk, letterhead_id: str) -> Profile | None:
    profile = usual_profile(desk)
    if profile is None:
        return None
    changed = replace(profile, layout=replace(profile.layout, letterhead=letterhead_id))
    desk.senders.save(changed)
    return changed
