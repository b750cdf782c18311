"""Settings: what there is takes effect at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from loi_desktop import __version__
from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.moving import ask_and_move
from loi_desktop.gui.page import Page
from loi_desktop.gui.settings.check import RecordCheck
from loi_desktop.gui.settings.given import GivenCard
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.findinglist import FindingList
from loi_desktop.gui.widgets.flow import Flow
from loi_desktop.gui.widgets.given import given_note
from loi_desktop.gui.widgets.scrolling import scrolling
from loi_desktop.services import configuration
from loi_desktop.services.configuration import Overview
from loi_desktop.texts import LANGUAGES

_THEMES = ("system", "light", "dark")
_MAIL = ("program", "folder")
_CARD_WIDTH = 90 * GRID
_BESIDE = GRID + GRID // 2  # room between the cards and the scroll bar


class SettingsPage(Page):
    """Language, looks, and where the data lies."""

    name = "settings"

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui)
        self.set_title(self.t("ui.shell.settings"))
        self.head.setStretch(0, 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, _BESIDE, 0)
        # of the whole and not of each card: a card's height is asked for the width of the column
        content.setMaximumWidth(_CARD_WIDTH + _BESIDE)
        column.setSpacing(2 * GRID)
        self.given = GivenCard(ui)
        self.concerns = FindingList(self.t, ui.icons, ui.theme.colours)
        self.check = RecordCheck(ui)
        for card in (self._looks(), self._mail(), self._data(), self.given, self._about()):
            column.addWidget(card)
        column.addStretch(1)
        self._area = scrolling(content)
        self.body.addWidget(self._area, 1)
        self.check.said.connect(self._show_check)

    def refresh(self) -> None:
        """Look again at presets, shares and folders, beside the window."""
        self.check.refresh()
        desk = self.ui.desk
        work = partial(configuration.overview, desk.presets, desk)
        self.ui.jobs.run(work, while_alive(self, self._show))

    def _show_check(self) -> None:
        """What the check says stands below its button, in a small window out of sight; it is
        brought into sight once it has its place, its first sentence in any case.
        """

        def scroll() -> None:
            for part in (self.check, self.check.verdict):
                self._area.ensureWidgetVisible(part, 0, GRID)

        QTimer.singleShot(0, self, scroll)

    def _show(self, found: Overview) -> None:
        concerns = [f for f in found.findings if f.code.startswith("place.")]
        self.concerns.show_findings(concerns)
        self.given.show_presets(found.rows, [f for f in found.findings if f not in concerns])

    def _looks(self) -> Card:
        settings = self.ui.desk.settings.load()
        card, form = self._form_card("ui.settings.looks")
        self._language = self._choice(form, "language", LANGUAGES, settings.language)
        self._theme = self._choice(form, "theme", _THEMES, settings.theme)
        self._language.activated.connect(self._set_language)
        self._theme.activated.connect(self._set_theme)
        return card

    def _mail(self) -> Card:
        card, form = self._form_card("ui.settings.mail-title")
        self._way = self._choice(form, "mail", _MAIL, self.ui.desk.settings.load().mail)
        self._way.activated.connect(self._set_mail)
        return card

    def _form_card(self, title: str) -> tuple[Card, QFormLayout]:
        card = Card(self.ui.theme.colours)
        card.add(heading(self.t(title), 1.2))
        form = QFormLayout()
        form.setHorizontalSpacing(3 * GRID)
        form.setVerticalSpacing(GRID)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        card.body.addLayout(form)
        return card, form

    def _choice(self, form: QFormLayout, key: str, values: tuple[str, ...], chosen: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(key)
        box.setMinimumHeight(4 * GRID)
        box.setMinimumWidth(26 * GRID)
        for value in values:
            box.addItem(self.t(f"ui.settings.{key}-{value}"), value)
        box.setCurrentIndex(box.findData(chosen))
        label = QLabel(self.t(f"ui.settings.{key}"))
        label.setMinimumHeight(4 * GRID)
        label.setBuddy(box)
        box.setAccessibleName(label.text().replace("&", ""))
        form.addRow(label, box)
        if self.ui.desk.presets.locked(key):
            box.setEnabled(False)
            box.setAccessibleDescription(self.t("ui.given.note"))
            form.addRow("", given_note(self.ui))
        return box

    def _data(self) -> Card:
        card = Card(self.ui.theme.colours)
        card.add(heading(self.t("ui.settings.data"), 1.2))
        card.add(muted(self.t("ui.settings.data-words"), self.ui.theme.colours))
        folder = QLabel(str(self.ui.desk.data.root))
        folder.setTextFormat(Qt.TextFormat.PlainText)
        folder.setWordWrap(True)
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        show = Button(self.t("ui.settings.show-folder"), self.ui.icons("folder-open"))
        show.clicked.connect(self._show_folder)
        card.add(folder)
        row = Flow()
        row.addWidget(show)
        row.addWidget(self.check.button)
        card.body.addLayout(row)
        place = self.ui.desk.place
        if place.movable:
            change = Button(self.t("ui.moving.change"), self.ui.icons("folder-open"))
            change.clicked.connect(partial(ask_and_move, self, _nothing_typed))
            row.addWidget(change)
        elif place.locked:
            card.add(given_note(self.ui))
        card.add(self.concerns)
        card.add(self.check)
        return card

    def _about(self) -> Card:
        card = Card(self.ui.theme.colours)
        card.add(heading(self.t("ui.settings.about"), 1.2))
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(QLabel(self.t("ui.settings.version", version=__version__)), 1)
        licences = Button(self.t("ui.settings.licences"), self.ui.icons("file-text"))
        licences.clicked.connect(partial(self.ui.frame.go, "licences"))
        row.addWidget(licences)
        card.body.addLayout(row)
        card.add(muted(self.t("ui.settings.offline"), self.ui.theme.colours))
        return card

    def _set_language(self) -> None:
        if self._change(partial(self.ui.desk.settings.change, language=self._language.currentData())):
            self.ui.frame.rebuild()

    def _set_theme(self) -> None:
        choice = self._theme.currentData()
        if self._change(partial(self.ui.desk.settings.change, theme=choice)):
            self.ui.theme.apply(choice)
            self.ui.frame.rebuild()

    def _set_mail(self) -> None:
        self._change(partial(self.ui.desk.settings.change, mail=self._way.currentData()))

    def _change(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except LoiError as error:
            self.ui.frame.say(self.t.error(error), bad=True)
            return False
        return True

    def _show_folder(self) -> None:
        root = self.ui.desk.data.root
        there = root if root.is_dir() else root.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(there))):
            self.ui.frame.say(self.t("ui.settings.no-file-manager", folder=str(there)), bad=True)


def _nothing_typed() -> bool:
    return True
