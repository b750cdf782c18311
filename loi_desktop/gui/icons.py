"""Line icons from one set, coloured by the palette."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication


@lru_cache(maxsize=128)
def _source(file: Path) -> bytes:
    return file.read_bytes()


class _LineIcon(QIconEngine):
    """Draws an SVG in the palette's text colour (or a given one) at any size."""

    def __init__(self, file: Path, colour: str = "") -> None:
        super().__init__()
        self._file = file
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _LineIcon(self._file, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = self._colour or self._role(mode)
        renderer = QSvgRenderer(QByteArray(_source(self._file).replace(b"currentColor", colour.encode())))
        renderer.render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def _role(self, mode: QIcon.Mode) -> str:
        disabled = mode == QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
        return QApplication.palette().color(group, QPalette.ColorRole.WindowText).name()


class Icons:
    """The icons by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str, colour: str = "") -> QIcon:
        """The icon `name`, in the palette's colour unless one is given."""
        return QIcon(_LineIcon(self._folder / f"{name}.svg", colour))
