"""A row that goes on in the next line where it is too narrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from loi_desktop.gui.theme import GRID


class Flow(QLayout):
    """Widgets side by side, from left to right, then below."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = GRID) -> None:
        super().__init__(parent)
        self._entries: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._entries.append(item)

    def count(self) -> int:
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [entry.sizeHint() for entry in self._entries if not entry.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return self._framed(QSize(width, max((size.height() for size in shown), default=0)))

    def minimumSize(self) -> QSize:
        size = QSize()
        for entry in self._entries:
            size = size.expandedTo(entry.minimumSize())
        return self._framed(size)

    def _framed(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the entries in `rect` and return the height they take."""
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        line: list[tuple[QLayoutItem, int]] = []
        x, y, tallest = area.x(), area.y(), 0
        for entry in (e for e in self._entries if not e.isEmpty()):
            size = entry.sizeHint()
            width = min(size.width(), max(area.width(), entry.minimumSize().width()))
            if line and x + width > area.right() + 1:
                self._place(line, y, tallest, move=move)
                line, x, y, tallest = [], area.x(), y + tallest + self._gap, 0
            line.append((entry, x))
            x += width + self._gap
            tallest = max(tallest, size.height())
        self._place(line, y, tallest, move=move)
        return y + tallest - rect.y() + margins.bottom()

    def _place(self, line: list[tuple[QLayoutItem, int]], y: int, height: int, *, move: bool) -> None:
        for entry, x in line if move else ():
            size = entry.sizeHint()
            entry.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
