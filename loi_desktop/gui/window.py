"""The window: navigation, the notice, one page at a time, the status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui import language, place
from loi_desktop.gui.centre import Centre
from loi_desktop.gui.icons import Icons
from loi_desktop.gui.routes import Route, first, fresh
from loi_desktop.gui.statusline import StatusLine
from loi_desktop.gui.theme import Theme
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
SMALLEST = QSize(760, 400)  # logical pixels: 1366 × 768 at 175 %; below it parts would overlap


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
        self._waiting: Sequence[Path] = ()
        self._parts = (icons, theme, jobs, dialogs)
        self.setWindowTitle("LoI-Desktop")
        self.setMinimumSize(SMALLEST.boundedTo(self.screen().availableSize()))
        self.texts = _texts(settings)
        self._build(icons, theme)

    def begin(self, files: Sequence[Path] = ()) -> None:
        """The frame is on the screen: build the use cases and the first page; the rest is
        begun beside it.
        """
        self._use(self._build_desk(self._data))
        self._notice = self._centre.add_notice()
        self.incoming = self._listen()
        QApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        self._waiting = files
        self._open(first(self.ui.desk))
        if self._stage.route.page != "place":
            self._open_waiting()
        from loi_desktop.gui.warming import warm

        warm(self)

    # what pages may ask of the window -------------------------------------------------

    def go(self, page: str) -> None:
        """Show a page by its name; *help* shows what belongs to the page that is open."""
        if page == "help":
            self.help()
        else:
            self._open(first(self.ui.desk) if page == "start" else Route(page))
            self._open_waiting()

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
        self._status.say(text)

    def say(self, text: str, *, undo: object = None, bad: bool = False) -> None:
        """A result of what the user has just done, until the next action."""
        self._notice.say(text, undo if callable(undo) else None, bad=bad)

    def rebuild(self) -> None:
        """Build everything anew: another language, other colours, another data folder."""
        focused = self.focusWidget().objectName() if self.focusWidget() else ""
        route = self._stage.route
        if self._stage.page is not None:
            self._stage.page.leave()
        self._use(self.ui.desk)
        self._build(self.ui.icons, self.ui.theme)
        self._notice = self._centre.add_notice()
        self._open(fresh(self.ui.desk, route))
        field = self.page.findChild(QWidget, focused) if focused else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def use_data_folder(self, folder: Path) -> None:
        """Work on another data folder from now on."""
        self._use(self._build_desk(DataFolder(folder, "chosen")))
        self.rebuild()
        self.moved.emit(self.ui.desk.data)

    # for the keyboard and for files from outside --------------------------------------

    @property
    def page(self) -> Page:
        """The page that is open."""
        assert self._stage.page is not None  # noqa: S101 - `begin` opens one
        return self._stage.page

    @property
    def notice(self) -> Notice:
        """The line above the page."""
        return self._notice

    def help(self, topic: str = "") -> None:
        """What belongs to the page that is open; *Zurück* comes back to it as it was."""
        here = self._stage.route.page
        if here != "help":
            self._open(Route("help", topic=topic or here), keep=True)

    def back(self) -> None:
        """From the help to the page behind it; from anywhere else to the letters."""
        had_focus = self._centre.navigation_in_use
        if self._stage.step_back():
            self._arrive(had_focus)
        else:
            self._open(Route("letters"))

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
        from loi_desktop.gui.closing import may_close

        page = self._stage.page
        if page is not None and not may_close(self, page):
            event.ignore()
            return
        if page is not None:
            self._watch.stop()
            self.ui.jobs.close()
            place.remember(self, self.ui.desk.data)
        super().closeEvent(event)

    # inside ---------------------------------------------------------------------------

    def _fit(self) -> None:
        small = self.width() < NARROW_BELOW.width() or self.height() < NARROW_BELOW.height()
        self._navigation.set_narrow(small)

    def _listen(self) -> Incoming:
        """To keys, clicks and files from now on."""
        from loi_desktop.gui.drops import Drops
        from loi_desktop.gui.incoming import Incoming
        from loi_desktop.gui.shortcuts import NOT_FOR_FIELDS, Shortcuts
        from loi_desktop.gui.undo import FieldKeys
        from loi_desktop.gui.watch import Watch

        keys = FieldKeys(self._claims, self._acted, NOT_FOR_FIELDS)
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
        self._centre = Centre(self.texts, icons, theme.colours)
        self._navigation, self._stage = self._centre.navigation, self._centre.stage
        self._navigation.chosen.connect(self.go)
        self._stage.renamed.connect(self._name)
        self.setCentralWidget(self._centre)
        self._status = StatusLine(theme.colours)
        self.setStatusBar(self._status)
        self._fit()

    def _open(self, route: Route, *, keep: bool = False) -> None:
        present = self._stage.page
        if route == self._stage.route and present is not None:
            present.again()
            self._navigation.mark(route.section)
            return
        if present is not None and not present.leave():
            self._navigation.mark(self._stage.route.section)
            return
        try:
            page = self._stage.page_for(self.ui, route)
        except LoiError as error:
            self._navigation.mark(self._stage.route.section)
            self.say(self.ui.texts.error(error), bad=True)
            return
        self._notice.clear()
        self.status("")
        had_focus = self._centre.navigation_in_use
        self._stage.show_page(route, page, keep_present=keep)
        self._arrive(had_focus)

    def _arrive(self, had_focus: bool) -> None:
        """A page has come; the keyboard stays in the navigation if it was there."""
        self._navigation.mark(self._stage.route.section)
        self.page.refresh()
        self._name()
        if not had_focus:
            from loi_desktop.gui.focus import enter

            enter(self.page, self.focusWidget())

    def _name(self) -> None:
        name = self.page.windowTitle()
        self.setWindowTitle(f"{name} – LoI-Desktop" if name else "LoI-Desktop")

    def _open_waiting(self) -> None:
        """The letters that the program was started with, once it is said where letters lie."""
        files, self._waiting = self._waiting, ()
        if files:
            self.incoming.open(files)

    def _scheme_changed(self) -> None:
        """The desktop went from light to dark, or back."""
        before = self.ui.theme.colours
        choice = self.ui.desk.settings.load().theme
        if choice == "system":
            self.ui.theme.apply(choice)
            if self.ui.theme.colours != before:
                self.rebuild()

    def _ask_page(self, what: str) -> None:
        method = getattr(self._stage.page, what, None)
        if method is not None:
            method()

    def _claims(self, redo: bool) -> bool:
        if QApplication.activeModalWidget() is not None:
            return False
        return hasattr(self._stage.page, "redo" if redo else "undo") or (not redo and self._notice.can_undo)

    def _acted(self) -> None:
        self._notice.settle_soon()


def _texts(settings: Settings) -> Texts:
    """The sentences in the chosen language; Qt's own words follow."""
    language.apply(settings.language)
    return Texts(settings.language)
