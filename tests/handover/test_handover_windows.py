"""What only Windows has, on Windows: types in the registry, the shell's „open“, the new Outlook."""

import sys
import time
import uuid
from pathlib import Path

import pytest

if sys.platform != "win32":
    pytest.skip("Windows' registry and shell", allow_module_level=True)

import winreg

from loi_desktop.errors import OutputError
from loi_desktop.handover import windows
from loi_desktop.handover.programs import MailPrograms

CLASSES = r"Software\Classes"


def put(key, value, name=""):
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
        winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)


def drop(key):
    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
        below = [winreg.EnumKey(opened, n) for n in range(winreg.QueryInfoKey(opened)[0])]
    for name in below:
        drop(rf"{key}\{name}")
    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)


@pytest.fixture
def noted(tmp_path):
    """A program that notes what it was given, and how it is started."""
    script, note = tmp_path / "Programm.py", tmp_path / "Notiz.txt"
    script.write_text("import sys; open(sys.argv[1], 'w', encoding='utf-8').write(sys.argv[2])", "utf-8")
    return note, f'"{sys.executable}" "{script}" "{note}" "%1"'


@pytest.fixture
def kind(noted):
    """A file type of our own, opened by that program."""
    suffix, program = f".loi{uuid.uuid4().hex[:8]}", f"Probe.{uuid.uuid4().hex[:8]}"
    put(rf"{CLASSES}\{suffix}", program)
    put(rf"{CLASSES}\{program}\shell\open\command", noted[1])
    yield suffix
    drop(rf"{CLASSES}\{suffix}")
    drop(rf"{CLASSES}\{program}")


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
