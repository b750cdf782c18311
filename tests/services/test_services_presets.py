"""Presets of the IT department: where they come from, which counts, what is wrong with them."""

import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from presets_samples import HEAD, FakeMachine

from loi_desktop.model.presets import KEYS, Problem
from loi_desktop.services.presets.reading import read
from loi_desktop.services.presets.trust import posix_distrust, windows_distrust
from loi_desktop.texts import Texts

POLICIES = Path(__file__).parents[2] / "packaging" / "policies"
ADMIN_ONLY = "O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"


@pytest.fixture
def machine(tmp_path):
    return FakeMachine(tmp_path / "presets.toml")


def values(presets):
    return {entry.name: (entry.value, entry.mode, entry.origin) for entry in presets.entries}


def codes(presets):
    return [problem.code for problem in presets.problems]


def sentences(presets):
    return [Texts("de").finding(problem) for problem in presets.problems]


def test_without_presets_everything_is_free(machine):
    presets = read(machine)
    assert presets.entries == presets.problems == ()
    assert {source.state for source in presets.sources} == {"absent"}
    assert all(presets.may(key.name) for key in KEYS if key.kind == "switch")


def test_a_file_lays_down_defaults_and_locks(machine):
    machine.file.write_text(
        HEAD + '[default]\nmail = "folder"\n[locked]\nfile_name = "{Kommune}"\nmay_add_calls = false\n'
    )
    presets = read(machine)
    assert values(presets) == {
        "mail": ("folder", "default", "file"),
        "file_name": ("{Kommune}", "locked", "file"),
        "may_add_calls": (False, "locked", "file"),
    }
    assert presets.choose("mail", "program") == "program"
    assert presets.choose("mail", "") == "folder"
    assert presets.choose("file_name", "eigenes") == "{Kommune}"
    assert not presets.may("may_add_calls")
    assert presets.may("may_add_letterheads")


def test_the_machines_policy_comes_before_the_users_and_before_the_file(machine):
    machine.file.write_text(HEAD + '[locked]\nmail = "program"\nlanguage = "en"\ntheme = "dark"\n')
    machine.user = {"locked": {"mail": "folder", "language": "de"}}
    machine.machine = {"default": {"mail": "program"}}
    assert values(read(machine)) == {
        "mail": ("program", "default", "machine-policy"),
        "language": ("de", "locked", "user-policy"),
        "theme": ("dark", "locked", "file"),
    }


def test_what_one_place_says_twice_is_locked(machine):
    machine.machine = {"default": {"language": "en"}, "locked": {"Language": "de", "may_move_data": 0}}
    presets = read(machine)
    assert presets.locked("language") == "de"
    assert not presets.may("may_move_data")


def test_paths_are_completed_from_the_environment(machine, tmp_path):
    machine.environment = {"HOMESHARE": str(tmp_path), "USERNAME": "Müller Ö"}
    machine.machine = {"default": {"data_folder": "%HomeShare%/%username%/LoI"}}
    assert read(machine).default("data_folder") == str(tmp_path / "Müller Ö" / "LoI")


def test_a_path_that_cannot_be_completed_is_kept_apart(machine):
    machine.machine = {"locked": {"data_folder": "%HOMESHARE%/LoI"}}
    presets = read(machine)
    assert presets.locked("data_folder") == ""
    assert presets.get("data_folder").variable == "HOMESHARE"


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        ("format = ", "preset.file-damaged", "Zeile 1"),
        ("x" * 300_000, "preset.file-unreadable", "presets.toml"),
        (b"\xff\xfe\x00", "preset.file-damaged", "presets.toml"),
        ("[locked]\n", "preset.file-format", "version = 1"),
        ('format = "loi-presets"\nversion = 2\n', "preset.file-newer", "neuere"),
        ('format = "loi-presets"\nversion = true\n', "preset.file-format", "version = 1"),
        (HEAD + "locked = 3\n", "preset.file-format", "[locked]"),
        (HEAD + '[locked]\nfile_nam = "x"\n', "preset.unknown", "file_nam"),
        (HEAD + 'mail = "folder"\n', "preset.outside", "mail"),
        (HEAD + '[locked]\nmail = "brieftaube"\n', "preset.value", "program | folder"),
        (HEAD + "[locked]\nfile_name = 7\n", "preset.value", "file_name"),
        (HEAD + "[locked]\nmay_add_calls = 7\n", "preset.value", "true | false"),
        (HEAD + "[default]\nmay_add_calls = false\n", "preset.only-locked", "may_add_calls"),
        (HEAD + '[locked]\ndata_folder = "LoI"\n', "preset.not-absolute", "LoI"),
    ],
)
def test_what_is_wrong_is_said_in_german_and_the_rest_holds(machine, content, code, word):
    raw = content if isinstance(content, bytes) else content.encode()
    machine.file.write_bytes(raw)
    machine.machine = {"locked": {"language": "de"}}
    presets = read(machine)
    assert codes(presets) == [code]
    assert word in sentences(presets)[0]
    assert "{" not in sentences(presets)[0].replace("{Kommune}", "")
    assert presets.locked("language") == "de"


def test_a_good_line_beside_a_bad_one_holds(machine):
    machine.file.write_text(HEAD + '[locked]\nunsinn = 1\nfile_name = "{Kommune}"\n')
    assert read(machine).locked("file_name") == "{Kommune}"


def test_a_file_that_others_may_write_does_not_count(machine):
    machine.file.write_text(HEAD + '[locked]\nmail = "folder"\n')
    machine.problem = Problem("preset.writable", {"file": str(machine.file.parent), "who": "BU"})
    presets = read(machine)
    assert presets.entries == ()
    assert presets.sources[-1].state == "ignored"
    assert "dürfen auch andere" in sentences(presets)[0]


