"""Below the page: onto one page where that has been tried and works, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal

from loi_desktop.gui.editor.controller import Checked, Controller
from loi_desktop.gui.editor.edits import put
from loi_desktop.gui.widgets.button import Button
from loi_desktop.texts import Texts


class OnePage(Button):
    """`done`: it was pressed."""

    done = Signal()

    def __init__(self, controller: Controller, texts: Texts) -> None:
        super().__init__(texts("ui.editor.one-page"))
        self._controller = controller
        self._t = texts
        self._back = False
        self.clicked.connect(self._change)
        self.hide()

    def show_for(self, checked: Checked) -> None:
        """Offer what can be done with the page that was checked."""
        self._back = checked.declaration.layout.one_page
        words = ("ui.editor.one-page.back", "ui.editor.one-page.back.hint")
        if not self._back:
            words = ("ui.editor.one-page", "ui.editor.one-page.hint")
        self.setText(self._t(words[0]))
        self.setToolTip(self._t(words[1]))
        offered = any(finding.code == "letter.signature-alone" for finding in checked.findings)
        self.setVisible(self._back or offered)

    def _change(self) -> None:
        self._controller.change(put("layout.one_page", not self._back))
        self.done.emit()
