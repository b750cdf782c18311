"""Where the window was: kept beside the data, used only where a screen still is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from loi_desktop.paths import DataFolder

_KEY = "window/geometry"
_WANTED = (1280, 800)
# What the system draws around a window, in logical pixels: title bar and frame of Windows 11.
_TITLE, _EDGE = 32, 8


def restore(window: QWidget, data: DataFolder) -> None:
    """Put the window where it was, or in the middle of the first screen."""
    kept = _settings(data).value(_KEY)
    # Qt brings a window whose screen is gone to one that exists
    if kept is not None and window.restoreGeometry(kept):
        return
    window.setGeometry(first_place(QGuiApplication.primaryScreen().availableGeometry()))


def first_place(free: QRect) -> QRect:
    """The window's content in the middle of `free` (logical pixels), its frame inside too."""
    room = free.adjusted(_EDGE, _TITLE, -_EDGE, -_EDGE)
    width, height = min(_WANTED[0], room.width()), min(_WANTED[1], room.height())
    left, top = room.x() + (room.width() - width) // 2, room.y() + (room.height() - height) // 2
    return QRect(left, top, width, height)


def remember(window: QWidget, data: DataFolder) -> None:
    """Keep the place for the next start; a folder that cannot be written is no reason to stay."""
    if data.root.is_dir():
        settings = _settings(data)
        settings.setValue(_KEY, window.saveGeometry())
        settings.sync()


def _settings(data: DataFolder) -> QSettings:
    return QSettings(str(data.root / "window.ini"), QSettings.Format.IniFormat)
