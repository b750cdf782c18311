"""*Reinschrift erstellen*: what is still open, where the PDF goes, the plain choices."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.final import target
from loi_desktop.gui.final.choices import FinalChoices
from loi_desktop.gui.final.problem import Problem
from loi_desktop.gui.jobs import Latest
from loi_desktop.gui.theme import GRID, heading
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.findinglist import FindingList
from loi_desktop.gui.widgets.fit import Fit
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.labelled import labelled
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.gui.widgets.scrolling import Scrolling
from loi_desktop.model.declaration import Language
from loi_desktop.model.findings import Finding, errors
from loi_desktop.model.record import Record
from loi_desktop.services.exports import Finished, Order
from loi_desktop.services.outcome import FindingsError


class FinalDialog(QDialog):
    """Enter makes the Reinschrift, Esc leaves everything as it is.  Shown with `open()`."""

    def __init__(self, ui: Ui, record: Record, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = ui
        self.t = ui.texts
        self._record = record
        self._working = False
        self._blocked = True
        self._typing = False
        self._proposed = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.t("ui.final.title"))
        self.setMinimumSize(50 * GRID, 40 * GRID)
        self._latest = Latest(
            ui.jobs, while_alive(self, self._checked), while_alive(self, self._check_failed), self
        )
        self._build()
        self._fill()
        self._check()

    # building ---------------------------------------------------------------------------

    def _build(self) -> None:
        t, colours = self.t, self.ui.theme.colours
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        outer.setSpacing(2 * GRID)
        outer.addWidget(heading(t("ui.final.title")))
        scroll = Scrolling()
        scroll.column.setContentsMargins(0, 0, GRID, 0)
        outer.addWidget(scroll, 1)
        self.summary = Marked(self.ui.icons, colours, wrap=True)
        self._verdict = (t("ui.final.checking"), "muted")
        self.summary.say(*self._verdict)
        self.findings = FindingList(t, self.ui.icons, colours)
        scroll.column.addWidget(self.summary)
        scroll.column.addWidget(self.findings)
        self.name = QLineEdit()
        self.name.setMinimumHeight(4 * GRID)
        self.name.textEdited.connect(self._name_typed)
        locked = bool(self.ui.desk.naming.locked)
        self.name.setReadOnly(locked)
        hint = t("ui.given.note") if locked else ""
        scroll.column.addWidget(labelled(t("ui.final.name"), self.name, colours, hint))
        scroll.column.addWidget(self._folder_row())
        self.choices = FinalChoices(self.ui, self._record.current.layout)
        self.choices.changed.connect(self._check)
        self.choices.changed.connect(self._propose)
        scroll.column.addWidget(self.choices)
        scroll.column.addStretch(1)
        self.problem = Problem(self.ui)
        self.problem.replace_wanted.connect(partial(self._make, overwrite=True))
        self.problem.retry_wanted.connect(self._make)
        self.problem.rename_wanted.connect(self._other_name)
        self.problem.create_wanted.connect(self._create_folder)
        self.problem.folder_wanted.connect(self._choose_folder)
        self.problem.stands.connect(self._judge)
        outer.addWidget(self.problem)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(GRID)
        self.progress.setAccessibleName(t("ui.final.working"))
        self.progress.hide()
        outer.addWidget(self.progress)
        outer.addWidget(self._buttons())
        Fit(self, scroll, 80 * GRID)

    def _folder_row(self) -> QWidget:
        t = self.t
        self.folder = QLineEdit()
        self.folder.setMinimumHeight(4 * GRID)
        self.folder.textEdited.connect(self._folder_typed)
        self.folder.editingFinished.connect(self._propose)
        self.choose = Button(t("ui.final.choose-folder"), self.ui.icons("folder-open"))
        self.choose.clicked.connect(self._choose_folder)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(labelled(t("ui.final.folder"), self.folder, self.ui.theme.colours))
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _buttons(self) -> QWidget:
        t, colours = self.t, self.ui.theme.colours
        self.make = Button(t("ui.final.make"), self.ui.icons("file-check", colours.on_accent), accent=True)
        self.make.setDefault(True)
        self.make.clicked.connect(self._make)
        self.cancel = Button(t("ui.final.cancel"))
        self.cancel.clicked.connect(self.reject)
        row = QWidget()
        flow = Flow(row)
        flow.addWidget(self.make)
        flow.addWidget(self.cancel)
        return row

    def _fill(self) -> None:
        try:
            self.folder.setText(str(target.folder(self.ui.desk)))
        except LoiError as error:
            self.problem.show_error(error)
            self.folder.setText(str(Path.home()))
        self.folder.setToolTip(self.folder.text())
        self._propose()
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _propose(self) -> None:
        """A name that is free, as long as the clerk has written none."""
        if self.name.text() not in ("", self._proposed):
            return
        try:
            self._proposed = target.proposed_name(self.ui.desk, self._record, self._order("x"))
        except LoiError as error:
            self.problem.show_error(error)
            return
        self.name.setText(self._proposed)

    # checking ---------------------------------------------------------------------------

    def _check(self) -> None:
        """Look at the letter with the choices that are made now."""
        declaration, choices = self._record.current, self.choices
        languages: tuple[Language, ...] = ("de", "en") if choices.courtesy else (choices.language,)
        preprinted = choices.paper == "preprinted"
        composer = self.ui.desk.composer

        def work() -> tuple[Finding, ...]:
            found = [f for language in languages for f in composer.compose(declaration, language).findings]
            kept = [f for f in found if not (preprinted and f.field == "layout.letterhead")]
            return tuple(f for n, f in enumerate(kept) if f not in kept[:n])

        self._latest.ask(work)

    def _checked(self, findings: tuple[Finding, ...]) -> None:
        self.findings.show_findings(findings)
        open_ = len(errors(findings))
        self._blocked = bool(open_)
        if open_:
            self._verdict = (self.t("ui.final.open", n=open_), "bad")
        else:
            self._verdict = (self.t("ui.final.look" if findings else "ui.final.complete"), "good")
        self._judge(bool(self.problem.text))
        self._allow()

    def _judge(self, wrong: bool) -> None:
        """Say how the letter stands; not that all is well while something else is wrong."""
        words, kind = self._verdict
        self.summary.say("" if wrong and kind == "good" else words, kind)

    def _check_failed(self, error: LoiError) -> None:
        self._verdict = ("", "muted")
        self._blocked = True
        self._allow()
        self.problem.show_error(error)

    def _allow(self) -> None:
        self.make.setEnabled(not (self._blocked or self._working))

    # doing ------------------------------------------------------------------------------

    def _make(self, *, overwrite: bool = False) -> None:
        # whoever is writing name or folder goes on there: the focus is not taken away
        self._typing = self.focusWidget() in (self.name, self.folder)
        name = self.name.text().strip().rstrip(". ")
        if not name:
            self.problem.show_sentence(self.t("ui.final.no-name"))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if target.typed_folder(self.folder.text()) is None:
            self.problem.show_missing_folder(self.folder.text().strip())
            if not self._typing:
                self.folder.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._working or self._blocked:
            return
        self.problem.clear()
        self._set_working(on=True)
        work = partial(target.make, self.ui.desk, self._record, self._order(name, overwrite=overwrite))
        self.ui.jobs.run(work, while_alive(self, self._made), while_alive(self, self._failed))

    def _order(self, name: str, *, overwrite: bool = False) -> Order:
        return Order(
            Path(self.folder.text().strip()).expanduser() / name,
            language=self.choices.language,
            paper=self.choices.paper,
            attach_data=self.choices.attach_data,
            overwrite=overwrite,
            courtesy=self.choices.courtesy,
        )

    def _made(self, finished: Finished) -> None:
        self._set_working(on=False)
        frame, done = self.ui.frame, self._done_sentence(finished)
        self.accept()
        frame.show_letter(self._record.id)
        frame.say(done, bad=finished.failed is not None)

    def _done_sentence(self, finished: Finished) -> str:
        if finished.failed is not None:
            why = self.t.error(finished.failed)
            return self.t("ui.final.only-german", file=finished.file.name, why=why)
        folder = str(finished.file.parent)
        if finished.english is not None:
            english = finished.english.file.name
            return self.t("ui.final.done-both", file=finished.file.name, english=english, folder=folder)
        return self.t("ui.final.done", file=finished.file.name, folder=folder)

    def _failed(self, error: LoiError) -> None:
        self._set_working(on=False)
        if isinstance(error, FindingsError):
            self._checked(error.findings)
        self.problem.show_error(error, focus=not self._typing)

    def _create_folder(self) -> None:
        try:
            target.create_folder(self.folder.text())
        except LoiError as error:
            self.problem.show_error(error)
            return
        self.problem.clear()
        self._propose()
        if not self._blocked:
            self.summary.say(self.t("ui.final.folder-made"), "good")
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_working(self, *, on: bool) -> None:
        self._working = on
        self.progress.setVisible(on)
        self.cancel.setEnabled(not on)
        self._allow()

    def _other_name(self) -> None:
        """Propose a name that is free and let the clerk write another."""
        if self.problem.taken:
            self.name.setText(target.free_name(self._order(self.name.text())))
        self.problem.clear()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.setSelection(0, len(Path(self.name.text()).stem))

    def _name_typed(self, text: str) -> None:
        plain = target.plain_name(text)
        if plain != text:
            position = self.name.cursorPosition()
            self.name.setText(plain)
            self.name.setCursorPosition(position)
        self.problem.clear()

    def _folder_typed(self, text: str) -> None:
        self.folder.setToolTip(text)
        self.problem.clear()

    def _choose_folder(self) -> None:
        title = self.t("ui.final.choose-folder")
        chosen = self.ui.dialogs.folder(self, title, Path(self.folder.text()))
        if chosen is not None:
            self.folder.setText(str(chosen))
            self._folder_typed(str(chosen))
            self._propose()

    def reject(self) -> None:
        """Esc or *Abbrechen*; what is being written is not left half-way."""
        if not self._working:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._plain_button_has_focus():
            self._make()
            return
        super().keyPressEvent(event)

    def _plain_button_has_focus(self) -> bool:
        return isinstance(self.focusWidget(), QPushButton)
