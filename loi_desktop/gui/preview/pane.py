"""The right side of the editor: the page or the text, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from loi_desktop.errors import InputError, LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.preview.findings_list import FindingsList
from loi_desktop.gui.preview.guides import Guides
from loi_desktop.gui.preview.page_view import PageView
from loi_desktop.gui.preview.picture import PdfPages
from loi_desktop.gui.preview.stale import StaleBand
from loi_desktop.gui.preview.text_view import TextView
from loi_desktop.gui.theme import GRID, roomy
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.gui.widgets.pill import Pill
from loi_desktop.gui.widgets.wrapping import WrappedCheck
from loi_desktop.model.findings import Finding
from loi_desktop.model.page import Rendered
from loi_desktop.services.composer import Drawn

PAGE, TEXT = 0, 1
# Only a page that is late shows the bar: one that flickers with each key helps nobody.
_LATE_MS = 150


class PreviewPane(QWidget):
    """`wanted` (field): a click on the page or on a finding; `guides_wanted` (bool)."""

    wanted = Signal(str)
    guides_wanted = Signal(bool)

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self._drawn: Drawn | None = None
        colours = ui.theme.colours
        self.page = PageView(colours)
        self.text = TextView(ui.texts)
        self.findings = FindingsList(ui.texts, ui.icons, colours)
        self.stale = StaleBand(ui)
        self.trouble = Marked(ui.icons, colours, wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        t = self._ui.texts
        self.page.setAccessibleName(t("ui.preview.page"))
        self.page.setAccessibleDescription(t("ui.preview.page.hint"))
        self.text.setAccessibleName(t("ui.preview.text"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.text)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(GRID // 2)
        self._bar.setAccessibleName(t("ui.preview.working"))
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(self._tools())
        column.addWidget(self._bar)
        column.addWidget(self.trouble)
        column.addWidget(self.stale)
        column.addWidget(self.stack, 1)
        column.addWidget(self.findings)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)

    def _tools(self) -> Flow:
        t = self._ui.texts
        self._views = QButtonGroup(self)
        self.as_page, self.as_text = self._choice("ui.preview.as-page"), self._choice("ui.preview.as-text")
        for number, button in enumerate((self.as_page, self.as_text)):
            self._views.addButton(button, number)
        self.as_page.setChecked(True)
        self.fit_width, self.fit_page = self._choice("ui.preview.width"), self._choice("ui.preview.whole")
        for pill in (self.fit_width, self.fit_page):
            pill.setAutoExclusive(False)  # a size of one's own is neither
        self.percent = roomy(QPushButton(t("ui.preview.size")))
        self.percent.setMenu(self._size_menu())
        self.guides = WrappedCheck(t("ui.preview.guides"))
        self.place = QLabel()
        self._page_tools = (self.fit_width, self.fit_page, self.guides, self.place)
        flow = Flow()
        self.view_choice = QWidget()
        row = QHBoxLayout(self.view_choice)
        row.setContentsMargins(0, 0, GRID, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.as_page)
        row.addWidget(self.as_text)
        choices = (self.view_choice, self.fit_width, self.fit_page, self.percent)
        for widget in (*choices, self.guides, self.place):
            flow.addWidget(widget)
        return flow

    def _choice(self, key: str) -> Pill:
        return Pill(self._ui.texts(key), self._ui.theme.colours)

    def _size_menu(self) -> QMenu:
        menu, t, icons = QMenu(self), self._ui.texts, self._ui.icons
        self.larger = menu.addAction(icons("zoom-in"), t("ui.preview.larger"))
        self.smaller = menu.addAction(icons("zoom-out"), t("ui.preview.smaller"))
        return menu

    def _connect(self) -> None:
        self._views.idClicked.connect(self.show_view)
        self.fit_width.clicked.connect(self._fit_width)
        self.fit_page.clicked.connect(self._fit_page)
        self.smaller.triggered.connect(self._smaller)
        self.larger.triggered.connect(self._larger)
        self.guides.toggled.connect(self.guides_wanted)
        self.page.pressed.connect(self.wanted)
        self.page.zoomed.connect(self._tell_size)
        self.page.scrolled.connect(self._tell_place)
        self.findings.chosen.connect(self.wanted)
        self.stale.wanted.connect(self.wanted)
        self._late.timeout.connect(self._bar.show)

    @property
    def showing(self) -> int:
        """PAGE or TEXT."""
        return self.stack.currentIndex()

    def show_view(self, view: int) -> None:
        """PAGE or TEXT."""
        self.stack.setCurrentIndex(view)
        self._views.button(view).setChecked(True)
        for tool in self._page_tools:
            tool.setVisible(view == PAGE)
        self._show_age()
        self._show_text()
        self._tell_size()

    def take_keyboard(self) -> None:
        """The keyboard goes to the page or the text, whichever is shown."""
        (self.text if self.showing == TEXT else self.page).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_drawn(self, drawn: Drawn) -> None:
        """A newer page; where it could not be drawn the last one stays, and says so."""
        self._drawn = drawn
        self.trouble.say("")
        if drawn.rendered is not None:
            self._show_pages(drawn.rendered)
        else:
            self.stale.say(drawn.fault)
        self._show_age()
        self._show_text()

    def _show_age(self) -> None:
        """The view *Text* is never older than what was typed."""
        self.stale.setVisible(self.stale.told and self.showing == PAGE)
        self.page.show_old(self.stale.told or bool(self.trouble.text))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What there is to say of it."""
        self.findings.show_findings(findings)

    def show_trouble(self, error: LoiError) -> None:
        """No page can be made; the last one stays."""
        self.trouble.say(self._ui.texts.error(error), "bad")
        self._show_age()

    def show_working(self, working: bool) -> None:
        """A newer page is on its way."""
        if not working:
            self._late.stop()
            self._bar.hide()
        elif not self._late.isActive() and not self._bar.isVisible():
            self._late.start()

    def show_guides(self, guides: Guides | None) -> None:
        """Lines of the norm, or none."""
        self.page.show_guides(guides)

    def _show_pages(self, rendered: Rendered) -> None:
        try:
            pages = PdfPages(rendered.pdf)
        except InputError as error:
            self.show_trouble(error)
            return
        self.stale.newest()
        self.page.show_old(False)
        self.page.show_pages(pages, rendered.areas)

    def _show_text(self) -> None:
        if self._drawn is not None and self.showing == TEXT:
            rendered = self._drawn.rendered
            self.text.show_letter(self._drawn.letter, rendered.areas if rendered else ())

    def _fit_width(self) -> None:
        self.page.set_fit("width")

    def _fit_page(self) -> None:
        self.page.set_fit("page")

    def _smaller(self) -> None:
        self._zoom(-1)

    def _larger(self) -> None:
        self._zoom(1)

    def _zoom(self, step: int) -> None:
        if self.showing == PAGE:
            self.page.zoom(step)
        elif step > 0:
            self.text.zoomIn(2)
        else:
            self.text.zoomOut(2)

    def _tell_size(self) -> None:
        size = f"{self.page.percent} %" if self.showing == PAGE else self._ui.texts("ui.preview.size")
        self.percent.setText(size)
        self.percent.setAccessibleName(f"{self._ui.texts('ui.preview.size')}: {size}")
        self.fit_width.setChecked(self.page.fit == "width")
        self.fit_page.setChecked(self.page.fit == "page")

    def _tell_place(self) -> None:
        self.place.setText(
            self._ui.texts("ui.preview.place", page=self.page.current + 1, pages=self.page.count)
        )
