"""Senders: typed, kept, undone; how the name reads; people and patterns."""

from __future__ import annotations

import errno

import pytest
from gui_pages_help import button, press, said, settled, texts_of
from PySide6.QtCore import Qt

from loi_desktop import files
from loi_desktop.gui.widgets.button import Button
from loi_desktop.model.declaration import Contact, Sender, Signatory
from loi_desktop.model.profile import Profile
from loi_desktop.services import demo

TOWN = Profile(
    "musterstadt",
    sender=demo.SENDER,
    contacts=(demo.CONTACT, Contact(name="Max Beispiel")),
    signatories=(Signatory("Dr. Martina Muster", "Bürgermeisterin"),),
)


@pytest.fixture
def page(qtbot, window):
    window.go("senders")
    settled(qtbot, window)
    return window.page


@pytest.fixture
def town(qtbot, window, desk):
    desk.senders.save(TOWN)
    window.go("senders")
    settled(qtbot, window)
    return window.page


def kept(desk):
    return desk.senders.list()


def contacts(page):
    return [person.name for person in page.keeper.profile.contacts]


def named(part, name):
    return next(b for b in part.findChildren(Button) if b.accessibleName() == name and b.isVisibleTo(part))


def line(page, path):
    return page.form.boxes[path].input.line


def test_an_empty_office_writes_its_name_and_it_is_kept(qtbot, window, page, desk):
    qtbot.keyClicks(line(page, "sender.name"), "Musterstadt")
    qtbot.keyClicks(line(page, "sender.postcode"), "01234")
    qtbot.waitUntil(lambda: len(kept(desk)) == 1, timeout=3000)
    settled(qtbot, window)
    assert kept(desk)[0].sender == Sender(name="Musterstadt", postcode="01234")
    assert kept(desk)[0].id == "musterstadt"
    assert "Speichern" not in texts_of(page)


def test_nothing_is_written_before_anything_is_typed(qtbot, window, page, desk):
    window.go("calls")
    settled(qtbot, window)
    assert kept(desk) == ()


def test_leaving_keeps_at_once(qtbot, window, page, desk):
    qtbot.keyClicks(line(page, "sender.name"), "Musterstadt")
    window.go("calls")
    settled(qtbot, window)
    assert kept(desk)[0].sender.name == "Musterstadt"


def test_how_the_name_reads(qtbot, window, town):
    assert town.form.sentence.text().startswith("„die Stadt Musterstadt bekundet hiermit ihr grundsätzliches")
    kind = line(town, "sender.kind")
    kind.selectAll()
    qtbot.keyClicks(kind, "Landkreis")
    settled(qtbot, window)
    assert town.form.sentence.text().startswith("„der Landkreis Musterstadt bekundet hiermit sein grundsätz")


def test_a_noun_that_nobody_knows_gets_its_article(qtbot, window, town):
    kind = line(town, "sender.kind")
    kind.selectAll()
    qtbot.keyClicks(kind, "Zweckbund")
    combo = town.form.boxes["sender.gender"].input.combo
    combo.setFocus()
    combo.setCurrentIndex(combo.findData("m"))
    combo.activated.emit(combo.currentIndex())
    settled(qtbot, window)
    assert town.form.sentence.text().startswith("„der Zweckbund Musterstadt bekundet hiermit sein")


