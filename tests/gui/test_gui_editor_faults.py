"""What cannot be drawn: the page says how old it is, the field says what is wrong, the bar how much."""

from __future__ import annotations

import pytest
from editing import Typist
from PySide6.QtWidgets import QApplication

from loi_desktop.gui.preview.pane import PAGE, TEXT


@pytest.fixture
def clerk(qtbot, window, filled) -> Typist:
    return Typist(qtbot, window, filled)


def dimmed(clerk) -> bool:
    """Whether the ink of the page is pale."""
    view = clerk.page.preview.page
    image = view.viewport().grab().toImage()
    rect = view.area_of("blocks.call:subject").toRect()
    darkest = min(
        image.pixelColor(x, y).lightness()
        for x in range(rect.left(), rect.right(), 2)
        for y in range(rect.top(), rect.bottom(), 2)
    )
    return darkest > 100


def test_a_page_that_is_older_than_the_text_says_so_and_leads_to_the_field(clerk):
    band = clerk.page.preview.stale
    assert not band.isVisible()
    assert not dimmed(clerk)
    clerk.type("experience", "Wir haben 😀 viel gelernt.")
    clerk.settle()
    assert band.isVisible()
    assert "Stand von" in band.words.text
    assert "😀" in band.words.text
    assert dimmed(clerk)
    clerk.go("our_reference")
    band.to_field.click()
    QApplication.processEvents()
    assert clerk.target("experience").isAncestorOf(clerk.window.focusWidget())
    clerk.page.preview.show_view(TEXT)
    assert not band.isVisible()  # the text is never old
    clerk.page.preview.show_view(PAGE)
    assert band.isVisible()
    clerk.type("experience", "Wir haben viel gelernt.")
    clerk.settle()
    clerk.go("our_reference")
    clerk.settle()
    assert not band.isVisible()
    assert not dimmed(clerk)


def test_a_letter_that_opens_with_a_fault_says_that_there_is_no_page_yet(qtbot, window, filled):
    import msgspec

    clerk = Typist(qtbot, window, msgspec.structs.replace(filled, our_reference="Az 🙂"))
    band = clerk.page.preview.stale
    assert band.isVisible()
    assert "noch nicht zeigen" in band.words.text


@pytest.mark.parametrize("path", ["recipient.last_name", "recipient.title", "sender.city", "copies"])
def test_a_character_is_named_at_the_field_it_was_typed_into_and_nowhere_else(clerk, path):
    clerk.type(path, "Muster 😀 und 😎")
    said = clerk.said_at(path)
    assert "2 Zeichen" in said
    assert "😀 😎 – zuerst in „Muster 😀" in said
    others = [t.path for t in clerk.page.form._all_targets() if "😀" in t.message.text and t.path != path]
    assert others == []


def test_a_name_of_ten_thousand_characters_is_named_where_it_stands(clerk):
    clerk.type("recipient.last_name", "Muster " * 1430)
    assert "Fehler" in clerk.said_at("recipient.last_name")
    assert "Fehler" not in clerk.said_at("recipient.organisation")
    assert "zu lang" in clerk.page.preview.stale.words.text


def test_the_bar_tells_what_is_missing_from_what_is_to_be_changed(clerk):
    form = clerk.page.form
    clerk.type("our_reference", "😀 😎 🙂")
    clerk.settle()
    assert form.bar.words.text == "1 Stelle ist zu ändern"
    assert form.folds["reference"].state.text == "1 zu ändern"
    clerk.type("signatories.0.name", "")
    clerk.settle()
    assert form.bar.words.text == "Noch 1 Angabe, 1 Stelle ist zu ändern"
    assert form.folds["signature"].state.text == "1 fehlt"


def test_a_section_without_anything_chosen_is_not_called_complete(qtbot, window, desk):
    clerk = Typist(qtbot, window, desk.letters.declaration("vietnam-2026"))
    folds = clerk.page.form.folds
    assert folds["content"].state.text == "ohne Thema und Partner"
    assert folds["council"].state.text == "nichts gewählt"
    assert folds["enclosures"].state.text == "keine"
    clerk.target("topics.1").box.click()
    clerk.settle()
    assert folds["content"].state.text == "vollständig"


def test_one_page_is_not_offered_where_it_cannot_work(clerk, desk, monkeypatch):
    composer = desk.composer
    monkeypatch.setattr(type(composer), "_fits_one_page", lambda *_: False)
    clerk.write_on(lambda: clerk.page.preview.page.count > 1)
    codes = {f.code for f in clerk.page.form._findings}
    assert "letter.signature-alone-stays" in codes
    assert not clerk.page.one_page.isVisible()
