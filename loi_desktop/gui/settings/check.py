"""*Bestand prüfen*: is everything still there?  Read piece by piece, beside the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.dates import moment
from loi_desktop.gui.theme import GRID, muted
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.findinglist import FindingList
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.model.findings import Finding
from loi_desktop.services.checkup import Report, Round

# The window's other work waits no longer than this; a shorter check shows no progress.
_PIECE_S = 0.25
_MOST_SHOWN = 8


class RecordCheck(QWidget):
    """What the check says; `button` begins it and stands where the page wants it.

    It goes on while another page is shown, and its result waits here.  `said`: there is
    something new to read.
    """

    said = Signal()

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self._t = t = ui.texts
        self._round: Round | None = None
        self._report: Report | None = None
        self.button = Button(t("ui.check.start"), ui.icons("file-check"))
        self.button.setAccessibleDescription(t("ui.check.start-says"))
        self.button.clicked.connect(self._begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        self._working = self._progress()
        self.verdict = Marked(ui.icons, ui.theme.colours, wrap=True)
        self.findings = FindingList(t, ui.icons, ui.theme.colours)
        self._more = muted("", ui.theme.colours)
        self._when = muted("", ui.theme.colours)
        self.copy = Button(t("ui.check.copy"), ui.icons("copy"))
        self.copy.clicked.connect(self._copy)
        for part in (self._working, self.verdict, self.findings, self._more):
            column.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(2 * GRID)
        foot.addWidget(self._when, 1)
        foot.addWidget(self.copy)
        column.addLayout(foot)
        self._clear()
        self.hide()

    def refresh(self) -> None:
        """The page is shown again: *heute* may have become *gestern*."""
        if self._report is not None:
            self._when.setText(
                self._t("ui.check.when", when=moment(self._t, self._ui.desk.clock, self._report.at))
            )

    def _progress(self) -> QWidget:
        working = QWidget()
        row = QHBoxLayout(working)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        self._words = muted("", self._ui.theme.colours)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(GRID)
        words = QVBoxLayout()
        words.addWidget(self._words)
        words.addWidget(self._bar)
        self.cancel = Button(self._t("ui.check.cancel"))
        self.cancel.clicked.connect(self._cancel)
        row.addLayout(words, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignBottom)
        return working

    def _begin(self) -> None:
        if self._round is not None:
            return
        self._clear()
        self._round = self._ui.desk.checkup.begin()
        self._go_on(self._round)

    def _go_on(self, check: Round) -> None:
        """One piece; the window's other work comes in between."""
        done, failed = partial(self._went_on, check), partial(self._failed, check)
        work = partial(check.go_on, _PIECE_S)
        self._ui.jobs.run(work, while_alive(self, done), while_alive(self, failed))

    def _went_on(self, check: Round, report: Report | None) -> None:
        if check is not self._round:  # cancelled
            return
        if report is not None:
            self._finish(report)
            return
        self._show_progress(check)
        self._go_on(check)

    def _show_progress(self, check: Round) -> None:
        numbers = {"done": check.done, "letters": check.letters}
        self._words.setText(
            self._t("ui.check.working", **numbers) if check.letters else self._t("ui.check.reading")
        )
        self._bar.setRange(0, check.letters)
        self._bar.setValue(check.done)
        self._bar.setAccessibleName(self._words.text())
        if self._working.isHidden():
            self._working.show()
            self.show()
            self.said.emit()

    def _cancel(self) -> None:
        self._end("ui.check.cancelled")

    def _failed(self, check: Round, error: LoiError) -> None:
        """The register itself cannot be read; nothing else was looked at."""
        if check is self._round:
            self._end()
            self._say(self._t.error(error), "bad")

    def _end(self, key: str = "") -> None:
        """Nothing is under way any more; the keyboard goes back to where it came from."""
        self._round = None
        if self.cancel.hasFocus():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._working.hide()
        if key:
            self._say(self._t(key), "muted")

    def _finish(self, report: Report) -> None:
        self._end()
        self._report = report
        kind = "good" if report.sound else "bad"
        self._say(self._t.finding(report.summary), "muted" if report.summary.code.endswith("empty") else kind)
        ordered = _ordered(report)
        self.findings.show_findings(ordered[:_MOST_SHOWN])
        more = len(ordered) - _MOST_SHOWN
        if more > 0:
            self._more.setText(self._t("ui.check.more", n=more))
        self._more.setVisible(more > 0)
        self.copy.setVisible(bool(ordered))
        self._when.show()
        self.refresh()

    def _say(self, text: str, kind: str) -> None:
        self.verdict.say(text, kind)
        self.show()
        spoken = QAccessibleAnnouncementEvent(self, text)
        if kind == "bad":
            spoken.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(spoken)
        self.said.emit()

    def _copy(self) -> None:
        """All findings as text, each with its file, for those who can bring it back."""
        if self._report is None:
            return
        lines = [
            f"{self._t(f'severity.{f.severity}')}: {self._t.finding(f)}  [{f.field}]"
            for f in _ordered(self._report)
        ]
        text = "\n".join((self._report.folder, self._t.finding(self._report.summary), *lines))
        QGuiApplication.clipboard().setText(text)
        self._ui.frame.say(self._t("ui.check.copied"))

    def _clear(self) -> None:
        self._report = None
        self.verdict.say("")
        self.findings.show_findings(())
        for part in (self._working, self._more, self._when, self.copy):
            part.hide()


def _ordered(report: Report) -> list[Finding]:
    """What is missing before what is only worth a look."""
    return sorted(report.findings, key=lambda finding: finding.severity != "error")
