"""A letter being written: left the form, right the page as it will be exported."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from loi_desktop.errors import InputError, LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.editor.choices import Choices
from loi_desktop.gui.editor.controller import Checked, Controller
from loi_desktop.gui.editor.controller import Page as DrawnPage
from loi_desktop.gui.editor.form import Form
from loi_desktop.gui.editor.handout import HandOut
from loi_desktop.gui.editor.header import Header
from loi_desktop.gui.editor.onepage import OnePage
from loi_desktop.gui.editor.parts import Tools
from loi_desktop.gui.editor.savebar import SaveBar
from loi_desktop.gui.page import Page
from loi_desktop.gui.preview.guides import guides
from loi_desktop.gui.preview.pane import PAGE, TEXT, PreviewPane
from loi_desktop.gui.theme import GRID
from loi_desktop.gui.widgets.wheelguard import WheelGuard
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.record import Record
from loi_desktop.services.titles import own_title

# ui.md §5: below this one pane is shown at a time.
NARROW_WIDTH, NARROW_HEIGHT = 1100, 560


class EditorPage(Page):
    """The editor of one letter.  The letter is stored from its first change on."""

    name = "editor"

    def __init__(self, ui: Ui, record: Record) -> None:
        super().__init__(ui)
        self.controller = Controller(ui, record, self)
        self._choices = Choices(ui)
        self._families: tuple[str, ...] = ()
        self._narrow = False
        self._pane = "form"
        self._opened = False
        self._exported: Declaration | None = None
        self._build(record)
        self._connect()
        self._show_steps()
        self._show_declaration(self.controller.declaration)
        self._show_blocks_now()
        self.controller.ask_page()

    def _build(self, record: Record) -> None:
        tools = Tools(self.ui, self.controller, self._choices, WheelGuard(self))
        self.hand_out = HandOut(self.controller, self)
        state = "ui.editor.next-draft" if record.versions else "ui.editor.draft"
        self.header = Header(self.ui, self.hand_out.button, chip=self.t(state))
        self.head.addWidget(self.header)
        self.save_bar = SaveBar(self.ui)
        self.form = Form(tools)
        self.preview = PreviewPane(self.ui)
        self.one_page = OnePage(self.controller, self.t)
        self.preview.layout().addWidget(self.one_page)  # type: ignore[union-attr]
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self._form_side())
        self.splitter.addWidget(self.preview)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(2 * GRID)
        self.splitter.setSizes([500, 580])
        self.body.addWidget(self.save_bar)
        self.body.addWidget(self.splitter, 1)

    def _form_side(self) -> QWidget:
        self.side = QWidget()
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, self.form.bar.room_beside, 0)
        above.addWidget(self.form.bar)
        column.addLayout(above)
        column.addWidget(self.form, 1)
        return self.side

    def _connect(self) -> None:
        controller, header = self.controller, self.header
        controller.stepped.connect(self._show_steps)
        controller.moved.connect(self._show_declaration)
        controller.drawn.connect(self._show_page)
        controller.checked.connect(self._show_checked)
        controller.not_drawn.connect(self._show_trouble)
        controller.kept.connect(self._was_kept)
        controller.not_kept.connect(self._was_not_kept)
        controller.split.connect(self._was_split)
        controller.working.connect(self.preview.show_working)
        header.back.clicked.connect(self._to_letters)
        header.undo.clicked.connect(self.undo)
        header.redo.clicked.connect(self.redo)
        header.final.clicked.connect(self.final)
        header.pane.connect(self._show_pane)
        self.form.in_use.connect(self.preview.page.mark)
        self.preview.wanted.connect(self._go_to)
        self.preview.guides_wanted.connect(self._show_guides)
        self.one_page.done.connect(self.form.focus_again)  # the button goes with the page
        self.save_bar.retry.connect(controller.retry)
        self.save_bar.elsewhere.connect(self._save_elsewhere)

    # what the window asks of the page ---------------------------------------------------

    def refresh(self) -> None:
        """The page is shown again: letterheads and profiles may have come."""
        self.form.refresh()
        for button in self.header.findChildren(QPushButton):
            button.setAutoDefault(False)

    def leave(self) -> bool:
        """Another page comes, unless what was typed could not be stored."""
        error = self.keep()
        if error is None:
            return True
        self._was_not_kept(error)
        self.ui.frame.say(self.t("ui.editor.stays", why=self.t.error(error)), bad=True)
        return False

    def keep(self) -> LoiError | None:
        """Store what was typed, unless a file elsewhere already holds it."""
        self.form.finish()
        error = None if self.controller.is_kept else self.controller.keep_now()
        return None if self._exported is self.controller.declaration else error

    def first_focus(self) -> QWidget:
        """In the form; as soon as it is known what is missing, there (`_show_checked`)."""
        return self.form.folds["call"].button

    def undo(self) -> None:
        """Back one step, over the whole form."""
        self.controller.undo()

    def redo(self) -> None:
        """Forward one step."""
        self.controller.redo()

    def final(self) -> None:
        """Reinschrift erstellen."""
        from loi_desktop.gui.final.dialog import FinalDialog

        self.form.finish()
        error = self.controller.keep_now(even_new=True)
        if error is not None:
            self._was_not_kept(error)
            return
        self._dialog = FinalDialog(self.ui, self.controller.record, self)
        self._dialog.rejected.connect(self.form.focus_again)
        self._dialog.open()

    def print_page(self) -> None:
        """Print the draft."""
        self.hand_out.print_draft()

    def switch(self) -> None:
        """F6: from the form to the page (or its text) and back."""
        in_form = self.side.isAncestorOf(self.focusWidget() or self.form)
        if self._narrow:
            self._show_pane("text" if self._pane == "form" else "form")
        if in_form:
            self.preview.take_keyboard()
        else:
            self.form.focus_again()

    # what comes from the controller -------------------------------------------------------

    def _show_declaration(self, declaration: Declaration) -> None:
        self.form.show_in(declaration)
        title = self._title_of(declaration)
        if title != self.accessibleName():
            self.entitle(title)
            self.header.title.say(title)

    def _show_steps(self) -> None:
        self.header.undo.setEnabled(self.controller.can_undo)
        self.header.redo.setEnabled(self.controller.can_redo)

    def _title_of(self, declaration: Declaration) -> str:
        try:
            call = self.ui.desk.composer.call(declaration)
            name = own_title(declaration, call) or call.title.get(self.t.language)
        except InputError:
            name = declaration.call.id
        town = (
            f"{declaration.sender.kind} {declaration.sender.name}".strip() if declaration.sender.name else ""
        )
        return f"{name} – {town}" if town else name

    def _show_blocks_now(self) -> None:
        try:
            views = self.ui.desk.composer.blocks(self.controller.declaration)
        except InputError:
            return  # the call is gone; the preview says so
        self.form.show_blocks(views, self.controller.declaration)

    def _show_page(self, page: DrawnPage) -> None:
        self.preview.show_drawn(page.drawn)

    def _show_checked(self, checked: Checked) -> None:
        if checked.families != self._families:
            self._families = self._choices.families = checked.families
            self.form.refresh()
        # what was checked may be an older state, and the form already further
        if checked.declaration is not self.controller.declaration:
            return
        self.preview.show_findings(checked.findings)
        self.form.show_blocks(checked.blocks, checked.declaration)
        self.form.show_findings(checked.findings)
        self.one_page.show_for(checked)
        if self.preview.guides.isChecked():
            self._show_guides(True)
        if not self._opened:
            self._opened = True
            self.form.open_for_work()
            if self.first_focus().hasFocus():  # nobody has begun to write meanwhile
                self.form.begin()

    def _show_trouble(self, error: LoiError) -> None:
        self.preview.show_trouble(error)

    def _was_kept(self, record: Record) -> None:
        self.save_bar.hide()
        self._tell_kept()

    def _tell_kept(self) -> None:
        now = self.ui.desk.clock.now().astimezone()
        self.ui.frame.status(self.t("ui.editor.saved", time=f"{now.hour:02}:{now.minute:02}"))

    def _was_not_kept(self, error: LoiError) -> None:
        self.ui.frame.status("")
        self.save_bar.say(error)

    def _was_split(self, error: LoiError) -> None:
        self.save_bar.hide()
        self._tell_kept()
        self.ui.frame.say(self.t.error(error), bad=True)

    # what the clerk asks for ----------------------------------------------------------------

    def _to_letters(self) -> None:
        self.ui.frame.go("letters")

    def _go_to(self, field: str) -> None:
        if self._narrow:
            self._show_pane("form")
        self.form.go_to(field)

    def _save_elsewhere(self) -> None:
        declaration = self.controller.declaration
        if self.hand_out.as_file():
            self._exported = declaration

    def _show_guides(self, on: bool) -> None:
        if not on:
            self.preview.show_guides(None)
            return
        declaration = self.controller.declaration
        try:
            background = self.ui.desk.composer.background(declaration)
        except LoiError:
            background = None  # the finding at the letterhead's field says what is wrong
        self.preview.show_guides(guides(declaration.layout.form, background))

    # narrow windows -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.window().size()
        narrow = size.width() < NARROW_WIDTH or size.height() < NARROW_HEIGHT
        if narrow != self._narrow:
            self._narrow = narrow
            # the layout is being used right now
            QTimer.singleShot(0, self, self._arrange)

    def _arrange(self) -> None:
        self.header.set_narrow(self._narrow)
        self.preview.view_choice.setVisible(not self._narrow)
        outer = self.layout()
        if outer is not None:
            side, top = (2 * GRID, GRID) if self._narrow else (3 * GRID, 2 * GRID)
            outer.setContentsMargins(side, top, side, GRID)
            outer.setSpacing(top)
        self._show_pane(self._pane)

    def _show_pane(self, pane: str) -> None:
        """*form*, *page* or *text*; both sides are shown where there is room."""
        self._pane = pane
        self.header.show_pane(pane)
        self.side.setVisible(not self._narrow or pane == "form")
        self.preview.setVisible(not self._narrow or pane != "form")
        if self._narrow and pane != "form":
            self.preview.show_view(TEXT if pane == "text" else PAGE)