def test_undo_and_redo_over_the_whole_form(qtbot, window, town, desk):
    name = line(town, "sender.name")
    name.selectAll()
    qtbot.keyClicks(name, "Neustadt")
    qtbot.keyClicks(line(town, "sender.street"), "a")
    qtbot.keyClick(line(town, "sender.street"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(line(town, "sender.street"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert town.keeper.profile == TOWN
    assert name.text() == "Musterstadt"
    qtbot.keyClick(name, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert name.text() == "Neustadt"
    window.go("calls")
    settled(qtbot, window)
    assert kept(desk)[0].sender.name == "Neustadt"


def test_people_are_added_put_first_and_removed_with_undo(qtbot, window, town, desk):
    press(qtbot, town, "Ansprechperson hinzufügen")
    field = town.focusWidget()
    assert "(3)" in field.accessibleName()
    qtbot.keyClicks(field, "Erna Probe")
    first = [b for b in town.findChildren(type(town.more)) if b.accessibleName() == "An die erste Stelle (3)"]
    qtbot.mouseClick(first[0], Qt.MouseButton.LeftButton)
    assert [c.name for c in town.keeper.profile.contacts] == [
        "Erna Probe",
        "Erika Musterfrau",
        "Max Beispiel",
    ]
    remove = [
        b for b in town.form.contacts.findChildren(type(town.more)) if b.accessibleName() == "Entfernen (3)"
    ]
    qtbot.mouseClick(remove[-1], Qt.MouseButton.LeftButton)
    assert [c.name for c in town.keeper.profile.contacts] == ["Erna Probe", "Erika Musterfrau"]
    assert said(window) == "Die Person ist entfernt."
    window.undo()
    assert len(town.keeper.profile.contacts) == 3
    town.leave()
    settled(qtbot, window)
    assert desk.letters.declaration("allgemein").contact.name == "Erna Probe"


def test_the_second_signatory_has_office_and_addition(qtbot, window, town, desk):
    press(qtbot, town, "Person hinzufügen")
    boxes = {box.path.rpartition(".")[2]: box for box in town.form.signatories.boxes[1]}
    qtbot.keyClicks(boxes["name"].input.line, "Karl Kasten")
    boxes["office"].input._take(boxes["office"].input.proposals.menu().actions()[6])
    qtbot.mouseClick(town.form.boxes["seal"].input.box, Qt.MouseButton.LeftButton)
    town.leave()
    settled(qtbot, window)
    assert kept(desk)[0].signatories[1] == Signatory("Karl Kasten", "Beigeordneter")
    assert kept(desk)[0].seal


def test_information_lines_are_renamed(qtbot, window, town, desk):
    qtbot.mouseClick(town.form.info.open, Qt.MouseButton.LeftButton)
    label = town.form.info._lines[2].label.line
    qtbot.keyClicks(label, "Aktenzeichen")
    town.leave()
    settled(qtbot, window)
    assert kept(desk)[0].info[2].label == "Aktenzeichen"


def test_the_pattern_of_the_file_name(qtbot, window, town, desk):
    card = town.form.file_name
    qtbot.keyClicks(card.line, "LoI_")
    press(qtbot, town, "{Aktenzeichen}")
    assert card.line.text() == "LoI_{Aktenzeichen}"
    assert card.example.text() == "Beispiel: LoI_61.2-17-2026.pdf"
    qtbot.keyClicks(card.line, "{Ort}")
    assert "{Ort}" in card.wrong.text
    town.leave()
    settled(qtbot, window)
    assert kept(desk)[0].file_name == "LoI_{Aktenzeichen}{Ort}"


def test_what_is_wrong_stands_at_its_field(qtbot, window, town):
    key = line(town, "sender.regional_key")
    qtbot.keyClicks(key, "12x")
    settled(qtbot, window)
    assert town.form.boxes["sender.regional_key"].message.text
    key.clear()
    qtbot.keyClicks(key, "05315000")
    settled(qtbot, window)
    assert not town.form.boxes["sender.regional_key"].message.text


def test_a_second_sender_and_which_is_usual(qtbot, window, town, desk):
    assert not town.choice.isVisible()
    press(qtbot, town, "Weiterer Absender")
    assert town.focusWidget() is line(town, "sender.name")
    qtbot.keyClicks(town.focusWidget(), "Anderstadt")
    qtbot.waitUntil(lambda: len(kept(desk)) == 2, timeout=3000)
    settled(qtbot, window)
    assert town.choice.isVisible()
    qtbot.mouseClick(town.usual, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert desk.letters.declaration("allgemein").sender.name == "Anderstadt"


def test_removing_can_be_undone(qtbot, window, town, desk):
    press(qtbot, town, "Absender entfernen")
    settled(qtbot, window)
    assert kept(desk) == ()
    assert said(window).startswith("Der Absender „Stadt Musterstadt“ ist entfernt.")
    window.undo()
    settled(qtbot, window)
    assert kept(desk) == (TOWN,)
    assert line(town, "sender.name").text() == "Musterstadt"


def test_a_full_disk_is_said_and_what_was_typed_stays(qtbot, window, town, desk, monkeypatch):
    def full(self, content):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as injected:
        injected.setattr(files.Beside, "_write", full)
        line(town, "sender.street").end(False)
        qtbot.keyClicks(line(town, "sender.street"), "b")
        qtbot.waitUntil(lambda: "kein Platz mehr" in said(window), timeout=3000)
        window.go("calls")
        assert window.page is town
    assert line(town, "sender.street").text() == "Marktplatz 1b"
    window.go("calls")
    assert window.page is not town
    assert kept(desk)[0].sender.street == "Marktplatz 1b"


def test_a_damaged_profile_is_named_and_not_overwritten(qtbot, window, desk):
    desk.data.senders.mkdir(parents=True)
    broken = desk.data.senders / "kaputt.json"
    broken.write_text("{")
    window.go("senders")
    settled(qtbot, window)
    assert "kaputt.json" in said(window)
    assert broken.read_text() == "{"


def test_tab_leaves_every_field(qtbot, window, town):
    start = line(town, "sender.kind")
    start.setFocus()
    seen = []
    for _ in range(60):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
        if seen[-1] is start:
            break
    assert seen[-1] is start
    assert button(town, "Person hinzufügen") in seen
    assert all(w.accessibleName() or getattr(w, "text", str)() for w in seen)
