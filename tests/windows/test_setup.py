"""setup.exe under Wine: installed silently, tried, updated, refused, removed; only the clerk's data stay."""

import filecmp
import re
import time
import zipfile

import pytest
from winbuild import nsis, places

pytestmark = pytest.mark.windows

KEY = r"HKEY_LOCAL_MACHINE\Software\LoI-Desktop"
UNINSTALL = r"HKEY_LOCAL_MACHINE\Software\Microsoft\Windows\CurrentVersion\Uninstall\LoI-Desktop"
CLASSES = r"HKEY_LOCAL_MACHINE\Software\Classes"


def test_its_size(setup_exe):
    assert setup_exe.stat().st_size <= 36_000_000


def test_its_first_page_is_german_and_wears_our_picture(computer, setup_exe, place):
    set_up = computer.wine.start(setup_exe)
    try:
        assert computer.wait_for(lambda: "Installation von LoI-Desktop" in computer.wine.titles())
        found = computer.photograph(place, "einrichtung-windows.png", has_our_ground)
        assert has_our_ground(found)
    finally:
        computer.run("taskkill", "/F", "/IM", setup_exe.name)
        set_up.wait(30)


def has_our_ground(found):
    """The ground of the banner (`winbuild/icons.py`)."""
    return found.get((0xE8, 0xED, 0xF4), 0) > 10_000


def test_for_all_people_and_back(computer, setup_exe, frozen):
    before = computer.state()
    status, seconds = computer.setup(setup_exe, "/AllUsers")
    assert status == 0
    assert seconds <= 30
    installed = {str(file.relative_to(computer.program)) for file in computer.program.rglob("*")}
    assert installed ^ {str(file.relative_to(frozen)) for file in frozen.rglob("*")} == {"uninstall.exe"}
    assert computer.selftest(computer.program) == (0, [])
    assert computer.value(UNINSTALL, "DisplayVersion") == places.version()
    assert computer.value(UNINSTALL, "QuietUninstallString").endswith('uninstall.exe" /AllUsers /S')
    assert computer.value(rf"{CLASSES}\.loi") == "LoI-Desktop.Schreiben"
    opened = computer.value(rf"{CLASSES}\LoI-Desktop.Schreiben\shell\open\command")
    assert opened == r'"C:\Program Files\LoI-Desktop\LoI-Desktop.exe" "%1"'
    assert computer.value(rf"{CLASSES}\LoI-Desktop.Aufruf\DefaultIcon").endswith("LoI-Desktop.exe,2")
    assert (computer.start_menu / "LoI-Desktop.lnk").exists()
    assert (computer.wine.drive / "ProgramData/LoI-Desktop").is_dir(), "no folder for IT's presets"
    assert computer.remove(computer.program) == 0
    assert computer.changes(before) == ([], [])


def test_for_one_person_in_a_folder_with_umlauts_where_foreign_files_lie(computer, setup_exe):
    folder = computer.wine.home / "Meine Programme" / "Für Briefe"
    folder.mkdir(parents=True)
    (folder / "Urlaub.txt").write_text("Sylt", "utf-8")
    before = computer.state()
    status, _ = computer.setup(setup_exe, "/CurrentUser", f"/D={computer.wine.windows(folder)}")
    assert status == 0
    assert computer.selftest(folder) == (0, [])
    own = KEY.replace("LOCAL_MACHINE", "CURRENT_USER")
    assert computer.value(own, "InstallDir") == computer.wine.windows(folder)
    assert not computer.program.exists()
    assert computer.remove(folder, "/CurrentUser") == 0
    assert computer.changes(before) == ([], [])
    assert (folder / "Urlaub.txt").read_text("utf-8") == "Sylt"


def test_the_clerks_data_stay(computer, setup_exe, place):
    computer.setup(setup_exe, "/AllUsers")
    computer.write_a_letter(computer.program, place)
    data = computer.wine.home / "AppData/Local/LoI-Desktop"
    kept = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    assert kept, "nothing was recorded"
    computer.remove(computer.program)
    assert {file: file.read_bytes() for file in data.rglob("*") if file.is_file()} == kept


def test_an_update_replaces_the_older_version_and_keeps_the_desktop_icon(computer, setup_exe, older):
    before = computer.state()
    assert computer.setup(older["setup"], "/AllUsers", "/DESKTOP")[0] == 0
    assert computer.value(KEY, "Version") == "0.0.9"
    assert (computer.program / "_internal/nur-damals.txt").exists()
    icon = next(computer.wine.drive.glob("users/Public/Desktop/LoI-Desktop.lnk"))
    assert computer.setup(setup_exe, r"/D=C:\Anderswo")[0] == 0
    assert not (computer.wine.drive / "Anderswo").exists(), "two programs, one of them forgotten"
    assert computer.value(KEY, "Version") == places.version()
    assert not (computer.program / "_internal/nur-damals.txt").exists()
    assert icon.exists()
    assert computer.selftest(computer.program) == (0, [])
    computer.remove(computer.program)
    assert computer.changes(before) == ([], [])


