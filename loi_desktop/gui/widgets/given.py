"""*Von Ihrer IT vorgegeben*: stands beside what users cannot change here."""

from __future__ import annotations

from loi_desktop.gui.context import Ui
from loi_desktop.gui.widgets.marked import Marked


def given_note(ui: Ui, key: str = "ui.given.note") -> Marked:
    """The words with their sign; another `key` says more."""
    note = Marked(ui.icons, ui.theme.colours, wrap=True)
    note.say(ui.texts(key))
    return note
