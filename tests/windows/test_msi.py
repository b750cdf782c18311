"""The MSI under Wine: installed, repaired, updated, removed without a question; presets from properties."""

import hashlib
import re
import shutil
import time

import pytest
from winbuild import msi, places

pytestmark = pytest.mark.windows

KEY = r"HKEY_LOCAL_MACHINE\Software\LoI-Desktop"
POLICIES = r"HKEY_LOCAL_MACHINE\Software\Policies\LoI-Desktop"


@pytest.fixture(autouse=True)
def removed_afterwards(computer, msi_file, older):
    yield
    for file in (msi_file, older["msi"]):
        if computer.run("reg", "query", KEY, "/v", "Folder").returncode == 0:
            computer.msi("/x", file)


def test_installed_tried_repaired_and_removed(computer, msi_file):
    before = computer.state()
    start = time.monotonic()
    assert computer.msi("/i", msi_file) == 0
    assert time.monotonic() - start <= 30
    assert computer.selftest(computer.program) == (0, [])
    assert computer.value(r"HKEY_LOCAL_MACHINE\Software\Classes\.loi") == "LoI-Desktop.Schreiben"
    assert list(computer.wine.drive.rglob("Start Menu/Programs/LoI-Desktop.lnk"))  # Wine: in the person's
    (computer.program / "loi.exe").unlink()
    assert computer.msi("/i", msi_file, "REINSTALL=ALL", "REINSTALLMODE=amus") == 0
    assert computer.selftest(computer.program) == (0, [])
    assert computer.msi("/x", msi_file) == 0
    assert computer.changes(before) == ([], [])


def test_an_update_replaces_the_older_version_and_keeps_the_presets(computer, msi_file, older):
    before = computer.state()
    assert (
        computer.msi("/i", older["msi"], r"DEFAULT_DATA_FOLDER=%USERPROFILE%\LoI", "LOCKED_MAY_ADD_FONTS=0")
        == 0
    )
    assert computer.value(rf"{POLICIES}\Default", "data_folder") == r"%USERPROFILE%\LoI"
    assert (computer.program / "_internal/nur-damals.txt").exists()
    assert computer.msi("/i", msi_file, "LOCKED_MAY_ADD_FONTS=1") == 0
    assert computer.value(rf"{POLICIES}\Default", "data_folder") == r"%USERPROFILE%\LoI"
    assert computer.value(rf"{POLICIES}\Locked", "may_add_fonts") == "1"
    assert not (computer.program / "_internal/nur-damals.txt").exists()
    assert computer.selftest(computer.program) == (0, [])
    shown = computer.run(computer.program / "loi.exe", "config", "show", "--json").stdout
    assert r"Jörg Müßig\\LoI" in shown
    computer.run("reg", "delete", rf"{POLICIES}\Default", "/f")
    assert computer.msi("/i", msi_file, "REINSTALL=ALL", "REINSTALLMODE=amus") == 0
    assert computer.value(rf"{POLICIES}\Locked", "may_add_fonts") == "1", "lost by a repair"
    assert computer.value(rf"{POLICIES}\Default", "data_folder") is None, "taken out, and back again"
    assert computer.msi("/x", msi_file) == 0
    assert computer.changes(before) == ([], [])


def test_a_repair_on_windows_finds_what_it_must_write_WINE_asks_conditions_anew_by_itself(wine, msi_file):  # noqa: N802
    room, file = wine.room, wine.inside(msi_file)
    names = [name for _, _, name in msi._presets()]
    order = room.run("msiinfo", "export", file, "InstallExecuteSequence").stdout
    steps = dict(re.findall(r"^Keep_(\w+)\t[^\t]*\t(\d+)", order, re.MULTILINE))
    assert set(steps) == {*names, "INSTALLDIR"}
    (search,) = re.findall(r"^AppSearch\t[^\t]*\t(\d+)", order, re.MULTILINE)
    assert all(int(search) < int(step) < 100 for step in steps.values())
    parts = room.run("msiinfo", "export", file, "Component").stdout
    kinds = dict(re.findall(r"^preset_(\w+)\t[^\t]*\t[^\t]*\t(\d+)", parts, re.MULTILINE))
    assert set(kinds) == set(names)
    assert all(int(kind) & 64 for kind in kinds.values()), "asked only at the first installation"


def test_an_update_stays_in_the_folder_that_was_chosen(computer, msi_file, older):
    chosen = computer.wine.drive / "Fachverfahren" / "Förderbriefe"
    chosen.parent.mkdir(exist_ok=True)
    before = computer.state()
    assert computer.msi("/i", older["msi"], rf"INSTALLDIR={computer.wine.windows(chosen)}") == 0
    assert (chosen / "_internal/nur-damals.txt").exists()
    assert computer.msi("/i", msi_file) == 0
    assert not (chosen / "_internal/nur-damals.txt").exists()
    assert not computer.program.exists()
    assert computer.selftest(chosen) == (0, [])
    assert computer.msi("/x", msi_file) == 0
    assert computer.changes(before) == ([], [])


def test_a_newer_version_stays(computer, msi_file, older):
    assert computer.msi("/i", msi_file) == 0
    before = computer.state()
    assert computer.msi("/i", older["msi"]) != 0
    assert computer.changes(before) == ([], [])


def test_a_newer_version_of_the_setup_stays(computer, msi_file):
    for name, value in (("Installer", "setup"), ("Number", str(9 << 24))):
        computer.run("reg", "add", KEY, "/v", name, "/d", value, "/f")
    try:
        before = computer.state()
        assert computer.msi("/i", msi_file) != 0
        assert computer.changes(before) == ([], [])
    finally:
        computer.run("reg", "delete", KEY, "/f")


def test_it_replaces_what_the_setup_had_installed(computer, msi_file, older):
    before = computer.state()
    assert computer.setup(older["setup"], "/AllUsers")[0] == 0
    left_over = computer.wine.drive / "Anderswo"
    left_over.mkdir()
    shutil.copy(computer.program / "uninstall.exe", left_over)
    assert computer.msi("/i", msi_file) == 0
    assert computer.value(KEY, "Installer") == "msi"
    computer.run(left_over / "uninstall.exe", "/S", "/AllUsers", rf"_?={computer.wine.windows(left_over)}")
    shutil.rmtree(left_over)
    assert computer.value(KEY, "Installer") == "msi", "an older uninstaller took what is not its own"
    assert not (computer.program / "uninstall.exe").exists()
    assert not (computer.program / "_internal/nur-damals.txt").exists()
    assert computer.selftest(computer.program) == (0, [])
    assert computer.msi("/x", msi_file) == 0
    assert computer.changes(before) == ([], [])


def test_the_setup_leaves_alone_what_it_has_distributed(computer, msi_file, setup_exe):
    assert computer.msi("/i", msi_file) == 0
    before = computer.state()
    assert computer.setup(setup_exe, "/AllUsers")[0] == 6
    assert computer.changes(before) == ([], [])


def test_the_same_folder_gives_the_same_package_with_fixed_codes(wine, work, frozen):
    made = []
    for name in ("first", "second"):
        file = msi.build(wine.room, work, frozen, work / f"{name}.msi", places.version())
        made.append(hashlib.sha256(file.read_bytes()).hexdigest())
        time.sleep(2)  # what the clock has a part in differs now
    assert made[0] == made[1]
    said = wine.room.run("msiinfo", "suminfo", "/work/first.msi").stdout
    assert "x64;1031" in said
    listed = wine.room.run("msiinfo", "export", "/work/first.msi", "Property").stdout
    assert f"UpgradeCode\t{{{msi.UPGRADE_CODE}}}" in listed
