"""The page of a finished letter: its path, its PDF, the signed copy, the e-mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui import dates
from loi_desktop.gui.context import Ui
from loi_desktop.gui.editor.header import Title
from loi_desktop.gui.page import Page
from loi_desktop.gui.register import finishedview as view
from loi_desktop.gui.register.notes import NoteCard
from loi_desktop.gui.register.pages import Pages
from loi_desktop.gui.register.pdffile import best_copy
from loi_desktop.gui.register.signedcopies import SignedCopies
from loi_desktop.gui.theme import GRID, muted
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.button import Button, back_link
from loi_desktop.gui.widgets.chip import Chip
from loi_desktop.gui.widgets.scrolling import Scrolling, clear
from loi_desktop.model.record import Record, Step
from loi_desktop.services.progress import early_finding

# Below this the cards need the width that the picture would take.
_PICTURE_FROM = 880
_LAYOUT_MS = 50
# A letter that carries data keeps the later standard, and says so in its metadata.
_DATA_INSIDE = b"<pdfaid:part>3</pdfaid:part>"


class FinishedPage(Page):
    """Everything that happens to a letter after its Reinschrift."""

    name = "finished"

    def __init__(self, ui: Ui, record_id: str) -> None:
        super().__init__(ui)
        self._id = record_id
        self._record: Record | None = None
        self._pdf: bytes | None = None
        self._printed = False
        self._cards: view.Cards | None = None
        self._copies = SignedCopies(ui, record_id, self, run=self._run, changed=self._changed)
        self._build()
        paste = QShortcut(QKeySequence.StandardKey.Paste, self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    def _build(self) -> None:
        t, colours = self.t, self.ui.theme.colours
        self.back = back_link(t("ui.shell.letters"), self.ui.icons, colours)
        self.back.clicked.connect(partial(self.ui.frame.go, "letters"))
        self.next_version = Button(t("ui.finished.new-version"), self.ui.icons("file-plus"))
        self.next_version.clicked.connect(self._new_version)
        self._chip = Chip("", colours.accent, colours.accent_soft)
        self.title = Title()
        self.head.addWidget(self.back)
        self.head.addWidget(self.title)
        self.head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.head.addStretch(1)
        self.head.addWidget(self.next_version)
        self._scroll = Scrolling()
        self._scroll.column.setContentsMargins(0, 0, GRID, 0)
        self.pages = Pages(self.ui)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self._scroll, 2)
        row.addWidget(self.pages, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    # what the window asks ---------------------------------------------------------------

    def refresh(self) -> None:
        """Read the record again and show it."""
        try:
            record = self.ui.desk.letters.get(self._id)
        except LoiError as error:
            self._show_lost(error)
            return
        if record.latest is None:
            self._show_lost(LoiError("record.no-version", ref=record.number or record.id[:8]))
            return
        self._show(record)
        work = partial(_own_bytes, self.ui, record)
        self.ui.jobs.run(work, while_alive(self, self._show_pdf), while_alive(self, self._lose_pdf))

    def first_focus(self) -> QWidget:
        """The keyboard waits at the next step."""
        return (self._cards.next if self._cards is not None else None) or self.back

    def leave(self) -> bool:
        """Keep the note before another page comes; stay where that fails."""
        error = self.keep()
        if error is not None:
            self._failed(error)
        return error is None

    def keep(self) -> LoiError | None:
        """Store the note."""
        return self._cards.note.keep_now() if self._cards is not None else None

    def accept_files(self, files: Sequence[Path]) -> None:
        """Dropped or pasted: the signed copy."""
        if files and self._record is not None:
            self._copies.attach(files[0])

    def mail(self) -> None:
        """Ctrl+M: prepare the e-mail."""
        if self._record is not None:
            from loi_desktop.gui.mail.dialog import MailDialog

            dialog = MailDialog(self.ui, self._id, self)
            dialog.finished.connect(self._mail_left)
            dialog.open()

    def print_page(self) -> None:
        """Ctrl+P: print what is to be signed."""
        if self._pdf is not None and self._record is not None:
            from loi_desktop.gui import printing

            name = self.t("ui.finished.print-job", number=self._record.number)
            try:
                self._printed = printing.ask_and_print(self._pdf, name, self) or self._printed
            except LoiError as error:
                self._failed(error)
            else:
                self.refresh()

    def paste(self) -> None:
        """Ctrl+V: a file that was copied in the file manager."""
        urls = QGuiApplication.clipboard().mimeData().urls()
        files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if files:
            self.accept_files(files)
        else:
            self.ui.frame.say(self.t("ui.finished.paste-nothing"), bad=True)

    def escape(self) -> None:
        """Esc: leave the details of a step."""
        if self._cards is not None:
            self._cards.path.show_step("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pages.set_room(event.size().width() >= _PICTURE_FROM)

    # showing ----------------------------------------------------------------------------

    def _show(self, record: Record) -> None:
        if self._cards is not None:
            self._cards.note.keep()
        self._record = record
        version = record.shown
        self.title.say(view.title(self.ui, record))
        self.entitle(self.title.accessibleName())
        self._chip.setText(self.t("ui.finished.version", n=version.number))
        self.next_version.setText(
            self.t("ui.finished.go-on" if record.draft is not None else "ui.finished.new-version")
        )
        clear(self._scroll.column)
        self._cards = view.build(self.ui, record, NoteCard(self.ui, record), printed=self._printed)
        for card in self._cards.shown:
            self._scroll.column.addWidget(card)
        self._scroll.column.addStretch(1)
        self._connect(self._cards)

    def _connect(self, cards: view.Cards) -> None:
        cards.path.set_wanted.connect(self._set_step)
        cards.path.back_wanted.connect(self._take_back)
        cards.path.opened.connect(self._reveal)
        cards.pdf.print.clicked.connect(self.print_page)
        cards.pdf.open.clicked.connect(partial(self._open_pdf, 0))
        cards.pdf.folder.clicked.connect(self._show_folder)
        cards.signed.choose.clicked.connect(self._copies.choose)
        cards.pdf.copy_wanted.connect(self._open_copy)
        cards.signed.open_wanted.connect(self._open_signed)
        cards.signed.remove_wanted.connect(self._copies.remove)
        cards.mail.prepare.clicked.connect(self.mail)
        if cards.versions is not None:
            cards.versions.open_wanted.connect(self._open_pdf)
            cards.versions.signed_wanted.connect(self._open_signed)

    def _show_lost(self, error: LoiError) -> None:
        self._record = None
        self.pages.lose()
        clear(self._scroll.column)
        self._cards = None
        self._scroll.column.addWidget(muted(self.t.error(error), self.ui.theme.colours))
        self._scroll.column.addStretch(1)
        self.next_version.setEnabled(False)

    def _show_pdf(self, pdf: bytes) -> None:
        if self._record is None:
            return
        self._pdf = pdf
        if self._cards is not None:
            self._cards.pdf.conforms("PDF/A-3a" if _DATA_INSIDE in pdf else "PDF/A-2a")
        try:
            self.pages.show_pdf(pdf, self._record.shown.pages)
        except LoiError as error:
            self._lose_pdf(error)

    def _lose_pdf(self, error: LoiError) -> None:
        self._pdf = None
        self.pages.lose()
        if self._cards is not None:
            self._cards.pdf.lose(self.t.error(error))

    # doing ------------------------------------------------------------------------------

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        self.ui.jobs.run(work, while_alive(self, done or self._changed), self._failed)

    def _failed(self, error: LoiError) -> None:
        self.ui.frame.say(self.t.error(error), bad=True)

    def _changed(self, result: object) -> None:
        self.refresh()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        if self._cards is not None and self._cards.next is not None:
            self._reveal(self._cards.next)

    def _mail_left(self, sent: int) -> None:
        """After the dialog: at the next step, or where it was opened from."""
        self._changed(sent)
        if not sent and self._cards is not None:
            self._cards.mail.prepare.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reveal(self._cards.mail.prepare)

    def _reveal(self, panel: QWidget) -> None:
        """Scroll to what has come, once the layout has given it its place."""
        QTimer.singleShot(_LAYOUT_MS, panel, partial(self._scroll.ensureWidgetVisible, panel))

    def _set_step(self, step: Step, day: str, remark: str) -> None:
        self._run(partial(self.ui.desk.progress.set, self._id, step, day, remark), self._step_set)

    def _step_set(self, record: Record) -> None:
        done = record.shown.steps[-1]
        self._changed(record)
        early = early_finding(record.shown, done)
        said = self.t(
            "ui.finished.step-done", step=self.t(f"step.{done.step}"), day=dates.day(self.t, done.day)
        )
        self.ui.frame.say(f"{said} {self.t.finding(early)}" if early else said)

    def _take_back(self, step: Step) -> None:
        self._run(partial(self.ui.desk.progress.take_back, self._id, step), partial(self._taken_back, step))

    def _taken_back(self, step: Step, record: Record) -> None:
        self._changed(record)
        state = self.t(f"state.{record.state}")
        self.ui.frame.say(self.t("ui.finished.step-undone", step=self.t(f"step.{step}"), state=state))

    def _open_copy(self) -> None:
        if self._record is not None and self._record.courtesy is not None:
            self._open_pdf(self._record.courtesy.number)

    def _open_pdf(self, number: int = 0) -> None:
        desk, letter = self.ui.desk, self._id

        def work() -> None:
            desk.programs.open_file(best_copy(desk, desk.letters.get(letter), number))

        self._run(work, _nothing)

    def _show_folder(self) -> None:
        desk, letter = self.ui.desk, self._id

        def work() -> None:
            desk.programs.show_in_folder(best_copy(desk, desk.letters.get(letter)))

        self._run(work, _nothing)

    def _open_signed(self, name: str) -> None:
        file = self.ui.desk.data.letter(self._id) / name
        self._run(partial(self.ui.desk.programs.open_file, file), _nothing)

    def _new_version(self) -> None:
        self._run(partial(self.ui.desk.letters.next_draft, self._id), self.ui.frame.edit)


def _own_bytes(ui: Ui, record: Record) -> bytes:
    return ui.desk.exports.own_copy(record).read_bytes()


def _nothing(_: object) -> None:
    """What was asked for is to be seen elsewhere."""