@pytest.mark.skipif(os.name == "nt", reason="POSIX rights")
@pytest.mark.parametrize(("file_mode", "folder_mode", "code"), [
    (0o644, 0o755, None),
    (0o664, 0o755, "preset.writable"),
    (0o646, 0o755, "preset.writable"),
    (0o644, 0o775, "preset.writable"),
])  # fmt: skip
def test_on_linux_owner_and_rights_of_file_and_folder_decide(tmp_path, file_mode, folder_mode, code):
    file = tmp_path / "presets.toml"
    file.write_text(HEAD)
    file.chmod(file_mode)
    tmp_path.chmod(folder_mode)
    found = posix_distrust(file, admin=os.getuid())
    assert (found and found.code) == code


@pytest.mark.skipif(os.name == "nt", reason="POSIX rights")
def test_on_linux_a_file_of_somebody_else_does_not_count(tmp_path):
    file = tmp_path / "presets.toml"
    file.write_text(HEAD)
    if os.getuid() == 0:
        os.chown(file, 12345, 12345)
    found = posix_distrust(file)
    assert found.code == "preset.foreign-owner"
    assert found.data["who"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX rights")
def test_on_linux_a_link_to_a_writable_file_does_not_count(tmp_path):
    (tmp_path / "offen").mkdir(mode=0o777)
    (tmp_path / "offen").chmod(0o777)
    real = tmp_path / "offen" / "p.toml"
    real.write_text(HEAD)
    link = tmp_path / "presets.toml"
    link.symlink_to(real)
    assert posix_distrust(link, admin=os.getuid()).code == "preset.writable"


@pytest.mark.parametrize(
    ("file", "folder", "code"),
    [
        (ADMIN_ONLY, ADMIN_ONLY, None),
        # as Windows passes it on below ProgramData: users may add files to the folder
        ("O:BAG:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)",
         "O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)",
         "preset.writable"),
        ("O:S-1-5-21-1-2-3-1001G:DUD:(A;;FA;;;BA)", ADMIN_ONLY, "preset.foreign-owner"),
        ("O:BAG:SYD:(A;;FA;;;BA)(A;;FW;;;AU)", ADMIN_ONLY, "preset.writable"),
        ("O:BAG:SYD:(A;;FA;;;BA)(A;;SD;;;S-1-5-21-1-2-3-1001)", ADMIN_ONLY, "preset.writable"),
        ("O:BAG:SYD:(XA;;FX;;;WD;(@User.x == (1)))(A;;WO;;;WD)", ADMIN_ONLY, "preset.writable"),
        ("O:BAG:SYD:NO_ACCESS_CONTROL", ADMIN_ONLY, "preset.writable"),
        ("O:BAG:SY", ADMIN_ONLY, "preset.writable"),
        ("G:SYD:(A;;FA;;;BA)", ADMIN_ONLY, "preset.foreign-owner"),
        ("", ADMIN_ONLY, "preset.rights-unknown"),
        ("O:SYG:SYD:(A;;FA;;;SY)(A;OICIIO;GA;;;CO)(A;;FRFX;;;WD)", ADMIN_ONLY, None),
    ],
)  # fmt: skip
def test_on_windows_the_descriptors_decide_only_reading_them_needs_windows(tmp_path, file, folder, code):
    preset = tmp_path / "presets.toml"
    found = windows_distrust(preset, lambda path: file if path == preset else folder)
    assert (found and found.code) == code


def names(tree, tag):
    return tree.iter("{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}" + tag)


def test_the_policy_template_knows_every_preset_and_no_other():
    tree = ET.parse(POLICIES / "LoI-Desktop.admx")
    found = {}
    for policy in names(tree, "policy"):
        parts = [policy, *names(policy, "text"), *names(policy, "enum")]
        name = next(part.get("valueName") for part in parts if part.get("valueName"))
        mode = policy.get("key").rpartition("\\")[2].lower()
        assert policy.get("key") == rf"Software\Policies\LoI-Desktop\{mode.capitalize()}"
        choices = tuple(string.text for string in names(policy, "string"))
        found[name, mode] = (choices, policy.find("./{*}enabledValue") is not None)
    wanted = {}
    for key in KEYS:
        for mode in ("locked", "default") if key.kind != "switch" else ("locked",):
            wanted[key.name, mode] = (key.choices, key.kind == "switch")
    assert found == wanted


def test_the_policy_template_needs_no_other_template_and_says_itself_where_it_holds():
    tree = ET.parse(POLICIES / "LoI-Desktop.admx")
    assert list(names(tree, "using")) == []
    defined = [definition.get("name") for definition in names(tree, "definition")]
    asked = {place.get("ref") for policy in names(tree, "policy") for place in names(policy, "supportedOn")}
    assert asked == set(defined)
    assert all(list(names(policy, "supportedOn")) for policy in names(tree, "policy"))


@pytest.mark.parametrize("language", ["de-DE", "en-US"])
def test_the_policy_templates_words_are_complete(language):
    admx = (POLICIES / "LoI-Desktop.admx").read_text("utf-8")
    tree = ET.parse(POLICIES / language / "LoI-Desktop.adml")
    import re

    for kind in ("string", "presentation"):
        asked = set(re.findall(rf"\$\({kind}\.(\w+)\)", admx))
        there = {e.get("id"): "".join(e.itertext()).strip() for e in names(tree, kind)}
        assert asked == set(there)
        assert all(there.values())
