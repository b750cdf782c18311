"""The pages of a finished letter beside its cards: one picture, turned like a sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.pagepicture import PagePicture
from loi_desktop.gui.widgets.turner import Turner

WIDTH = 336  # logical pixels


class Pages(QWidget):
    """Shown as long as there is a PDF and room for it."""

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._pdf: bytes | None = None
        self._room = False
        self.picture = PagePicture(ui.theme.colours, ui.texts("ui.finished.picture"))
        self.turner = Turner(ui.texts, ui.icons)
        self.turner.turned.connect(self._draw)
        self.setMaximumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.picture)
        column.addWidget(self.turner)
        self.hide()

    def show_pdf(self, pdf: bytes, pages: int) -> None:
        """Show this letter from its first page on.  Raises InputError (`pdf.unreadable`)."""
        self._pdf = pdf
        self._draw(0)
        self.turner.set_count(pages)
        self.setVisible(self._room)

    def lose(self) -> None:
        """There is nothing to show."""
        self._pdf = None
        self.hide()

    def set_room(self, room: bool) -> None:
        """Whether the window is wide enough for it."""
        self._room = room
        self.setVisible(room and self._pdf is not None)

    def _draw(self, page: int) -> None:
        from loi_desktop.gui.preview.picture import page_image

        if self._pdf is not None:
            width = round(WIDTH * self.devicePixelRatioF())
            self.picture.show_image(page_image(self._pdf, width, page))
