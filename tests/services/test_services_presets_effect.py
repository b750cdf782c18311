"""Presets take effect where the work is done: names, senders, letterheads, calls, e-mail, settings."""

import msgspec
import pytest
from presets_samples import HEAD, FakeMachine

from loi_desktop.app import build_desk, find_data
from loi_desktop.errors import InputError, UsageError
from loi_desktop.handover.programs import MailPrograms
from loi_desktop.model.declaration import Sender
from loi_desktop.model.presets import Presets
from loi_desktop.model.profile import Profile
from loi_desktop.paths import DataFolder, resources
from loi_desktop.services import configuration, demo
from loi_desktop.services.exports import Order
from loi_desktop.services.presets.reading import read

PATTERN = "{Datum}_LoI_{Kommune}"
NAME = "2026-11-23_LoI_Musterstadt.pdf"


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "Ausgang"
    folder.mkdir()
    return folder


@pytest.fixture
def laid_down(data, clock, tmp_path):
    """A desk on a computer whose preset file says so: `laid_down(locked={…}, default={…})`."""

    def desk(locked=None, default=None, environment=None):
        lines = [HEAD]
        for section, values in (("locked", locked or {}), ("default", default or {})):
            lines.append(f"[{section}]\n")
            lines += [f"{k} = {msgspec.json.encode(v).decode()}\n" for k, v in values.items()]
        file = tmp_path / "presets.toml"
        file.write_text("".join(lines), "utf-8")
        presets = read(FakeMachine(file, environment=environment or {}))
        assert presets.problems == ()
        return build_desk(data, clock, presets)

    return desk


@pytest.fixture
def office(tmp_path, clock):
    """What IT has prepared on another computer: a letterhead, a call, a sender."""
    there = build_desk(DataFolder(tmp_path / "Vorlagen"), clock)
    there.letterheads.add(resources() / "letterheads" / "musterstadt.pdf", "Rathaus")
    there.senders.save(Profile("rathaus", Sender(name="Beispielburg", kind="Stadt"), file_name="{Kommune}"))
    return there


def refused(work):
    with pytest.raises(UsageError) as caught:
        work()
    assert caught.value.code == "preset.locked"


# the file name ------------------------------------------------------------------------


def written(desk, filled, out):
    record = desk.letters.save_draft(desk.letters.start(filled), filled)
    return desk.exports.reinschrift(record.id, Order(out / desk.naming.suggested(filled))).file.name


def test_its_default_names_the_reinschrift(laid_down, filled, out):
    assert written(laid_down(default={"file_name": PATTERN}), filled, out) == NAME


def test_the_senders_own_pattern_comes_before_its_default(laid_down, filled, out):
    desk = laid_down(default={"file_name": PATTERN})
    desk.senders.save(Profile("eigen", filled.sender, file_name="Eigenes"))
    assert written(desk, filled, out) == "Eigenes.pdf"


def test_a_locked_pattern_comes_before_the_senders_own(laid_down, filled, out):
    desk = laid_down(locked={"file_name": PATTERN})
    desk.senders.save(Profile("eigen", filled.sender, file_name="Eigenes"))
    assert written(desk, filled, out) == NAME


def test_under_a_locked_pattern_no_other_name_is_written(laid_down, filled, out):
    desk = laid_down(locked={"file_name": PATTERN})
    record = desk.letters.save_draft(desk.letters.start(filled), filled)
    with pytest.raises(UsageError) as caught:
        desk.exports.reinschrift(record.id, Order(out / "egal.pdf"))
    assert caught.value.code == "file-name.locked"
    assert caught.value.data["name"] == NAME
    assert list(out.iterdir()) == []
    assert desk.letters.get(record.id).versions == ()


