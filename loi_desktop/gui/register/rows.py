"""How a row of the list is drawn: calm lines, the state as a chip, a bar at the chosen row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from loi_desktop.gui.theme import GRID, Colours, mix

Index = QModelIndex | QPersistentModelIndex

STATE, CALL, PARTNER, CHANGED, SIGNED = range(5)
SECOND_LINE = Qt.ItemDataRole.UserRole + 1
STATE_CODE = Qt.ItemDataRole.UserRole + 2
_LEFT_ROOM = GRID + GRID // 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def state_colours(state: str, c: Colours) -> tuple[str, str]:
    """Text and ground of a state's chip; the word always stands on it."""
    if state in ("to_sign", "returned"):
        return c.warn, c.warn_soft
    if state in ("signed", "final"):
        return c.accent, c.accent_soft
    if state in ("sent", "confirmed"):
        return c.good, c.good_soft
    return c.muted, c.window


class TableHeader(QHeaderView):
    """Column heads in line with the cells; an arrow at the column that orders the rows."""

    def __init__(self, colours: Colours, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._c = colours
        self.setSectionsClickable(True)
        self.setFixedHeight(QFontMetrics(self.font()).height() + 2 * GRID)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, QColor(mix(self._c.surface, self._c.window, 0.6)))
        painter.setPen(QColor(self._c.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self._c.text))
        words = self.model().headerData(section, Qt.Orientation.Horizontal)
        if self.sortIndicatorSection() == section:
            words += " ▾" if self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder else " ▴"
        painter.drawText(rect.adjusted(_LEFT_ROOM, 0, -2, 0), _LEFT, words)
        painter.restore()


class RowDelegate(QStyledItemDelegate):
    """Paints cells; text for screen readers comes from the model."""

    def __init__(self, colours: Colours, parent: QObject) -> None:
        super().__init__(parent)
        self._c = colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, first=index.column() == STATE)
        cell = option.rect.adjusted(_LEFT_ROOM, 0, -GRID // 2, 0)
        second = index.data(SECOND_LINE)
        if index.column() == STATE:
            self._chip(painter, option.font, cell, index, second)
        else:
            self._words(painter, option.font, cell, index, second)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, first: bool) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen:
            painter.fillRect(option.rect, QColor(self._c.accent_soft))
            if first:
                bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
                painter.fillRect(bar, QColor(self._c.accent))
        elif hovered:
            painter.fillRect(option.rect, QColor(self._c.window))
        if chosen and option.widget is not None and option.widget.hasFocus():
            painter.setPen(QPen(QColor(self._c.accent), 1))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        else:
            painter.setPen(QPen(QColor(self._c.line), 1))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _chip(self, painter: QPainter, font: QFont, cell: QRect, index: Index, second: str) -> None:
        text, ground = state_colours(index.data(STATE_CODE), self._c)
        metrics = QFontMetrics(font)
        height = metrics.height() + 4
        width = min(metrics.horizontalAdvance(index.data()) + 2 * GRID, cell.width())
        small = _small(font)
        lower = QFontMetrics(small).height() if second else 0
        top = cell.top() + (cell.height() - height - lower) // 2
        box = QRect(cell.left(), top, width, height)
        painter.setPen(QPen(QColor(text), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(font)
        words = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, width - GRID)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        if second:
            self._line(
                painter,
                small,
                QRect(cell.left(), box.bottom() + 1, cell.width(), lower),
                second,
                self._c.muted,
            )

    def _words(self, painter: QPainter, font: QFont, cell: QRect, index: Index, second: str) -> None:
        first = QFont(font)
        if index.column() == CALL:
            first.setWeight(QFont.Weight.DemiBold)
        if not second:
            self._line(painter, first, cell, index.data(), self._c.text)
            return
        small = _small(font)
        upper, lower = QFontMetrics(first).height(), QFontMetrics(small).height()
        top = cell.top() + (cell.height() - upper - lower) // 2
        self._line(painter, first, QRect(cell.left(), top, cell.width(), upper), index.data(), self._c.text)
        self._line(
            painter, small, QRect(cell.left(), top + upper, cell.width(), lower), second, self._c.muted
        )

    def _line(self, painter: QPainter, font: QFont, box: QRect, text: str, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, shown)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small
