"""Dialogs as high as what they say, and never beyond the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from loi_desktop.gui.theme import GRID

# room for the frame and title bar that the system draws
_FRAME = 6 * GRID


class Fit(QObject):
    """Lets `dialog` grow until what scrolls in `area` is seen whole, or the screen ends.

    It never shrinks while it is open, and is left alone once somebody has sized it.  `width`
    in logical pixels.
    """

    def __init__(self, dialog: QDialog, area: QScrollArea, width: int) -> None:
        super().__init__(dialog)
        self._dialog, self._area = dialog, area
        self._content = area.widget() or QWidget()
        self._given = QSize()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._grow)
        room = dialog.screen().availableSize()
        dialog.resize(min(width, room.width()), dialog.minimumHeight())
        dialog.installEventFilter(self)
        self._content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._later.start()
        return False

    def _grow(self) -> None:
        dialog, content = self._dialog, self._content.layout()
        if not dialog.isVisible() or content is None:
            return
        if not self._given.isEmpty() and dialog.size() != self._given:
            return
        seen = self._area.viewport().size()
        wanted = content.totalHeightForWidth(seen.width()) if content.hasHeightForWidth() else 0
        wanted = max(wanted, content.totalMinimumSize().height())
        most = dialog.screen().availableSize().height() - _FRAME
        height = min(dialog.height() + max(0, wanted - seen.height()), most)
        dialog.resize(dialog.width(), max(height, dialog.height()))
        self._given = dialog.size()
