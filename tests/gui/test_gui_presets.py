"""What IT has laid down, as the clerk meets it; and a place where letters would be lost."""

from dataclasses import replace

import msgspec
import pytest
from gui_samples import letter
from presets_samples import HEAD, FakeMachine
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from loi_desktop.app import build_desk
from loi_desktop.gui.final.dialog import FinalDialog
from loi_desktop.gui.icons import Icons
from loi_desktop.gui.jobs import Jobs
from loi_desktop.gui.mail.dialog import MailDialog
from loi_desktop.gui.theme import Theme
from loi_desktop.gui.window import MainWindow
from loi_desktop.model.declaration import Sender
from loi_desktop.model.profile import Profile
from loi_desktop.paths import DataFolder, resources
from loi_desktop.services import loifile
from loi_desktop.services.exports import Order
from loi_desktop.services.place import Facts, Place
from loi_desktop.services.presets.reading import read

NOTE = "Von Ihrer IT vorgegeben."


@pytest.fixture
def opened(qtbot, qapp, dialogs, handed_over):
    """`opened(desk)`: the window on this desk."""
    windows = []

    def show(desk, *files):
        theme = Theme(qapp)
        theme.apply("light")
        given = (desk.data, desk.settings.load())
        parts = {"theme": theme, "icons": Icons(resources() / "icons"), "jobs": Jobs(), "dialogs": dialogs}
        window = MainWindow(
            lambda data: desk if data.root == desk.data.root else build_desk(data), *given, **parts
        )
        window.resize(1280, 800)
        qtbot.addWidget(window)
        window.show()
        window.begin(files)
        windows.append(window)
        return window

    yield show
    for window in windows:
        window.ui.jobs.wait()
        window.close()


@pytest.fixture
def laid_down(data, clock, tmp_path):
    """A desk where IT's file says what stands in `text`."""

    def desk(text, welcomed=True):
        file = tmp_path / "presets.toml"
        file.write_text(HEAD + text, "utf-8")
        built = build_desk(data, clock, read(FakeMachine(file)))
        if welcomed:
            built.settings.change(welcomed=True)
        return built

    return desk


def settle(qtbot, window):
    qtbot.waitUntil(lambda: not window.ui.jobs.busy, timeout=10_000)
    qtbot.wait(1)  # what was added to a layout is shown by the event loop


