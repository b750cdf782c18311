"""*Lizenzen*, from *Über das Programm*: every text that lies with the program can be read in it."""

from gui_pages_help import press, settled

from loi_desktop.paths import resources
from loi_desktop.services import licences


def titles(window):
    shown = window.page.reader.list
    return [shown.item(row).text() for row in range(shown.count())]


def read(window, title):
    window.page.reader.choose(titles(window).index(title))
    return window.page.reader.text.toPlainText()


def test_the_settings_lead_to_the_licences_and_back(window, qtbot):
    window.go("settings")
    settled(qtbot, window)
    press(qtbot, window.page, "Lizenzen")
    assert window.page.name == "licences"
    assert "Source Sans 3" in window.page.reader.text.toPlainText(), "the list of all parts comes first"
    press(qtbot, window.page, "Einstellungen")
    assert window.page.name == "settings"


def test_every_part_has_its_text(window):
    window.go("licences")
    assert {"LoI-Desktop", "Source Sans 3", "Symbole", "Silbentrennung", "LGPL-3.0", "Qt"} <= set(
        titles(window)
    )
    assert "Apache License" in read(window, "LoI-Desktop")
    assert "SIL OPEN FONT LICENSE" in read(window, "Arimo")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in read(window, "LGPL-3.0")
    assert all(read(window, title).strip() for title in titles(window))


def test_no_licence_file_of_the_resources_is_left_out():
    files = {file for licence in licences.licences() for file in licence.files}
    there = {file for file in resources().rglob("*") if file.stem.upper() in ("LICENSE", "OFL", "COPYING")}
    assert there
    assert there <= files


def test_a_text_that_cannot_be_read_is_said(window, tmp_path, monkeypatch):
    gone = licences.Licence("Weg", (tmp_path / "weg.txt",))
    monkeypatch.setattr(licences, "licences", lambda: (gone,))
    window.go("licences")
    assert "lässt sich nicht lesen" in read(window, "Weg")


def test_the_frozen_program_shows_the_texts_of_its_libraries(window, tmp_path, monkeypatch):
    """The folder as build.spec makes it: `licenses` beside the resources, a folder for each library."""
    (tmp_path / "resources").mkdir()
    (tmp_path / "licenses" / "pikepdf").mkdir(parents=True)
    (tmp_path / "licenses" / "pikepdf" / "LICENSE.txt").write_text("Mozilla", "utf-8")
    (tmp_path / "licenses" / "pikepdf" / "NOTICE").write_text("qpdf", "utf-8")
    monkeypatch.setattr(licences, "resources", lambda: tmp_path / "resources")
    window.go("licences")
    assert titles(window) == ["pikepdf"]
    assert "Mozilla" in read(window, "pikepdf")
    assert "qpdf" in read(window, "pikepdf")
