"""The window: navigation, the notice, one page at a time, the status line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from loi_desktop.errors import LoiError
from loi_desktop.gui import language, place
from loi_desktop.gui.icons import Icons
from loi_desktop.gui.navigation import Navigation
from loi_desktop.gui.routes import KEPT, Route, build
from loi_desktop.gui.statusline import StatusLine
from loi_desktop.gui.theme import GRID, Theme
from loi_desktop.model.settings import Settings
from loi_desktop.paths import DataFolder
from loi_desktop.texts import Texts

if TYPE_CHECKING:  # what is not needed before the window is on the screen
    from loi_desktop.gui.dialogs import Dialogs
    from loi_desktop.gui.incoming import Incoming
    from loi_desktop.gui.jobs import Jobs
    from loi_desktop.gui.notice import Notice
    from loi_desktop.gui.page import Page
    from loi_desktop.model.record import Record
    from loi_desktop.services.desk import Desk

DeskBuilder = Callable[[DataFolder], "Desk"]
# ui.md §5: below this the window shows less at once.
NARROW_BELOW = QSize(1100, 560)


class MainWindow(QMainWindow):
    """The frame that pages know as `Frame`.  `moved` (DataFolder): the data lies elsewhere now."""

    moved = Signal(object)

    def __init__(
        self,
        build_desk: DeskBuilder,
        data: DataFolder,
        settings: Settings,
        *,
        theme: Theme,
        icons: Icons,
        jobs: Jobs,
        dialogs: Dialogs,
    ) -> None:
        super().__init__()
        self._build_desk = build_desk
        self._data = data
        self._welcomed = settings.welcomed
        self._parts = (icons, theme, jobs, dialogs)
        self._kept: dict[str, Page] = {}
        self._route = Route("letters")
        self._page: Page | None = None  # only until `begin`
        self._behind: tuple[Route, Page] | None = None
        self.setWindowTitle("LoI-Desktop")
        self.setMinimumSize(60 * GRID, 40 * GRID)
        self.texts = _texts(settings)
        self._build(icons, theme)

    def begin(self, file: Path | None = None) -> None:
        """The frame is on the screen: build the use cases and the first page; then warm what
        the first letter needs, and empty the Papierkorb of what has lain there for long.
        """
        self._use(self._build_desk(self._data))
        self._notice = self._build_notice()
        self.incoming = self._listen()
        QApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        self._open(Route("letters" if self._welcomed else "welcome"))
        if file is not None:
            self.incoming.open([file])
        for quiet in (self.ui.desk.composer.families, self.ui.desk.letters.empty_old_trash):
            self.ui.jobs.run(quiet, _nothing, _nothing)

    # what pages may ask of the window -------------------------------------------------

    def go(self, page: str) -> None:
        """Show a page by its name; *help* shows what belongs to the page that is open."""
        if page == "help":
            self.help()
        else:
            self._open(Route(page))

    def edit(self, record: Record) -> None:
        """Open a letter in the editor."""
        self._open(Route("editor", record=record, record_id=record.id))

    def show_letter(self, record_id: str) -> None:
        """Open a letter where it belongs: its draft in the editor, else its finished page."""
        try:
            record = self.ui.desk.letters.get(record_id)
        except LoiError as error:
            self.say(self.ui.texts.error(error), bad=True)
            return
        if record.draft is not None:
            self.edit(record)
        else:
            self._open(Route("finished", record_id=record.id))

    def show_version(self, record_id: str) -> None:
        """Open a letter's finished page, also while its next version is being written."""
        self._open(Route("finished", record_id=record_id))

    def status(self, text: str) -> None:
        """A quiet word in the status line; it is not spoken."""
        self._status.setText(text)

    def say(self, text: str, *, undo: object = None, bad: bool = False) -> None:
        """A result of what the user has just done, until the next action."""
        self._notice.say(text, undo if callable(undo) else None, bad=bad)

    def rebuild(self) -> None:
        """Build everything anew: another language, other colours, another data folder."""
        focused = self.focusWidget().objectName() if self.focusWidget() else ""
        if self._page is not None:
            self._page.leave()
        self._use(self.ui.desk)
        self._page, self._behind = None, None
        self._kept.clear()
        self._build(self.ui.icons, self.ui.theme)
        self._notice = self._build_notice()
        self._open(self._fresh(self._route))
        field = self.page.findChild(QWidget, focused) if focused else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def use_data_folder(self, folder: Path) -> None:
        """Work on another data folder from now on."""
        self._use(self._build_desk(DataFolder(folder)))
        self.rebuild()
        self.moved.emit(self.ui.desk.data)

    # for the keyboard and for files from outside --------------------------------------

    @property
    def page(self) -> Page:
        """The page that is open."""
        assert self._page is not None  # noqa: S101 - the constructor opens one
        return self._page

    @property
    def notice(self) -> Notice:
        """The line above the page."""
        return self._notice

    def help(self, topic: str = "") -> None:
        """What belongs to the page that is open; *Zurück* comes back to it as it was."""
        if self._route.page != "help":
            self._open(Route("help", topic=topic or self._route.page), keep=True)

    def back(self) -> None:
        """From the help to the page behind it; from anywhere else to the letters."""
        if self._behind is None:
            self._open(Route("letters"))
            return
        (route, page), self._behind = self._behind, None
        self._show(route, page)

    def undo(self) -> None:
        """Take back what the notice speaks of, else the page's last step."""
        if self._notice.can_undo:
            self._notice.undo()
        else:
            self._ask_page("undo")

    def redo(self) -> None:
        """The page's last undone step again."""
        self._ask_page("redo")

    def tell_page(self, what: str) -> None:
        """Hand a command of the keyboard to the page, if it knows it."""
        self._ask_page(what)

    # Qt -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._page is not None and not self._page.leave():
            event.ignore()
            return
        if self._page is not None:
            self._watch.stop()
            self.ui.jobs.close()
            place.remember(self, self.ui.desk.data)
        super().closeEvent(event)

    # inside ---------------------------------------------------------------------------

    def _fit(self) -> None:
        small = self.width() < NARROW_BELOW.width() or self.height() < NARROW_BELOW.height()
        self._navigation.set_narrow(small)

    def _build_notice(self) -> Notice:
        from loi_desktop.gui.notice import Notice

        notice = Notice(self.texts, self.ui.icons, self.ui.theme.colours)
        self._column.insertWidget(0, notice)
        return notice

    def _listen(self) -> Incoming:
        """To keys, clicks and files from now on."""
        from loi_desktop.gui.drops import Drops
        from loi_desktop.gui.incoming import Incoming
        from loi_desktop.gui.shortcuts import Shortcuts
        from loi_desktop.gui.undo import UndoKeys
        from loi_desktop.gui.watch import Watch

        keys = UndoKeys(self._claims, self._acted)
        self._watch = Watch({**Drops(self).handlers(), **keys.handlers()}, self)
        incoming = Incoming(self)
        Shortcuts(self, incoming)
        return incoming

    def _use(self, desk: Desk) -> None:
        from loi_desktop.gui.context import Ui

        icons, theme, jobs, dialogs = self._parts
        self.texts = _texts(desk.settings.load())
        self.ui = Ui(desk, self.texts, icons, theme, jobs, dialogs, self)

    def _build(self, icons: Icons, theme: Theme) -> None:
        self._navigation = Navigation(self.texts, icons, theme.colours)
        self._navigation.chosen.connect(self.go)
        self._stack = QStackedWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self._stack, 1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._navigation)
        row.addLayout(self._column, 1)
        self.setCentralWidget(centre)
        self._status = QLabel()
        self._status.setContentsMargins(GRID, 0, GRID, 0)
        bar = StatusLine(theme.colours)
        bar.addWidget(self._status, 1)
        self.setStatusBar(bar)
        self._fit()

    def _open(self, route: Route, *, keep: bool = False) -> None:
        if route == self._route and self._page is not None:
            self._page.refresh()
            self._navigation.mark(route.section)
            return
        if self._page is not None and not self._page.leave():
            self._navigation.mark(self._route.section)
            return
        try:
            page = self._kept.get(route.page) or build(self.ui, route)
        except LoiError as error:
            self._navigation.mark(self._route.section)
            self.say(self.ui.texts.error(error), bad=True)
            return
        self._notice.clear()
        self.status("")
        if keep and self._page is not None:
            self._behind = (self._route, self._page)
        elif self._behind is not None:
            self._forget(*self._behind)
            self._behind = None
        self._show(route, page)

    def _show(self, route: Route, page: Page) -> None:
        old_route, old, had_focus = self._route, self._page, self._navigation_has_focus()
        self._route, self._page = route, page
        if route.page in KEPT:
            self._kept[route.page] = page
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None and old is not page and (self._behind is None or self._behind[1] is not old):
            self._forget(old_route, old)
        self._navigation.mark(route.section)
        page.refresh()
        self._title()
        if not had_focus:
            from loi_desktop.gui.focus import enter

            enter(page, self.focusWidget())

    def _forget(self, route: Route, page: Page) -> None:
        if self._kept.get(route.page) is not page:
            self._stack.removeWidget(page)
            page.deleteLater()

    def _fresh(self, route: Route) -> Route:
        if not route.record_id:
            return route
        try:
            record = self.ui.desk.letters.get(route.record_id)
        except LoiError:
            return route if route.record is not None else Route("letters")
        return Route(route.page, record=record if route.record else None, record_id=route.record_id)

    def _scheme_changed(self) -> None:
        """The desktop went from light to dark, or back."""
        before = self.ui.theme.colours
        choice = self.ui.desk.settings.load().theme
        if choice == "system":
            self.ui.theme.apply(choice)
            if self.ui.theme.colours != before:
                self.rebuild()

    def _title(self) -> None:
        name = self.page.accessibleName()
        self.setWindowTitle(f"{name} – LoI-Desktop" if name else "LoI-Desktop")

    def _navigation_has_focus(self) -> bool:
        focused = self.focusWidget()
        return focused is not None and self._navigation.isAncestorOf(focused)

    def _ask_page(self, what: str) -> None:
        method = getattr(self._page, what, None)
        if method is not None:
            method()

    def _claims(self, redo: bool) -> bool:
        if QApplication.activeModalWidget() is not None:
            return False
        return hasattr(self._page, "redo" if redo else "undo") or (not redo and self._notice.can_undo)

    def _acted(self) -> None:
        # a button's own result comes first: only what was said before it goes
        said = self._notice.text
        if said:
            QTimer.singleShot(0, self._notice, lambda: self._settle(said))

    def _settle(self, said: str) -> None:
        if self._notice.text == said:
            self._notice.settle()


def _nothing(_: object) -> None:
    """Nobody asked for it; if it goes wrong, what the clerk does next will say so."""


def _texts(settings: Settings) -> Texts:
    """The sentences in the chosen language; Qt's own words follow."""
    language.apply(settings.language)
    return Texts(settings.language)
