"""Every field of the form: typed, seen on the page, kept in the record."""

from __future__ import annotations

import pytest
from editing import Typist, text_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from loi_desktop.gui.editor.edits import get

LINES = {
    "recipient.organisation": ("Verein Musterpartner", "Verein Musterpartner"),
    "recipient.department": ("Referat 12", "Referat 12"),
    "recipient.last_name": ("Beispiel", "Herr Beispiel"),
    "recipient.street": ("Musterweg 3", "Musterweg 3"),
    "recipient.city": ("Neustadt", "Neustadt"),
    "recipient.country": ("Vietnam", "VIETNAM"),
    "your_reference": ("IZ-1", "IZ-1"),
    "your_message": ("3.11.2026", "3. November 2026"),
    "our_reference": ("61-20/7", "61-20/7"),
    "contact.name": ("Erika Musterfrau", "Erika Musterfrau"),
    "contact.office": ("Umweltamt", "Umweltamt"),
    "contact.room": ("B 214", "B 214"),
    "contact.phone": ("01234 567", "01234 567"),
    "contact.email": ("erika@musterstadt.example", "erika@musterstadt.example"),
    "sender.name": ("Musterstadt", "die Stadt Musterstadt bekundet"),
    "sender.street": ("Marktplatz 1", "Marktplatz 1"),
    "sender.city": ("Musterstadt", "Musterstadt"),
    "sender.authority": ("Der Landrat", "Der Landrat"),
    "experience": ("Hitzeaktionsplan", "Hitzeaktionsplan"),
    "partner.name": ("der Stadt Anderswo", "Austausch mit der Stadt Anderswo"),
    "signatories.0.name": ("Dr. Max Mustermann", "Dr. Max Mustermann"),
    "signatories.0.office": ("Landrat", "Landrat"),
    "enclosures": ("Lageplan\nRatsbeschluss", "Anlagen Lageplan Ratsbeschluss"),
    "copies": ("Kreis Muster", "Nachrichtlich Kreis Muster"),
}


@pytest.fixture
def clerk(qtbot, window, desk) -> Typist:
    return Typist(qtbot, window, desk.letters.declaration("vietnam-2026"))


def test_what_is_typed_into_a_line_stands_on_the_page_and_in_the_record(clerk):
    for path, (typed, _) in LINES.items():
        clerk.type(path, typed)
    page = clerk.shown()
    for path, (_, seen) in LINES.items():
        if seen not in page:
            pytest.fail(f"{path}: {seen!r} is not on the page: {page}")
    clerk.kept()
    for path, (typed, _) in LINES.items():
        value = get(clerk.stored.draft, path)
        assert (("\n".join(value)) if isinstance(value, tuple) else value) == typed, path


CHOICES = [
    ("recipient.address_form", "Frau", "Frau", "Sehr geehrte Frau Schmidt"),
    ("date.mode", "Offen", "blank", None),
    ("council.form", "Vorbehalt: Zustimmung der zuständigen", "reservation", "Vorbehalt der Zustimmung"),
    ("signatories.0.by", "Im Auftrag", "Im Auftrag", "Im Auftrag"),
    ("layout.language", "Englisch", "en", "Courtesy translation"),
    ("layout.form", "Form A", "A", None),
    ("layout.size", "12 pt", 12.0, None),
    ("layout.font", "Tinos", "Tinos", None),
    ("sender.authority_place", "in der", "return_line", None),
    ("sender.gender", "das", "n", None),
]


def test_a_choice_is_on_the_page_and_in_the_record(clerk):
    for path, words, value, seen in CHOICES:
        clerk.choose(path, words)
        assert get(clerk.declaration, path) == value
        page = clerk.shown()
        assert seen is None or seen in page, (path, seen, page)
        clerk.kept()
        assert get(clerk.stored.draft, path) == value


def test_a_date_is_typed_and_shown_in_german_and_stored_as_iso(clerk):
    clerk.choose("date.mode", "Fester Tag")
    line = clerk.type("date.value", "1.12.26")
    assert clerk.declaration.date.value == "2026-12-01"
    assert "1. Dezember 2026" in clerk.shown()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert text_of(line) == "01.12.2026"


def test_a_date_that_is_none_is_named_at_its_field(clerk):
    clerk.choose("date.mode", "Fester Tag")
    clerk.type("date.value", "31.02.2026")
    clerk.settle()
    assert "kein Tag im Kalender" in clerk.said_at("date.value")


def test_the_council_asks_only_what_it_needs(clerk):
    clerk.page.form.folds["council"].set_open(True)
    assert not clerk.target("council.body").isVisible()
    clerk.choose("council.form", "Das Gremium hat zugestimmt")
    clerk.type("council.body", "Der Rat")
    clerk.type("council.date", "2.11.2026")
    clerk.type("council.paper", "V/12")
    assert (
        "Der Rat hat der Interessensbekundung mit Beschluss vom 2. November 2026 (Vorlage V/12)"
        in clerk.shown()
    )


