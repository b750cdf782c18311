"""The margins of a letterhead in millimetres, and the lines they draw on the picture."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QDoubleSpinBox

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.labelled import Columns, labelled
from loi_desktop.gui.widgets.pagepicture import A4_MM, Mark
from loi_desktop.gui.widgets.wheelguard import WheelGuard
from loi_desktop.model.background import Background

# letter.md §3: address field 85 × 45 mm at x 20, from y 27 (form A) or 45 (form B);
# text from x 25 to 190; following pages start at 20 mm; lowest text 8 mm from the edge.
_ADDRESS_FROM_MM = {"A": 27.0, "B": 45.0}
_LEFT_MM, _TEXT_MM = 25.0, 165.0
_FOLLOWING_FROM_MM = 20.0
_LOWEST_MM = 8.0
_HIGHEST_MM = 150.0


class Margins(Card):
    """Three values to set.  `changed` while one is being set."""

    changed = Signal()

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui.theme.colours)
        t, colours = ui.texts, ui.theme.colours
        self._t = t
        self._form = _form(ui)
        self._kept: dict[str, float] | None = None
        self._guard = WheelGuard(self)
        self.add(heading(t("ui.letterheads.margins"), 1.2))
        self.bottom = self._box(_LOWEST_MM)
        self.following_top = self._box(_FOLLOWING_FROM_MM)
        self.following_bottom = self._box(_LOWEST_MM)
        self.add(labelled(t("ui.letterheads.bottom"), self.bottom, colours))
        self.add(
            Columns(
                labelled(t("ui.letterheads.following-top"), self.following_top, colours),
                labelled(t("ui.letterheads.following-bottom"), self.following_bottom, colours),
            )
        )
        self.add(muted(t("ui.letterheads.margins-hint", form=self._form), colours))

    def _box(self, usual: float) -> QDoubleSpinBox:
        """A value in millimetres; 0 stands for the norm's place."""
        box = QDoubleSpinBox()
        box.setLocale(QLocale(self._t.language))
        box.setRange(0.0, _HIGHEST_MM)
        box.setDecimals(1)
        box.setSingleStep(1.0)
        box.setSuffix(" mm")
        box.setSpecialValueText(self._t("ui.letterheads.usual", mm=round(usual)))
        box.setMinimumHeight(4 * GRID)
        box.setEnabled(False)
        box.installEventFilter(self._guard)
        box.valueChanged.connect(self._emit)
        return box

    def show_background(self, background: Background) -> None:
        """Show what is stored."""
        values = (background.bottom_mm, background.following_top_mm, background.following_bottom_mm)
        boxes = (self.bottom, self.following_top, self.following_bottom)
        for box, value in zip(boxes, values, strict=True):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
            box.setEnabled(True)
        self._kept = self._values()

    def take_changed(self) -> dict[str, float] | None:
        """What differs from what is stored, once; None where nothing does."""
        if self._kept is None or self._values() == self._kept:
            return None
        self._kept = self._values()
        return self._kept

    def first_marks(self) -> tuple[Mark, ...]:
        """The address field, and where the text ends on page one."""
        end = A4_MM[1] - max(self.bottom.value(), _LOWEST_MM)
        return (
            Mark(20.0, _ADDRESS_FROM_MM[self._form], 85.0, 45.0, soft=True),
            Mark(0.0, end, A4_MM[0]),
        )

    def following_marks(self) -> tuple[Mark, ...]:
        """Where the text stands on the pages after the first."""
        top = max(self.following_top.value(), _FOLLOWING_FROM_MM)
        end = A4_MM[1] - max(self.following_bottom.value(), _LOWEST_MM)
        text = Mark(_LEFT_MM, top, _TEXT_MM, max(1.0, end - top), soft=True)
        return (text, Mark(0.0, top, A4_MM[0]), Mark(0.0, end, A4_MM[0]))

    def _values(self) -> dict[str, float]:
        return {
            "bottom_mm": self.bottom.value(),
            "following_top_mm": self.following_top.value(),
            "following_bottom_mm": self.following_bottom.value(),
        }

    def _emit(self) -> None:
        self.changed.emit()


def _form(ui: Ui) -> str:
    """The form that the office writes in."""
    try:
        profiles = ui.desk.senders.list()
    except LoiError:
        return "B"
    return profiles[0].layout.form if profiles else "B"
