"""*Absender*: the office's profiles, kept as one types."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.page import Page
from loi_desktop.gui.senders.form import ProfileForm
from loi_desktop.gui.senders.keeper import Keeper
from loi_desktop.gui.theme import GRID, muted
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.given import given_note
from loi_desktop.gui.widgets.wheelguard import WheelGuard
from loi_desktop.gui.widgets.wrapping import WrappedCheck
from loi_desktop.model.profile import Profile

_MOST_WIDTH = 110 * GRID


class SendersPage(Page):
    """One form; where there are several profiles, a choice above it."""

    name = "senders"

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui)
        self.form: ProfileForm | None = None
        self.keeper: Keeper | None = None
        self._build()

    def _build(self) -> None:
        t = self.t
        self.set_title(t("ui.senders.title"))
        self.head.setStretch(0, 1)
        self.more = Button(t("ui.senders.add"), self.ui.icons("plus"))
        self.more.clicked.connect(self._add)
        self.remove = Button(t("ui.senders.remove"), self.ui.icons("trash-2"))
        self.remove.clicked.connect(self._remove)
        self.head.addWidget(self.more)
        self.head.addWidget(self.remove)
        self._given = given_note(self.ui, "ui.given.sender")
        self.choice = QComboBox()
        self.choice.setMinimumHeight(4 * GRID)
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setAccessibleName(t("ui.senders.choice"))
        self.choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.choice.installEventFilter(WheelGuard(self))
        self.choice.activated.connect(self._chosen)
        self.usual = WrappedCheck(t("ui.senders.usual"))
        self.usual.clicked.connect(self._make_usual)
        row = Flow()
        row.addWidget(self.choice)
        row.addWidget(self.usual)
        self.body.addWidget(muted(t("ui.senders.hint"), self.ui.theme.colours))
        self.body.addLayout(row)
        self.body.addWidget(self._given)

    # what the window asks ---------------------------------------------------------------

    def refresh(self) -> None:
        """Read the profiles again; the one in the form stays as it is."""
        profiles = self._list()
        if self.form is None or self.keeper is None:
            self._show(profiles[0] if profiles else Profile(id=""))
            return
        stored = next((p for p in profiles if p.id == self._profile().id), None)
        if stored is not None and self.keeper.differs(stored):
            self._show(stored)
            return
        if not self._profile().id and profiles and self.keeper.differs(profiles[0]):
            self._show(profiles[0])
            return
        self.form.refresh_options()
        self._fill_choice(profiles)

    def first_focus(self) -> QWidget:
        """The keyboard waits at the municipality."""
        if self.form is None:
            return self.more
        return self.form.boxes["sender.kind"].input.field if self.ui.desk.senders.changeable else self.form

    def leave(self) -> bool:
        """Keep what was typed before another page comes; stay where that fails."""
        error = self.keep()
        if error is not None:
            self._failed(error)
        return error is None

    def keep(self) -> LoiError | None:
        """Store the profile in the form."""
        return self.keeper.keep_now() if self.keeper is not None else None

    def undo(self) -> None:
        """Ctrl+Z over the whole form."""
        if self.keeper is not None:
            self.keeper.undo()

    def redo(self) -> None:
        """Ctrl+Y over the whole form."""
        if self.keeper is not None:
            self.keeper.redo()

    # profiles ---------------------------------------------------------------------------

    def _profile(self) -> Profile:
        """The one in the form."""
        return self.keeper.profile if self.keeper is not None else Profile(id="")

    def _list(self) -> tuple[Profile, ...]:
        try:
            return self.ui.desk.senders.list()
        except LoiError as error:
            self._failed(error)
            return ()

    def _show(self, profile: Profile) -> None:
        """Another profile in the form, unless this one cannot be kept."""
        if not self.leave():
            return
        if self.form is not None:
            self.body.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = form = ProfileForm(self.ui, profile)
        self.keeper = form.keeper
        self.keeper.kept.connect(self._kept)
        form.setMaximumWidth(_MOST_WIDTH)
        form.set_changeable(self.ui.desk.senders.changeable)
        self.body.addWidget(form, 1)
        self._fill_choice(self._list())

    def _fill_choice(self, profiles: tuple[Profile, ...]) -> None:
        t, present = self.t, self._profile()
        stored = {p.id: p for p in profiles}
        if present.id not in stored:
            stored[present.id] = present
        self.choice.clear()
        for profile in stored.values():
            town = f"{profile.sender.kind} {profile.sender.name}".strip()
            self.choice.addItem(town if profile.sender.name else t("ui.senders.nameless"), profile.id)
        self.choice.setCurrentIndex(self.choice.findData(present.id))
        several = len(stored) > 1
        self.choice.setVisible(several)
        self.usual.setVisible(several)
        self.usual.setChecked(present.id == self._usual_id(profiles))
        may = self.ui.desk.senders.changeable
        self._given.setVisible(not may)
        self.more.setVisible(may)
        self.more.setEnabled(bool(present.id))
        self.remove.setVisible(bool(present.id) and may)

    def _usual_id(self, profiles: tuple[Profile, ...]) -> str:
        try:
            usual = self.ui.desk.senders.usual(self.ui.desk.settings.load().profile)
        except LoiError as error:
            self._failed(error)
            usual = next(iter(profiles), None)
        return usual.id if usual else ""

    def _chosen(self, index: int) -> None:
        wanted = self.choice.itemData(index)
        found = next((p for p in self._list() if p.id == wanted), None)
        if found is not None and found.id != self._profile().id:
            self._show(found)

    def _add(self) -> None:
        self._show(Profile(id=""))
        if self.form is not None:
            self.form.boxes["sender.name"].focus_here()

    def _make_usual(self) -> None:
        work = partial(self.ui.desk.settings.change, profile=self._profile().id)
        self.ui.jobs.run(work, while_alive(self, self._changed), self._failed)

    def _remove(self) -> None:
        if not self.leave():
            return
        profile = self._profile()
        desk = self.ui.desk
        work = partial(desk.senders.remove, profile.id)
        self.ui.jobs.run(work, while_alive(self, partial(self._removed, profile)), self._failed)

    def _removed(self, profile: Profile, _: object) -> None:
        others = [p for p in self._list() if p.id != profile.id]
        self._show(others[0] if others else Profile(id=""))
        town = f"{profile.sender.kind} {profile.sender.name}".strip()
        undo = partial(self._bring_back, profile)
        self.ui.frame.say(self.t("ui.senders.removed", name=town), undo=undo)

    def _bring_back(self, profile: Profile) -> None:
        work = partial(self.ui.desk.senders.save, profile)
        self.ui.jobs.run(work, while_alive(self, lambda _: self._show(profile)), self._failed)

    # results ----------------------------------------------------------------------------

    def _kept(self, _: object) -> None:
        self.ui.frame.status(self.t("ui.senders.kept"))
        self._changed(None)

    def _changed(self, _: object) -> None:
        self._fill_choice(self._list())

    def _failed(self, error: LoiError) -> None:
        self.ui.frame.say(self.t.error(error), bad=True)