def test_topics_stand_below_each_other_with_a_remark(clerk):
    line = clerk.target("topics.2")
    clerk.go("topics.2")
    assert not line.remark.isVisible()
    QTest.keyClick(line.box, Qt.Key.Key_Space)
    assert line.remark.isVisible()
    QTest.keyClicks(line.remark.line, "Hitzeaktionsplan")
    page = clerk.shown()
    assert "Klimaanpassung, Resilienz und der Umgang mit Extremwetterereignissen – Hitzeaktionsplan" in page
    assert clerk.declaration.topics["2"].remark == "Hitzeaktionsplan"


def test_a_proposed_partner_brings_its_kind(clerk):
    target = clerk.target("partner.name")
    actions = target.button.menu().actions()
    assert len(actions) == 34
    next(a for a in actions if a.text().startswith("Lào Cai")).trigger()
    assert clerk.declaration.partner.kind == "province"
    assert "Austausch mit der Provinz Lào Cai" in clerk.shown()
    clerk.type("partner.name", "den Nachbarn")
    assert clerk.declaration.partner.kind == "own"


def test_check_boxes_of_the_signature(clerk):
    for path in ("seal", "name_line", "layout.one_page"):
        widget = clerk.go(path)
        QTest.keyClick(widget, Qt.Key.Key_Space)
        assert get(clerk.declaration, path) is True


def test_a_second_signature_comes_and_goes(clerk):
    clerk.type("signatories.0.name", "Erste Person")
    clerk.page.form.signatories.add.click()
    clerk.settle()
    clerk.type("signatories.1.name", "Zweite Person")
    assert "Zweite Person" in clerk.shown()
    clerk.page.form.signatories.swap.click()
    assert [s.name for s in clerk.declaration.signatories] == ["Zweite Person", "Erste Person"]
    assert text_of(clerk.target("signatories.0.name").input.line) == "Zweite Person"
    assert not clerk.page.form.signatories.add.isVisible()


def test_lines_of_the_information_block(clerk):
    info = clerk.page.form.info
    clerk.page.form.folds["reference"].set_open(True)
    info.open.click()
    line = info._lines[2]
    QTest.keyClicks(line.label.line, "Aktenzeichen")
    clerk.type("our_reference", "61-20")
    assert "Aktenzeichen 61-20" in clerk.shown()
    line.up.trigger()
    assert clerk.declaration.info[1].field == "our_reference"
    QTest.mouseClick(info._lines[1].box, Qt.MouseButton.LeftButton)
    assert clerk.declaration.info[1].on is False
    assert "61-20" not in clerk.shown()


def test_facts_of_a_call_are_asked(clerk):
    clerk.choose("call.id", "Allgemeine")
    clerk.settle()
    facts = clerk.page.form._facts
    assert facts is not None
    first = facts.boxes[0]
    clerk.type(first.path, "Solarpartnerschaft")
    assert "Solarpartnerschaft" in clerk.shown()
    clerk.undo()
    clerk.undo()
    assert clerk.declaration.call.id == "vietnam-2026"
    assert clerk.page.form._facts is None


def test_ten_thousand_characters_in_one_field(clerk):
    text = ("Erfahrung mit Regenwasser. " * 371)[:10_000]
    clerk.type("experience", text)
    clerk.kept()
    assert clerk.stored.draft.experience == text
    assert clerk.page.preview.page.count > 2
    assert clerk.target("experience").input.text.height() < 600


ODD = ["a\x00b\x1fc", "eins\r\nzwei", "<b>fett</b> & 100 %", "\u202eumgekehrt\u200b", "Mu\u0308ller"]


def test_odd_characters_harm_nothing(clerk):
    for bad in ODD:
        clerk.type("recipient.organisation", bad)
        clerk.type("experience", bad)
        clerk.settle()
        assert clerk.page.preview.trouble.text == ""
        assert clerk.page.preview.page.count > 0
        clerk.kept()
        kept = clerk.stored.draft.recipient.organisation
        assert not set("\n\r\x00\x1f\u202e\u200b\u0308") & set(kept), bad
    assert "Müller" in clerk.shown()


def test_an_emoji_is_named_at_its_field_and_the_last_page_stays(clerk):
    clerk.type("sender.name", "Musterstadt")
    clerk.settle()
    clerk.type("our_reference", "Az 🙂 1")
    clerk.settle()
    said = clerk.said_at("our_reference")
    assert "🙂" in said or "U+1F642" in said, said
    assert "Fehler" in said
    assert clerk.page.preview.findings.count() > 0
    assert "Musterstadt" in clerk.shown()


