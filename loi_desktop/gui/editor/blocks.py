"""Inhalt: the letter's paragraphs one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loi_desktop.gui.editor import edits
from loi_desktop.gui.editor.blockcard import BlockCard
from loi_desktop.gui.editor.parts import Tools
from loi_desktop.gui.theme import GRID, muted
from loi_desktop.gui.widgets.button import Button
from loi_desktop.model.call import Call
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.text import RichText
from loi_desktop.services.composer import BlockView


class Blocks(QWidget):
    """The list of paragraphs.  `rebuilt`: there are other cards now."""

    rebuilt = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._call: Call | None = None
        self._cards: dict[str, BlockCard] = {}
        self._shown_order: tuple[str, ...] = ()
        self._wanted = ""
        self._language = ""
        t = tools.ui.texts
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * GRID)
        self._column.addWidget(muted(t("ui.editor.content.hint"), tools.ui.theme.colours))
        self._list = QVBoxLayout()
        self._list.setSpacing(2 * GRID)
        self._column.addLayout(self._list)
        self.add = Button(t("ui.editor.block.add"), tools.ui.icons("plus"))
        self.add.clicked.connect(self._add)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def order(self) -> tuple[str, ...]:
        """The ids that can be moved, in the order of the letter."""
        return self._shown_order

    def card(self, block_id: str) -> BlockCard | None:
        """The card of a paragraph."""
        return self._cards.get(block_id)

    def show_views(self, call: Call, views: tuple[BlockView, ...], declaration: Declaration) -> None:
        """Show the paragraphs; only what differs is touched."""
        if call != self._call or declaration.layout.language != self._language:
            self._call, self._language = call, declaration.layout.language
            self._forget(set(self._cards))
        ids = tuple(view.id for view in views)
        self._forget(set(self._cards) - set(ids))
        new = [view for view in views if view.id not in self._cards]
        for view in new:
            self._cards[view.id] = self._card(call, view)
        self._arrange(ids)
        movable = [view.id for view in views if view.movable]
        self._shown_order = tuple(movable)
        for view in views:
            first, last = view.id in movable[:1], view.id in movable[-1:]
            self._cards[view.id].show_view(view, first=first, last=last)
        for view in new:
            self._cards[view.id].show_in(declaration)
        self._focus_wanted()

    def show_in(self, declaration: Declaration) -> None:
        """Show the fields that stand in the paragraphs."""
        for card in self._cards.values():
            card.show_in(declaration)

    def _card(self, call: Call, view: BlockView) -> BlockCard:
        card = BlockCard(self._tools, call, view)
        card.switched.connect(self._switch)
        card.written.connect(self._write)
        card.moved.connect(self._move)
        card.reset.connect(self._reset)
        card.removed.connect(self._remove)
        return card

    def _forget(self, gone: set[str]) -> None:
        for block_id in gone:
            card = self._cards.pop(block_id)
            if card.isAncestorOf(self.window().focusWidget() or self):
                self.add.setFocus(Qt.FocusReason.OtherFocusReason)  # not nowhere
            self._list.removeWidget(card)
            card.setParent(None)  # nobody shall find it any more
            card.deleteLater()
        if gone:
            self.rebuilt.emit()

    def _arrange(self, ids: tuple[str, ...]) -> None:
        """Put the cards into the letter's order."""
        present = [item.widget() for n in range(self._list.count()) if (item := self._list.itemAt(n))]
        wanted = [self._cards[block_id] for block_id in ids]
        if present == wanted:
            return
        focused = self.window().focusWidget()
        for number, card in enumerate(wanted):
            self._list.insertWidget(number, card)
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus()
        self.rebuilt.emit()

    def _focus_wanted(self) -> None:
        card = self._cards.get(self._wanted)
        if card is not None:
            self._wanted = ""
            # after the layout has given the new card its place
            QTimer.singleShot(0, card, card.focus_here)

    def _switch(self, block_id: str, on: bool) -> None:
        self._tools.controller.change(edits.block_on(self.order, block_id, on=on))

    def _write(self, block_id: str, rows: RichText) -> None:
        language = self._tools.controller.declaration.layout.language
        original = self._call.block(block_id.removeprefix("call:")) if self._call else None
        kept = original.text(language) if original and block_id.startswith("call:") else None
        edit = edits.block_text(self.order, block_id, rows, language, kept)
        self._tools.controller.change(edit, f"blocks.{block_id}.text.{language}")

    def _move(self, block_id: str, step: int) -> None:
        self._tools.controller.change(edits.block_moved(self.order, block_id, step))

    def _reset(self, block_id: str) -> None:
        language = self._tools.controller.declaration.layout.language
        self._tools.controller.change(edits.block_text(self.order, block_id, None, language, None))

    def _remove(self, block_id: str) -> None:
        self._tools.controller.change(edits.own_removed(block_id))

    def _add(self) -> None:
        self._wanted = edits.new_own(self._tools.controller.declaration)
        self._tools.controller.change(edits.own_added(self.order, self._wanted))
