"""Inhalt: paragraphs switched, edited, moved, put back and added."""

from __future__ import annotations

import gc
import weakref

import pytest
from editing import Typist
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from loi_desktop.gui.editor.blocktext import BlockText
from loi_desktop.model.text import Row, Run


@pytest.fixture
def clerk(qtbot, window, filled) -> Typist:
    return Typist(qtbot, window, filled)


def texts(declaration):
    return {block.id: block.text for block in declaration.blocks}


def put_cursor(text, words, *, after=True):
    at = text.toPlainText().index(words) + (len(words) if after else 0)
    cursor = text.textCursor()
    cursor.setPosition(at)
    text.setTextCursor(cursor)
    text.setFocus()


def test_a_paragraph_is_switched_off_and_on(clerk):
    card = clerk.card("call:perspective")
    assert "Wir verstehen das Vorhaben" in clerk.shown()
    QTest.keyClick(card.box, Qt.Key.Key_Space)
    assert "Wir verstehen das Vorhaben" not in clerk.shown()
    assert not card.text.isEnabled()
    clerk.kept()
    assert next(b.on for b in clerk.stored.draft.blocks if b.id == "call:perspective") is False
    QTest.keyClick(card.box, Qt.Key.Key_Space)
    assert "Wir verstehen das Vorhaben" in clerk.shown()


def test_a_key_statement_says_why_it_matters_when_it_is_switched_off(clerk):
    card = clerk.card("call:interest")
    assert card.reason.text == ""
    QTest.keyClick(card.box, Qt.Key.Key_Space)
    clerk.settle()
    said = card.reason.text + card.message.text
    assert "Fördergeber" in said
    assert not (card.reason.text and card.message.text), "said twice"


def test_text_is_edited_in_place_and_its_placeholders_stay(clerk):
    card = clerk.card("call:interest")
    assert card.text.toPlainText().startswith("die Stadt Musterstadt bekundet hiermit ihr")
    put_cursor(card.text, "grundsätzliches")
    QTest.keyClicks(card.text, " und lebhaftes")
    assert "grundsätzliches und lebhaftes Interesse" in clerk.shown()
    rows = texts(clerk.declaration)["call:interest"].de
    names = [run.placeholder for run in rows[0].runs if run.placeholder]
    assert names == ["municipality", "its"]
    clerk.type("sender.name", "Beispielstadt")
    assert "die Stadt Beispielstadt bekundet hiermit ihr grundsätzliches und lebhaftes" in clerk.shown()
    assert card.text.toPlainText().startswith("die Stadt Beispielstadt bekundet")


def test_a_placeholder_that_is_touched_becomes_text(clerk):
    card = clerk.card("call:interest")
    put_cursor(card.text, "die Stadt")
    QTest.keyClick(card.text, Qt.Key.Key_Backspace)
    clerk.settle()
    rows = texts(clerk.declaration)["call:interest"].de
    assert [run.placeholder for run in rows[0].runs if run.placeholder] == ["its"]
    assert rows[0].runs[0].text.startswith("die Stad Musterstadt")


def test_typing_beside_a_placeholder_leaves_it_alone(clerk):
    card = clerk.card("call:interest")
    for after in (True, False):
        put_cursor(card.text, "die Stadt Musterstadt", after=after)
        QTest.keyClicks(card.text, "xy")
        clerk.settle()
        rows = texts(clerk.declaration)["call:interest"].de
        assert "municipality" in [run.placeholder for run in rows[0].runs]
    joined = "".join(run.text or "*" for run in rows[0].runs)
    assert joined.startswith("xy*xy bekundet")


def test_text_is_put_back_and_typing_the_original_is_no_change(clerk):
    card = clerk.card("call:perspective")
    assert not card.back.isEnabled()
    put_cursor(card.text, "Wir verstehen")
    QTest.keyClicks(card.text, "!")
    clerk.settle()
    assert card.back.isEnabled()
    QTest.keyClick(card.text, Qt.Key.Key_Backspace)
    clerk.settle()
    assert texts(clerk.declaration)["call:perspective"].de is None
    QTest.keyClicks(card.text, "!")
    clerk.settle()
    card.back.trigger()
    clerk.settle()
    assert "Wir verstehen das" in clerk.shown()
    assert card.text.toPlainText().startswith("Wir verstehen das")
    assert texts(clerk.declaration)["call:perspective"].de is None


