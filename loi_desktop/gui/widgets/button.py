"""A flat button with room around its word; the accent is for the one main action."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton

from loi_desktop.gui.icons import Icons
from loi_desktop.gui.theme import GRID, Colours, mix, tint

_ICON = 16
_GAP = 6
_SIDE = GRID + GRID // 2


def back_link(text: str, icons: Icons, colours: Colours) -> Button:
    """The way back to the page that `text` names; at the left of a page's head."""
    return Button(text, icons("chevron-left", colours.accent), link=colours.accent)


class Button(QPushButton):
    """Drawn with the palette's colours: ground, a line around it, a ring at the focus.

    `accent`: filled with the accent colour; at most one on a page.  A flat one
    (`setFlat(True)`) shows its ground only under the mouse; a `link` is flat, has its words
    in that colour and stands close to what is beside it.
    """

    def __init__(self, text: str, icon: QIcon | None = None, *, accent: bool = False, link: str = "") -> None:
        super().__init__(text)
        self._accent = accent
        self._side = GRID // 2 if link else _SIDE
        if link:
            self.setFlat(True)
            tint(self, QPalette.ColorRole.ButtonText, link)
            tint(self, QPalette.ColorRole.Button, self.palette().color(QPalette.ColorRole.Window).name())
        if icon is not None:
            self.setIcon(icon)
        if accent:
            font = self.font()
            font.setWeight(font.Weight.DemiBold)
            self.setFont(font)
        self.setAutoDefault(True)  # Enter presses it, not the space bar alone
        self.setMinimumHeight(4 * GRID)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width() if self.text() else 0
        parts = [words, _ICON if not self.icon().isNull() else 0, _ICON if self.menu() else 0]
        shown = [part for part in parts if part]
        width = sum(shown) + _GAP * max(0, len(shown) - 1) + 2 * self._side
        return QSize(width, max(4 * GRID, metrics.height() + GRID + GRID // 2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, line, words = self._colours()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if not self.isFlat() or self._pointed():
            painter.setPen(QPen(QColor(line), 1))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, 5, 5)
        self._paint_focus(painter, box)
        self._paint_words(painter, words)

    def _pointed(self) -> bool:
        return self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked())

    def _colours(self) -> tuple[str, str, str]:
        palette, role = self.palette(), QPalette.ColorRole
        if self._accent and self.isEnabled():
            accent = palette.color(role.Highlight).name()
            ground = mix(accent, palette.color(role.WindowText).name(), 0.18) if self._pointed() else accent
            return ground, ground, palette.color(role.HighlightedText).name()
        ground = palette.color(role.Button).name()
        words = palette.color(role.ButtonText).name()
        line = mix(palette.color(role.Mid).name(), words, 0.25)
        if self.isChecked():
            accent = palette.color(role.Highlight).name()
            return mix(ground, accent, 0.12), accent, words
        if self._pointed():
            ground = mix(ground, words, 0.14 if self.isDown() else 0.06)
        return ground, line, words

    def _paint_focus(self, painter: QPainter, box: QRectF) -> None:
        if not self.hasFocus():
            return
        role = QPalette.ColorRole
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._accent:
            painter.setPen(QPen(self.palette().color(role.HighlightedText), 1.5))
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 3, 3)
        else:
            painter.setPen(QPen(self.palette().color(role.Highlight), 2))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _paint_words(self, painter: QPainter, colour: str) -> None:
        # the icon of an accent button has the colour of its words on the accent alone
        icon = not self.icon().isNull() and (self.isEnabled() or not self._accent)
        room = self.rect().adjusted(self._side, 0, -self._side, 0)
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        taken = words + (_ICON + _GAP if icon else 0) + (_ICON + _GAP if self.menu() else 0)
        left = room.left() + max(0, (room.width() - taken) // 2)
        middle = self.height() // 2
        if icon:
            mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
            self.icon().paint(
                painter, QRect(left, middle - _ICON // 2, _ICON, _ICON), Qt.AlignmentFlag.AlignCenter, mode
            )
            left += _ICON + _GAP
        painter.setPen(QColor(colour))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
        painter.drawText(QRect(left, 0, words + 2, self.height()), flags, self.text())
        if self.menu():
            self._paint_arrow(painter, QRect(left + words + _GAP, middle - _ICON // 2, _ICON, _ICON))

    def _paint_arrow(self, painter: QPainter, place: QRect) -> None:
        middle = QRectF(place).center()
        painter.setPen(QPen(painter.pen().color(), 1.6))
        corners = ((-4, -2), (0, 2), (4, -2))
        painter.drawPolyline([QPointF(middle.x() + x, middle.y() + y) for x, y in corners])