def test_a_newer_version_stays(computer, setup_exe, older):
    computer.setup(setup_exe, "/AllUsers")
    before = computer.state()
    assert computer.setup(older["setup"], "/AllUsers")[0] == 5
    assert computer.changes(before) == ([], [])


def test_an_open_window_is_closed_politely_and_the_update_goes_on(computer, setup_exe, older, place):
    computer.setup(older["setup"], "/AllUsers")
    data = {"LOI_DATA_DIR": computer.wine.windows(place / "Daten")}
    window = computer.wine.start(computer.program / "LoI-Desktop.exe", environment=data)
    assert computer.wait_for(lambda: any("LoI-Desktop" in title for title in computer.wine.titles()))
    time.sleep(2)
    assert computer.setup(setup_exe, "/AllUsers")[0] == 0
    assert window.wait(20) == 0, "it did not end by itself"
    assert computer.value(KEY, "Version") == places.version()


def test_a_program_that_stays_open_stops_the_update_and_nothing_changes(computer, setup_exe, older, place):
    from winbuild import winpython

    computer.setup(older["setup"], "/AllUsers")
    before = computer.state()
    script = place / "halten.py"
    script.write_text(
        "import ctypes, sys, time\n"
        "ctypes.windll.kernel32.CreateFileW(sys.argv[1], 0x80000000, 1, None, 3, 0, None)\n"
        "open(sys.argv[2], 'w').close()\ntime.sleep(120)\n",
        "utf-8",
    )
    python = winpython.python(computer.wine)
    holder = computer.wine.start(python, script, computer.program / "loi.exe", place / "hält")
    try:
        assert computer.wait_for((place / "hält").exists)
        assert computer.setup(setup_exe, "/AllUsers")[0] == 4
        assert computer.changes(before) == ([], [])
    finally:
        computer.run("taskkill", "/F", "/IM", "python.exe")
        holder.wait(30)


def test_without_rights_it_ends_with_its_status_and_leaves_nothing_WINE_a_read_only_mount_stands_for_them(  # noqa: N802
    computer, setup_exe
):
    before = computer.state()
    inside = computer.wine.inside(computer.program_files)
    room = computer.wine.room
    room.run("mount", "--bind", inside, inside)
    room.run("mount", "-o", "remount,bind,ro", inside)
    try:
        assert computer.setup(setup_exe, "/AllUsers")[0] == 2
    finally:
        room.run("umount", inside)
    assert computer.changes(before) == ([], [])


def test_a_full_drive_ends_with_its_status_and_leaves_nothing(computer, setup_exe):
    folder = computer.wine.drive / "voll"
    folder.mkdir()
    inside = computer.wine.inside(folder)
    computer.wine.room.run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", inside)
    try:
        before = computer.registry()
        assert computer.setup(setup_exe, "/AllUsers", r"/D=C:\voll\LoI")[0] == 2
        left = computer.wine.room.run("find", inside, "-mindepth", "1").stdout
    finally:
        computer.wine.room.run("umount", inside)
        folder.rmdir()
    assert left == ""
    assert computer.registry() == before


def test_the_zip_runs_from_any_folder_and_keeps_data_beside_itself_while_the_marker_lies_there(
    computer, release, place
):
    with zipfile.ZipFile(next(release.glob("*-portable.zip"))) as archive:
        archive.extractall(place / "Stick von Jörg")
    folder = place / "Stick von Jörg" / "LoI-Desktop"
    assert computer.selftest(folder) == (0, [])
    before = computer.state()
    computer.write_a_letter(folder, place)
    assert list((folder / "Daten" / "letters").glob("*/v1.pdf"))
    assert computer.changes(before) == ([], [])
    (folder / "portable.txt").unlink()
    (folder / "Daten").rename(place / "weg")
    (place / "Brief.loi").unlink()
    (place / "Brief.pdf").unlink()
    computer.write_a_letter(folder, place)
    assert not (folder / "Daten").exists()


def test_the_same_folder_gives_the_same_setup(wine, work, frozen):
    files = [work / "proof" / f"again-{number}.exe" for number in (1, 2)]
    for file in files:
        nsis.build(wine.room, work, frozen, file, "1.2.3", effort="quick")
        time.sleep(2)  # what the clock has a part in differs now
    assert filecmp.cmp(*files, shallow=False), "two builds of the same folder differ"


def test_what_is_removed_is_what_is_installed_and_nothing_else(frozen):
    listed = nsis.file_list(frozen, "/x")
    removed = {line.split('"')[1] for line in listed.splitlines() if line.strip().startswith("Delete")}
    files = [file.relative_to(frozen) for file in frozen.rglob("*") if file.is_file()]
    assert removed == {"\\".join(["$INSTDIR", *file.parts]) for file in files}
    script = (places.parts() / "setup.nsi").read_text("utf-8")
    assert not re.search(r"^\s*(RMDir|Delete)\b.*/r", script, re.MULTILINE)
