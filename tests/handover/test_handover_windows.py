"""What only Windows has, on Windows: types in the registry, the shell's „open“, the new Outlook."""

import sys
import tempfile
import time
import uuid
from pathlib import Path

import pytest

if sys.platform != "win32":
    pytest.skip("Windows' registry and shell", allow_module_level=True)

import ctypes
import winreg

from loi_desktop.errors import OutputError
from loi_desktop.handover import windows
from loi_desktop.handover.programs import MailPrograms

CLASSES = r"Software\Classes"
# Wine's shell knows the computer's file types only, not the person's.
WINE = hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")
TYPES = winreg.HKEY_LOCAL_MACHINE if WINE else winreg.HKEY_CURRENT_USER


def put(key, value, name="", hive=winreg.HKEY_CURRENT_USER):
    with winreg.CreateKey(hive, key) as opened:
        winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)


def drop(key, hive=winreg.HKEY_CURRENT_USER):
    with winreg.OpenKey(hive, key) as opened:
        below = [winreg.EnumKey(opened, n) for n in range(winreg.QueryInfoKey(opened)[0])]
    for name in below:
        drop(rf"{key}\{name}", hive)
    winreg.DeleteKey(hive, key)


@pytest.fixture
def noted():
    """A program that notes what it was given, and how it is started (Wine takes 260 signs)."""
    with tempfile.TemporaryDirectory() as folder:
        script, note = Path(folder, "p.py"), Path(folder, "n")
        script.write_text("import sys; open(sys.argv[1], 'w', encoding='utf-8').write(sys.argv[2])", "utf-8")
        yield note, f'"{sys.executable}" "{script}" "{note}" "%1"'


@pytest.fixture
def kind(noted):
    """A file type of our own, opened by that program."""
    suffix, program = f".loi{uuid.uuid4().hex[:8]}", f"Probe.{uuid.uuid4().hex[:8]}"
    put(rf"{CLASSES}\{suffix}", program, hive=TYPES)
    put(rf"{CLASSES}\{program}\shell\open\command", noted[1], hive=TYPES)
    yield suffix
    drop(rf"{CLASSES}\{suffix}", TYPES)
    drop(rf"{CLASSES}\{program}", TYPES)


def what_was_given(note):
    for _ in range(100):
        if note.exists() and note.read_text("utf-8"):
            return note.read_text("utf-8")
        time.sleep(0.1)
    return ""


def test_a_file_is_given_to_the_program_of_its_type(tmp_path, kind, noted):
    file = tmp_path / f"Schreiben für Jörg{kind}"
    file.write_bytes(b"x")
    MailPrograms().open_file(file)
    assert Path(what_was_given(noted[0])) == file


def test_a_type_that_nobody_opens_is_said(tmp_path):
    file = tmp_path / f"x.{uuid.uuid4().hex[:8]}"
    file.write_bytes(b"x")
    with pytest.raises(OutputError) as caught:
        MailPrograms().open_file(file)
    assert caught.value.code == "open.no-program"


def test_the_new_outlook_gets_the_draft_itself_where_the_shell_would_not_give_it(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(windows, "_started", lambda *command: started.append(command) or True)
    put(windows._NEW_OUTLOOK, '"C:\\Outlook\\olk.exe"')
    try:
        draft = tmp_path / "Entwurf.eml"
        draft.write_bytes(b"X-Unsent: 1\r\n\r\n")
        MailPrograms().open_draft(draft)
    finally:
        drop(windows._NEW_OUTLOOK)
    assert started == [("C:\\Outlook\\olk.exe", str(draft))]


def test_a_program_that_is_not_there_is_no_start():
    assert windows._started(r"C:\gibt\es\nicht.exe") is False


def test_a_foreign_program_does_not_inherit_the_frozen_programs_library_folder(tmp_path, monkeypatch):
    kernel, seen = ctypes.WinDLL("kernel32"), []

    def named():
        folder = ctypes.create_unicode_buffer(32_768)
        return folder.value if kernel.GetDllDirectoryW(len(folder), folder) else ""

    file = tmp_path / "Schreiben.pdf"
    file.write_bytes(b"x")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(windows.os, "startfile", lambda _: seen.append(named()))
    kernel.SetDllDirectoryW(str(tmp_path))
    try:
        MailPrograms().open_file(file)
        assert seen == [""]
        assert named() == str(tmp_path), "the program itself still needs it"
    finally:
        kernel.SetDllDirectoryW(None)
