"""A small picture of a letter's first page, drawn beside the window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from loi_desktop.gui.context import Ui
from loi_desktop.gui.jobs import Latest
from loi_desktop.gui.theme import GRID
from loi_desktop.model.record import Record
from loi_desktop.services.desk import Desk


def first_page(desk: Desk, record: Record, width_px: int) -> QImage | None:
    """The page as it was made, or as the draft would be; None where it cannot be drawn.

    Runs in the background.  Raises InputError, OutputError.
    """
    from loi_desktop.gui.preview.picture import page_image

    if record.draft is None and record.versions:
        return page_image(desk.exports.own_copy(record).read_bytes(), width_px)
    rendered = desk.composer.preview(record.current).rendered
    return page_image(rendered.pdf, width_px) if rendered else None


class PagePicture(QWidget):
    """The upper part of the page on a grey ground; remembers what was drawn last."""

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self._shown: tuple[str, int] = ("", 0)
        self._image: QImage | None = None
        self._latest = Latest(ui.jobs, self._arrived, self._failed, self)
        self.setFixedHeight(19 * GRID)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(ui.texts("ui.home.picture"))

    def show_record(self, record: Record) -> None:
        """Draw this letter's page as soon as it can be had."""
        wanted = (record.id, record.revision)
        if wanted == self._shown:
            return
        if self._shown[0] != record.id:
            self._image = None
        self._shown = wanted
        self.update()
        desk, width = self._ui.desk, round(self._page_width() * self.devicePixelRatioF())
        self._latest.ask(lambda: (wanted, first_page(desk, record, width)))

    def sizeHint(self) -> QSize:
        return QSize(33 * GRID, 19 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        c, painter = self._ui.theme.colours, QPainter(self)
        painter.fillRect(self.rect(), QColor(c.desk))
        if self._image is None:
            return
        page = self.rect().adjusted((self.width() - self._page_width()) // 2, GRID, 0, 0)
        page.setWidth(self._page_width())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = self._image.width() / page.width()
        source = self._image.rect().adjusted(0, 0, 0, 0)
        source.setHeight(min(source.height(), round(page.height() * scale)))
        painter.drawImage(page, self._image, source)
        painter.setPen(QPen(QColor(c.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page.adjusted(-1, -1, 0, 1))

    def _page_width(self) -> int:
        return max(1, self.width() - 4 * GRID)

    def _arrived(self, result: tuple[tuple[str, int], QImage | None]) -> None:
        wanted, image = result
        if wanted == self._shown:
            self._image = image
            self.update()

    def _failed(self, _: object) -> None:
        # the details say in words what the letter is; a picture that is missing stays away
        self._image = None
        self.update()