def test_under_a_locked_pattern_a_number_and_the_english_copy_are_allowed(laid_down, filled, out):
    desk = laid_down(locked={"file_name": PATTERN})
    record = desk.letters.save_draft(desk.letters.start(filled), filled)
    (out / NAME).write_text("liegt schon da")
    target = out / NAME.replace(".pdf", " (2).pdf")
    finished = desk.exports.reinschrift(record.id, Order(target, courtesy=True))
    assert finished.failed is None
    assert finished.english.file.name == NAME.replace(".pdf", " (2)-en.pdf")


# the sender ---------------------------------------------------------------------------


def test_its_sender_is_taken_until_another_is_chosen(laid_down, office, data):
    desk = laid_down(default={"sender_profile": str(office.data.senders / "rathaus.json")})
    desk.senders.save(Profile("aaa", Sender(name="Aachstadt")))
    assert desk.letters.declaration("allgemein").sender.name == "Beispielburg"
    desk.settings.change(profile="aaa")
    assert desk.letters.declaration("allgemein").sender.name == "Aachstadt"
    assert [p.id for p in desk.senders.list()] == ["aaa", "rathaus"]


def test_what_is_changed_in_its_sender_is_kept_as_the_offices_own(laid_down, office):
    desk = laid_down(default={"sender_profile": str(office.data.senders / "rathaus.json")})
    changed = msgspec.structs.replace(desk.senders.get("rathaus"), sender=Sender(name="Anders"))
    desk.senders.save(changed)
    assert desk.letters.declaration("allgemein").sender.name == "Anders"
    assert office.senders.get("rathaus").sender.name == "Beispielburg"


def test_a_locked_sender_is_the_only_one_and_cannot_be_changed(laid_down, office, data, clock):
    build_desk(data, clock).senders.save(Profile("aaa", Sender(name="Aachstadt")))
    desk = laid_down(locked={"sender_profile": str(office.data.senders / "rathaus.json")})
    assert [p.id for p in desk.senders.list()] == ["rathaus"]
    assert not desk.senders.changeable
    refused(lambda: desk.senders.save(Profile("neu", Sender(name="Neu"))))
    refused(lambda: desk.senders.remove("rathaus"))
    assert (data.senders / "aaa.json").exists()


def test_a_sender_that_is_damaged_or_gone_leaves_the_offices_own(laid_down, tmp_path):
    broken = tmp_path / "kaputt.json"
    broken.write_text("{")
    for place in (broken, tmp_path / "fehlt.json"):
        desk = laid_down(locked={"sender_profile": str(place)})
        desk.senders.save(Profile("aaa", Sender(name="Aachstadt")))
        assert desk.letters.declaration("allgemein").sender.name == "Aachstadt"
        codes = [f.code for f in configuration.overview(desk.presets, desk).findings]
        assert codes == ["preset.profile-damaged" if place is broken else "preset.missing"]


# letterheads and calls ----------------------------------------------------------------


def test_its_letterheads_stand_beside_the_offices_own(laid_down, office, data, out, tmp_path):
    desk = laid_down(default={"letterheads_folder": str(office.data.letterheads)})
    (given,) = desk.letterheads.list()
    assert not desk.letterheads.own(given.id)
    filled = demo.declaration(desk, given.id)
    record = desk.letters.save_draft(desk.letters.start(filled), filled)
    version = desk.exports.reinschrift(record.id, Order(out / "Brief.pdf")).record.latest
    assert version.letterhead_name == "Rathaus"
    assert desk.letterheads.picture(given.id).startswith(b"\x89PNG")
    own = desk.letterheads.add(resources() / "letterheads" / "musterstadt.pdf", "Eigener")
    assert desk.letterheads.own(own.id)


def test_where_its_letterheads_are_locked_there_are_no_others(laid_down, office, data, clock, tmp_path):
    from PIL import Image

    picture = tmp_path / "eigener.png"
    Image.new("RGB", (1240, 1754), "white").save(picture, dpi=(150, 150))
    own = build_desk(data, clock).letterheads.add(picture, "Eigener")
    desk = laid_down(locked={"letterheads_folder": str(office.data.letterheads)})
    assert [info.name for info in desk.letterheads.list()] == ["Rathaus"]
    assert desk.letterheads.find(own.id) is None
    refused(lambda: desk.letterheads.add(picture))
    refused(lambda: desk.letterheads.once(picture))
    refused(lambda: desk.letterheads.remove(desk.letterheads.list()[0].id))
    assert demo.example(desk, picture).current.layout.letterhead == ""


