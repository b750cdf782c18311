"""The parts of Qt that the window stands on, tried without showing anything."""

from __future__ import annotations

import os
import sys

from loi_desktop.services.selftest import Part, tried


def run() -> tuple[Part, ...]:
    """Plugins, German texts, pictures, the PDF view."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    return (
        tried("Qt: German texts", _german),
        tried("Qt: line icons", _icons),
        tried("Qt: PDF view", _pdf),
        tried(f"Qt: {application.platformName()}", application.processEvents),  # type: ignore[attr-defined]
    )


def _german() -> None:
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load(QLocale("de_DE"), "qtbase", "_", folder):
        raise FileNotFoundError("qtbase_de.qm")


def _icons() -> None:
    from loi_desktop.gui.icons import Icons
    from loi_desktop.paths import resources

    image = Icons(resources() / "icons")("mail").pixmap(32, 32).toImage()
    if all(image.pixelColor(x, y).alpha() == 0 for x in range(32) for y in range(32)):
        raise ValueError("empty picture")


def _pdf() -> None:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtPdf import QPdfDocument

    from loi_desktop.paths import resources

    data = QByteArray((resources() / "letterheads" / "musterstadt.pdf").read_bytes())
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = document.pageCount()
    document.close()
    if pages < 1:
        raise ValueError("no page")
