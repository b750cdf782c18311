"""Dialogs as high as what they say, on the middle of their window, and never beyond the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from loi_desktop.gui.theme import GRID

# room for the frame and title bar that the system draws, until it says how high they are
_FRAME = 6 * GRID


class Fit(QObject):
    """Lets `dialog` grow until what scrolls in `area` is seen whole, or the screen ends.

    It shrinks only right after it grew too far, and its size and place are left alone once
    somebody has changed them, as long as it lies on the screen.  `width` in logical pixels.
    """

    def __init__(self, dialog: QDialog, area: QScrollArea, width: int) -> None:
        super().__init__(dialog)
        self._dialog, self._area = dialog, area
        self._content = area.widget() or QWidget()
        self._given = QSize()
        self._put: QPoint | None = None
        self._grew = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fit)
        dialog.resize(min(width, self.room.width()), dialog.minimumHeight())
        dialog.installEventFilter(self)
        self._content.installEventFilter(self)

    @property
    def room(self) -> QRect:
        """Where the dialog may lie: the screen of its window, without the task bar."""
        return self._window.screen().availableGeometry()

    @property
    def _window(self) -> QWidget:
        parent = self._dialog.parentWidget()
        return parent.window() if parent is not None else self._dialog

    @property
    def _frame(self) -> QSize:
        """What the system draws around the dialog."""
        drawn = self._dialog.frameGeometry().size() - self._dialog.size()
        return QSize(drawn.width(), drawn.height() or _FRAME)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._later.start()
        return False

    def _fit(self) -> None:
        if not self._dialog.isVisible():
            return
        self._resize()
        self._move()

    def _resize(self) -> None:
        dialog, wanted = self._dialog, self._dialog.size()
        ours = self._given.isEmpty() or wanted == self._given
        if ours:
            lacking = self._lacking()
            if lacking > 0 or self._grew:  # once the scroll bar has gone, less may be enough
                wanted.setHeight(wanted.height() + lacking)
            self._grew = lacking > 0
        dialog.resize(wanted.boundedTo(self.room.size() - self._frame))
        if ours:
            self._given = dialog.size()

    def _lacking(self) -> int:
        """How much higher the content is than what is seen of it; negative where it is lower."""
        content, seen = self._content.layout(), self._area.viewport().size()
        if content is None:
            return 0
        wanted = content.totalHeightForWidth(seen.width()) if content.hasHeightForWidth() else 0
        return max(wanted, content.totalMinimumSize().height()) - seen.height()

    def _move(self) -> None:
        dialog, room, frame = self._dialog, self.room, self._frame
        whole = QRect(dialog.pos(), dialog.size() + frame)
        if self._put is None or dialog.pos() == self._put:
            whole.moveCenter(self._window.frameGeometry().center())
        whole.moveLeft(max(room.left(), min(whole.left(), room.right() + 1 - whole.width())))
        whole.moveTop(max(room.top(), min(whole.top(), room.bottom() + 1 - whole.height())))
        dialog.move(whole.topLeft())
        self._put = dialog.pos()
