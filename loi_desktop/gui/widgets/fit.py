"""Dialogs that never stand beyond the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from loi_desktop.gui.theme import GRID

# room for the frame and title bar that the system draws
_FRAME = 6 * GRID


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Give `dialog` this size in logical pixels, or what the screen has."""
    room = dialog.screen().availableSize()
    dialog.resize(min(width, room.width()), min(height, room.height() - _FRAME))
