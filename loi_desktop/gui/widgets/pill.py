"""A round button of a row of choices; the chosen one is filled, bold and framed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from loi_desktop.gui.theme import GRID, Colours, mix


class Pill(QPushButton):
    """One of several choices in a row; arrow keys move among those of one parent."""

    def __init__(self, text: str, colours: Colours) -> None:
        super().__init__(text)
        self._colours = colours
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        # as wide as its bold word, so that choosing moves nothing
        words = QFontMetrics(self._font(bold=True)).horizontalAdvance(self.text())
        return QSize(words + 3 * GRID, 4 * GRID)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        c, painter = self._colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ground = c.accent_soft if chosen else c.surface
        if self.underMouse() and not chosen:
            ground = mix(c.surface, c.accent_soft, 0.6)
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(c.accent if chosen else c.line), 1))
        box = QRectF(self.rect()).adjusted(1.5, 2.5, -1.5, -2.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), 2))
            around = box.adjusted(-0.5, -0.5, 0.5, 0.5)
            painter.drawRoundedRect(around, around.height() / 2, around.height() / 2)
        painter.setPen(QColor(c.text))
        painter.setFont(self._font(bold=chosen))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _font(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font
