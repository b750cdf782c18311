"""What the finished page shows of a record, and which button is the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loi_desktop.gui import dates
from loi_desktop.gui.context import Ui
from loi_desktop.gui.register.cards import HistoryCard, PdfCard, VersionsCard, row_of
from loi_desktop.gui.register.notes import NoteCard
from loi_desktop.gui.register.sending import MailCard, SignedCard
from loi_desktop.gui.register.steppanel import StepPanel
from loi_desktop.gui.register.steps import Look, StepFace, Steps
from loi_desktop.gui.theme import muted
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.model.record import Record, State, Step, Version

PATH: tuple[Step, ...] = ("to_sign", "signed", "sent", "confirmed", "filed")
ASIDE: tuple[Step, ...] = ("returned", "withdrawn")
_NEXT: dict[State, Step] = {
    "final": "to_sign", "to_sign": "signed", "returned": "to_sign", "signed": "sent", "sent": "confirmed",
    "confirmed": "filed",
}  # fmt: skip


def title(ui: Ui, record: Record) -> str:
    """*Vietnam 2026 – Stadt Musterstadt*, or with what the letter is about in front."""
    sender = record.shown.declaration.sender
    town = f"{sender.kind} {sender.name}".strip()
    return f"{ui.desk.letters.summary(record).name} – {town}"


def accent(version: Version, *, printed: bool) -> str:
    """Where the one accent button stands: *print, signed, mail, path*, or nowhere."""
    state = version.state
    if state in {"final", "returned"}:
        return "path" if printed else "print"
    if state == "to_sign":
        return "signed"
    if state == "signed":
        return "path" if version.mails else "mail"
    return "path" if state in _NEXT else ""


class PathCard(Card):
    """The steps, the next one as a button, and the details of the one that was chosen."""

    set_wanted = Signal(str, str, str)
    back_wanted = Signal(str)
    opened = Signal(object)

    def __init__(self, ui: Ui, record: Record, *, accented: bool) -> None:
        super().__init__(ui.theme.colours)
        self._ui = ui
        self._version = record.shown
        self._panel: StepPanel | None = None
        self.steps = Steps(self._faces(record), ui.icons, ui.theme.colours)
        for button in self.steps.buttons:
            if button.face.step:
                button.setToolTip(ui.texts("ui.finished.step-tip", step=button.face.word))
        self.steps.chosen.connect(self.show_step)
        self.add(self.steps)
        self.add(muted(ui.texts("ui.finished.step-hint"), ui.theme.colours))
        self.next = self._next_button(accented=accented)
        self.aside = tuple(self._aside_button(step) for step in ASIDE)
        self.add(row_of(*((self.next,) if self.next else ()), *self.aside))

    def _faces(self, record: Record) -> list[StepFace]:
        t, clock, version = self._ui.texts, self._ui.desk.clock, self._version
        faces = [
            StepFace("", t("state.draft"), dates.moment(t, clock, record.created_at), "done"),
            StepFace("", t("state.final"), dates.moment(t, clock, version.made_at), "done"),
        ]
        return faces + [self._face(step) for step in PATH]

    def _face(self, step: Step) -> StepFace:
        t, version = self._ui.texts, self._version
        done = version.done(step)
        if done is not None:
            return StepFace(step, t(f"step.{step}"), dates.day(t, done.day), "done")
        later = PATH[PATH.index(step) + 1 :]
        look: Look = "open"
        if any(version.done(other) for other in later):
            look = "skipped"
        elif _NEXT.get(version.state) == step:
            look = "next"
        words = {"next": t("ui.finished.step-next"), "skipped": t("ui.finished.step-skipped")}
        return StepFace(step, t(f"step.{step}"), words.get(look, ""), look)

    def _next_button(self, *, accented: bool) -> Button | None:
        step = _NEXT.get(self._version.state)
        if step is None:
            return None
        text, colours = self._ui.texts(f"ui.finished.next.{step}"), self._ui.theme.colours
        button = Button(text, self._ui.icons("check", colours.on_accent if accented else ""), accent=accented)
        button.setProperty("step", step)
        button.clicked.connect(self._do_next)
        return button

    def _aside_button(self, step: Step) -> Button:
        """A step off the usual path; with its day where it was set."""
        t, done = self._ui.texts, self._version.done(step)
        text = f"{t(f'step.{step}')}, {dates.day(t, done.day)}" if done else f"{t(f'step.{step}')} …"
        button = Button(text, self._ui.icons({"returned": "undo-2", "withdrawn": "ban"}[step]))
        button.setProperty("step", step)
        button.clicked.connect(self._open_aside)
        return button

    def _do_next(self) -> None:
        self.set_wanted.emit(self.sender().property("step"), "", "")

    def _open_aside(self) -> None:
        self.show_step(self.sender().property("step"))

    def show_step(self, step: Step | Literal[""]) -> None:
        """Open the details of `step` below; empty closes them."""
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self.steps.show_chosen(step)
        if not step:
            return
        panel = StepPanel(self._ui, step, self._version.done(step))
        panel.set_wanted.connect(self.set_wanted)
        panel.back_wanted.connect(self.back_wanted)
        panel.closed.connect(self._close)
        self._panel = panel
        self.add(panel)
        panel.begin()
        self.opened.emit(panel)

    def _close(self) -> None:
        self.show_step("")


@dataclass(frozen=True)
class Cards:
    """The cards of one showing.  `next` is the accent button, if there is one."""

    path: PathCard
    pdf: PdfCard
    signed: SignedCard
    mail: MailCard
    note: NoteCard
    versions: VersionsCard | None
    history: HistoryCard
    next: Button | None

    @property
    def shown(self) -> tuple[QWidget, ...]:
        """In reading order."""
        more = (self.versions,) if self.versions is not None else ()
        return (self.path, self.pdf, self.signed, self.mail, *more, self.note, self.history)


def build(ui: Ui, record: Record, note: NoteCard, *, printed: bool) -> Cards:
    """The cards of `record`; exactly one button is the next step."""
    version = record.shown
    where = accent(version, printed=printed)
    path = PathCard(ui, record, accented=where == "path")
    pdf = PdfCard(ui, record, version, accent=where == "print")
    signed = SignedCard(ui, version, accent=where == "signed")
    mail = MailCard(ui, record, version, accent=where == "mail")
    buttons = {"path": path.next, "print": pdf.print, "signed": signed.choose, "mail": mail.prepare}
    versions = VersionsCard(ui, record) if len(record.versions) > 1 else None
    return Cards(path, pdf, signed, mail, note, versions, HistoryCard(ui, record), buttons.get(where))
