"""The line above the form: how much is still missing, and the way to the first of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from loi_desktop.gui.context import Ui
from loi_desktop.gui.editor.sections import Count, until_final
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.gui.widgets.slimbar import WIDTH


class MissingBar(Card):
    """As high with something missing as without, so that the form below never moves.
    `wanted`: to the first field that is missing.
    """

    wanted = Signal()

    def __init__(self, ui: Ui) -> None:
        self._c = ui.theme.colours
        super().__init__(self._c)
        self._t = ui.texts
        self.words = Marked(ui.icons, self._c)
        self.to_first = Button(ui.texts("ui.editor.to-first"), link=self._c.accent)
        self.to_first.clicked.connect(self.wanted)
        self.to_first.hide()
        self.body.setContentsMargins(2 * GRID, 0, GRID // 2, 0)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.words, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.to_first)
        row.addStretch(1)
        self.body.addLayout(row)
        self.setFixedHeight(self.to_first.sizeHint().height() + 2)
        # in line with the sections, which leave room for their scroll bar
        self.room_beside = GRID + WIDTH

    def show_count(self, open_: Count) -> None:
        """What is missing or to be changed before the letter can be made."""
        c = self._c
        self.words.say(until_final(open_, self._t), "warn" if open_.any else "good")
        if open_.any:
            self.colour(c.warn_soft, c.warn)
        else:
            self.colour(c.good_soft, c.line)
        self.to_first.setVisible(open_.any)
