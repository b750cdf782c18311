"""A page as a picture, with lines on it where they help."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from loi_desktop.gui.theme import Colours

A4_MM = (210.0, 297.0)


@dataclass(frozen=True)
class Mark:
    """A rectangle on the page in millimetres from the top left corner; `height` 0 is a line
    across, `soft` fills it.
    """

    x: float
    y: float
    width: float
    height: float = 0.0
    soft: bool = False


class PagePicture(QWidget):
    """Shows an image of a page as large as its place allows; without one an empty sheet."""

    def __init__(self, colours: Colours, name: str) -> None:
        super().__init__()
        self._colours = colours
        self._image = QImage()
        self._scaled = QImage()
        self._marks: tuple[Mark, ...] = ()
        self.setAccessibleName(name)
        self.setMinimumSize(QSize(64, 90))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        """Show another page."""
        self._image, self._scaled = image, QImage()
        self.update()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Draw these lines on the page."""
        self._marks = marks
        self.update()

    @property
    def empty(self) -> bool:
        """Whether there is no picture yet."""
        return self._image.isNull()

    @property
    def image(self) -> QImage:
        """The picture as it came."""
        return self._image

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The lines that are drawn."""
        return self._marks

    def sizeHint(self) -> QSize:
        return QSize(352, 498)

    def _sheet(self) -> QRectF:
        wide, high = (self._image.width(), self._image.height()) if not self._image.isNull() else A4_MM
        scale = min((self.width() - 2) / wide, (self.height() - 2) / high)
        width, height = wide * scale, high * scale
        return QRectF((self.width() - width) / 2, 1, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = self._sheet()
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if not self._image.isNull():
            painter.drawImage(sheet, self._drawn(sheet))
        painter.setPen(QPen(QColor(self._colours.line), 1))
        painter.drawRect(sheet)
        for mark in self._marks:
            self._draw(painter, sheet, mark)

    def _drawn(self, sheet: QRectF) -> QImage:
        """Scaled once, smoothly, to the pixels that the screen has."""
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(sheet.width() * ratio), round(sheet.height() * ratio))
        if self._scaled.size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = self._image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        return self._scaled

    def _draw(self, painter: QPainter, sheet: QRectF, mark: Mark) -> None:
        scale = sheet.width() / A4_MM[0]
        # the sheet is white in every theme, so the lines keep the light theme's blue and green
        colour = QColor("#1c6b2d" if mark.soft else "#1f5fa8")
        pen = QPen(colour, 1.2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        box = QRectF(
            sheet.x() + mark.x * scale, sheet.y() + mark.y * scale, mark.width * scale, mark.height * scale
        )
        if not mark.height:
            painter.drawLine(box.topLeft(), box.topRight())
            return
        if mark.soft:
            colour.setAlpha(26)
            painter.fillRect(box, colour)
        painter.drawRect(box)
