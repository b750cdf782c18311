"""Below the choice of the font: the municipality's own, from their files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID, muted
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.given import given_note
from loi_desktop.model.ownfont import OwnFont


class OwnFontList(QWidget):
    """One row for each own family, and the button that adds another file."""

    changed = Signal()  # there are other families to choose from
    shown = Signal()  # there are other rows

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self._t = ui.texts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GRID)
        column.addLayout(self._rows)
        column.addWidget(muted(self._t("ui.senders.font.hint"), ui.theme.colours))
        self.add = Button(self._t("ui.senders.font.add"), ui.icons("plus"))
        self.add.clicked.connect(self._choose)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        column.addLayout(line)
        if not ui.desk.fonts.changeable:
            self.add.hide()
            column.addWidget(given_note(ui))
        self._look()

    def _look(self) -> None:
        work = self._ui.desk.fonts.list
        self._ui.jobs.run(work, while_alive(self, self._show), while_alive(self, self._refused))

    def _show(self, fonts: tuple[OwnFont, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for font in fonts:
            self._rows.addWidget(self._row(font))
        self.shown.emit()

    def _row(self, font: OwnFont) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        styles = ", ".join(self._t(f"ui.senders.font.{style}") for style in font.files)
        said = self._t("ui.senders.font.row", name=font.family, styles=styles)
        line.addWidget(muted(said, self._ui.theme.colours), 1)
        remove = Button(self._t("ui.senders.font.remove"), self._ui.icons("trash-2"))
        remove.setAccessibleName(self._t("ui.senders.font.remove-name", name=font.family))
        remove.clicked.connect(partial(self._remove, font.family))
        line.addWidget(remove)
        remove.setVisible(self._ui.desk.fonts.changeable)
        return row

    def _choose(self) -> None:
        title, pattern = self._t("ui.senders.font.choose"), self._t("ui.senders.font.pattern")
        file = self._ui.dialogs.open_file(self, title, pattern)
        if file is not None:
            self._add(file)

    def _add(self, file: Path) -> None:
        work = partial(self._ui.desk.fonts.add, file)
        self._ui.jobs.run(work, while_alive(self, self._added), while_alive(self, self._refused))

    def _added(self, font: OwnFont) -> None:
        ready = "regular" in font.files
        key = "ui.senders.font.added" if ready else "ui.senders.font.half"
        self._ui.frame.say(self._t(key, name=font.family))
        self._after_change()

    def _remove(self, family: str) -> None:
        title = self._t("ui.senders.font.remove-title")
        text = self._t("ui.senders.font.remove-text", name=family)
        if self._ui.dialogs.confirm(self, title, text, self._t("ui.senders.font.remove")):
            work = partial(self._ui.desk.fonts.remove, family)
            self._ui.jobs.run(work, while_alive(self, self._after_change), while_alive(self, self._refused))

    def _after_change(self, _: object = None) -> None:
        self._look()
        self.changed.emit()

    def _refused(self, error: LoiError) -> None:
        self._ui.frame.say(self._t.error(error), bad=True)
