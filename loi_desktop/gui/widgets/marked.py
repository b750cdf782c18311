"""Words with an icon before them: a state that is never told by colour alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from loi_desktop.gui.icons import Icons
from loi_desktop.gui.theme import GRID, Colours, tint

# kind: icon; the kind is also the colour's name
_ICONS = {"good": "circle-check", "warn": "triangle-alert", "bad": "circle-x", "muted": "info"}


class Marked(QWidget):
    """A sentence and its icon; says nothing and takes no room while it is empty."""

    def __init__(self, icons: Icons, colours: Colours, *, wrap: bool = False) -> None:
        super().__init__()
        self._icons = icons
        self._colours = colours
        self._said = ("", "")
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.label = QLabel()
        self.label.setWordWrap(wrap)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.label.setSizePolicy(policy)
            self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2 + 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._said[0]

    def say(self, text: str, kind: str = "muted") -> None:
        """`kind`: *good*, *warn*, *bad* or *muted*."""
        if (text, kind) == self._said:
            return
        self._said = (text, kind)
        colour = getattr(self._colours, kind)
        size = self.fontMetrics().height()
        self._icon.setPixmap(self._icons(_ICONS[kind], colour).pixmap(size, size))
        self.label.setText(text)
        tint(self.label, QPalette.ColorRole.WindowText, colour)
        if text and self.parentWidget() is None:
            # shown without a parent it would be a window of its own; so it is shown with it
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
        else:
            self.setVisible(bool(text))
