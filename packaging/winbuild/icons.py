"""Windows icons from the drawings: every size that Windows asks for, drawn at that size."""

from __future__ import annotations

import io
from pathlib import Path

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
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


def _png(drawing: Path, size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.read_bytes())).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())
