"""The font where there is none: offscreen, for tests and pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication


def lend_font(fonts: Path) -> None:
    """Give the offscreen platform the font that ships for letters; every other platform
    keeps the system's own.
    """
    if QGuiApplication.platformName() != "offscreen":
        return
    for file in sorted((fonts / "source-sans-3").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    QApplication.setFont(QFont("Source Sans 3", 10))
