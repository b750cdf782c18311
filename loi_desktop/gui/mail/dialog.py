"""*E-Mail vorbereiten*: what would go out is shown first; then the mail program opens it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.sizes import size
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.facts import Facts
from loi_desktop.gui.widgets.findinglist import FindingList
from loi_desktop.gui.widgets.fit import Fit
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.gui.widgets.scrolling import Scrolling
from loi_desktop.gui.widgets.wrapping import WrappedCheck
from loi_desktop.services.desk import Desk
from loi_desktop.services.mailing import Outgoing, Prepared


class MailDialog(QDialog):
    """Shown with `open()`; Esc leaves it, and nothing has gone out."""

    def __init__(self, ui: Ui, record_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = ui
        self.t = ui.texts
        self._id = record_id
        self._outgoing: Outgoing | None = None
        self._to_folder = _to_folder(ui.desk)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.t("ui.mail.title"))
        self.setMinimumSize(50 * GRID, 40 * GRID)
        self._build()
        self._collect()

    def _collect(self) -> None:
        """Put together what would go out, with the choice that is made now."""
        work = partial(self.ui.desk.mailing.outgoing, self._id, english=self.english.isChecked())
        self.ui.jobs.run(work, while_alive(self, self._show), while_alive(self, self._failed))

    # building ---------------------------------------------------------------------------

    def _build(self) -> None:
        t, colours = self.t, self.ui.theme.colours
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        outer.setSpacing(2 * GRID)
        outer.addWidget(heading(t("ui.mail.title")))
        scroll = Scrolling()
        scroll.column.setContentsMargins(0, 0, GRID, 0)
        outer.addWidget(scroll, 1)
        self.facts = Facts(t("ui.mail.facts"), colours)
        self.facts.show_rows([("", t("ui.mail.loading"))])
        card = Card(colours)
        card.add(self.facts)
        self.findings = FindingList(t, self.ui.icons, colours)
        self.mailbox = Marked(self.ui.icons, colours, wrap=True)
        self.english = WrappedCheck("")
        self.english.toggled.connect(self._collect)
        self.english.hide()
        for widget in (card, self.english, self.findings, self.mailbox):
            scroll.column.addWidget(widget)
        scroll.column.addWidget(self._always())
        scroll.column.addStretch(1)
        self.said = Marked(self.ui.icons, colours, wrap=True)
        outer.addWidget(self.said)
        self.sent_card = self._sent()
        outer.addWidget(self.sent_card)
        outer.addWidget(self._buttons())
        Fit(self, scroll, 80 * GRID)

    def _always(self) -> QWidget:
        """What works on every computer, without any mail program."""
        t = self.t
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(heading(t("ui.mail.always"), 1.0))
        column.addWidget(muted(t("ui.mail.always-hint"), self.ui.theme.colours))
        row = QWidget()
        flow = Flow(row)
        self.copy_to = self._button("ui.mail.copy-to", "copy", self._copy_to)
        self.copy_subject = self._button("ui.mail.copy-subject", "copy", self._copy_subject)
        self.copy_text = self._button("ui.mail.copy-text", "copy", self._copy_text)
        self.show_file = self._button("ui.mail.show-file", "folder-open", self._show_file)
        for button in (self.copy_to, self.copy_subject, self.copy_text, self.show_file):
            button.setEnabled(False)
            flow.addWidget(button)
        column.addWidget(row)
        return box

    def _sent(self) -> Card:
        colours = self.ui.theme.colours
        card = Card(colours, fill=colours.accent_soft, border=colours.accent)
        row = QWidget()
        flow = Flow(row)
        asked = heading(self.t("ui.mail.sent-question"), 1.0)
        asked.setWordWrap(False)
        self.sent = self._button("ui.mail.sent", "send", self._mark_sent)
        flow.addWidget(asked)
        flow.addWidget(self.sent)
        card.add(row)
        card.hide()
        return card

    def _buttons(self) -> QWidget:
        t, colours = self.t, self.ui.theme.colours
        icon = self.ui.icons("folder-open" if self._to_folder else "mail", colours.on_accent)
        self.open_mail = Button(t("ui.mail.folder" if self._to_folder else "ui.mail.open"), icon, accent=True)
        self.open_mail.setDefault(True)
        self.open_mail.setEnabled(False)
        self.open_mail.clicked.connect(self._open)
        self.leave = self._button("ui.mail.close", "x", self.reject)
        row = QWidget()
        flow = Flow(row)
        flow.addWidget(self.open_mail)
        flow.addWidget(self.leave)
        return row

    def _button(self, key: str, icon: str, done: object) -> Button:
        button = Button(self.t(key), self.ui.icons(icon))
        button.clicked.connect(done)
        return button

    # showing ----------------------------------------------------------------------------

    def _show(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        t = self.t
        rows = [(t("ui.mail.to"), outgoing.to or t("ui.mail.nobody"))]
        if outgoing.cc:
            rows.append((t("ui.mail.cc"), outgoing.cc))
        attachment = "ui.mail.file-signed" if outgoing.signed else "ui.mail.file-unsigned"
        rows += [
            (t("ui.mail.subject"), outgoing.subject),
            (t("ui.mail.file"), t(attachment, name=outgoing.file_name)),
            *((t("ui.mail.file"), t("ui.mail.file-english", name=name)) for name, _ in outgoing.attached[1:]),
            (t("ui.mail.size"), size(t, outgoing.size)),
        ]
        self.facts.show_rows(rows)
        if outgoing.english_name:
            self.english.setText(t("ui.mail.english", file=outgoing.english_name))
            self.english.show()
        self.findings.show_findings(outgoing.findings)
        if outgoing.mailbox:
            self.mailbox.say(t("ui.mail.mailbox", mailbox=outgoing.mailbox))
        for button in (self.open_mail, self.copy_subject, self.copy_text, self.show_file):
            button.setEnabled(True)
        self.copy_to.setEnabled(bool(outgoing.to))
        if not self.english.hasFocus():
            self.open_mail.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: LoiError) -> None:
        self._say(self.t.error(error), "bad")
        if self._outgoing is None:
            self.facts.show_rows([("", self.t("ui.mail.cannot"))])
        else:
            # without a mail program the way by hand goes on to the same next step
            self.open_mail.setEnabled(True)
            self.sent_card.show()

    def _say(self, text: str, kind: str) -> None:
        self.said.say(text, kind)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # doing ------------------------------------------------------------------------------

    def _open(self) -> None:
        self.open_mail.setEnabled(False)
        self._say(self.t("ui.mail.folder-opening" if self._to_folder else "ui.mail.opening"), "muted")
        work = partial(_prepare_and_open, self.ui.desk, self._id, english=self.english.isChecked())
        self.ui.jobs.run(work, while_alive(self, self._opened), while_alive(self, self._failed))

    def _opened(self, prepared: Prepared) -> None:
        self.open_mail.setEnabled(True)
        self._say(self.t("ui.mail.folder-opened" if self._to_folder else "ui.mail.opened"), "good")
        self.sent_card.show()

    def _copy_to(self) -> None:
        self._copy("to", "ui.mail.copied-to")

    def _copy_subject(self) -> None:
        self._copy("subject", "ui.mail.copied-subject")

    def _copy_text(self) -> None:
        self._copy("body", "ui.mail.copied-text")

    def _copy(self, what: Literal["to", "subject", "body"], said: str) -> None:
        QGuiApplication.clipboard().setText(getattr(self._outgoing, what))
        self._say(self.t(said), "good")
        self.sent_card.show()

    def _show_file(self) -> None:
        if self._outgoing is not None:
            work = partial(_show_in_folder, self.ui.desk, self._id, english=self.english.isChecked())
            self.ui.jobs.run(work, while_alive(self, self._shown), while_alive(self, self._failed))

    def _shown(self, file: Path) -> None:
        self._say(self.t("ui.mail.shown", file=file.name, folder=str(file.parent)), "good")
        self.sent_card.show()

    def _mark_sent(self) -> None:
        work = partial(self.ui.desk.progress.set, self._id, "sent")
        self.ui.jobs.run(work, while_alive(self, self._marked), while_alive(self, self._failed))

    def _marked(self, _: object) -> None:
        self.ui.frame.say(self.t("ui.mail.marked"))
        self.accept()


def _to_folder(desk: Desk) -> bool:
    """Whether drafts are only shown in their folder; settings that are damaged say so elsewhere."""
    try:
        return desk.settings.load().mail == "folder"
    except LoiError:
        return False


def _show_in_folder(desk: Desk, record_id: str, *, english: bool) -> Path:
    """A copy of what would be sent, under the name that the dialog shows."""
    file = desk.mailing.hand_out(record_id, english=english)
    desk.programs.show_in_folder(file)
    return file


def _prepare_and_open(desk: Desk, record_id: str, *, english: bool) -> Prepared:
    """The draft is on disk and in the record before any program is asked."""
    prepared = desk.mailing.prepare(record_id, english=english)
    desk.mailing.open(prepared)
    return prepared
