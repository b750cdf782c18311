"""What every page is given: the use cases, the texts, and the window around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from loi_desktop.gui.dialogs import Dialogs
from loi_desktop.gui.icons import Icons
from loi_desktop.gui.jobs import Jobs
from loi_desktop.gui.theme import Theme
from loi_desktop.texts import Texts

if TYPE_CHECKING:  # the window is shown before the use cases are loaded
    from loi_desktop.model.record import Record
    from loi_desktop.services.desk import Desk


class Frame(Protocol):
    """The window, as pages know it."""

    def go(self, page: str) -> None:
        """Show *letters, letterheads, senders, calls, settings, help, welcome*, or what comes
        first (*start*).
        """
        ...

    def edit(self, record: Record) -> None:
        """Open a letter in the editor."""
        ...

    def show_letter(self, record_id: str) -> None:
        """Open a letter where it belongs: its draft in the editor, else its finished page."""
        ...

    def show_version(self, record_id: str) -> None:
        """Open a letter's finished page, also while its next version is being written."""
        ...

    def status(self, text: str) -> None:
        """A quiet word in the status line; it is not spoken."""
        ...

    def say(self, text: str, *, undo: object = None, bad: bool = False) -> None:
        """A result of what the user has just done: shown above the page until the next
        action, and spoken.  `undo` is a function for *Rückgängig*.
        """
        ...

    def back(self) -> None:
        """From the help to the page behind it, else to the letters."""
        ...

    def use_data_folder(self, folder: Path) -> None:
        """Work on another data folder from now on."""
        ...

    def rebuild(self) -> None:
        """Build all pages anew: another language or other colours."""
        ...


@dataclass(frozen=True)
class Ui:
    """Handed to each page by the window."""

    desk: Desk
    texts: Texts
    icons: Icons
    theme: Theme
    jobs: Jobs
    dialogs: Dialogs
    frame: Frame