def test_users_may_be_kept_from_adding_letterheads_calls_fonts_and_senders(laid_down, tmp_path):
    names = ("may_add_letterheads", "may_add_calls", "may_add_fonts", "may_change_senders")
    desk = laid_down(locked=dict.fromkeys(names, False))
    refused(lambda: desk.letterheads.add(resources() / "letterheads" / "musterstadt.pdf"))
    refused(lambda: desk.calls.add(tmp_path / "x.loi-aufruf"))
    refused(lambda: desk.fonts.add(tmp_path / "x.ttf"))
    refused(lambda: desk.senders.save(Profile("x")))
    assert desk.letterheads.once(resources() / "letterheads" / "musterstadt.pdf").name


def packed(folder, target, call="vietnam-2026", ident="rathaus-2027"):
    """A call package made from a shipped one."""
    import zipfile

    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted((resources() / "calls" / call).rglob("*")):
            if file.is_file():
                content = file.read_bytes()
                if file.name == "aufruf.toml":
                    content = content.replace(call.encode(), ident.encode())
                archive.writestr(str(file.relative_to(resources() / "calls" / call)), content)
    return target


def test_its_calls_stand_beside_those_that_were_added(laid_down, tmp_path):
    shelf = tmp_path / "Aufrufe der IT"
    shelf.mkdir()
    packed(shelf, shelf / "a.loi-aufruf")
    (shelf / "b.loi-aufruf").write_text("kein Aufruf")
    desk = laid_down(default={"calls_folder": str(shelf)})
    own = desk.calls.add(packed(tmp_path, tmp_path / "c.loi-aufruf", ident="eigener-2027"))
    by_id = {call.id: call for call in desk.calls.list()}
    assert {"rathaus-2027", "eigener-2027", "vietnam-2026"} <= set(by_id)
    assert not desk.calls.removable(by_id["rathaus-2027"])
    assert desk.calls.removable(by_id[own.id])
    assert [error.data["file"] for error in desk.calls.broken()] == ["b.loi-aufruf"]


def test_where_its_calls_are_locked_nothing_that_was_added_is_used(laid_down, data, clock, tmp_path):
    build_desk(data, clock).calls.add(packed(tmp_path, tmp_path / "c.loi-aufruf", ident="eigener-2027"))
    desk = laid_down(locked={"calls_folder": str(tmp_path / "fehlt")})
    assert "eigener-2027" not in {call.id for call in desk.calls.list()}
    refused(lambda: desk.calls.add(tmp_path / "c.loi-aufruf"))
    assert [f.code for f in configuration.overview(desk.presets, desk).findings] == ["preset.missing"]


# e-mail and settings ------------------------------------------------------------------


@pytest.fixture
def handed(monkeypatch):
    done = []
    monkeypatch.setattr(MailPrograms, "open_draft", lambda _, file: done.append(("program", file.suffix)))
    monkeypatch.setattr(MailPrograms, "show_in_folder", lambda _, file: done.append(("folder", file.suffix)))
    return done


@pytest.mark.parametrize(
    ("presets", "chosen", "way"),
    [
        ({}, None, "program"),
        ({"default": {"mail": "folder"}}, None, "folder"),
        ({"default": {"mail": "folder"}}, "program", "program"),
        ({"locked": {"mail": "folder"}}, None, "folder"),
    ],
)
def test_the_draft_goes_the_way_that_holds(laid_down, filled, out, handed, presets, chosen, way):
    desk = laid_down(**presets)
    if chosen:
        desk.settings.change(mail=chosen)
    record = desk.letters.save_draft(desk.letters.start(filled), filled)
    desk.exports.reinschrift(record.id, Order(out / "Brief.pdf"))
    desk.mailing.open(desk.mailing.prepare(record.id))
    assert handed == [(way, ".eml")]


