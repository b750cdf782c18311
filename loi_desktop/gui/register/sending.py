"""The cards of what comes back signed and goes out as an e-mail."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from loi_desktop.gui import dates
from loi_desktop.gui.context import Ui
from loi_desktop.gui.register.cards import Part, row_of
from loi_desktop.gui.sizes import size
from loi_desktop.gui.theme import GRID, heading, mix, muted
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.model.record import Record, SignedCopy, Version
from loi_desktop.services.mailing import file_name


class SignedCard(Part):
    """*Unterschriebene Fassung ablegen*: the place to drop it, and what came back so far."""

    open_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, ui: Ui, version: Version, *, accent: bool) -> None:
        c = ui.theme.colours
        super().__init__(ui, fill=mix(c.surface, c.accent_soft, 0.5), border=c.accent, dashed=True)
        self.add(heading(self.t("ui.finished.signed"), 1.2))
        for copy in reversed(version.copies):
            older = copy is not version.copies[-1]
            self._add_copy(copy, "" if older else self._differs(copy.pages, version.pages), older=older)
        self.add(muted(self.t("ui.finished.signed-how"), c))
        wanted = "ui.finished.signed-another" if version.copies else "ui.finished.signed-choose"
        self.choose = self.button(wanted, "upload", accent=accent)
        self.add(row_of(self.choose))

    def _facts(self, copy: SignedCopy, *, older: bool) -> str:
        when = dates.moment(self.t, self.ui.desk.clock, copy.at)
        sheets = self.t("ui.finished.pages", n=copy.pages)
        filed = self.t("ui.finished.signed-older" if older else "ui.finished.signed-at", when=when)
        return f"{filed} · {sheets} · {size(self.t, copy.bytes)}"

    def _differs(self, pages: int, final: int) -> str:
        """What stays to be said of a copy with another number of pages."""
        return "" if pages == final else self.t("finding.signed.pages-differ", signed=pages, final=final)

    def _add_copy(self, copy: SignedCopy, differs: str, *, older: bool) -> None:
        facts = self._facts(copy, older=older)
        line = Marked(self.ui.icons, self.colours, wrap=True)
        kind = "muted" if older else "warn" if differs else "good"
        line.say(f"{facts}. {differs}" if differs else facts, kind)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(line, 1)
        for key, icon, done in (
            ("ui.finished.signed-open", "external-link", self._open),
            ("ui.finished.signed-remove", "trash-2", self._remove),
        ):
            button = self.button(key, icon)
            button.setAccessibleName(f"{button.text()}: {facts}")
            button.setProperty("file", copy.file)
            button.clicked.connect(done)
            row.addWidget(button)
        self.body.addLayout(row)

    def _open(self) -> None:
        self.open_wanted.emit(self.sender().property("file"))

    def _remove(self) -> None:
        self.remove_wanted.emit(self.sender().property("file"))


class MailCard(Part):
    """*E-Mail vorbereiten*, or plainly *Ohne Unterschrift versenden …*."""

    def __init__(self, ui: Ui, record: Record, version: Version, *, accent: bool) -> None:
        super().__init__(ui)
        signed = bool(version.copies)
        self.add(heading(self.t("ui.finished.mail"), 1.2))
        self.add(muted(self._carries(record, version), self.colours))
        if version.mails:
            last = version.mails[-1]
            when = dates.moment(self.t, self.ui.desk.clock, last.at)
            key = "ui.finished.mail-made" if last.to else "ui.finished.mail-made-nobody"
            self.add(muted(self.t(key, when=when, to=last.to), self.colours))
        wanted = "ui.finished.mail-prepare" if signed else "ui.finished.mail-without"
        self.prepare = self.button(wanted, "mail", accent=accent)
        self.add(row_of(self.prepare))

    def _carries(self, record: Record, version: Version) -> str:
        """Which file would go out."""
        file = file_name(record, version)
        if not version.copies:
            day = dates.day(self.t, version.day)
            return self.t("ui.finished.mail-unsigned", file=file, n=version.pages, day=day)
        copy = version.copies[-1]
        when = dates.moment(self.t, self.ui.desk.clock, copy.at)
        return self.t("ui.finished.mail-signed", file=file, n=copy.pages, when=when)
