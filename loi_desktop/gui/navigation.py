"""The navigation on the left: icon and word; small windows get icons with the word below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from loi_desktop.gui.icons import Icons
from loi_desktop.gui.routes import BELOW, MAIN
from loi_desktop.gui.theme import GRID, Colours, mix, tint
from loi_desktop.texts import Texts

_ICONS = {
    "letters": "file-text",
    "letterheads": "panel-top",
    "senders": "user-round",
    "calls": "megaphone",
    "settings": "settings",
    "help": "circle-question-mark",
}
_WIDE = 20 * GRID
_ICON = 18


class NavigationButton(QPushButton):
    """An entry; the chosen one is marked by a bar, its weight and its ground."""

    def __init__(self, text: str, icon: str, icons: Icons, colours: Colours) -> None:
        super().__init__(text)
        self._colours = colours
        self._narrow = False
        self.setIcon(icons(icon, colours.text))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_narrow(self, narrow: bool) -> None:
        """The word below the icon instead of beside it."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._words(chosen=True))  # so that choosing moves nothing
        if self._narrow:
            return QSize(metrics.horizontalAdvance(self.text()) + 3 * GRID, _ICON + metrics.height() + GRID)
        return QSize(max(_WIDE, metrics.horizontalAdvance(self.text()) + 8 * GRID), 5 * GRID)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.setFont(self._words(chosen=self.isChecked()))
        icon, words, flags = self._places()
        self.icon().paint(painter, icon)
        painter.drawText(words, flags, self.text())

    def _words(self, *, chosen: bool) -> QFont:
        font = QFont(self.font())
        if self._narrow:
            font.setPointSizeF(font.pointSizeF() * 0.85)
        if chosen:
            font.setWeight(font.Weight.DemiBold)
        return font

    def _places(self) -> tuple[QRect, QRect, Qt.AlignmentFlag]:
        if self._narrow:
            icon = QRect((self.width() - _ICON) // 2, GRID // 2, _ICON, _ICON)
            words = QRect(0, icon.bottom() + 2, self.width(), self.height() - icon.bottom() - 2)
            return icon, words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        icon = QRect(2 * GRID, (self.height() - _ICON) // 2, _ICON, _ICON)
        words = QRect(icon.right() + 10, 0, self.width() - icon.right() - 10, self.height())
        return icon, words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def _paint_ground(self, painter: QPainter) -> None:
        c = self._colours
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(c.surface))
            painter.setPen(QPen(QColor(c.line), 1))
            painter.drawRoundedRect(box, 6, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            painter.drawRoundedRect(QRectF(4, GRID + 2, 3, self.height() - 2 * GRID - 4), 1.5, 1.5)
        elif self.underMouse() or self.isDown():
            painter.setBrush(QColor(mix(c.window, c.line, 0.6)))
            painter.drawRoundedRect(box, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)


class Navigation(QWidget):
    """All entries; `chosen` tells which page is wanted."""

    chosen = Signal(str)

    def __init__(self, words: Texts, icons: Icons, colours: Colours) -> None:
        super().__init__()
        self._line = QColor(colours.line)
        tint(self, QPalette.ColorRole.Window, mix(colours.window, colours.desk, 0.4))
        self.setAutoFillBackground(True)
        self.setAccessibleName(words("ui.shell.navigation"))
        self._buttons: dict[str, NavigationButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID + GRID // 2, GRID, GRID)
        layout.setSpacing(2)
        for number, name in enumerate((*MAIN, *BELOW), 1):
            if name == BELOW[0]:
                layout.addStretch(1)
            button = NavigationButton(words(f"ui.shell.{name}"), _ICONS[name], icons, colours)
            button.setToolTip(words("ui.shell.key", key=f"{number}") if name in MAIN else "")
            button.clicked.connect(self._choose)
            button.setObjectName(name)
            self._buttons[name] = button
            layout.addWidget(button)

    def mark(self, page: str) -> None:
        """Show which page is open; the keyboard goes along where it is in the navigation."""
        self._buttons[page].setChecked(True)
        if any(button.hasFocus() for button in self._buttons.values()):
            self._buttons[page].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, narrow: bool) -> None:
        """Icons with their words below."""
        for button in self._buttons.values():
            button.set_narrow(narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._line)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _choose(self) -> None:
        self.chosen.emit(self.sender().objectName())
