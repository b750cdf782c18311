"""The first start, by keyboard only; where the data lies; the settings."""

import pytest
from gui_samples import letter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from loi_desktop.app import build_desk
from loi_desktop.gui.icons import Icons
from loi_desktop.gui.jobs import Jobs
from loi_desktop.gui.theme import Theme
from loi_desktop.gui.window import MainWindow
from loi_desktop.paths import DataFolder, data_folder, resources


@pytest.fixture
def fresh(qtbot, qapp, desk, dialogs):
    """The window as a person sees it who has never started the program."""
    theme = Theme(qapp)
    theme.apply("light")
    main = MainWindow(
        lambda _: desk,
        desk.data,
        desk.settings.load(),
        theme=theme,
        icons=Icons(resources() / "icons"),
        jobs=Jobs(),
        dialogs=dialogs,
    )
    main.resize(1280, 800)
    qtbot.addWidget(main)
    main.show()
    main.begin()
    yield main
    main.ui.jobs.wait()
    main.close()


def type_on(window, text):
    QTest.keyClicks(window.focusWidget(), text)


def tab(window, times=1):
    for _ in range(times):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)


def tab_to(window, name):
    """Tab until a control of this name is reached."""
    for _ in range(60):
        focused = window.focusWidget()
        if name in (getattr(focused, "text", str)(), focused.accessibleName()):
            return focused
        tab(window)
    raise AssertionError(f"{name!r} cannot be reached by Tab")


def test_from_the_first_start_to_a_letter_with_the_keyboard_alone(fresh, desk):
    assert fresh.page.name == "welcome"
    assert fresh.focusWidget().accessibleName() == "Art der Kommune"
    tab(fresh)
    type_on(fresh, "Musterstadt")
    tab(fresh)
    type_on(fresh, "Marktplatz 1")
    tab_to(fresh, "Ansprechperson")
    type_on(fresh, "Erika Musterfrau")
    tab_to(fresh, "Wer unterschreibt")
    type_on(fresh, "Dr. Martina Muster")
    QTest.keyClick(tab_to(fresh, "Los geht’s"), Qt.Key.Key_Return)
    assert fresh.page.name == "letters"

    QTest.keyClick(tab_to(fresh, "Neues Schreiben"), Qt.Key.Key_Return)
    QTest.keyClick(tab_to(fresh, "Schreiben beginnen: Vietnam 2026"), Qt.Key.Key_Return)
    assert fresh.page.name == "editor"
    declaration = fresh.page.controller.declaration
    assert declaration.sender.name == "Musterstadt"
    assert declaration.contact.name == "Erika Musterfrau"
    assert declaration.signatories[0].name == "Dr. Martina Muster"
    assert desk.settings.load().welcomed


def test_every_card_may_stay_empty(fresh, desk):
    QTest.keyClick(tab_to(fresh, "Los geht’s"), Qt.Key.Key_Space)
    assert fresh.page.name == "letters"
    assert desk.senders.list() == ()
    assert desk.settings.load().welcomed


def test_what_was_typed_is_stored_half_a_second_later(fresh, desk, qtbot):
    tab_to(fresh, "Wer unterschreibt")
    type_on(fresh, "Max Muster")
    qtbot.waitUntil(lambda: bool(desk.senders.list()), timeout=1500)
    assert desk.senders.list()[0].signatories[0].name == "Max Muster"


