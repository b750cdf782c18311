"""The exported page itself, at any size, with the field in use marked on it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from loi_desktop.gui.preview.guides import Guides, paint
from loi_desktop.gui.preview.picture import PdfPages
from loi_desktop.gui.theme import GRID, Colours
from loi_desktop.model.page import Area

_MARGIN = 2 * GRID
_GAP = 2 * GRID
_SMALLEST, _LARGEST = 0.25, 4.0
_STEP = 1.15
_PT_PER_MM = 72 / 25.4
# Over a page that is older than what was typed: to be read still, plainly not the newest.
_VEIL = QColor(255, 255, 255, 150)


class PageView(QAbstractScrollArea):
    """Pages below each other.  `pressed` (field): a click on what stands there; `zoomed`:
    another size; `scrolled`: another page is in the middle.
    """

    pressed = Signal(str)
    zoomed = Signal()
    scrolled = Signal()

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self.pages: PdfPages | None = None
        self._areas: Sequence[Area] = ()
        self._guides: Guides | None = None
        self._images: dict[int, QImage] = {}
        self._in_use = ""
        self._old = False
        self._follows = False  # until the clerk scrolls
        self._fit = "width"
        self._scale = 1.0  # logical pixels per point
        self._told: tuple[float, str] = (0.0, "")
        self.seen_at = 0.0  # when the newest document stood on the screen (perf_counter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        # every pixel is painted here: nothing behind it needs to be
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.verticalScrollBar().actionTriggered.connect(self._stay)

    @property
    def percent(self) -> int:
        """The size on the screen, 100 being the paper's at 96 pixels an inch."""
        return round(self._scale * 72 / 96 * 100)

    @property
    def fit(self) -> str:
        """*width*, *page*, or empty when a size was chosen."""
        return self._fit

    @property
    def count(self) -> int:
        """How many pages."""
        return self.pages.count if self.pages else 0

    @property
    def current(self) -> int:
        """The page in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        below = [n for n in range(self.count) if self._page_rect(n).top() <= middle]
        return below[-1] if below else 0

    def show_pages(self, pages: PdfPages, areas: Sequence[Area]) -> None:
        """Show a newer document; the place in it stays."""
        old, self.pages = self.pages, pages
        self._areas = areas
        self._images.clear()
        self._layout()
        self._bring_into_view()
        # at once, before the form has its turn
        self.viewport().repaint()
        self.seen_at = time.perf_counter()
        if old is not None:
            QTimer.singleShot(0, self, old.close)
        self.scrolled.emit()

    def show_old(self, old: bool) -> None:
        """Dim what is older than what was typed."""
        if old != self._old:
            self._old = old
            self.viewport().update()

    def show_guides(self, guides: Guides | None) -> None:
        """Draw lines of the norm over the page, or none."""
        if guides != self._guides:
            self._guides = guides
            self.viewport().update()

    def mark(self, field: str) -> None:
        """Mark what stands on the page for `field`, and bring it into view."""
        if field != self._in_use:
            self._in_use = field
            self._follows = True
            self._bring_into_view()
            self.viewport().update()

    def _bring_into_view(self) -> None:
        if not self._follows:
            return
        rects = [
            self._area_rect(area, self._page_rect(area.page - 1))
            for area in self._areas
            if _same_place(area.field, self._in_use)
        ]
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top = bar.value()
        if not rects or any(rect.bottom() > top and rect.top() < top + room for rect in rects):
            return
        bar.setValue(round(rects[0].center().y() - room / 2))

    def _stay(self) -> None:
        self._follows = False

    def set_fit(self, fit: str) -> None:
        """*width* or *page*: the size follows the window."""
        self._fit = fit
        self._layout()

    def zoom(self, steps: float) -> None:
        """Larger (1) or smaller (-1), around the middle of the view."""
        self._zoom_at(steps, self.viewport().rect().center())

    def _zoom_at(self, steps: float, at: QPoint) -> None:
        before = self._scale
        bar = self.verticalScrollBar()
        self._fit = ""
        self._scale = min(max(before * _STEP**steps, _SMALLEST), _LARGEST)
        self._layout()
        bar.setValue(round((bar.value() + at.y()) * self._scale / before) - at.y())

    def _layout(self) -> None:
        """Sizes of pages and scroll bars; says so where something has changed."""
        if not self.pages:
            return
        room, paper = self.viewport().size(), self.pages.size_pt(0)
        before, self._scale = self._scale, self._fitting(room, paper)
        self._images = {n: i for n, i in self._images.items() if i.width() == self.image_width(n)}
        last = self._page_rect(self.count - 1)
        height = int(last.bottom()) + _MARGIN
        width = round(paper.width() * self._scale) + 2 * _MARGIN
        for bar, whole, seen in (
            (self.verticalScrollBar(), height, room.height()),
            (self.horizontalScrollBar(), width, room.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(3 * GRID)
        if self._scale != before:
            self.viewport().update()
        if (self._scale, self._fit) != self._told:
            self._told = (self._scale, self._fit)
            self.zoomed.emit()

    def _fitting(self, room: QSize, paper: QSizeF) -> float:
        """The scale that follows the window, or the chosen one."""
        scale = self._scale
        if self._fit:
            scale = (room.width() - 2 * _MARGIN) / paper.width()
            if self._fit == "page":
                scale = min(scale, (room.height() - 2 * _MARGIN) / paper.height())
        return min(max(scale, _SMALLEST), _LARGEST)

    def _page_rect(self, page: int) -> QRectF:
        """Where a page lies in the document, in logical pixels."""
        if not self.pages:
            return QRectF()
        top = float(_MARGIN)
        for before in range(page):
            top += self.pages.size_pt(before).height() * self._scale + _GAP
        size = self.pages.size_pt(page) * self._scale
        left = max(_MARGIN, (self.viewport().width() - size.width()) / 2)
        return QRectF(round(left), round(top), round(size.width()), round(size.height()))

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def image_width(self, page: int) -> int:
        """How many device pixels wide a page is drawn."""
        return round(self._page_rect(page).width() * self.devicePixelRatioF())

    def _image(self, page: int) -> QImage:
        if page not in self._images and self.pages:
            self._images[page] = self.pages.ink(page, self.image_width(page))
        return self._images[page]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._colours.desk))
        seen = QRectF(self.viewport().rect()).translated(self._offset())
        painter.translate(-self._offset())
        for page in range(self.count):
            rect = self._page_rect(page)
            if rect.adjusted(-4, -4, 4, 4).intersects(seen):
                self._paint_page(painter, page, rect)
        if self.hasFocus():
            painter.resetTransform()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, page: int, rect: QRectF) -> None:
        # beside and below alone: what blends below the whole page costs as much as drawing it
        shadow = QColor(0, 0, 0, 28)
        painter.fillRect(QRectF(rect.right(), rect.top() + 2, 3, rect.height() + 2), shadow)
        painter.fillRect(QRectF(rect.left() + 1, rect.bottom(), rect.width() - 1, 4), shadow)
        painter.fillRect(rect, Qt.GlobalColor.white)
        painter.drawImage(rect, self._image(page))
        if self._old:
            painter.fillRect(rect, _VEIL)
        if self._guides is not None:
            paint(self._guides, painter, page, lambda box: self._mm(box, rect))
        for area in self._areas:
            if area.page == page + 1 and _same_place(area.field, self._in_use):
                self._paint_mark(painter, self._area_rect(area, rect))

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        ground = QColor(self._colours.accent)
        painter.setPen(QPen(ground, 1))
        ground.setAlpha(36)
        painter.setBrush(ground)
        painter.drawRect(rect.adjusted(-3, -1, 3, -1))  # between the lines above and below, which stand close

    def _mm(self, box: tuple[float, float, float, float], page: QRectF) -> QRectF:
        per_mm = self._scale * _PT_PER_MM
        x, y, width, height = (value * per_mm for value in box)
        return QRectF(page.x() + x, page.y() + y, width, height)

    def _area_rect(self, area: Area, page: QRectF) -> QRectF:
        return self._mm((area.x, area.y, area.width, area.height), page)

    def field_at(self, position: QPointF) -> str:
        """What stands at a place of the view; the smallest area wins."""
        at = position + self._offset()
        hits = [
            (area.width * area.height, area.field)
            for area in self._areas
            if area.field
            and self._area_rect(area, self._page_rect(area.page - 1)).adjusted(-2, -2, 2, 2).contains(at)
        ]
        return min(hits)[1] if hits else ""

    def area_of(self, field: str) -> QRectF:
        """Where `field` stands in the view; empty when it is not on the page."""
        for area in self._areas:
            if _same_place(area.field, field):
                rect = self._area_rect(area, self._page_rect(area.page - 1))
                return rect.translated(-self._offset())
        return QRectF()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.field_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (field := self.field_at(event.position())):
            self.pressed.emit(field)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_at(event.angleDelta().y() / 120, event.position().toPoint())
            event.accept()
            return
        self._stay()
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()))
        if steps is not None:
            self.zoom(steps)
            return
        self._stay()
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout()
        self._bring_into_view()  # findings below have taken room

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()  # the frame goes all around

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def _moved(self) -> None:
        self.viewport().update()
        self.scrolled.emit()


def _same_place(area: str, field: str) -> bool:
    """Whether what stands on the page belongs to the field in use."""
    return bool(field and area) and (
        area == field or area.startswith(field + ".") or field.startswith(area + ".")
    )
