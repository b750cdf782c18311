"""*Beispiel ansehen*: a filled letter of a town that does not exist."""

from __future__ import annotations

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.model.record import Record
from loi_desktop.paths import resources
from loi_desktop.services import demo
from loi_desktop.services.desk import Desk


def show_example(ui: Ui) -> None:
    """Open the example in the editor; it is made the first time, in the background."""
    desk, frame, texts = ui.desk, ui.frame, ui.texts

    def failed(error: LoiError) -> None:
        frame.status("")
        frame.say(texts.error(error), bad=True)

    frame.status(texts("ui.home.example-coming"))
    ui.jobs.run(lambda: _find(desk) or _make(desk), lambda record: frame.show_letter(record.id), failed)


def _find(desk: Desk) -> Record | None:
    found = (desk.letters.get(line.id) for line in desk.letters.list("all", demo.SENDER.name))
    return next((record for record in found if record.history[0].event == "example"), None)


def _make(desk: Desk) -> Record:
    return demo.example(desk, resources() / "letterheads" / "musterstadt.pdf")
