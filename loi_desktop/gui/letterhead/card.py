"""A letterhead in the overview: its picture, its name, the result of its check."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QLabel, QProgressBar

from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.gui.widgets.pagepicture import PagePicture
from loi_desktop.model.findings import Finding, errors
from loi_desktop.services.letterheads import LetterheadInfo

Result = Literal["fine", "look", "unusable"]
KINDS: dict[Result, str] = {"fine": "good", "look": "warn", "unusable": "bad"}
_WIDTH = 26 * GRID


def result(findings: tuple[Finding, ...]) -> Result:
    """The check in one word."""
    if errors(findings):
        return "unusable"
    return "look" if findings else "fine"


class LetterheadCard(Card):
    """`wanted` (id): its details."""

    wanted = Signal(str)

    def __init__(self, ui: Ui, info: LetterheadInfo) -> None:
        super().__init__(ui.theme.colours)
        t = ui.texts
        self.id = info.id
        self.setFixedWidth(_WIDTH)
        self.picture = PagePicture(ui.theme.colours, t("ui.letterheads.picture", name=info.name))
        self.picture.setFixedSize(QSize(_WIDTH - 4 * GRID, round((_WIDTH - 4 * GRID) * 1.414) + 2))
        self.name = heading(info.name, 1.1)
        self.state = Marked(ui.icons, ui.theme.colours, wrap=True)
        found = result(info.findings)
        self.state.say(t(f"ui.letterheads.{found}"), KINDS[found])
        self.open = Button(t("ui.letterheads.open"))
        self.open.setAccessibleName(f"{info.name}: {self.open.text()}")
        self.open.clicked.connect(self._wanted)
        for widget in (self.picture, self.name, self.state, self.open):
            self.add(widget)
        self.body.addStretch(1)

    def show_picture(self, png: bytes) -> None:
        """Show the first page."""
        self.picture.show_image(QImage.fromData(png))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._wanted()

    def _wanted(self) -> None:
        self.wanted.emit(self.id)


class CheckingCard(Card):
    """A file that is being looked at.  `cancelled`: its result is not wanted any more."""

    cancelled = Signal()

    def __init__(self, ui: Ui, file: str) -> None:
        super().__init__(ui.theme.colours)
        t = ui.texts
        label = QLabel(t("ui.letterheads.checking", file=file))
        label.setWordWrap(True)
        self.add(label)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setMaximumHeight(GRID)
        bar.setAccessibleName(label.text())
        self.add(bar)
        self.add(muted(t("ui.letterheads.checking-hint"), ui.theme.colours))
        cancel = Button(t("ui.letterheads.cancel"))
        cancel.setAccessibleName(f"{cancel.text()}: {file}")
        cancel.clicked.connect(self.cancelled)
        self.body.addWidget(cancel, 0, Qt.AlignmentFlag.AlignLeft)
