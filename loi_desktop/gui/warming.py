"""What is done quietly once the window is there: warm what the first letter needs, empty the
Papierkorb of what has lain there for long, look whether the data folder can be written.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from loi_desktop.gui.widgets.alive import while_alive

if TYPE_CHECKING:
    from loi_desktop.gui.window import MainWindow
    from loi_desktop.model.findings import Finding


def warm(window: MainWindow) -> None:
    """Begin all of it, beside the window."""
    ui = window.ui
    ui.jobs.run(ui.desk.place.concerns, while_alive(window, partial(_say, window)), _nothing)
    for quiet in (ui.desk.composer.families, ui.desk.letters.empty_old_trash):
        ui.jobs.run(quiet, _nothing, _nothing)


def _say(window: MainWindow, concerns: tuple[Finding, ...]) -> None:
    """What would keep a letter from being stored; the rest waits in the settings."""
    for finding in concerns:
        if finding.code == "place.read-only":
            window.say(window.texts.finding(finding), bad=True)


def _nothing(_: object) -> None:
    """Nobody asked for it; if it goes wrong, what the clerk does next will say so."""
