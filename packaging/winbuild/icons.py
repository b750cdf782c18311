"""Windows icons from the drawings: every size that Windows asks for, drawn at that size."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the freeze on Windows reads this file before Qt is wanted
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
_BANNER = (328, 628)  # twice what the set-up's page has room for: sharp on fine screens
_GROUND = "#e8edf4"
_SIMPLE = 24  # up to here the drawing without fine lines stands in, where there is one


def icon(drawing: Path) -> bytes:
    """The .ico of an SVG; `name-small.svg` beside it is used for the smallest sizes."""
    from PIL import Image

    small = drawing.with_name(f"{drawing.stem}-small.svg")
    pictures = [
        Image.open(io.BytesIO(_png(small if size <= _SIMPLE and small.exists() else drawing, size)))
        for size in SIZES
    ]
    out = io.BytesIO()
    largest = pictures[-1]
    largest.save(out, "ICO", sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])
    return out.getvalue()


def kept(work: Path, drawing: Path) -> Path:
    """The icon as a file in `work`, drawn once: Qt must not draw for two threads at a time."""
    file = work / f"{drawing.stem}.ico"
    if not file.exists() or file.stat().st_mtime < drawing.stat().st_mtime:
        file.write_bytes(icon(drawing))
    return file


def banner(work: Path, drawing: Path) -> Path:
    """The picture beside the first and last page of the set-up: the icon on a quiet ground."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QImage

    file = work / "banner.bmp"
    if not file.exists() or file.stat().st_mtime < drawing.stat().st_mtime:
        width, height = _BANNER
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor(_GROUND))
        _draw(drawing, image, QRectF(width / 4, height / 6, width / 2, width / 2))
        if not image.save(str(file), "BMP"):  # type: ignore[call-overload]
            raise OSError(file)
    return file


def _draw(drawing: Path, image: QImage, place: QRectF) -> None:
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QPainter
    from PySide6.QtSvg import QSvgRenderer

    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.read_bytes())).render(painter, place)
    painter.end()


def _png(drawing: Path, size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
    from PySide6.QtGui import QImage

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    _draw(drawing, image, QRectF(0, 0, size, size))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())
