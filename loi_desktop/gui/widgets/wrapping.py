"""Check boxes and radio buttons whose words wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionFocusRect,
)

# The shared part is no Qt class itself: two of them among the bases end in a crash.
if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object

_GAP = 6
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class _Wrapping(_Base):
    """The part that both share; stands before Qt's class in the bases."""

    ELEMENT = QStyle.PrimitiveElement.PE_IndicatorCheckBox
    METRICS = (QStyle.PixelMetric.PM_IndicatorWidth, QStyle.PixelMetric.PM_IndicatorHeight)

    def _setup(self) -> None:
        self._asked: tuple[int, str, str] | None = None
        self._height = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _mark(self) -> QSize:
        width, height = (self.style().pixelMetric(m, None, self) for m in self.METRICS)
        return QSize(width, height)

    def _words(self, width: int) -> QRect:
        left = self._mark().width() + _GAP
        room = QRect(left, 0, max(1, width - left - 2), 100_000)
        return self.fontMetrics().boundingRect(room, int(_WRAP), self.text())

    def heightForWidth(self, width: int) -> int:
        # a layout asks this a dozen times for each key; the answer is the same
        asked = (width, self.text(), self.font().key())
        if self._asked != asked:
            self._asked = asked
            self._height = max(self._words(width).height(), self._mark().height()) + 8
        return self._height

    def sizeHint(self) -> QSize:
        width = self._mark().width() + _GAP + self.fontMetrics().horizontalAdvance(self.text()) + 4
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max(self.text().split() or [""], key=len)
        width = self._mark().width() + _GAP + self.fontMetrics().horizontalAdvance(longest) + 4
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def _outline(self, painter: QPainter, mark: QRect) -> None:
        """Fusion's own line cannot be seen on a dark ground."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(mark).adjusted(0.5, 0.5, -0.5, -0.5)
        round_ = box.width() / 2 if QStyle.PrimitiveElement.PE_IndicatorRadioButton == self.ELEMENT else 2
        painter.drawRoundedRect(box, round_, round_)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)  # type: ignore[attr-defined]  # both bases have it
        mark, line = self._mark(), self.fontMetrics().height()
        option.rect = QRect(QPoint(1, 4 + max(0, (line - mark.height()) // 2)), mark)
        self.style().drawPrimitive(self.ELEMENT, option, painter, self)
        self._outline(painter, option.rect)
        words = self._words(self.width()).translated(0, 4)
        role = self.foregroundRole()
        self.style().drawItemText(
            painter, words, int(_WRAP), self.palette(), self.isEnabled(), self.text(), role
        )
        if self.hasFocus():
            focus = QStyleOptionFocusRect()
            focus.initFrom(self)
            focus.rect = words.adjusted(-2, -1, 2, 1)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, focus, painter, self)


class WrappedCheck(_Wrapping, QCheckBox):
    """A check box with words over several lines."""

    def __init__(self, text: str) -> None:
        QCheckBox.__init__(self, text)
        self._setup()


class WrappedRadio(_Wrapping, QRadioButton):
    """A radio button with words over several lines."""

    ELEMENT = QStyle.PrimitiveElement.PE_IndicatorRadioButton
    METRICS = (QStyle.PixelMetric.PM_ExclusiveIndicatorWidth, QStyle.PixelMetric.PM_ExclusiveIndicatorHeight)

    def __init__(self, text: str) -> None:
        QRadioButton.__init__(self, text)
        self._setup()
