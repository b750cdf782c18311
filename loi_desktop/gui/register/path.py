"""The path of a letter, from draft to file, with its dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from loi_desktop.gui import dates
from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import GRID, muted
from loi_desktop.model.record import Record, Step

_USUAL: tuple[Step, ...] = ("to_sign", "signed", "sent", "confirmed", "filed")
_ASIDE: tuple[Step, ...] = ("returned", "withdrawn")
_ICONS = {"done": "circle-check", "now": "circle-dot", "open": "circle"}


@dataclass(frozen=True)
class Station:
    """A step of the path: the key of its word, its ISO day (or empty), how far it is."""

    key: str
    day: str
    reached: Literal["done", "now", "open"]


def stations(record: Record) -> tuple[Station, ...]:
    """Every usual step, and of the others those that happened; the latest is *now*."""
    version = record.latest
    facts = [
        ("state.draft", dates.local_day(record.created_at)),
        ("state.final", version.day if version else ""),
    ]
    for step in (*_USUAL, *_ASIDE):
        done = version.done(step) if version else None
        if done is not None or step in _USUAL:
            facts.append((f"step.{step}", done.day if done else ""))
    now = f"step.{record.state}" if record.state not in ("draft", "final") else f"state.{record.state}"
    return tuple(Station(key, day, "now" if key == now else "done" if day else "open") for key, day in facts)


class Path(QWidget):
    """The stations below each other."""

    def __init__(self, ui: Ui, record: Record) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        for row, station in enumerate(stations(record)):
            self._add(ui, grid, row, station)

    def _add(self, ui: Ui, grid: QGridLayout, row: int, station: Station) -> None:
        t, c = ui.texts, ui.theme.colours
        colour = {"done": c.good, "now": c.accent, "open": c.muted}[station.reached]
        sign = QLabel()
        sign.setPixmap(ui.icons(_ICONS[station.reached], colour).pixmap(16, 16))
        word = muted(t(station.key), c) if station.reached == "open" else QLabel(t(station.key))
        word.setAccessibleName(t(f"ui.home.reached-{station.reached}", step=t(station.key)))
        if station.reached == "now":
            font = word.font()
            font.setWeight(font.Weight.DemiBold)
            word.setFont(font)
        day = muted(dates.day(t, station.day), c)
        day.setAlignment(Qt.AlignmentFlag.AlignRight)
        for column, label in enumerate((sign, word, day)):
            label.setWordWrap(False)
            grid.addWidget(label, row, column)
