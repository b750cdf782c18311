"""Is the data folder a place where letters last?  The system's facts are handed in."""

import tempfile
from pathlib import Path

import pytest

from loi_desktop.errors import OutputError
from loi_desktop.model.presets import Preset, Presets
from loi_desktop.paths import DataFolder
from loi_desktop.services import place as module
from loi_desktop.services.place import Facts, Place, this_system
from loi_desktop.texts import Texts

HOME = Path("/home/erika")
LOCAL = HOME / "AppData" / "Local" / "LoI-Desktop"


def at(root, flags, by="usual", presets=None, temporary=Path("/tmp")):
    return Place(DataFolder(root, by), presets or Presets(), lambda: Facts(flags, HOME, temporary))


@pytest.mark.parametrize(
    ("flags", "kind"),
    [
        (0, None),
        (0x1, "temporary"),
        (0x2, "roaming"),
        (0x4, "mandatory"),
        (0x2 | 0x1, "temporary"),
        (0x2 | 0x4, "mandatory"),
        (0x2 | 0x8, "roaming"),
    ],
)
def test_the_profile_decides_where_the_data_lies_in_it(flags, kind):
    assert at(LOCAL, flags).volatile() == kind
    assert at(Path("/media/netz/LoI"), flags).volatile() is None
    assert at(Path("/home/erika2/LoI"), flags).volatile() is None


def test_each_concern_has_its_sentence(tmp_path, monkeypatch):
    def refuse(target):
        raise OutputError("output.read-only", file=target.name, folder=str(target.parent))

    monkeypatch.setattr(module, "probe", refuse)
    place = Place(DataFolder(tmp_path), Presets(), lambda: Facts(0x1, tmp_path, None))
    sentences = [Texts("de").finding(finding) for finding in place.concerns()]
    assert len(sentences) == 3
    assert "vorübergehenden Profil" in sentences[0]
    assert "darf nicht geschrieben werden" in sentences[1]
    assert "%TEMP%" in sentences[2]
    assert all("{" not in sentence for sentence in sentences)


def test_a_good_place_raises_no_concern_and_nothing_is_left_in_it(tmp_path):
    assert at(tmp_path, 0).concerns() == ()
    assert at(tmp_path / "noch nicht da", 0).concerns() == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("by", "may", "movable", "locked"),
    [
        ("usual", True, True, False),
        ("default", True, True, False),
        ("chosen", True, True, False),
        ("usual", False, False, True),
        ("locked", True, False, True),
        ("option", True, False, False),
        ("portable", True, False, False),
    ],
)
def test_who_may_move_the_data(by, may, movable, locked):
    presets = Presets((Preset("may_move_data", may, "locked", "file"),))
    place = at(LOCAL, 0, by, presets)
    assert (place.movable, place.locked) == (movable, locked)


def test_a_missing_folder_for_temporary_files_is_noticed(monkeypatch, tmp_path):
    def missing():
        raise FileNotFoundError("No usable temporary directory")

    assert this_system().temporary is not None
    monkeypatch.setattr(tempfile, "gettempdir", missing)
    assert this_system().temporary is None
    # Python's last way out is wherever the program was started
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    assert this_system().temporary is None
    monkeypatch.setenv("TEMP", str(tmp_path))
    assert this_system().temporary == tmp_path


def test_without_a_folder_for_temporary_files_a_letterhead_is_refused_in_a_sentence(
    desk, example_letterhead, monkeypatch
):
    def missing():
        raise FileNotFoundError("No usable temporary directory")

    monkeypatch.setattr(tempfile, "gettempdir", missing)
    with pytest.raises(OutputError) as caught:
        desk.letterheads.add(example_letterhead)
    assert "kein Platz für vorübergehende Dateien" in Texts("de").error(caught.value)
    assert desk.letterheads.list() == ()
