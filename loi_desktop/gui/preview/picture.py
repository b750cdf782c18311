"""PDF bytes to pictures, by QtPdf; nothing is read from a path, so no file stays open."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from loi_desktop.errors import InputError


class PdfPages:
    """A PDF held in memory.  Raises InputError (`pdf.unreadable`) when it is none."""

    def __init__(self, pdf: bytes) -> None:
        self._bytes = QByteArray(pdf)
        self._buffer = QBuffer(self._bytes)  # QtPdf reads from it as long as the document lives
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        # no parent: a document owned by the application is never freed
        self._document = QPdfDocument()
        self._document.load(self._buffer)
        if self._document.status() != QPdfDocument.Status.Ready:
            raise InputError("pdf.unreadable")

    @property
    def data(self) -> QByteArray:
        """The bytes."""
        return self._bytes

    @property
    def count(self) -> int:
        """How many pages."""
        return self._document.pageCount()

    def size_pt(self, page: int) -> QSizeF:
        """A page's size in points; pages are counted from 0."""
        return self._document.pagePointSize(page)

    def ink(self, page: int, width_px: int) -> QImage:
        """What is printed on a page, `width_px` device pixels wide, without the paper."""
        size = self.size_pt(page)
        height = max(1, round(width_px * size.height() / max(size.width(), 1.0)))
        return self._document.render(page, QSize(max(1, width_px), height))

    def image(self, page: int, width_px: int) -> QImage:
        """A page on white paper, `width_px` device pixels wide."""
        drawn = self.ink(page, width_px)
        paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(QPointF(0, 0), drawn)
        painter.end()
        return paper

    def text(self, page: int) -> str:
        """What can be read on a page."""
        return self._document.getAllText(page).text()

    def close(self) -> None:
        """Give the memory back."""
        self._document.close()
        self._buffer.close()


def page_image(pdf: bytes, width_px: int, page: int = 0) -> QImage:
    """One page (counted from 0) as a picture, `width_px` device pixels wide.

    Raises InputError (`pdf.unreadable`).
    """
    pages = PdfPages(pdf)
    try:
        return pages.image(min(max(page, 0), pages.count - 1), width_px)
    finally:
        pages.close()
