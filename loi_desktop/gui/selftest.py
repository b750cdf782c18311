"""The parts of Qt that the window stands on, tried without showing anything."""

from __future__ import annotations

import os
import sys

from loi_desktop.services.selftest import Part, tried


def run(pdf: bytes) -> tuple[Part, ...]:
    """Plugins, German texts, pictures, fonts; and the text of `pdf`, a letter that was just made."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    return (
        tried("Qt: German texts", _german),
        tried("Qt: line icons", _icons),
        tried("Qt: plugins", _plugins),
        tried("Qt: fonts", _fonts),
        tried("Qt: PDF to text", lambda: _text(pdf)),
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


def _plugins() -> None:
    """The style, and the pictures of window and letterheads."""
    from PySide6.QtGui import QIcon, QImageReader
    from PySide6.QtWidgets import QStyleFactory

    from loi_desktop.paths import resources

    formats = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    window = QIcon(str(resources() / "icons" / "app" / "loi-desktop.svg")).pixmap(32, 32)
    missing = [name for name in ("png", "svg") if name not in formats]
    styles = QStyleFactory.keys()
    if "Fusion" not in styles:
        missing.append("Fusion")
    if missing or window.isNull():
        raise ValueError(f"missing: {', '.join(missing) or 'the window icon'}")


def _fonts() -> None:
    """The program's own, and a German letter in it."""
    from PySide6.QtGui import QFontDatabase, QRawFont

    from loi_desktop.paths import resources

    files = sorted((resources() / "fonts" / "source-sans-3").glob("*.ttf"))
    known = [QFontDatabase.addApplicationFont(str(file)) for file in files]
    if not files or -1 in known or not QRawFont(str(files[0]), 12).supportsCharacter(ord("ß")):
        raise ValueError("the program's font cannot be used")


def _text(pdf: bytes) -> None:
    """What was written is read again from the page."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtPdf import QPdfDocument

    content = QByteArray(pdf)  # the buffer keeps no copy
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    text = document.getAllText(0).text() if document.pageCount() else ""
    document.close()
    if "Musterstadt" not in text:
        raise ValueError("the letter's text is not there")
