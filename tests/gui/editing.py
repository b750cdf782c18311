"""Helping hands of the editor's tests: find a field by its words, type, wait for the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from loi_desktop.gui.editor.parts import FieldBox, Target


class Typist:
    """Somebody in front of the window, with a letter open."""

    def __init__(self, qtbot, window, declaration) -> None:
        self.qtbot = qtbot
        self.window = window
        self.desk = window.ui.desk
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.edit(self.desk.letters.start(declaration))
        self.page = window.page
        self.settle()

    @property
    def declaration(self):
        return self.page.controller.declaration

    @property
    def stored(self):
        """The letter as it lies on disk."""
        return self.desk.letters.get(self.page.controller.record.id)

    def settle(self) -> None:
        """Wait until the page shows what was typed."""
        self.qtbot.waitUntil(lambda: not self.window.ui.jobs.busy, timeout=10_000)
        QApplication.processEvents()
        QTest.qWait(1)
        self.qtbot.waitUntil(lambda: not self.window.ui.jobs.busy, timeout=10_000)

    def kept(self) -> None:
        """Wait until everything is on disk."""
        self.qtbot.waitUntil(lambda: self.page.controller.is_kept, timeout=3000)

    def target(self, path: str) -> Target:
        target = self.page.form.place_of(path)
        assert target is not None, path
        assert target.path == path, (target.path, path)
        return target

    def go(self, path: str) -> QWidget:
        """Into the field, as a click on the page does; the widget that has the keyboard."""
        self.page.form.go_to(path)
        QApplication.processEvents()
        widget = self.window.focusWidget()
        assert self.target(path).isAncestorOf(widget), (path, widget and widget.accessibleName())
        return widget

    def type(self, path: str, text: str, *, clear: bool = True) -> QWidget:
        widget = self.go(path)
        if clear:
            QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(widget, Qt.Key.Key_Delete)
        if text.isascii() and text.isprintable() and len(text) < 200:
            QTest.keyClicks(widget, text)
        else:
            self.paste(widget, text)
        QApplication.processEvents()  # proposals that came up and went
        return widget

    def paste(self, widget: QWidget, text: str) -> None:
        QApplication.clipboard().setText(text)
        QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def write_on(self, enough: Callable[[], bool]) -> None:
        """One more paragraph after another, until it is enough."""
        for _ in range(30):
            self.page.form.blocks.add.click()
            self.settle()
            number = max(int(i.split(":")[1]) for i in self.page.form.blocks._cards if i.startswith("own:"))
            self.paste(self.card(f"own:{number}").text, "Wir schreiben noch mehr. " * 9)
            self.settle()
            if enough():
                return

    def choose(self, path: str, words: str) -> None:
        """Take the entry with these words in a list, or the button with these words."""
        box = self.target(path)
        assert isinstance(box, FieldBox)
        self.go(path)
        field = box.input.field
        if hasattr(field, "findText"):
            at = field.findText(words, Qt.MatchFlag.MatchStartsWith)
            assert at >= 0, [field.itemText(n) for n in range(field.count())]
            field.setCurrentIndex(at)
            field.activated.emit(at)
            return
        button = next(b for b in box.input._group.buttons() if b.text().startswith(words))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def shown(self) -> str:
        """What can be read on the pages."""
        self.settle()
        pages = self.page.preview.page.pages
        raw = " ".join(pages.text(n) for n in range(pages.count))
        return " ".join(raw.replace("\u00a0", " ").split())

    def said_at(self, path: str) -> str:
        self.settle()
        return self.target(path).message.text

    def card(self, block_id: str):
        card = self.page.form.blocks.card(block_id)
        assert card is not None, block_id
        return card

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)

    def undo(self) -> None:
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def redo(self) -> None:
        self.key(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        self.settle()


def text_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
