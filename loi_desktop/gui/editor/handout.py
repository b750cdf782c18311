"""Entwurf weitergeben: drafts go round the house before they are final."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.editor.controller import Controller
from loi_desktop.gui.printing import ask_and_print
from loi_desktop.gui.widgets.button import Button
from loi_desktop.services import loifile, pictures
from loi_desktop.services.exports import Finished, Order
from loi_desktop.services.outcome import FindingsError


class HandOut(QObject):
    """The menu and what its entries do."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self._page = parent
        self._ui = controller.ui
        self._t = controller.ui.texts
        self.button = Button(self._t("ui.editor.hand-out"))
        menu = QMenu(self.button)
        for key, icon, done in (
            ("pdf", "download", self.as_pdf),
            ("pictures", "image", self.as_pictures),
            ("print", "printer", self.print_draft),
            ("word", "copy", self.as_text),
            ("file", "file-text", self.as_file),
        ):
            menu.addAction(self._ui.icons(icon), self._t("ui.editor.hand-out." + key)).triggered.connect(done)
        self.button.setMenu(menu)

    def as_pdf(self) -> None:
        """A PDF marked ENTWURF, outside the register."""
        target = self._ask("pdf", ".pdf")
        if target is None:
            return
        declaration = self._controller.declaration
        # the dialog has asked already before it gave a name that is taken
        order = Order(target, overwrite=True)
        exports = self._ui.desk.exports
        self._ui.jobs.run(
            lambda: exports.unrecorded(declaration, order, draft=True), self._pdf_done, self._failed
        )

    def as_pictures(self) -> None:
        """A PNG of each page marked ENTWURF, outside the register."""
        target = self._ask("pictures", pictures.SUFFIX)
        if target is None:
            return
        declaration, order = self._controller.declaration, Order(target, overwrite=True)
        drawing = self._ui.desk.pictures
        self._ui.jobs.run(
            lambda: drawing.of_declaration(declaration, order, draft=True), self._pictures_done, self._failed
        )

    def print_draft(self) -> None:
        """The pages marked ENTWURF, on paper."""
        declaration = self._controller.declaration
        exports = self._ui.desk.exports
        self._ui.jobs.run(lambda: exports.draft_bytes(declaration), self._print, self._failed)

    def as_text(self) -> None:
        """The letter as text, on the clipboard."""
        try:
            text = self._ui.desk.composer.text(self._controller.declaration)
        except LoiError as error:
            self._failed(error)
            return
        QGuiApplication.clipboard().setText(text)
        self._ui.frame.say(self._t("ui.editor.copied"))

    def as_file(self) -> bool:
        """The declaration as a `.loi` file; whether it was written."""
        target = self._ask("file", loifile.SUFFIX)
        if target is None:
            return False
        try:
            loifile.write(self._controller.declaration, target)
        except LoiError as error:
            self._failed(error)
            return False
        self._ui.frame.say(self._t("ui.editor.written", file=target.name, folder=str(target.parent)))
        return True

    def _ask(self, kind: str, suffix: str) -> Path | None:
        """Where to; with its ending, whatever was typed."""
        title, pattern = self._t(f"ui.editor.hand-out.{kind}"), self._t(f"ui.editor.pattern{suffix}")
        target = self._ui.dialogs.save_file(self._page, title, self._suggestion(suffix), pattern)
        if target is None or target.suffix.lower() == suffix:
            return target
        return target.with_name(target.name + suffix)

    def _suggestion(self, suffix: str) -> Path:
        folder = Path(self._ui.desk.settings.load().pdf_folder or QDir.homePath())
        try:
            name = self._ui.desk.naming.suggested(self._controller.declaration)
        except LoiError:
            name = self._t("ui.editor.draft-name")
        return folder / f"{Path(name).stem}-{self._t('ui.editor.draft-name')}{suffix}"

    def _pdf_done(self, finished: Finished) -> None:
        file = finished.file
        self._ui.frame.say(self._t("ui.editor.written", file=file.name, folder=str(file.parent)))

    def _pictures_done(self, drawn: pictures.Drawn) -> None:
        folder = str(drawn.files[0].parent)
        self._ui.frame.say(
            self._t("ui.editor.pictures-written", n=len(drawn.files), file=drawn.files[0].name, folder=folder)
        )

    def _print(self, pdf: bytes) -> None:
        try:
            ask_and_print(pdf, self._t("ui.editor.hand-out.print-job"), self._page)
        except LoiError as error:
            self._failed(error)

    def _failed(self, error: LoiError) -> None:
        if isinstance(error, FindingsError):
            sentences = " ".join(self._t.finding(f) for f in error.findings if f.severity == "error")
            self._ui.frame.say(self._t("ui.editor.hand-out.stopped", findings=sentences), bad=True)
            return
        self._ui.frame.say(self._t.error(error), bad=True)
