"""Findings below each other: first what stops, then what is worth a look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loi_desktop.gui.icons import Icons
from loi_desktop.gui.theme import GRID, Colours
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.gui.widgets.scrolling import clear
from loi_desktop.model.findings import Finding
from loi_desktop.texts import Texts


class FindingList(QWidget):
    """Each finding with its severity in words; takes no room while there is none."""

    def __init__(self, texts: Texts, icons: Icons, colours: Colours) -> None:
        super().__init__()
        self._texts = texts
        self._icons = icons
        self._colours = colours
        self.sentences: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these instead."""
        clear(self._column)
        ordered = sorted(findings, key=lambda finding: finding.severity != "error")
        self.sentences = tuple(self._sentence(finding) for finding in ordered)
        for finding, sentence in zip(ordered, self.sentences, strict=True):
            line = Marked(self._icons, self._colours, wrap=True)
            line.say(sentence, "bad" if finding.severity == "error" else "warn")
            self._column.addWidget(line)
        self.setVisible(bool(findings))

    def _sentence(self, finding: Finding) -> str:
        return f"{self._texts(f'severity.{finding.severity}')}: {self._texts.finding(finding)}"
