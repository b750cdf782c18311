"""Files that are dropped anywhere on the window: always copied, with a visible target."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from loi_desktop.gui.theme import GRID, Colours, scaled
from loi_desktop.gui.watch import Handler, inside

if TYPE_CHECKING:
    from loi_desktop.gui.window import MainWindow


class Drops:
    """Sees every drag in the application: a text field would take a file's name as text."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._target: _Target | None = None
        window.setAcceptDrops(True)

    def handlers(self) -> dict[QEvent.Type, Handler]:
        """What the application's filter is to hand over."""
        kind = QEvent.Type
        return {
            kind.DragEnter: self._dragged,
            kind.DragMove: self._dragged,
            kind.Drop: self._dragged,
            kind.DragLeave: self._left,
        }

    def _left(self, watched: QObject, event: QEvent) -> bool:
        if inside(watched, self._window):
            self._hide()
        return False

    def _dragged(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not inside(watched, self._window):
            return False
        files = _files(event)
        if files:
            self._take(event, files)
        return bool(files)

    def _take(self, event: QDropEvent, files: Sequence[Path]) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._hide()
            self._give(files)
        elif self._target is None:
            self._show(self._words(files))

    def _give(self, files: Sequence[Path]) -> None:
        from loi_desktop.services.calls import SUFFIX as CALL
        from loi_desktop.services.loifile import SUFFIX as LETTER

        letters = [f for f in files if f.suffix.lower() == LETTER]
        calls = [f for f in files if f.suffix.lower() == CALL]
        others = [f for f in files if f not in letters and f not in calls]
        window = self._window
        if calls:
            window.go("calls")
        taker = getattr(window.page, "accept_files", None)
        if taker is not None and (calls or others):
            taker(calls or others)
        elif others:
            window.say(window.ui.texts("ui.shell.drop-no", file=others[0].name), bad=True)
        if letters:
            window.incoming.open(letters)

    def _words(self, files: Sequence[Path]) -> str:
        from loi_desktop.services.calls import SUFFIX as CALL
        from loi_desktop.services.loifile import SUFFIX as LETTER

        t, endings = self._window.ui.texts, {f.suffix.lower() for f in files}
        if LETTER in endings:
            return t("ui.shell.drop-letter")
        if CALL in endings:
            return t("ui.shell.drop-call")
        page = self._window.page
        if not hasattr(page, "accept_files"):
            return t("ui.shell.drop-elsewhere")
        key = f"ui.shell.drop-{page.name}"
        return t(key) if t.has(key) else t("ui.shell.drop-here")

    def _show(self, words: str) -> None:
        self._target = _Target(self._window, words, self._window.ui.theme.colours)

    def _hide(self) -> None:
        if self._target is not None:
            self._target.hide()
            self._target.deleteLater()
            self._target = None


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class _Target(QWidget):
    """Says over the whole page what letting go will do."""

    def __init__(self, parent: QWidget, words: str, colours: Colours) -> None:
        super().__init__(parent)
        self._words = words
        self._colours = colours
        self.setObjectName("drop-target")
        self.setAccessibleName(words)
        scaled(self, 1.5, bold=True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = self._colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(c.accent_soft)
        ground.setAlpha(235)
        painter.fillRect(self.rect(), ground)
        pen = QPen(QColor(c.accent), 2)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        box = QRectF(self.rect()).adjusted(2 * GRID, 2 * GRID, -2 * GRID, -2 * GRID)
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(c.text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box.adjusted(GRID, GRID, -GRID, -GRID), flags, self._words)
