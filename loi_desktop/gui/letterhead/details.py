"""One letterhead: the result of its check, its name, its margins with a picture."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from loi_desktop.errors import LoiError
from loi_desktop.gui.context import Ui
from loi_desktop.gui.letterhead.card import KINDS, result
from loi_desktop.gui.letterhead.margins import Margins
from loi_desktop.gui.letterhead.usual import UsualLetterhead
from loi_desktop.gui.theme import GRID, heading, muted
from loi_desktop.gui.widgets.alive import while_alive
from loi_desktop.gui.widgets.button import Button
from loi_desktop.gui.widgets.card import Card
from loi_desktop.gui.widgets.given import given_note
from loi_desktop.gui.widgets.labelled import labelled
from loi_desktop.gui.widgets.marked import Marked
from loi_desktop.gui.widgets.pagepicture import A4_MM, PagePicture
from loi_desktop.gui.widgets.scrolling import Scrolling
from loi_desktop.model.background import Background
from loi_desktop.services.letterheads import LetterheadInfo
from loi_desktop.services.sheets import following_page

_WAIT_MS = 500
# width of the page: width of the first sheet's picture; the following one is half as wide
_BESIDE = ((960, 376), (720, 344), (560, 232))
_BELOW = 376
_BOTH_FROM = 960
# sharp enough at twice the density of the largest picture
_FOLLOWING_PX = 376


class Details(Scrolling):
    """`renamed` (name) once it is stored; `remove_wanted` (id, name)."""

    renamed = Signal(str)
    remove_wanted = Signal(str, str)

    def __init__(self, ui: Ui, info: LetterheadInfo) -> None:
        super().__init__()
        self.ui = ui
        self.t = ui.texts
        self._info = info
        self._kept_name = info.name
        self._gone = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.keep)
        self._build()
        self._read()

    def _build(self) -> None:
        content = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._sides.setContentsMargins(0, 0, GRID, 0)
        self._sides.setSpacing(3 * GRID)
        form = QWidget()
        self._form = QVBoxLayout(form)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(2 * GRID)
        self._form.addWidget(self._result())
        if result(self._info.findings) != "unusable":
            self._form.addWidget(self._name())
            self.usual = UsualLetterhead(self.ui, self._info.id)
            self._form.addWidget(self.usual)
            self.margins = Margins(self.ui)
            self.margins.changed.connect(self._changed)
            self._form.addWidget(self.margins)
        self.remove = Button(self.t("ui.letterheads.remove"), self.ui.icons("trash-2"))
        self.remove.clicked.connect(self._remove)
        self._own = self.ui.desk.letterheads.own(self._info.id)
        if not self._own:
            self._close()
        self._form.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self._form.addStretch(1)
        self._sides.addWidget(form, 1)
        self._sides.addWidget(self._pictures(), 0, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(content)
        self.column.addStretch(1)

    def _close(self) -> None:
        """IT's letterhead is only looked at."""
        self._form.insertWidget(0, given_note(self.ui))
        self.remove.hide()
        if result(self._info.findings) != "unusable":
            self.name.setReadOnly(True)
            self.margins.setEnabled(False)

    def _result(self) -> Card:
        """What the check has found, a sentence each."""
        t, colours = self.t, self.ui.theme.colours
        card = Card(colours)
        found = result(self._info.findings)
        card.add(heading(t("ui.letterheads.result"), 1.2))
        self.result = Marked(self.ui.icons, colours, wrap=True)
        self.result.say(t(f"ui.letterheads.{found}"), KINDS[found])
        font = self.result.label.font()
        font.setWeight(font.Weight.DemiBold)
        self.result.label.setFont(font)
        card.add(self.result)
        self.sentences = tuple(t.finding(finding) for finding in self._info.findings)
        for sentence in self.sentences or (t("ui.letterheads.fine-hint", n=self._info.pages),):
            label = QLabel(sentence)
            label.setWordWrap(True)
            card.add(label)
        return card

    def _name(self) -> QWidget:
        self.name = QLineEdit(self._info.name)
        self.name.setMinimumHeight(4 * GRID)
        self.name.textEdited.connect(self._changed)
        self.name.editingFinished.connect(self.keep)
        return labelled(self.t("ui.letterheads.name"), self.name, self.ui.theme.colours)

    def _pictures(self) -> QWidget:
        t, colours = self.t, self.ui.theme.colours
        box = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        self.first = PagePicture(colours, t("ui.letterheads.picture", name=self._info.name))
        self.following = PagePicture(colours, t("ui.letterheads.following-picture"))
        for words, picture in (("ui.letterheads.first", self.first), ("ui.letterheads.next", self.following)):
            column = QVBoxLayout()
            column.setSpacing(GRID // 2)
            column.addWidget(muted(t(words), colours))
            column.addWidget(picture)
            column.addStretch(1)
            row.addLayout(column)
        self._picture_row = row
        return box

    # reading ----------------------------------------------------------------------------

    def _read(self) -> None:
        desk, letterhead_id = self.ui.desk, self._info.id
        work = partial(desk.letterheads.picture, letterhead_id)
        self.ui.jobs.run(work, while_alive(self, self._show_picture), while_alive(self, self._failed))
        if result(self._info.findings) != "unusable":
            read = partial(desk.letterheads.get, letterhead_id)
            self.ui.jobs.run(read, while_alive(self, self._show_margins), while_alive(self, self._failed))

    def begin(self) -> None:
        """Go on at the first field."""
        field = self.remove if result(self._info.findings) == "unusable" else self.name
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_picture(self, png: bytes) -> None:
        self.first.show_image(QImage.fromData(png))

    def _show_margins(self, background: Background) -> None:
        self.margins.show_background(background)
        self._draw()
        work = partial(_following_image, background)
        self.ui.jobs.run(work, while_alive(self, self.following.show_image), while_alive(self, self._failed))

    def _failed(self, error: LoiError) -> None:
        self.ui.frame.say(self.t.error(error), bad=True)

    def _draw(self) -> None:
        self.first.show_marks(self.margins.first_marks())
        self.following.show_marks(self.margins.following_marks())

    # keeping ----------------------------------------------------------------------------

    def _changed(self) -> None:
        self._draw()
        self._timer.start()

    def keep(self) -> None:
        """Store what was changed, if anything was."""
        self._timer.stop()
        if self._gone or result(self._info.findings) == "unusable":
            return
        desk, letterhead_id = self.ui.desk, self._info.id
        name = self.name.text().strip()
        if name and name != self._kept_name:
            self._kept_name = name
            work = partial(desk.letterheads.rename, letterhead_id, name)
            self.ui.jobs.run(work, while_alive(self, partial(self._stored_name, name)), self._failed)
        changed = self.margins.take_changed()
        if changed is not None:
            work = partial(desk.letterheads.set_margins, letterhead_id, **changed)
            self.ui.jobs.run(work, self._stored, self._failed)

    def forget(self) -> None:
        """It is being removed: store nothing any more."""
        self._gone = True
        self._timer.stop()

    def _stored_name(self, name: str, _: object) -> None:
        self.renamed.emit(name)
        self._stored(None)

    def _stored(self, _: object) -> None:
        self.ui.frame.status(self.t("ui.letterheads.stored"))

    def _remove(self) -> None:
        self.remove_wanted.emit(self._info.id, self._kept_name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width()
        beside = next((width for least, width in _BESIDE if room >= least), 0)
        for picture, width in ((self.first, beside or _BELOW), (self.following, (beside or _BELOW) // 2)):
            picture.setFixedSize(width, round(width * A4_MM[1] / A4_MM[0]))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if beside else down)
        self._picture_row.setDirection(down if beside and room < _BOTH_FROM else across)


def _following_image(background: Background) -> QImage:
    """The sheet under the following pages; nothing where these stay white."""
    from loi_desktop.gui.preview.picture import page_image

    sheet = following_page(background)
    return QImage() if sheet is None else page_image(sheet, _FOLLOWING_PX)
