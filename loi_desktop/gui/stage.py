"""The window's middle: one page at a time; some are kept, one may wait behind the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from loi_desktop.gui.routes import KEPT, Route, build

if TYPE_CHECKING:  # what is not needed before the window is on the screen
    from loi_desktop.gui.context import Ui
    from loi_desktop.gui.page import Page


class Stage(QStackedWidget):
    """`route` and `page` are what is shown; without a page only until the first has come.
    `renamed`: a page is called otherwise now.
    """

    renamed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.route = Route("letters")
        self.page: Page | None = None
        self._kept: dict[str, Page] = {}
        self._behind: tuple[Route, Page] | None = None

    def page_for(self, ui: Ui, route: Route) -> Page:
        """The page that was kept, or a new one.  Raises LoiError."""
        return self._kept.get(route.page) or build(ui, route)

    def show_page(self, route: Route, page: Page, *, keep_present: bool = False) -> None:
        """Show `page`; the present one waits behind it, or goes."""
        if keep_present and self.page is not None:
            self._behind = (self.route, self.page)
        elif self._behind is not None:
            self._forget(*self._behind)
            self._behind = None
        self._change(route, page)

    def step_back(self) -> bool:
        """Show the page that waits behind this one; False where none does."""
        if self._behind is None:
            return False
        (route, page), self._behind = self._behind, None
        self._change(route, page)
        return True

    def _change(self, route: Route, page: Page) -> None:
        old_route, old = self.route, self.page
        self.route, self.page = route, page
        if route.page in KEPT:
            self._kept[route.page] = page
        if self.indexOf(page) < 0:
            self.addWidget(page)
            page.windowTitleChanged.connect(self.renamed)
        self.setCurrentWidget(page)
        waits = self._behind is not None and self._behind[1] is old
        if old is not None and old is not page and not waits:
            self._forget(old_route, old)

    def _forget(self, route: Route, page: Page) -> None:
        if self._kept.get(route.page) is not page:
            self.removeWidget(page)
            page.deleteLater()
