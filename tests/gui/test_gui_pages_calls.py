"""Calls: deadlines said plainly, packages added by drop, broken ones named."""

from __future__ import annotations

import zipfile

import pytest
from gui_pages_help import drop, press, said, settled, texts_of
from PySide6.QtCore import Qt

from loi_desktop.paths import resources

SHIPPED = resources() / "calls" / "vietnam-2026"


@pytest.fixture
def page(qtbot, window):
    window.go("calls")
    settled(qtbot, window)
    return window.page


@pytest.fixture
def package(tmp_path):
    """Another call, made from the shipped one."""
    file = tmp_path / "Klima 2027.loi-aufruf"
    with zipfile.ZipFile(file, "w") as made:
        for source in SHIPPED.iterdir():
            text = source.read_text("utf-8").replace('"vietnam-2026"', '"klima-2027"')
            text = text.replace('"Vietnam 2026"', '"Klima 2027"').replace("2026-04-17", "2027-04-17")
            made.writestr(source.name, text)
    return file


def titles(page):
    return [card.title for card in page.cards]


def test_shipped_calls_with_their_deadline(page):
    assert titles(page) == ["Vietnam 2026", "Allgemeine Interessensbekundung"]
    assert page.cards[0].deadline.text == "Frist 17. April 2026 – abgelaufen; Sie können trotzdem schreiben"
    assert page.cards[1].deadline.text == "Ohne Frist"
    words = texts_of(page)
    assert "Koordination: LAG 21 NRW" in words
    assert "Projektidee für kommunale Partnerschaften" in words


def test_a_call_file_that_is_double_clicked_is_added_and_shown(qtbot, window, package):
    window.incoming.receive([str(package)])
    settled(qtbot, window)
    assert window.page.name == "calls"
    assert "Klima 2027" in titles(window.page)


def test_topics_unfold(qtbot, page):
    card = page.cards[0]
    assert card.unfold.text() == "6 Themenfelder"
    assert "Abfallwirtschaft" not in texts_of(page)
    card.unfold.setFocus()
    qtbot.keyClick(card.unfold, Qt.Key.Key_Space)
    assert "3.  Kreislaufwirtschaft sowie nachhaltige Ressourcen- und Abfallwirtschaft" in texts_of(page)


def test_a_passed_deadline_keeps_nobody_from_writing(qtbot, window, page, monkeypatch):
    edited = []
    monkeypatch.setattr(window, "edit", edited.append)
    qtbot.mouseClick(page.cards[0].begin, Qt.MouseButton.LeftButton)
    assert edited[0].current.call.id == "vietnam-2026"
    assert edited[0].revision == 0
    assert edited[0].current.recipient.organisation == "LAG 21 NRW"


def test_a_dropped_package_is_added_on_any_page(qtbot, window, package):
    window.go("senders")
    settled(qtbot, window)
    drop(window.page, package)
    settled(qtbot, window)
    assert window.page.name == "calls"
    assert titles(window.page)[0] == "Klima 2027"
    assert window.page.cards[0].deadline.text == "Frist 17. April 2027"
    assert said(window) == "Der Förderaufruf „Klima 2027“ ist hinzugefügt."
    assert package.exists()


def test_by_button_and_removed_again(qtbot, window, page, dialogs, package):
    dialogs.files.append(package)
    press(qtbot, page, "Aufruf hinzufügen …")
    settled(qtbot, window)
    dialogs.answers += [False, True]
    press(qtbot, page, "Aufruf entfernen …")
    assert "Klima 2027" in titles(page)
    press(qtbot, page, "Aufruf entfernen …")
    settled(qtbot, window)
    assert titles(page) == ["Vietnam 2026", "Allgemeine Interessensbekundung"]
    assert said(window) == "Der Förderaufruf „Klima 2027“ ist entfernt."


def cut(package):
    package.write_bytes(package.read_bytes()[:300])


def without_texts(package):
    with zipfile.ZipFile(package, "w") as made:
        made.writestr(
            "aufruf.toml", (resources() / "calls" / "vietnam-2026" / "aufruf.toml").read_text("utf-8")
        )


def newer(package):
    with zipfile.ZipFile(package, "w") as made:
        made.writestr("aufruf.toml", 'format = "loi-aufruf"\nformat_version = 99\n')


@pytest.mark.parametrize("harm", [cut, without_texts, newer])
def test_a_broken_package_is_refused_by_name(qtbot, window, page, desk, package, harm):
    harm(package)
    drop(page, package)
    settled(qtbot, window)
    assert "Klima 2027.loi-aufruf" in said(window)
    assert "[" not in said(window)
    assert len(titles(page)) == 2
    assert not desk.data.calls.exists() or not list(desk.data.calls.iterdir())


def test_a_package_that_broke_later_is_named_and_the_others_stay(qtbot, window, page, desk, package):
    desk.calls.add(package)
    stored = next(desk.data.calls.iterdir())
    stored.write_bytes(b"nothing")
    page.refresh()
    settled(qtbot, window)
    assert titles(page) == ["Vietnam 2026", "Allgemeine Interessensbekundung"]
    assert stored.name in page.broken[0].text
    assert str(desk.data.calls) in texts_of(page)


def test_a_file_that_broke_can_be_removed(qtbot, window, page, desk, dialogs, package):
    desk.calls.add(package)
    stored = next(desk.data.calls.iterdir())
    stored.write_bytes(b"nothing")
    page.refresh()
    dialogs.answers += [False, True]
    press(qtbot, page, "Datei entfernen …")
    settled(qtbot, window)
    assert stored.exists()
    press(qtbot, page, "Datei entfernen …")
    settled(qtbot, window)
    assert stored.name in dialogs.asked[-1][2]
    assert not stored.exists()
    assert "Nicht lesbare Aufruf-Dateien" not in texts_of(page)
    assert stored.name in said(window)
    assert desk.calls.broken() == ()
