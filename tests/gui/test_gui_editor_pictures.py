"""A draft goes round as pictures of its pages."""

from __future__ import annotations

import pytest
from editing import Typist


@pytest.fixture
def clerk(qtbot, window, filled) -> Typist:
    return Typist(qtbot, window, filled)


@pytest.fixture
def as_pictures(clerk, dialogs):
    def ask(place):
        dialogs.places.append(place)
        actions = clerk.page.hand_out.button.menu().actions()
        next(action for action in actions if "Bilder" in action.text()).trigger()
        clerk.settle()

    return ask


def test_one_page_is_one_picture_and_the_name_is_completed(clerk, as_pictures, tmp_path):
    as_pictures(tmp_path / "Entwurf")
    assert (tmp_path / "Entwurf.png").read_bytes().startswith(b"\x89PNG")
    assert "„Entwurf.png“ liegt jetzt im Ordner" in clerk.window.notice.text
    assert clerk.desk.letters.list() == ()


def test_the_name_that_the_dialog_gave_is_replaced_and_others_never(clerk, as_pictures, tmp_path):
    (tmp_path / "Entwurf.png").write_bytes(b"alt")
    as_pictures(tmp_path / "Entwurf.png")
    assert (tmp_path / "Entwurf.png").read_bytes().startswith(b"\x89PNG")
    clerk.type("experience", "Wir haben viel gelernt. " * 130)
    clerk.settle()
    (tmp_path / "Lang-2.png").write_bytes(b"Ansicht des Rathauses")
    as_pictures(tmp_path / "Lang.png")
    assert "„Lang-2.png“" in clerk.window.notice.text
    assert (tmp_path / "Lang-2.png").read_bytes() == b"Ansicht des Rathauses"
    assert not (tmp_path / "Lang-1.png").exists()
    as_pictures(tmp_path / "Zwei.png")
    assert "2 Bilder liegen jetzt im Ordner" in clerk.window.notice.text
    assert {file.name for file in tmp_path.glob("Zwei*")} == {"Zwei-1.png", "Zwei-2.png"}