def test_a_profile_is_taken_over(clerk, desk):
    from loi_desktop.model.declaration import Contact, Sender, Signatory
    from loi_desktop.model.profile import Profile

    desk.senders.save(
        Profile(
            "muster",
            sender=Sender(name="Musterstadt"),
            contacts=(Contact("Erika Musterfrau"), Contact("Hans Beispiel", "Bauamt")),
            signatories=(Signatory("Eva Muster", "Bürgermeisterin"),),
        )
    )
    clerk.page.refresh()
    town, person, signs = (
        clerk.page.form._takeovers[2],
        clerk.page.form._takeovers[0],
        clerk.page.form._takeovers[1],
    )
    for button, words in ((town, "Stadt Musterstadt"), (person, "Hans Beispiel"), (signs, "Eva Muster")):
        assert not button.isHidden()
        button.menu().aboutToShow.emit()
        next(a for a in button.menu().actions() if a.text().startswith(words)).trigger()
    page = clerk.shown()
    assert "Hans Beispiel" in page
    assert "Eva Muster" in page
    assert "die Stadt Musterstadt" in page


def letters_of(clerk, text):
    """Type at the end of whatever has the keyboard, as a person without Vietnamese keys."""
    QTest.keyClicks(clerk.window.focusWidget(), text)
    QApplication.processEvents()


def offered(clerk):
    popup = clerk.target("partner.name").completer.popup()
    model = popup.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())] if popup.isVisible() else []


@pytest.mark.parametrize(
    ("typed", "first", "name"),
    [("hue", "Huế (Stadt)", "Huế"), ("da n", "Đà Nẵng (Stadt)", "Đà Nẵng"), ("LAO", "Lào Cai", "Lào Cai")],
)
def test_a_partner_is_found_without_vietnamese_letters(clerk, typed, first, name):
    clerk.go("partner.name")
    letters_of(clerk, typed)
    assert [words for words in offered(clerk) if words.startswith(first)]
    QTest.keyClick(clerk.target("partner.name").completer.popup(), Qt.Key.Key_Down)
    QTest.keyClick(clerk.target("partner.name").completer.popup(), Qt.Key.Key_Return)
    assert offered(clerk) == []
    assert clerk.declaration.partner.name == name
    assert clerk.declaration.partner.kind != "own"
    assert f"{name}." in clerk.shown()


def test_proposals_do_not_hold_the_tab_key_nor_change_free_text(clerk):
    line = clerk.go("partner.name")
    letters_of(clerk, "ha")
    assert len(offered(clerk)) > 1
    QTest.keyClick(clerk.target("partner.name").completer.popup(), Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert clerk.window.focusWidget() is not line
    assert clerk.declaration.partner.name == "ha"


def test_a_known_place_is_spelled_right_when_the_field_is_left(clerk):
    clerk.go("partner.name").clear()
    letters_of(clerk, "hue")
    QTest.keyClick(clerk.target("partner.name").completer.popup(), Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert clerk.declaration.partner.name == "Huế"
    assert "mit der Stadt Huế." in clerk.shown()
    clerk.undo()
    assert clerk.declaration.partner.name == "hue"


def test_a_known_place_is_spelled_right_in_the_reinschrift_too(clerk):
    line = clerk.go("partner.name")
    clerk.target("partner.name").completer.popup().hide()
    clerk.paste(line, "da nang")
    clerk.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    clerk.settle()
    QApplication.activeModalWidget().reject()
    assert clerk.stored.draft.partner.name == "Đà Nẵng"


@pytest.mark.parametrize("size", [(1280, 800), (760, 400)])
def test_arrow_down_brings_the_proposals_back_whole_and_inside_the_window(clerk, size):
    clerk.window.resize(*size)
    clerk.settle()
    line = clerk.go("partner.name")
    letters_of(clerk, "ha")
    before = offered(clerk)
    popup = clerk.target("partner.name").completer.popup()
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert offered(clerk) == []
    QTest.keyClick(line, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert offered(clerk) == before
    lower_edge = clerk.window.mapToGlobal(clerk.window.rect().bottomLeft()).y()
    assert popup.mapToGlobal(popup.rect().bottomLeft()).y() <= lower_edge


def test_office_titles_and_kinds_of_towns_are_seen_whole(clerk):
    longest_words = {"signatories.0.office": "Oberbürgermeisterin", "sender.kind": "Kreisfreie Stadt"}
    for path, longest in longest_words.items():
        line = clerk.go(path)
        needed = line.fontMetrics().horizontalAdvance(longest)
        assert line.width() - 20 > needed, path


def test_the_window_is_called_after_what_is_typed(qtbot, window, desk):
    clerk = Typist(qtbot, window, desk.letters.declaration("allgemein"))
    assert window.windowTitle() == "Allgemeine Interessensbekundung – LoI-Desktop"
    clerk.type("facts.project", "Sonne")
    clerk.settle()
    assert window.windowTitle() == "Sonne – LoI-Desktop"
    assert clerk.page.accessibleName() == "Sonne"
