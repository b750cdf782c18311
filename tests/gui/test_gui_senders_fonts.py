"""The municipality's own font in the sender's form."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from gui_pages_help import button, press, said, settled, texts_of
from PySide6.QtWidgets import QComboBox

from loi_desktop.gui.widgets.button import Button
from loi_desktop.model.profile import Profile
from loi_desktop.paths import resources
from loi_desktop.services import demo


@pytest.fixture
def page(qtbot, window, desk):
    desk.senders.save(Profile("musterstadt", sender=demo.SENDER))
    window.go("senders")
    settled(qtbot, window)
    return window.page


@pytest.fixture
def font_file(tmp_path):
    with TTFont(resources() / "fonts" / "tinos" / "regular.ttf") as made:
        for record in made["name"].names:
            if record.nameID in {1, 4, 16}:
                record.string = "Hausschrift".encode(record.getEncoding())
        made.save(tmp_path / "haus.ttf")
    return tmp_path / "haus.ttf"


def offered(page):
    combo = page.form.boxes["layout.font"].findChild(QComboBox)
    return [combo.itemText(n) for n in range(combo.count())]


def test_a_font_is_added_chosen_and_removed(qtbot, window, desk, page, dialogs, font_file):
    dialogs.files.append(font_file)
    press(qtbot, page, "Eigene Schrift hinzufügen …")
    settled(qtbot, window)
    assert said(window) == "Die Schrift „Hausschrift“ steht jetzt zur Auswahl."
    assert "Hausschrift (normal)" in texts_of(page)
    assert "Hausschrift" in offered(page)
    remove = next(
        b for b in page.findChildren(Button) if b.accessibleName() == "Schrift Hausschrift entfernen"
    )
    dialogs.answers.append(True)
    remove.click()
    settled(qtbot, window)
    assert desk.fonts.list() == ()
    assert "Hausschrift" not in offered(page)


def test_a_wrong_file_is_said_and_nothing_changes(qtbot, window, page, dialogs, tmp_path):
    before = offered(page)
    (tmp_path / "brief.ttf").write_text("kein Font", "utf-8")
    dialogs.files.append(tmp_path / "brief.ttf")
    press(qtbot, page, "Eigene Schrift hinzufügen …")
    settled(qtbot, window)
    assert "„brief.ttf“ ist keine Schriftdatei" in said(window)
    assert offered(page) == before
    assert button(page, "Eigene Schrift hinzufügen …").isEnabled()
