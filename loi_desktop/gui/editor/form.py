"""The form: sections that fold, built from the table of fields."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import ref

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from loi_desktop.errors import InputError
from loi_desktop.gui.editor import fields, sections
from loi_desktop.gui.editor.blocks import Blocks
from loi_desktop.gui.editor.content import Facts
from loi_desktop.gui.editor.missing import MissingBar
from loi_desktop.gui.editor.parts import FieldBox, Target, Tools, fields_column
from loi_desktop.gui.editor.people import InfoLines, Signatories
from loi_desktop.gui.editor.special import CallBox
from loi_desktop.gui.editor.takeover import TakeOver, What
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.fold import Fold
from loi_desktop.gui.widgets.slimbar import slim
from loi_desktop.gui.widgets.taborder import follow_reading
from loi_desktop.model.call import Call
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.findings import Finding, errors
from loi_desktop.services.composer import BlockView

# A section that opens needs several rounds of layout.
_SETTLED_MS = 50


class Form(QScrollArea):
    """`in_use` (path): the field that has the keyboard, as the page knows it.

    `bar` says how much is missing; it stands above, outside of what scrolls.
    """

    in_use = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.t = tools.ui.texts
        self.folds: dict[str, Fold] = {}
        self._boxes: list[FieldBox] = []
        self._takeovers: list[TakeOver] = []
        self._targets: list[Target] | None = None
        self._said: dict[Target, list[Finding]] = {}
        self._findings: tuple[Finding, ...] = ()
        self._call: Call | None = None
        self._facts: Facts | None = None
        self._last_focus: ref[QWidget] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._say_again)
        self.bar = MissingBar(tools.ui)
        self.bar.wanted.connect(self.go_to_first)
        self._frame()
        self._build()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _frame(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        slim(self)
        # always there: what unfolds makes nothing narrower
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.t("ui.editor.form"))
        inside = self._inside = QWidget()
        inside.setBackgroundRole(QPalette.ColorRole.Window)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, GRID, GRID)
        self.column.setSpacing(GRID)
        self.setWidget(inside)

    def _build(self) -> None:
        tools = self._tools
        for name in fields.SECTIONS:
            words = (self.t("ui.editor.open"), self.t("ui.editor.folded"))
            fold = Fold(self.t("ui.section." + name), words, tools.ui.icons, tools.ui.theme.colours)
            self.folds[name] = fold
            self.column.addWidget(fold)
        self.column.addStretch(1)
        self._call_box = CallBox(tools)
        self.blocks = Blocks(tools)
        self.signatories = Signatories(tools)
        self.info = InfoLines(tools)
        self._section("call", self._call_box, self._facts_place(), fields.RECIPIENT)
        self._section("reference", self._take_over("contact"), fields.REFERENCE, self.info)
        self._section("content", self.blocks)
        self._section("council", fields.COUNCIL)
        self._section("signature", self._take_over("signatory"), self.signatories, fields.SIGNATURE)
        self._section("enclosures", fields.ENCLOSURES)
        self._section("sender", self._take_over("sender"), fields.SENDER, fields.LAYOUT)
        self.blocks.rebuilt.connect(self._changed_shape)
        self.signatories.rebuilt.connect(self._changed_shape)

    def _section(self, name: str, *parts: QWidget | tuple[fields.Field, ...]) -> None:
        for part in parts:
            if isinstance(part, tuple):
                column, boxes = fields_column(self._tools, part)
                self._boxes.extend(boxes)
                self.folds[name].inside.addWidget(column)
            else:
                self.folds[name].inside.addWidget(part)

    def _take_over(self, what: What) -> QWidget:
        button = TakeOver(self._tools, what)
        self._takeovers.append(button)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(button)
        line.addStretch(1)
        return row

    def _facts_place(self) -> QWidget:
        self._facts_holder = QWidget()
        self._facts_column = QVBoxLayout(self._facts_holder)
        self._facts_column.setContentsMargins(0, 0, 0, 0)
        self._facts_holder.hide()
        return self._facts_holder

    def show_in(self, declaration: Declaration) -> None:
        """Show `declaration`; only what differs is touched."""
        self._show_call(declaration)
        for box in self._boxes:
            box.show_in(declaration)
        for part in (self._call_box, self.info, self.signatories, self.blocks, self._facts):
            if part is not None:
                part.show_in(declaration)

    def _show_call(self, declaration: Declaration) -> None:
        try:
            call = self._tools.ui.desk.composer.call(declaration)
        except InputError:
            call = None
        if call == self._call:
            return
        self._call = call
        if self._facts is not None:
            self._facts_column.removeWidget(self._facts)
            self._facts.hide()
            self._facts.deleteLater()
            self._facts = None
        if call is not None and call.facts:
            self._facts = Facts(self._tools, call)
            self._facts_column.addWidget(self._facts)
        self._facts_holder.setVisible(self._facts is not None)
        self._changed_shape()

    def show_blocks(self, views: tuple[BlockView, ...], declaration: Declaration) -> None:
        """Show the paragraphs."""
        if self._call is not None:
            self.blocks.show_views(self._call, views, declaration)
        now = self._last_focus() if self._last_focus else None
        if now is not None and isValid(now) and now.hasFocus():
            self._tell_use(now)  # a paragraph that was changed has another place on the page

    def refresh(self) -> None:
        """The lists of this office may have grown."""
        self._call_box.refresh_options()
        for box in self._boxes:
            if box.field.options:
                box.refresh_options()
        for button in self._takeovers:
            button.refresh()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say at each field what is wrong there, at each section how much is missing."""
        self._findings = tuple(findings)
        said: dict[Target, list[Finding]] = {}
        within: dict[Fold, list[Finding]] = {fold: [] for fold in self.folds.values()}
        for finding in self._findings:
            target = self.place_of(finding.field) if finding.field else None
            if target is None:
                continue
            said.setdefault(target, []).append(finding)
            within[self._fold_of(target)].append(finding)
        for target in {*said, *self._said}:
            if isValid(target):
                target.say(said.get(target, ()))
        self._said = said
        said_in = self._tools.controller.declaration
        for name, fold in self.folds.items():
            fold.say(*sections.state(name, sections.count(within[fold]), said_in, self._call, self.t))
        self.bar.show_count(sections.count(self._findings))

    def open_for_work(self) -> None:
        """Unfold what needs work: sections with something missing, the content, and where
        somebody writes already.
        """
        open_ = {self._fold_of(target) for target in self._incomplete()} | {self.folds["content"]}
        writing = self.window().focusWidget()
        for fold in self.folds.values():
            fold.set_open(fold in open_ or (writing is not None and fold.content.isAncestorOf(writing)))

    def go_to_first(self) -> None:
        """Put the keyboard into the first field, from above, that is missing."""
        wrong = self._incomplete()
        ordered = [target for target in self._all_targets() if target in wrong]
        if ordered:
            self._enter(ordered[0])
        elif missing := errors(self._findings):
            self.go_to(missing[0].field)

    def begin(self) -> None:
        """Put the keyboard into the first field that is missing, else into the first one."""
        if errors(self._findings):
            self.go_to_first()
        else:
            shown = (t for t in self._all_targets() if t.entry.isVisibleTo(self._inside))
            first = next(shown, None)
            if first is not None:
                self._enter(first)

    def _incomplete(self) -> list[Target]:
        return [target for target, found in self._said.items() if isValid(target) and errors(found)]

    def go_to(self, path: str) -> None:
        """Unfold the section of `path` and put the keyboard there."""
        target = self.place_of(path)
        if target is not None:
            self._enter(target)

    def focus_again(self) -> None:
        """Take the keyboard back to where it was in the form, or to its first field."""
        last = self._last_focus() if self._last_focus else None
        if last is not None and isValid(last) and last.isVisible():
            last.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.folds["call"].button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """The clerk leaves the form: what was typed is whole."""
        for target in self._all_targets():
            target.finish()

    def place_of(self, path: str) -> Target | None:
        """The place of a field: itself, else what it is part of, else its first part."""
        targets = self._all_targets()
        exact = [t for t in targets if t.path == path]
        outer = sorted((t for t in targets if path.startswith(t.path + ".")), key=lambda t: -len(t.path))
        inner = [t for t in targets if t.path.startswith(path + ".")]
        return next(iter((*exact, *outer, *inner)), None)

    def _enter(self, target: Target) -> None:
        self._fold_of(target).set_open(True)
        target.focus_here()
        # once more when the section that was just opened has its height
        QTimer.singleShot(_SETTLED_MS, target, lambda: self._bring(target, max(6 * GRID, target.room)))

    def _fold_of(self, target: QWidget) -> Fold:
        above = target.parentWidget()
        while above is not None and not isinstance(above, Fold):
            above = above.parentWidget()
        return above if isinstance(above, Fold) else self.folds["content"]

    def _all_targets(self) -> list[Target]:
        """Every place, from top to bottom."""
        if self._targets is None:
            found = [t for fold in self.folds.values() for t in fold.findChildren(Target)]
            self._targets = found
        return self._targets

    def _changed_shape(self) -> None:
        self._targets = None
        self._later.start()

    def _say_again(self) -> None:
        follow_reading(self._inside)
        self.show_findings(self._findings)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isAncestorOf(now):
            return
        self._last_focus = ref(now)
        place = self._place_around(now)
        self.in_use.emit(place.marks if place else "")
        self._bring(now, place.room if place else 2 * GRID)

    def _bring(self, widget: QWidget, room: int) -> None:
        """Into sight, with `room` above and below as far as there is any."""
        spare = (self.viewport().height() - widget.height()) // 2
        self.ensureWidgetVisible(widget, GRID, max(0, min(room, spare)))

    def _tell_use(self, now: QWidget) -> None:
        place = self._place_around(now)
        self.in_use.emit(place.marks if place else "")

    def _place_around(self, now: QWidget) -> Target | None:
        place: QWidget | None = now
        while place is not None and not isinstance(place, Target):
            place = place.parentWidget()
        return place
