"""The details of one step: its day, a remark, set or take back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from loi_desktop.gui import dates
from loi_desktop.gui.context import Ui
from loi_desktop.gui.editor.dates import DateInput
from loi_desktop.gui.theme import GRID, heading
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.labelled import Columns, labelled
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.gui.widgets.wheelguard import WheelGuard
from loi_desktop.model.record import StepDone


class StepPanel(Card):
    """`set_wanted` (step, ISO day, remark), `back_wanted` (step), `closed`."""

    set_wanted = Signal(str, str, str)
    back_wanted = Signal(str)
    closed = Signal()

    def __init__(self, ui: Ui, step: str, done: StepDone | None) -> None:
        colours = ui.theme.colours
        super().__init__(colours, fill=colours.window)
        self._t = t = ui.texts
        self._step = step
        self._today = ui.desk.clock.today().isoformat()
        self._day = done.day if done else self._today
        self.add(heading(t(f"step.{step}"), 1.1))
        self.day = DateInput(
            WheelGuard(self), button=t("ui.finished.calendar"), example=t("ui.finished.day-example")
        )
        self.day.show_value(self._day)
        self.day.edited.connect(self._changed)
        self.remark = QLineEdit(done.remark if done else "")
        self.remark.setMinimumHeight(4 * GRID)
        self.add(
            Columns(
                labelled(t("ui.finished.step-day"), self.day, colours),
                labelled(t("ui.finished.step-remark"), self.remark, colours),
                stretches=(2, 3),
            )
        )
        self.wrong = Marked(ui.icons, colours, wrap=True)
        self.add(self.wrong)
        self.body.addWidget(self._buttons(done is not None))
        self.day.line.returnPressed.connect(self._set)
        self.remark.returnPressed.connect(self._set)

    def _buttons(self, was_done: bool) -> QWidget:
        t = self._t
        self.set_button = Button(t("ui.finished.step-change") if was_done else t("ui.finished.step-set"))
        self.set_button.clicked.connect(self._set)
        self.back_button = Button(t("ui.finished.step-back"))
        self.back_button.clicked.connect(self._back)
        self.close_button = Button(t("ui.finished.step-close"))
        self.close_button.clicked.connect(self.closed)
        self.back_button.setEnabled(was_done)
        row = QWidget()
        flow = Flow(row)
        for button in (self.set_button, self.back_button, self.close_button):
            flow.addWidget(button)
        return row

    def begin(self) -> None:
        """Go on typing at the day."""
        self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.line.selectAll()

    def _changed(self, day: str) -> None:
        self._day = day
        self.wrong.say("")

    def _set(self) -> None:
        day = self._day.strip() or self._today
        try:
            date.fromisoformat(day)
        except ValueError:
            self.wrong.say(self._t("ui.finished.step-no-day", day=day), "bad")
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if day > self._today:
            self.wrong.say(self._t("ui.finished.step-future", day=dates.day(self._t, day)), "bad")
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.set_wanted.emit(self._step, day, self.remark.text().strip())

    def _back(self) -> None:
        self.back_wanted.emit(self._step)
