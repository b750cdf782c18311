"""The path of a version as steps with their days; each can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from loi_desktop.gui.icons import Icons
from loi_desktop.gui.theme import GRID, Colours

Look = Literal["done", "next", "open", "skipped"]
_CIRCLE = 26
_NARROWEST = 80
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class StepFace:
    """What a step shows.  `step` is empty where nothing can be set; `below` is its day or
    what is to be said instead.
    """

    step: str
    word: str
    below: str
    look: Look


class StepButton(QAbstractButton):
    """A circle, the step's word, its day; pressed while its details are open."""

    def __init__(self, face: StepFace, icons: Icons, colours: Colours) -> None:
        super().__init__()
        self.face = face
        self._colours = colours
        self._check = icons("check", colours.surface)
        self.setText(face.word)
        self.setAccessibleName(f"{face.word}, {face.below}" if face.below else face.word)
        self.setCheckable(True)
        self.setEnabled(bool(face.step))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if face.step else Qt.FocusPolicy.NoFocus)
        if face.step:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def narrowest(self) -> int:
        """The width that its longest word needs."""
        metrics = QFontMetrics(self._bold())
        return max(_NARROWEST, 4 + max(metrics.horizontalAdvance(word) for word in self.text().split()))

    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.heightForWidth(_NARROWEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self.heightForWidth(max(64, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        _, _, below = self._places(width)
        return below.bottom() + GRID

    def _bold(self) -> QFont:
        font = QFont(self.font())
        if self.face.look in {"done", "next"}:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.92)
        return font

    def _places(self, width: int) -> tuple[QRect, QRect, QRect]:
        room = width - 2
        circle = QRect((width - _CIRCLE) // 2, GRID, _CIRCLE, _CIRCLE)
        top = circle.bottom() + GRID
        word = QFontMetrics(self._bold()).boundingRect(
            QRect(1, top, room, 10_000), int(_WRAP), self.face.word
        )
        word = QRect(1, top, room, word.height())
        text = self.face.below or " "
        below = QFontMetrics(self._small()).boundingRect(
            QRect(1, word.bottom() + 2, room, 10_000), int(_WRAP), text
        )
        return circle, word, QRect(1, word.bottom() + 2, room, below.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        circle, word, below = self._places(self.width())
        self._paint_circle(painter, circle)
        c = self._colours
        strong = self.face.look in {"done", "next"}
        painter.setPen(QColor(c.text if strong else c.muted))
        painter.setFont(self._bold())
        painter.drawText(word, int(_WRAP), self.face.word)
        painter.setPen(QColor(c.accent if self.face.look == "next" else c.muted))
        painter.setFont(self._small())
        painter.drawText(below, int(_WRAP), self.face.below)

    def _paint_ground(self, painter: QPainter) -> None:
        c = self._colours
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(c.accent_soft))
        elif self.isEnabled() and self.underMouse():
            painter.setBrush(QColor(c.window))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
        painter.drawRoundedRect(box, 6, 6)

    def _paint_circle(self, painter: QPainter, circle: QRect) -> None:
        c, look = self._colours, self.face.look
        filled = {"done": c.good, "next": c.accent}.get(look)
        painter.setBrush(QColor(filled) if filled else Qt.BrushStyle.NoBrush)
        pointed = self.isEnabled() and (self.underMouse() or self.hasFocus())
        pen = QPen(QColor(filled or (c.accent if pointed else c.muted)), 2.4 if pointed else 1.6)
        if look == "skipped":
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawEllipse(QRectF(circle).adjusted(1, 1, -1, -1))
        if look == "done":
            self._check.paint(painter, circle.adjusted(5, 5, -5, -5))

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()


class Steps(QWidget):
    """All steps side by side, in more lines where it is narrow."""

    chosen = Signal(str)

    def __init__(self, faces: Sequence[StepFace], icons: Icons, colours: Colours) -> None:
        super().__init__()
        self.buttons = tuple(StepButton(face, icons, colours) for face in faces)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._across = 0
        for button in self.buttons:
            button.clicked.connect(self._clicked)
        self._place(len(self.buttons))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self._balanced())

    def show_chosen(self, step: str) -> None:
        """Mark the step whose details are open; empty: none."""
        for button in self.buttons:
            button.setChecked(bool(step) and button.face.step == step)

    def _balanced(self) -> int:
        """How many stand in a line: as few lines as can be, about equally long."""
        narrowest = max(button.narrowest for button in self.buttons)
        most = max(1, min(len(self.buttons), self.width() // narrowest))
        lines = -(-len(self.buttons) // most)
        return -(-len(self.buttons) // lines)

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for number, button in enumerate(self.buttons):
            self._grid.addWidget(button, number // across, number % across, Qt.AlignmentFlag.AlignTop)
        for column in range(len(self.buttons)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, StepButton):
            self.chosen.emit(button.face.step if button.isChecked() else "")