def test_a_letterhead_is_checked_and_stands_in_new_letters(fresh, desk, dialogs, qtbot, example_letterhead):
    dialogs.files.append(example_letterhead)
    QTest.keyClick(tab_to(fresh, "Datei wählen …"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "übernommen" in fresh.notice.text, timeout=20_000)
    qtbot.waitUntil(lambda: bool(desk.senders.list()), timeout=2000)
    assert desk.letters.declaration("vietnam-2026").layout.letterhead == desk.letterheads.list()[0].id


def test_a_letterhead_that_cannot_be_used_is_refused_in_a_sentence(fresh, dialogs, qtbot, tmp_path):
    file = tmp_path / "Briefkopf.pdf"
    file.write_bytes(b"kein PDF")
    dialogs.files.append(file)
    QTest.keyClick(tab_to(fresh, "Datei wählen …"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Briefkopf.pdf" in fresh.notice.text, timeout=20_000)
    assert "weder eine PDF-Datei noch ein Bild" in fresh.notice.text
    assert fresh.ui.desk.letterheads.list() == ()


def test_the_data_can_lie_elsewhere_and_takes_everything_along(qtbot, qapp, dialogs, handed_over, tmp_path):
    desk = build_desk(data_folder())
    letter(desk, "Huế")
    theme = Theme(qapp)
    theme.apply("light")
    main = MainWindow(
        build_desk,
        desk.data,
        desk.settings.load(),
        theme=theme,
        icons=Icons(resources() / "icons"),
        jobs=Jobs(),
        dialogs=dialogs,
    )
    qtbot.addWidget(main)
    main.show()
    main.begin()
    drive = tmp_path / "Netzlaufwerk"
    drive.mkdir()
    (drive / "anderes.txt").write_text("bleibt")
    dialogs.folders.append(drive)
    QTest.keyClick(tab_to(main, "Ordner ändern …"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: main.ui.desk.data.root == drive / "LoI-Desktop", timeout=5000)
    assert any(str(drive / "LoI-Desktop") in label.text() for label in main.page.findChildren(QLabel))
    assert [line.partner for line in main.ui.desk.letters.list()] == ["Huế"]
    assert data_folder().root == drive / "LoI-Desktop"
    main.close()


# settings -----------------------------------------------------------------------------


def choose(window, name, word):
    box = window.page.findChild(QComboBox, name)
    box.setFocus()
    box.setCurrentText(word)
    box.activated.emit(box.currentIndex())
    QApplication.processEvents()


def test_the_language_changes_while_the_program_runs(window):
    window.go("settings")
    choose(window, "language", "English")
    assert window.windowTitle() == "Settings – LoI-Desktop"
    assert "Language of the program" in {
        label.text().replace("&", "") for label in window.findChildren(QLabel)
    }
    assert window.focusWidget().objectName() == "language"
    window.go("letters")
    assert window.page.accessibleName() == "Letters"
    window.go("settings")
    choose(window, "language", "Deutsch")
    assert window.windowTitle() == "Einstellungen – LoI-Desktop"


def test_a_small_window_stays_small_in_the_other_language(window):
    from loi_desktop.gui.navigation import Navigation

    window.resize(760, 400)
    QApplication.processEvents()
    narrow = window.findChild(Navigation).width()
    window.go("settings")
    choose(window, "language", "English")
    assert (window.width(), window.height()) == (760, 400)
    assert abs(window.findChild(Navigation).width() - narrow) < 30
    choose(window, "language", "Deutsch")


def test_qts_own_words_follow_the_language(window):
    from PySide6.QtWidgets import QDialogButtonBox

    def cancel():
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        return box.buttons()[0].text().replace("&", "")

    assert cancel() == "Abbrechen"
    window.go("settings")
    choose(window, "language", "English")
    assert cancel() == "Cancel"
    choose(window, "language", "Deutsch")
    assert cancel() == "Abbrechen"


def test_dark_colours_come_at_once_and_stay(window, desk):
    window.go("settings")
    choose(window, "theme", "dunkel")
    assert window.palette().window().color().lightness() < 80
    assert window.ui.theme.colours.text == "#eceef1"
    assert desk.settings.load().theme == "dark"
    choose(window, "theme", "hell")
    assert window.palette().window().color().lightness() > 200


def test_the_editor_keeps_what_was_typed_while_the_window_is_built_anew(window, desk, change):
    window.edit(letter(desk, "Huế"))
    window.page.controller.change(lambda declaration: change(declaration, our_reference="99"))
    typed = window.page.controller.declaration
    assert typed.our_reference == "99"
    window.rebuild()
    assert window.page.name == "editor"
    assert window.page.controller.declaration == typed


def test_settings_that_are_damaged_stop_the_start_with_a_sentence(desk, tmp_path, monkeypatch, qapp):
    from loi_desktop.gui import start

    told = []
    monkeypatch.setattr(start.QtDialogs, "tell", lambda self, parent, title, text, *rest: told.append(text))
    data = DataFolder(tmp_path / "kaputt")
    data.root.mkdir()
    data.settings.write_text("language = [")
    assert start.run(build_desk, data) == 3
    assert "settings.toml" in told[0]
    assert data.settings.read_text() == "language = ["