def test_a_paragraph_moves_up_and_down_and_the_first_begins_small(clerk):
    card = clerk.card("call:interest")
    assert not card.up.isEnabled()
    assert "die Stadt Musterstadt bekundet" in clerk.shown()
    card.down.trigger()
    page = clerk.shown()
    assert "Die Stadt Musterstadt bekundet" in page
    assert page.index("Themenfeldern") < page.index("Die Stadt Musterstadt")
    ids = list(clerk.page.form.blocks._cards)
    order = [clerk.page.form.blocks._list.itemAt(n).widget().path for n in range(len(ids))]
    assert order.index("blocks.call:topics") < order.index("blocks.call:interest")
    card.up.trigger()
    assert "die Stadt Musterstadt bekundet" in clerk.shown()


def test_moving_one_keeps_the_others_in_their_order(clerk):
    before = clerk.page.form.blocks.order
    clerk.card("call:perspective").box.click()
    clerk.settle()
    clerk.card("call:interest").box.click()
    clerk.settle()
    assert clerk.page.form.blocks.order == before


def test_an_own_paragraph_is_added_written_and_removed(clerk):
    clerk.page.form.blocks.add.click()
    clerk.settle()
    QTest.qWait(20)
    card = clerk.card("own:1")
    assert clerk.window.focusWidget() is card.text
    QTest.keyClicks(card.text, "Wir freuen uns auf Post.")
    assert "Wir freuen uns auf Post." in clerk.shown()
    QTest.keyClick(card.text, Qt.Key.Key_Return)
    QTest.keyClicks(card.text, "Zweiter Teil.")
    page = clerk.shown()
    assert "Wir freuen uns auf Post." in page
    assert "Zweiter Teil." in page
    clerk.kept()
    own = next(b for b in clerk.stored.draft.blocks if b.id == "own:1")
    assert [row.runs[0].text for row in own.text.de] == ["Wir freuen uns auf Post.", "Zweiter Teil."]
    card.gone.trigger()
    clerk.settle()
    assert clerk.page.form.blocks.card("own:1") is None
    assert "Zweiter Teil." not in clerk.shown()
    clerk.undo()
    assert "Zweiter Teil." in clerk.shown()


def test_in_english_the_english_text_is_edited(clerk):
    clerk.choose("layout.language", "Englisch")
    clerk.settle()
    card = clerk.card("call:perspective")
    before = card.text.toPlainText()
    assert before.isascii()
    card.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(card.text, " Indeed.")
    assert "Indeed." in clerk.shown()
    text = texts(clerk.declaration)["call:perspective"]
    assert text.en is not None
    assert text.de is None


def test_typed_signs_stay_signs(clerk):
    clerk.page.form.blocks.add.click()
    clerk.settle()
    card = clerk.card("own:1")
    QTest.keyClicks(card.text, "<b>*5* & {partner}</b>")
    assert "<b>*5* & {partner}</b>" in clerk.shown()


def test_bold_italic_lists_and_languages_survive_editing(qtbot, qapp):
    rows = (
        Row(
            (Run("Ein "), Run("fettes", bold=True), Run(" und "), Run("schräges", italic=True), Run(" Wort."))
        ),
        Row((Run("Punkt mit "), Run(placeholder="partner", lang="vi")), "item"),
        Row((Run("darunter"),), "item", 1),
        Row((Run("Schluss in "), Run("Huế", lang="vi"))),
    )
    text = BlockText(None, lambda name: f"‹{name}›", "#59616b")
    qtbot.addWidget(text)
    seen = []
    text.written.connect(seen.append)
    text.show_rows(rows, {"partner": "der Stadt Huế"})
    assert text.toPlainText().split("\n")[1] == "Punkt mit der Stadt Huế"
    assert not seen
    text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(text, "!")
    written = seen[-1]
    assert written[:3] == rows[:3]
    assert "".join(run.text for run in written[3].runs) == "Schluss in Huế!"
    assert [row.kind for row in written] == ["paragraph", "item", "item", "paragraph"]


def test_a_card_that_is_gone_is_freed(clerk):
    clerk.page.form.blocks.add.click()
    clerk.settle()
    card = weakref.ref(clerk.card("own:1"))
    clerk.page.form.blocks.card("own:1").gone.trigger()
    clerk.settle()
    QTest.qWait(10)
    gc.collect()
    assert card() is None
