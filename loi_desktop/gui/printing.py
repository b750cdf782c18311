"""A PDF to a printer: its pages as pictures, on the paper as they are on the screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from loi_desktop.errors import OutputError
from loi_desktop.gui.preview.picture import PdfPages

# Sharp on every office printer, and a page stays below 40 MB of memory.
_DPI = 300
_PT_PER_INCH = 72


def ask_and_print(pdf: bytes, title: str, parent: QWidget) -> bool:
    """Show the printer's dialog; print what was chosen there.  False when it was left.

    `title` stands in the printer's queue, and a print into a file is called so: it must
    not be the name of a Reinschrift, or it would lie over that.

    Raises OutputError (`print.failed`) when the printer takes nothing, InputError when
    `pdf` is none.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    pages = PdfPages(pdf)
    try:
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(title)
        dialog.setMinMax(1, pages.count)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return False
        print_pages(pages, printer)
    finally:
        pages.close()
    return True


def print_pages(pages: PdfPages, printer: QPrinter) -> None:
    """Draw the chosen pages in their own size, whatever margins the printer cannot reach.

    Raises OutputError (`print.failed`).
    """
    printer.setFullPage(True)
    first = max(1, printer.fromPage()) if printer.toPage() else 1
    last = min(printer.toPage() or pages.count, pages.count)
    painter = QPainter()
    if not painter.begin(printer):
        raise OutputError("print.failed", printer=printer.printerName())
    for number in range(first - 1, last):
        if number > first - 1 and not printer.newPage():
            painter.end()
            raise OutputError("print.failed", printer=printer.printerName())
        size = pages.size_pt(number)
        image = pages.image(number, round(size.width() / _PT_PER_INCH * _DPI))
        scale = printer.resolution() / _PT_PER_INCH
        painter.drawImage(QRectF(0, 0, size.width() * scale, size.height() * scale), image)
    painter.end()