def test_settings_are_locked_chosen_default_or_usual_in_this_order(laid_down, data):
    desk = laid_down(locked={"theme": "dark"}, default={"language": "en"})
    assert (desk.settings.load().theme, desk.settings.load().language) == ("dark", "en")
    refused(lambda: desk.settings.change(theme="light"))
    desk.settings.change(language="de")
    assert desk.settings.load().language == "de"
    assert [desk.settings.by(name) for name in ("theme", "language", "mail")] == ["locked", "chosen", "usual"]


def test_presets_are_never_written_into_the_users_settings(laid_down, data, clock):
    laid_down(locked={"theme": "dark"}, default={"language": "en"}).settings.change(welcomed=True)
    assert data.settings.read_text("utf-8").split() == ["welcomed", "=", "true"]
    assert build_desk(data, clock).settings.load().language == "de"


# the data folder ----------------------------------------------------------------------


def presets_for(tmp_path, mode, folder, environment=None):
    machine = {mode: {"data_folder": str(folder)}}
    return read(FakeMachine(tmp_path / "keine", machine=machine, environment=environment or {}))


def test_the_data_folder_is_locked_asked_for_chosen_preset_or_usual(own_profile, tmp_path):
    from loi_desktop.paths import remember_data_folder

    default = presets_for(tmp_path, "default", tmp_path / "vorgabe")
    locked = presets_for(tmp_path, "locked", tmp_path / "fest")
    assert find_data(None, Presets()).by == "usual"
    assert (found := find_data(None, default)).root == tmp_path / "vorgabe"
    assert found.by == "default"
    chosen = tmp_path / "gewählt"
    chosen.mkdir()
    remember_data_folder(chosen)
    assert (find_data(None, default).root, find_data(None, default).by) == (chosen, "chosen")
    assert find_data(str(tmp_path / "x"), default).by == "option"
    assert (find_data(None, locked).root, find_data(None, locked).by) == (tmp_path / "fest", "locked")
    with pytest.raises(UsageError) as caught:
        find_data(str(tmp_path / "x"), locked)
    assert caught.value.code == "data.locked"


@pytest.mark.parametrize("mode", ["locked", "default"])
def test_a_data_folder_out_of_reach_is_no_empty_register(own_profile, tmp_path, mode):
    with pytest.raises(InputError) as caught:
        find_data(None, presets_for(tmp_path, mode, tmp_path / "getrennt" / "LoI"))
    assert caught.value.code == "data.unreachable"
    with pytest.raises(InputError) as caught:
        find_data(None, presets_for(tmp_path, mode, "%HOMESHARE%/LoI"))
    assert caught.value.code == "data.variable"
    assert caught.value.data["variable"] == "HOMESHARE"


def test_a_chosen_folder_that_is_gone_is_said(own_profile, tmp_path):
    from loi_desktop.paths import remember_data_folder

    remember_data_folder(tmp_path / "getrennt")
    with pytest.raises(InputError) as caught:
        find_data(None, Presets())
    assert caught.value.code == "data.unreachable"


def test_a_profile_that_is_gone_is_said(own_profile, monkeypatch):
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(own_profile))  # a drive that is not there
    with pytest.raises(InputError) as caught:
        find_data(None, Presets())
    assert caught.value.code == "data.profile-gone"


def test_a_portable_program_keeps_its_data_beside_it(own_profile, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "Stick" / "LoI-Desktop.exe"))
    (tmp_path / "Stick").mkdir()
    assert find_data(None, Presets()).by == "usual"
    (tmp_path / "Stick" / "portable.txt").write_text("")
    found = find_data(None, Presets())
    assert (found.root, found.by) == (tmp_path / "Stick" / "Daten", "portable")
