"""The cards of a finished letter; each shows a part of the record and says what is wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loi_desktop.gui import dates
from loi_desktop.gui.context import Ui
from loi_desktop.gui.register.events import event_words
from loi_desktop.gui.sizes import size
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.facts import Facts
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.model.record import Event, Record, Version


def row_of(*buttons: QWidget) -> QWidget:
    """Buttons side by side, in more lines where it is narrow."""
    row = QWidget()
    flow = Flow(row)
    for button in buttons:
        flow.addWidget(button)
    return row


class Part(Card):
    """A card with the page's texts and colours at hand."""

    def __init__(self, ui: Ui, *, fill: str = "", border: str = "", dashed: bool = False) -> None:
        super().__init__(ui.theme.colours, fill=fill, border=border, dashed=dashed)
        self.ui = ui
        self.t = ui.texts
        self.colours = ui.theme.colours

    def button(self, key: str, icon: str, *, accent: bool = False) -> Button:
        """A button with word and icon; the page's one accent button if `accent`."""
        colour = self.colours.on_accent if accent else ""
        return Button(self.t(key), self.ui.icons(icon, colour), accent=accent)


class PdfCard(Part):
    """*Das PDF ist fertig*: name, pages, size, and what can be done with it; below, the
    English copy of the same letter where there is one.
    """

    copy_wanted = Signal()

    def __init__(self, ui: Ui, record: Record, version: Version, *, accent: bool) -> None:
        super().__init__(ui)
        self.add(heading(self.t("ui.finished.pdf"), 1.2))
        self.facts = muted(self._facts(version), self.colours)
        self.add(self.facts)
        self.add(muted(self._made(record, version), self.colours))
        self.wrong = Marked(ui.icons, self.colours, wrap=True)
        self.add(self.wrong)
        self.print = self.button("ui.finished.print", "printer", accent=accent)
        self.open = self.button("ui.finished.open", "external-link")
        self.folder = self.button("ui.finished.folder", "folder-open")
        self.add(row_of(self.print, self.open, self.folder))
        self.copy = record.courtesy
        if self.copy is not None:
            self._add_copy(self.copy)

    def _add_copy(self, copy: Version) -> None:
        """The English copy that was made of the same letter."""
        name = Path(copy.path).name or copy.file
        self.add(muted(self.t("ui.finished.copy", file=name, n=copy.pages), self.colours))
        self.open_copy = self.button("ui.finished.copy-open", "external-link")
        self.open_copy.clicked.connect(self.copy_wanted)
        self.add(row_of(self.open_copy))

    def _facts(self, version: Version) -> str:
        name = Path(version.path).name or version.file
        pages = self.t("ui.finished.pages", n=version.pages)
        return f"{name} · {pages} · {size(self.t, version.bytes)} · {self.t('ui.finished.accessible')}"

    def conforms(self, standard: str) -> None:
        """Name the standards that the file keeps, for those who look for them."""
        self.facts.setToolTip(self.t("ui.finished.accessible-tip", standard=standard))

    def _made(self, record: Record, version: Version) -> str:
        letterhead = version.letterhead_name
        paper = self.t("ui.finished.on", name=letterhead) if letterhead else self.t("ui.finished.plain")
        language = f" · {self.t('ui.finished.english')}" if version.language == "en" else ""
        return f"{self.t('ui.finished.number', number=record.number)} · {paper}{language}"

    def lose(self, sentence: str) -> None:
        """The program's copy is gone or changed: say so, offer nothing that needs it."""
        self.wrong.say(sentence, "bad")
        for button in (self.print, self.open, self.folder):
            button.setEnabled(False)


class VersionsCard(Part):
    """Every Reinschrift of the letter, the newest first."""

    open_wanted = Signal(int)
    signed_wanted = Signal(str)

    def __init__(self, ui: Ui, record: Record) -> None:
        super().__init__(ui)
        self.add(heading(self.t("ui.finished.versions"), 1.2))
        for version in reversed(record.versions):
            self._add_version(version)

    def _add_version(self, version: Version) -> None:
        name = self.t("ui.finished.version", n=version.number)
        state = "" if version.state == "final" else f" · {self.t(f'state.{version.state}')}"
        language = f" · {self.t('ui.finished.english')}" if version.language == "en" else ""
        facts = f"{dates.day(self.t, version.day)}{state}{language}"
        label = muted(f"{name} · {facts}", self.colours)
        button = self.button("ui.finished.open", "external-link")
        button.setAccessibleName(f"{button.text()}: {name}")
        button.setProperty("number", version.number)
        button.clicked.connect(self._open)
        self.add(label)
        buttons = [button, *(self._signed(name, version.copies[-1].file) for _ in version.copies[-1:])]
        self.add(row_of(*buttons))

    def _signed(self, name: str, file: str) -> Button:
        button = self.button("ui.finished.signed-open-long", "file-check")
        button.setAccessibleName(f"{button.text()}: {name}")
        button.setProperty("file", file)
        button.clicked.connect(self._open_signed)
        return button

    def _open(self) -> None:
        self.open_wanted.emit(self.sender().property("number"))

    def _open_signed(self) -> None:
        self.signed_wanted.emit(self.sender().property("file"))


class HistoryCard(Part):
    """*Verlauf*: what happened, newest first."""

    def __init__(self, ui: Ui, record: Record) -> None:
        super().__init__(ui)
        title = self.t("ui.finished.history")
        self.add(heading(title, 1.2))
        self.table = Facts(title, self.colours)
        self.table.show_rows([self._row(event) for event in reversed(record.history)])
        self.add(self.table)
        self.body.setSpacing(GRID)

    def _row(self, entry: Event) -> tuple[str, str]:
        happened = event_words(self.t, entry)
        when = dates.moment(self.t, self.ui.desk.clock, entry.at)
        return when, f"{happened} – {entry.remark}" if entry.remark else happened
