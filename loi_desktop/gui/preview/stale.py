"""The band above a page that is older than what was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.model.findings import Finding

_ABOVE = 6


class StaleBand(Card):
    """Says from when the page is and why no newer one comes; hidden while it is the newest.
    `wanted` (field): to what keeps it from being drawn.
    """

    wanted = Signal(str)

    def __init__(self, ui: Ui) -> None:
        c = ui.theme.colours
        super().__init__(c, fill=c.warn_soft, border=c.warn)
        self._ui = ui
        self._drawn_at = ""
        self._field = ""
        self.words = Marked(ui.icons, c, wrap=True)
        # one line stands in line with the link beside it
        self.words.setContentsMargins(0, _ABOVE, 0, _ABOVE)
        self.to_field = Button(ui.texts("ui.preview.to-field"), link=c.accent)
        self.to_field.clicked.connect(self._go)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.words, 1)
        row.addWidget(self.to_field, 0, Qt.AlignmentFlag.AlignTop)
        self.body.setContentsMargins(GRID + GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        self.body.addLayout(row)
        self.hide()

    @property
    def told(self) -> bool:
        """Whether the page is an older one."""
        return bool(self.words.text)

    def newest(self) -> None:
        """The page is what was typed."""
        now = self._ui.desk.clock.now().astimezone()
        self._drawn_at = f"{now.hour:02}:{now.minute:02}"
        self.words.say("")
        self.hide()

    def say(self, fault: Finding | None) -> None:
        """The page stays as it was, because of `fault`."""
        t = self._ui.texts
        key = f"ui.preview.why.{fault.code}" if fault else ""
        why = t(key, **fault.data) if fault and t.has(key) else t("ui.preview.why.other")
        if self._drawn_at:
            self.words.say(t("ui.preview.stale", time=self._drawn_at, why=why), "warn")
        else:
            self.words.say(t("ui.preview.nothing-yet", why=why), "warn")
        self._field = fault.field if fault else ""
        self.to_field.setVisible(bool(self._field))

    def _go(self) -> None:
        self.wanted.emit(self._field)
