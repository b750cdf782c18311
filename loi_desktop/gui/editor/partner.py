"""The wished partner: a line to write in, with the call's proposals as one types and beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QMenu

from loi_desktop.gui.editor.edits import replace
from loi_desktop.gui.editor.inputs import LineInput
from loi_desktop.gui.editor.parts import Target, Tools
from loi_desktop.gui.theme import GRID, muted
from loi_desktop.gui.widgets.button import Button
from loi_desktop.model.call import Call, Place
from loi_desktop.model.declaration import Declaration, Partner
from loi_desktop.model.normal import unaccented

_NAME = Qt.ItemDataRole.UserRole
_FOLDED = Qt.ItemDataRole.UserRole + 1
_MOST_SHOWN, _LEAST_SHOWN = 8, 3
# For the proposals below the line, logical pixels.
_ROOM = 24 * GRID


class PlaceCompleter(QCompleter):
    """Finds *Huế* for *hue* and *Đà Nẵng* for *nang*: German keyboards have no such letters."""

    def __init__(self, places: Sequence[tuple[Place, str]], parent: QObject) -> None:
        super().__init__(parent)
        self.setModel(_model(places, self))
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(_MOST_SHOWN)

    def splitPath(self, path: str) -> list[str]:
        return [unaccented(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(_NAME))


def _model(places: Sequence[tuple[Place, str]], parent: QObject) -> QAbstractItemModel:
    model = QStandardItemModel(parent)
    for place, words in places:
        item = QStandardItem(words)
        item.setData(place.name, _NAME)
        item.setData(unaccented(place.name), _FOLDED)
        model.appendRow(item)
    return model


class PartnerLine(Target):
    """Free text always; a proposal brings along whether it is a city or a province."""

    def __init__(self, tools: Tools, call: Call) -> None:
        super().__init__(tools, "partner.name")
        self._places = {unaccented(place.name): place for place in call.partners}
        self.input = LineInput(tools.keys)
        self.input.name(self.t("ui.field.partner.name"))
        self.input.edited.connect(self._typed)
        self.input.line.editingFinished.connect(self.finish)
        self.input.line.installEventFilter(self)
        self.room = _ROOM
        label = QLabel(self.t("ui.field.partner.name"))
        label.setBuddy(self.input.line)
        self.button = Button(self.t("ui.editor.proposals"))
        self._propose([(place, self._words(place)) for place in call.partners])
        line = QHBoxLayout()
        line.setSpacing(GRID // 2)
        line.addWidget(self.input, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.entry = self.input.line
        hint = self.t("ui.field.partner.name.hint")
        self.input.line.setAccessibleDescription(hint)
        self.column.addWidget(label)
        self.column.addLayout(line)
        self.column.addWidget(muted(hint, tools.ui.theme.colours))
        self.column.addWidget(self.message)

    def _words(self, place: Place) -> str:
        return f"{place.name} ({self.t('ui.choice.partner.' + place.kind)})"

    def _propose(self, places: Sequence[tuple[Place, str]]) -> None:
        menu = QMenu(self.button)
        for place, words in places:
            menu.addAction(words).setData(place.name)
        menu.triggered.connect(self._picked)
        self.button.setMenu(menu)
        self.button.setMinimumHeight(4 * GRID)
        self.button.setAccessibleName(f"{self.button.text()}: {self.t('ui.field.partner.name')}")
        if not places:
            self.button.hide()
        self.completer = PlaceCompleter(places, self)
        self.completer.highlighted.connect(self._looked_at)
        self.completer.activated.connect(self._taken)
        self.input.line.setCompleter(self.completer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down brings the proposals back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.key() == Qt.Key.Key_Down and plain:
                self._fit_list()
                self.completer.setCompletionPrefix(self.input.line.text())
                self.completer.complete()
                return True
        return False

    def _fit_list(self) -> None:
        """Whole rows only, above the window's lower edge."""
        line = self.input.line
        below = self.window().height() - line.mapTo(self.window(), line.rect().bottomLeft()).y()
        popup = self.completer.popup()
        row = max(1, popup.sizeHintForRow(0) if popup else 0)
        self.completer.setMaxVisibleItems(min(_MOST_SHOWN, max(_LEAST_SHOWN, (below - GRID) // row)))

    def show_in(self, declaration: Declaration) -> None:
        """Show the partner's name."""
        self.input.show_value(declaration.partner.name)

    def _typed(self, text: str, typed: bool) -> None:
        self._fit_list()
        self._change(text, "partner.name")

    def finish(self) -> None:
        """*hue* was left: the place is written as it is spelled; undo takes it back."""
        known = self._places.get(unaccented(self.input.line.text()))
        if known is not None and known.name != self.input.line.text():
            self._change(known.name)

    def _looked_at(self, name: str) -> None:
        # Qt writes it into the line already; the letter must say the same
        self._change(name, "partner.name")

    def _taken(self, name: str) -> None:
        self._change(name)

    def _picked(self, action: object) -> None:
        name: str = action.data()  # type: ignore[attr-defined]
        self.input.line.setText(name)
        self.input.line.setFocus()
        self._change(name)

    def _change(self, name: str, typing: str = "") -> None:
        known = self._places.get(unaccented(name))
        partner = Partner(name, known.kind if known else "own")
        self.tools.controller.change(lambda d: replace(d, partner=partner), typing)
