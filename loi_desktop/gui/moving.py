"""*Ordner ändern*: choose another place for the data, copy everything there, work there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from loi_desktop.errors import LoiError
from loi_desktop.gui.page import Page
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.services import moving


def ask_and_move(page: Page, ready: Callable[[], bool], done: Callable[[], None] | None = None) -> None:
    """Ask for a folder; once `ready` has kept what was typed, copy beside the window, and
    then call `done`.
    """
    ui, t = page.ui, page.t
    chosen = ui.dialogs.folder(page, t("ui.moving.title"), ui.desk.data.root.parent)
    if chosen is None or not ready():
        return

    def moved(folder: Path) -> None:
        ui.frame.use_data_folder(folder)
        if done is not None:
            done()

    def failed(error: LoiError) -> None:
        ui.frame.status("")
        ui.frame.say(t.error(error), bad=True)

    ui.frame.status(t("ui.moving.copying"))
    work = partial(moving.move, ui.desk.data, moving.place_for(chosen))
    ui.jobs.run(work, moved, while_alive(page, failed))
