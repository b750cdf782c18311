"""*Seite 2 von 3* with the way to the one before and the one after."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from loi_desktop.gui.icons import Icons
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.button import Button
from loi_desktop.texts import Texts


class Turner(QWidget):
    """Takes no room where there is only one page.  `turned` (page, from 0)."""

    turned = Signal(int)

    def __init__(self, texts: Texts, icons: Icons) -> None:
        super().__init__()
        self._t = texts
        self._page, self._count = 0, 1
        self.before = Button(texts("ui.shell.page-before"), icons("chevron-left"))
        self.after = Button(texts("ui.shell.page-after"), icons("chevron-right"))
        self.before.clicked.connect(self._back)
        self.after.clicked.connect(self._on)
        self.words = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.before)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.after)
        self.hide()

    def set_count(self, count: int) -> None:
        """There are so many pages; begin at the first."""
        self._page, self._count = 0, count
        self._tell()
        self.setVisible(count > 1)

    def _back(self) -> None:
        self._turn(self._page - 1)

    def _on(self) -> None:
        self._turn(self._page + 1)

    def _turn(self, page: int) -> None:
        self._page = min(max(page, 0), self._count - 1)
        self._tell()
        # a button that is spent hands the keyboard to the other one
        if not self.before.isEnabled() and self._count > 1:
            self.after.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.after.isEnabled():
            self.before.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words.text()))
        self.turned.emit(self._page)

    def _tell(self) -> None:
        self.words.setText(self._t("ui.shell.page-of", page=self._page + 1, pages=self._count))
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page < self._count - 1)
