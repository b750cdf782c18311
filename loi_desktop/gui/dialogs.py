"""Everything modal, behind one interface: tests hand in another one.

Qt's dialogs are loaded when the first one is wanted: the window is shown without them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget


class Dialogs(Protocol):
    """What may interrupt the clerk."""

    def open_file(self, parent: QWidget, title: str, pattern: str) -> Path | None:
        """A file to read, or None."""
        ...

    def save_file(self, parent: QWidget, title: str, suggestion: Path, pattern: str) -> Path | None:
        """A place to write, or None."""
        ...

    def folder(self, parent: QWidget, title: str, suggestion: Path) -> Path | None:
        """A folder, or None."""
        ...

    def confirm(self, parent: QWidget, title: str, text: str, verb: str) -> bool:
        """Ask before what cannot be undone; `verb` is the button that does it."""
        ...

    def tell(self, parent: QWidget | None, title: str, text: str, details: str = "", copy: str = "") -> None:
        """Say what happened; `copy` is the word of the button that copies `details`."""
        ...


class QtDialogs:
    """The real dialogs."""

    def open_file(self, parent: QWidget, title: str, pattern: str) -> Path | None:
        """A file to read, or None."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(parent, title, "", pattern)
        return Path(name) if name else None

    def save_file(self, parent: QWidget, title: str, suggestion: Path, pattern: str) -> Path | None:
        """A place to write, or None."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(parent, title, str(suggestion), pattern)
        return Path(name) if name else None

    def folder(self, parent: QWidget, title: str, suggestion: Path) -> Path | None:
        """A folder, or None."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(parent, title, str(suggestion))
        return Path(name) if name else None

    def confirm(self, parent: QWidget, title: str, text: str, verb: str) -> bool:
        """Ask before what cannot be undone; `verb` is the button that does it."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
        do = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is do

    def tell(self, parent: QWidget | None, title: str, text: str, details: str = "", copy: str = "") -> None:
        """Say what happened; `copy` is the word of the button that copies `details`."""
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Information, title, text, parent=parent)
        if details:
            box.setDetailedText(details)
        if copy:
            button = box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
            button.clicked.disconnect()  # the box stays open
            button.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
            box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
