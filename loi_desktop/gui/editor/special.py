"""Fields that do more than set one value."""

from __future__ import annotations

from loi_desktop.errors import InputError
from loi_desktop.gui.editor.edits import choose_call
from loi_desktop.gui.editor.fields import CALL
from loi_desktop.gui.editor.parts import FieldBox, Tools


class CallBox(FieldBox):
    """Which call the letter answers; another call brings its recipient along."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, CALL[0])

    def _edited(self, value: object, typed: bool) -> None:
        calls = self.tools.ui.desk.calls
        try:
            call = calls.get(str(value))
        except InputError:
            return  # the one that is gone; the finding says so
        self.tools.controller.change(choose_call(call, calls.list()))
