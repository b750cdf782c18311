"""Shared by the tests of the pages: what a person does, in a line each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from loi_desktop.gui.widgets.button import Button
from loi_desktop.paths import resources
from loi_desktop.services import demo
from loi_desktop.services.exports import Order

LETTERHEAD = resources() / "letterheads" / "musterstadt.pdf"


def settled(qtbot, window) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not window.ui.jobs.busy, timeout=20_000)
    QApplication.processEvents()


def finished_letter(desk, folder: Path):
    """The example's text (for printed paper: quick to make) as a Reinschrift in `folder`."""
    filled = demo.declaration(desk, "")
    record = desk.letters.save_draft(desk.letters.start(filled), filled)
    folder.mkdir(exist_ok=True)
    target = folder / desk.naming.suggested(record.current)
    return desk.exports.reinschrift(record.id, Order(target)).record


def said(window) -> str:
    """What stands above the page."""
    return window.notice.text


def texts_of(widget: QWidget) -> str:
    """Every word that can be read."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def button(widget: QWidget, words: str) -> Button:
    """The visible button with these words."""
    QApplication.processEvents()
    found = [b for b in widget.findChildren(Button) if b.text() == words and b.isVisibleTo(widget)]
    assert len(found) == 1, [b.text() for b in widget.findChildren(Button) if b.isVisibleTo(widget)]
    return found[0]


def press(qtbot, widget: QWidget, words: str) -> None:
    """Click the button with these words."""
    qtbot.mouseClick(button(widget, words), Qt.MouseButton.LeftButton)


def drop(widget: QWidget, *files: Path) -> QDropEvent:
    """Drag files over `widget` and let them go; Shift asks to move them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    middle = QPointF(widget.rect().center())
    enter = QDragEnterEvent(middle, actions, mime, left, shift)
    QApplication.sendEvent(widget, enter)
    event = QDropEvent(middle, actions, mime, left, shift)
    QApplication.sendEvent(widget, event)
    return event


def pdf_of(pages: int) -> bytes:
    """A plain PDF with so many empty A4 pages."""
    import io

    import pikepdf

    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