def said(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def buttons(widget):
    return [b.text() for b in widget.findChildren(QPushButton) if b.isVisibleTo(widget)]


def test_locked_settings_are_disabled_and_say_why(opened, laid_down, qtbot):
    window = opened(laid_down('[locked]\nlanguage = "de"\nmail = "folder"\n[default]\ntheme = "dark"\n'))
    window.go("settings")
    settle(qtbot, window)
    boxes = {name: window.page.findChild(QComboBox, name) for name in ("language", "theme", "mail")}
    assert {name: box.isEnabled() for name, box in boxes.items()} == {
        "language": False,
        "theme": True,
        "mail": False,
    }
    assert boxes["mail"].currentText() == "nur im Ordner zeigen"
    assert boxes["theme"].currentText() == "dunkel"
    assert boxes["language"].accessibleDescription() == NOTE
    assert said(window.page).count(NOTE) == 2


def test_the_settings_list_what_it_has_laid_down_and_say_calmly_what_is_wrong(opened, laid_down, qtbot):
    window = opened(laid_down('[locked]\nmay_add_calls = false\nunsinn = 1\n[default]\nmail = "folder"\n'))
    window.go("settings")
    settle(qtbot, window)
    from loi_desktop.gui.settings.given import GivenCard

    card = window.page.findChild(GivenCard)
    assert card.facts.rows() == [
        ("E-Mail", "nur im Ordner zeigen (Vorgabe)"),
        ("Förderaufrufe hinzufügen", "nein"),
    ]
    assert len(card.findings.sentences) == 1
    assert "„unsinn“" in card.findings.sentences[0]
    assert not window.notice.isVisible()


def test_without_presets_nothing_of_the_kind_is_shown(opened, laid_down, qtbot):
    window = opened(laid_down(""))
    window.go("settings")
    settle(qtbot, window)
    assert "Vorgaben Ihrer IT" not in said(window.page)
    assert NOTE not in said(window.page)


def test_a_user_chooses_the_way_of_the_mail(opened, laid_down, qtbot):
    desk = laid_down("")
    window = opened(desk)
    window.go("settings")
    box = window.page.findChild(QComboBox, "mail")
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert desk.settings.load().mail == "folder"


def test_a_locked_sender_is_only_looked_at(opened, laid_down, qtbot, tmp_path):
    given = tmp_path / "rathaus.json"
    given.write_bytes(msgspec.json.encode(Profile("rathaus", Sender(name="Beispielburg"))))
    window = opened(laid_down(f"[locked]\nsender_profile = '{given}'\n"))
    window.go("senders")
    settle(qtbot, window)
    assert any("Den Absender gibt Ihre IT vor" in text for text in said(window.page))
    assert not window.page.form.boxes["sender.name"].isEnabled()
    assert not window.page.remove.isVisible()
    assert window.page.leave()
    window.go("welcome")
    assert any("Den Absender gibt Ihre IT vor" in text for text in said(window.page))
    assert window.page.leave()


def test_letterheads_and_calls_that_are_locked_offer_nothing_to_add(opened, laid_down, qtbot, tmp_path):
    shelf = build_desk(DataFolder(tmp_path / "Vorlagen"))
    shelf.letterheads.add(resources() / "letterheads" / "musterstadt.pdf", "Rathaus")
    window = opened(
        laid_down(f"[locked]\nletterheads_folder = '{shelf.data.letterheads}'\nmay_add_calls = false\n")
    )
    window.go("letterheads")
    settle(qtbot, window)
    assert [card.name.text() for card in window.page.cards] == ["Rathaus"]
    assert not window.page.add.isVisible()
    assert any("gibt Ihre IT vor" in text for text in said(window.page))
    window.page.show_details(window.page.cards[0].id)
    settle(qtbot, window)
    assert window.page.details.name.isReadOnly()
    assert not window.page.details.remove.isVisibleTo(window.page)
    assert NOTE in said(window.page)
    window.go("calls")
    settle(qtbot, window)
    assert "Aufruf hinzufügen" not in " ".join(buttons(window.page))
    assert any("gibt Ihre IT vor" in text for text in said(window.page))


def test_the_name_of_the_reinschrift_is_its(opened, laid_down, qtbot):
    window = opened(laid_down('[locked]\nfile_name = "{Datum}_LoI_{Kommune}"\n'))
    record = letter(window.ui.desk, "Huế")
    dialog = FinalDialog(window.ui, record, window)
    qtbot.addWidget(dialog)
    settle(qtbot, window)
    assert dialog.name.text() == "2026-11-23_LoI_Musterstadt.pdf"
    assert dialog.name.isReadOnly()
    assert NOTE in said(dialog)
    window.go("senders")
    settle(qtbot, window)
    assert not window.page.form.file_name.line.isEnabled()


def test_where_no_mail_program_is_used_the_folder_is_shown(opened, laid_down, qtbot, tmp_path, monkeypatch):
    from loi_desktop.handover.programs import MailPrograms

    shown = []
    monkeypatch.setattr(MailPrograms, "show_in_folder", lambda _, file: shown.append(file.suffix))
    window = opened(laid_down('[locked]\nmail = "folder"\n'))
    record = letter(window.ui.desk, "Huế")
    window.ui.desk.exports.reinschrift(record.id, Order(tmp_path / "Brief.pdf"))
    dialog = MailDialog(window.ui, record.id, window)
    qtbot.addWidget(dialog)
    settle(qtbot, window)
    assert dialog.open_mail.text() == "Entwurf im Ordner zeigen"
    QTest.mouseClick(dialog.open_mail, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert shown == [".eml"]
    assert "Ordner mit dem E-Mail-Entwurf" in dialog.said.text


def test_the_first_start_offers_no_letterhead_where_none_can_be_added(opened, laid_down):
    window = opened(laid_down("[locked]\nmay_add_letterheads = false\n", welcomed=False))
    assert window.page.name == "welcome"
    assert "Welche Briefköpfe zur Wahl stehen, gibt Ihre IT vor." in said(window.page)
    (choose,) = (b for b in window.page.findChildren(QPushButton) if b.text() == "Datei wählen …")
    assert not choose.isEnabled()


def test_the_folder_is_changed_in_the_settings(opened, on_profile, dialogs, qtbot, tmp_path):
    desk = on_profile(0)
    desk.settings.change(welcomed=True)
    window = opened(desk)
    window.go("settings")
    (tmp_path / "Netzlaufwerk").mkdir()
    dialogs.folders.append(tmp_path / "Netzlaufwerk")
    (change,) = (b for b in window.page.findChildren(QPushButton) if b.text() == "Ordner ändern …")
    QTest.mouseClick(change, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.ui.desk.data.root == tmp_path / "Netzlaufwerk", timeout=5000)
    assert window.page.name == "settings"
    assert window.ui.desk.settings.load().welcomed


# the place ----------------------------------------------------------------------------


@pytest.fixture
def on_profile(data, clock):
    """A desk whose data lies in a profile with these flags."""

    def desk(flags, by="usual"):
        folder = DataFolder(data.root, by)
        built = build_desk(folder, clock)
        return replace(built, place=Place(folder, built.presets, lambda: Facts(flags, data.root.parent)))

    return desk


@pytest.mark.parametrize(
    ("flags", "word"), [(0x1, "vorübergehenden Profil"), (0x4, "bei jeder Anmeldung neu"), (0x2, "wandert")]
)
def test_before_the_first_letter_it_is_said_that_letters_would_be_lost(opened, on_profile, flags, word):
    window = opened(on_profile(flags))
    assert window.page.name == "place"
    assert any(word in text for text in said(window.page))
    assert window.focusWidget().text() == "Ordner wählen …"


def test_the_chosen_folder_is_used_and_the_start_goes_on_there(opened, on_profile, dialogs, qtbot, tmp_path):
    window = opened(on_profile(0x1))
    (tmp_path / "Netzlaufwerk").mkdir()
    dialogs.folders.append(tmp_path / "Netzlaufwerk")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.name == "welcome", timeout=5000)
    assert window.ui.desk.data.root == tmp_path / "Netzlaufwerk"


def test_who_stays_is_not_asked_again_until_the_profile_is_another(opened, on_profile, qtbot):
    desk = on_profile(0x2)
    window = opened(desk)
    (stay,) = (b for b in window.page.findChildren(QPushButton) if "Trotzdem" in b.text())
    QTest.mouseClick(stay, Qt.MouseButton.LeftButton)
    assert window.page.name == "welcome"
    assert opened(on_profile(0x2)).page.name == "welcome"
    assert opened(on_profile(0x1)).page.name == "place"


def test_a_letter_that_was_double_clicked_waits_for_the_answer(opened, on_profile, desk, tmp_path):
    file = tmp_path / "Brief.loi"
    loifile.write(desk.letters.declaration("allgemein"), file)
    window = opened(on_profile(0x1), file)
    assert window.page.name == "place"
    assert window.ui.desk.letters.list() == ()
    (stay,) = (b for b in window.page.findChildren(QPushButton) if "Trotzdem" in b.text())
    QTest.mouseClick(stay, Qt.MouseButton.LeftButton)
    assert window.page.name == "editor"


def test_where_the_folder_cannot_be_changed_the_it_is_named(opened, on_profile):
    window = opened(on_profile(0x1, by="locked"))
    assert window.page.name == "place"
    assert "Ordner wählen …" not in buttons(window.page)
    assert any("wenden Sie sich an Ihre IT" in text for text in said(window.page))


def test_a_folder_that_cannot_be_written_is_said_at_the_start_and_in_the_settings(
    opened, desk, qtbot, monkeypatch
):
    from loi_desktop.errors import OutputError

    def refuse(target):
        raise OutputError("output.read-only", file=target.name, folder=str(target.parent))

    desk.settings.change(welcomed=True)
    monkeypatch.setattr("loi_desktop.services.place.probe", refuse)
    window = opened(desk)
    settle(qtbot, window)
    assert "darf nicht geschrieben werden" in window.notice.text
    window.go("settings")
    settle(qtbot, window)
    assert any("darf nicht geschrieben werden" in text for text in said(window.page))
