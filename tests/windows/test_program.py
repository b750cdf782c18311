"""The frozen Windows program under Wine: every part, the main job, the window, what it is made of."""

import contextlib
import re
import subprocess
import sys
import time

import pikepdf
import pytest
from computer import Computer, sizes

pytestmark = pytest.mark.windows

PACKED = {"/Length"}  # depends on the compressor


@pytest.fixture
def computer(wine, work):
    return Computer(wine, work)


def test_every_part_works(computer, frozen):
    assert computer.selftest(frozen) == (0, [])


def test_the_window_program_reads_foreign_files_in_a_process_of_its_own_too(computer, frozen):
    """It has no console to say what fails; the letterhead is read by itself, called once more."""
    assert computer.run(frozen / "LoI-Desktop.exe", "selftest", timeout=180).returncode == 0


def test_every_part_works_where_no_folder_for_temporary_files_is_named(computer, frozen):
    assert computer.selftest(frozen, environment={"TEMP": "", "TMP": ""}) == (0, [])


def test_the_main_job_in_the_console(computer, frozen, place):
    target = place / "Beispiel für Jörg"
    done = computer.run(frozen / "loi.exe", "--data", place / "Daten", "demo", "-o", target, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    made = {file.suffix: file for file in target.iterdir()}
    assert {".loi", ".pdf", ".eml"} <= set(made)
    assert made[".pdf"].read_bytes().startswith(b"%PDF-1.7")
    assert list((place / "Daten" / "letters").glob("*/v1.pdf")), "the program kept no copy of its own"


def test_the_same_letter_has_the_same_streams_as_on_linux(computer, frozen, place):
    """All but what depends on the compressor: Windows and Linux come with different zlibs."""
    here = place / "hier"
    python = [
        sys.executable,
        "-m",
        "loi_desktop",
        "--data",
        str(place / "DatenHier"),
        "demo",
        "-o",
        str(here),
    ]
    subprocess.run(python, check=True, capture_output=True)
    computer.run(frozen / "loi.exe", "--data", place / "Daten", "demo", "-o", place / "dort")
    (linux,), (windows,) = (list((place / name).glob("*.pdf")) for name in ("hier", "dort"))
    assert streams(windows) == streams(linux)


def streams(file):
    """Every object of a PDF, its stream unpacked."""
    with pikepdf.open(file) as pdf:
        found = []
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                entries = {name: repr(value) for name, value in thing.items() if name not in PACKED}
                found.append((entries, thing.read_bytes()))
            else:
                found.append(repr(thing))
        return found, repr(pdf.trailer.get("/ID"))


def test_the_console_speaks_german_and_ends_with_the_status_that_is_described(computer, frozen, place):
    missing = computer.run(frozen / "loi.exe", "--data", place / "Daten", "check", place / "fehlt.loi")
    assert missing.returncode == 3
    assert "fehlt.loi" in missing.stderr
    assert "Traceback" not in missing.stderr


def test_the_version_needs_neither_qt_nor_reportlab(computer, frozen, place):
    version = libraries(computer, frozen, "--version")
    assert "python313.dll" in version
    heavy = re.compile(r"qt6|qt\w+\.pyd|shiboken|qpdf|pdfium|_core|_rl_accel|_imaging", re.IGNORECASE)
    assert [name for name in version if heavy.match(name)] == []
    demo = libraries(computer, frozen, "--data", place / "Daten", "demo", "-o", place / "Beispiel")
    assert [name for name in demo if name.startswith("qpdf")], "the look above finds nothing"


def libraries(computer, frozen, *words):
    """The files that Windows (Wine) loads for one call of the console."""
    done = computer.run(frozen / "loi.exe", *words, environment={"WINEDEBUG": "+loaddll"})
    assert done.returncode == 0, done.stderr[-2000:]
    loaded = re.findall(r'Loaded L"([^"]+)"', done.stderr)
    return [re.split(r"[\\/]+", file)[-1].casefold() for file in loaded]


def test_nothing_is_written_beside_the_program(computer, frozen, place):
    before = sorted((file, file.stat().st_mtime) for file in frozen.rglob("*"))
    computer.run(frozen / "loi.exe", "--data", place / "Daten", "demo", "-o", place / "Beispiel")
    assert sorted((file, file.stat().st_mtime) for file in frozen.rglob("*")) == before


def test_the_real_window_opens_and_closes_politely(computer, frozen, place):
    with opened(computer, frozen, place) as window:
        picture = computer.photograph(place, "fenster-windows.png", lambda found: sum(found.values()) > 0)
        assert window.poll() is None, "the window ended by itself"
        assert len(picture) > 50, "the screen stayed empty"
        assert computer.run("taskkill", "/IM", "LoI-Desktop.exe").returncode == 0
        assert window.wait(30) == 0


def test_a_double_click_shows_the_letter_beside_its_page_on_the_letterhead(computer, frozen, place):
    computer.run(frozen / "loi.exe", "--data", place / "Daten", "demo", "-o", place / "Beispiel")
    with opened(computer, frozen, place, place / "Beispiel" / "Musterstadt.loi") as window:
        found = computer.photograph(place, "schreiben-windows.png", letterhead_is_there)
        assert window.poll() is None, "the window ended by itself"
        assert letterhead_is_there(found), "QtPdf drew no page with the letterhead"


@contextlib.contextmanager
def opened(computer, frozen, place, *words):
    """The window on its own data, once it has a title; ended in any case."""
    data = {"LOI_DATA_DIR": computer.wine.windows(place / "Daten")}
    window = computer.wine.start(frozen / "LoI-Desktop.exe", *words, environment=data)
    try:
        assert computer.wait_for(lambda: any("LoI-Desktop" in title for title in computer.wine.titles()))
        yield window
    finally:
        computer.run("taskkill", "/F", "/IM", "LoI-Desktop.exe")
        window.wait(30)


def letterhead_is_there(found):
    """Both colours of the example's letterhead (resources/letterheads/musterstadt.pdf)."""
    return all(found.get(colour, 0) > 100 for colour in ((224, 165, 38), (20, 64, 107)))


def test_a_second_start_hands_its_letter_to_the_open_window(computer, frozen, place):
    letter = place / "Brief für Jörg.loi"
    computer.run(frozen / "loi.exe", "new", "-o", letter)
    data = {"LOI_DATA_DIR": computer.wine.windows(place / "Daten")}
    with opened(computer, frozen, place):
        time.sleep(2)
        second = computer.run(frozen / "LoI-Desktop.exe", letter, environment=data, timeout=30)
        assert second.returncode == 0, "a second window stayed open"
        listing = (frozen / "loi.exe", "register", "list", "--json")
        there = lambda: '"id"' in computer.run(*listing, environment=data).stdout  # noqa: E731
        assert computer.wait_for(there, 20), "the letter did not come in"


def test_the_program_says_in_german_what_it_is(frozen):
    for name, words in {"LoI-Desktop.exe": "Interessensbekundungen schreiben", "loi.exe": "Konsole"}.items():
        data = (frozen / name).read_bytes()
        assert words.encode("utf-16-le") in data
        assert bytes.fromhex("0704B004") in data, "the version is not marked as German"
        assert b"longPathAware" in data


def test_it_needs_no_openssl_and_nothing_of_windows_lies_in_it(frozen):
    names = {file.name.casefold() for file in frozen.rglob("*")}
    foreign = re.compile(r"libssl|libcrypto|api-ms-|ucrtbase|icuuc|mscms|opengl32sw")
    assert not [name for name in names if foreign.match(name)]


def test_installed_size(frozen):
    files = [(file.stat().st_size, file.name) for file in frozen.rglob("*") if file.is_file()]
    assert sizes(frozen) <= 112_000_000, sorted(files, reverse=True)[:10]


def test_a_moved_program_folder_works(computer, frozen, place):
    moved = place / "Programme (alt) – verschoben"
    subprocess.run(["cp", "-al", str(frozen), str(moved)], check=True)
    assert computer.selftest(moved) == (0, [])
