"""Which page shows what: the window's places by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loi_desktop.errors import LoiError

if TYPE_CHECKING:
    from loi_desktop.gui.context import Ui
    from loi_desktop.gui.page import Page
    from loi_desktop.model.record import Record
    from loi_desktop.services.desk import Desk

MAIN = ("letters", "letterheads", "senders", "calls")
BELOW = ("settings", "help")
# Pages that belong to a letter or a short errand are built anew each time.
KEPT = frozenset({"letters", "letterheads", "senders", "calls", "settings"})


@dataclass(frozen=True)
class Route:
    """A place in the window; `record` for the editor, `record_id` for a finished letter,
    `topic` for the help.
    """

    page: str
    record: Record | None = None
    record_id: str = ""
    topic: str = ""

    @property
    def section(self) -> str:
        """The entry of the navigation that this place belongs to."""
        if self.page == "licences":
            return "settings"
        return self.page if self.page in (*MAIN, *BELOW) else "letters"


def first(desk: Desk) -> Route:
    """What a start begins with: where the letters would be lost that is said; then a new
    office introduces itself.
    """
    settings, kind = desk.settings.load(), desk.place.volatile()
    if kind and kind != settings.place_accepted:
        return Route("place")
    return Route("letters" if settings.welcomed else "welcome")


def fresh(desk: Desk, route: Route) -> Route:
    """`route` with its letter as it is stored now; the letters where that is gone."""
    if not route.record_id:
        return route
    try:
        record = desk.letters.get(route.record_id)
    except LoiError:
        return route if route.record is not None else Route("letters")
    return Route(route.page, record=record if route.record else None, record_id=route.record_id)


def build(ui: Ui, route: Route) -> Page:
    """The page of `route`.  Each is imported when it is first wanted, so that the window
    is shown without QtPdf and the editor.
    """
    if route.page == "editor" and route.record is not None:
        from loi_desktop.gui.editor.page import EditorPage

        return EditorPage(ui, route.record)
    if route.page == "finished":
        from loi_desktop.gui.register.finished import FinishedPage

        return FinishedPage(ui, route.record_id)
    if route.page == "help":
        from loi_desktop.gui.help.page import HelpPage

        return HelpPage(ui, route.topic)
    return _BUILDERS[route.page](ui)


def _letters(ui: Ui) -> Page:
    from loi_desktop.gui.register.home import HomePage

    return HomePage(ui)


def _new(ui: Ui) -> Page:
    from loi_desktop.gui.register.new import NewLetterPage

    return NewLetterPage(ui)


def _letterheads(ui: Ui) -> Page:
    from loi_desktop.gui.letterhead.page import LetterheadsPage

    return LetterheadsPage(ui)


def _senders(ui: Ui) -> Page:
    from loi_desktop.gui.senders.page import SendersPage

    return SendersPage(ui)


def _calls(ui: Ui) -> Page:
    from loi_desktop.gui.calls.page import CallsPage

    return CallsPage(ui)


def _settings(ui: Ui) -> Page:
    from loi_desktop.gui.settings.page import SettingsPage

    return SettingsPage(ui)


def _licences(ui: Ui) -> Page:
    from loi_desktop.gui.settings.licences import LicencesPage

    return LicencesPage(ui)


def _place(ui: Ui) -> Page:
    from loi_desktop.gui.welcome.place import PlacePage

    return PlacePage(ui)


def _welcome(ui: Ui) -> Page:
    from loi_desktop.gui.welcome.page import WelcomePage

    return WelcomePage(ui)


_BUILDERS: dict[str, Callable[[Ui], Page]] = {
    "letters": _letters,
    "new": _new,
    "letterheads": _letterheads,
    "senders": _senders,
    "calls": _calls,
    "settings": _settings,
    "licences": _licences,
    "place": _place,
    "welcome": _welcome,
}
