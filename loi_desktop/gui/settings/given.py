"""What IT has laid down, as a card of the settings; what is wrong with it is said calmly."""

from __future__ import annotations

from collections.abc import Sequence

from loi_desktop.gui.context import Ui
from loi_desktop.gui.theme import heading, muted
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.facts import Facts
from loi_desktop.gui.widgets.findinglist import FindingList
from loi_desktop.model.findings import Finding
from loi_desktop.services.configuration import Row

_IT = ("machine-policy", "user-policy", "file")


class GivenCard(Card):
    """Hidden while there is nothing to say."""

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui.theme.colours)
        self._t = ui.texts
        self.add(heading(ui.texts("ui.given.title"), 1.2))
        self._words = self.add(muted(ui.texts("ui.given.words"), ui.theme.colours))
        self.facts = Facts(ui.texts("ui.given.title"), ui.theme.colours)
        self.findings = FindingList(ui.texts, ui.icons, ui.theme.colours)
        self.add(self.facts)
        self.add(self.findings)
        self.hide()

    def show_presets(self, rows: Sequence[Row], findings: Sequence[Finding]) -> None:
        """Show what of `rows` comes from IT, and what is wrong with presets."""
        given = [row for row in rows if row.by in _IT]
        self.facts.show_rows([(self._t(f"ui.given.name-{row.name}"), self._value(row)) for row in given])
        for part in (self.facts, self._words):
            part.setVisible(bool(given))
        self.findings.show_findings(findings)
        self.setVisible(bool(given or findings))

    def _value(self, row: Row) -> str:
        if isinstance(row.value, bool):
            return self._t("ui.given.yes" if row.value else "ui.given.no")
        value = row.value
        if row.name in {"mail", "language", "theme"}:
            value = self._t(f"ui.settings.{row.name}-{row.value}")
        return value if row.locked else self._t("ui.given.default", value=value)
