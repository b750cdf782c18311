"""Where the window was: kept beside the data, used only where a screen still is."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from loi_desktop.paths import DataFolder

_KEY = "window/geometry"
_WANTED = (1280, 800)


def restore(window: QWidget, data: DataFolder) -> None:
    """Put the window where it was, or in the middle of the first screen."""
    kept = _settings(data).value(_KEY)
    # Qt brings a window whose screen is gone to one that exists
    if kept is not None and window.restoreGeometry(kept):
        return
    free = QGuiApplication.primaryScreen().availableGeometry()
    width, height = min(_WANTED[0], free.width()), min(_WANTED[1], free.height())
    left, top = free.x() + (free.width() - width) // 2, free.y() + (free.height() - height) // 2
    window.setGeometry(left, top, width, height)


def remember(window: QWidget, data: DataFolder) -> None:
    """Keep the place for the next start; a folder that cannot be written is no reason to stay."""
    if data.root.is_dir():
        settings = _settings(data)
        settings.setValue(_KEY, window.saveGeometry())
        settings.sync()


def _settings(data: DataFolder) -> QSettings:
    return QSettings(str(data.root / "window.ini"), QSettings.Format.IniFormat)
