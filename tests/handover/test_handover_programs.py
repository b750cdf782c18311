"""Opening drafts, files and folders.

The desktop's programs (xdg-open, xdg-mime, dbus-send) are stand-ins here, first on the
PATH: the border to what a machine without a desktop does not have.  What Thunderbird makes
of a draft is tried in test_handover_thunderbird.py; Windows in
test_handover_windows.py.
"""

import os
import stat
import sys
import time
from urllib.parse import unquote

import pytest

from loi_desktop.errors import OutputError
from loi_desktop.handover.freedesktop import FreeDesktop, clean_environment
from loi_desktop.handover.programs import MailPrograms
from loi_desktop.handover.windows import way

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


class Desktop:
    """A desktop of stand-ins that write down how they were called."""

    def __init__(self, folder):
        self.log = folder / "log"
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.environment = {"PATH": f"{self.programs}", "HOME": str(folder), "SAID": str(self.log)}

    def has(self, name, then="exit 0"):
        file = self.programs / name
        file.write_text(f'#!/bin/sh\nprintf "%s\\n" "{name}" "$@" >>"$SAID"\n{then}\n')
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    @property
    def programs_of_it(self):
        return MailPrograms(FreeDesktop(self.environment))

    @property
    def calls(self):
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def desktop(tmp_path):
    return Desktop(tmp_path)


@pytest.fixture
def draft(tmp_path):
    file = tmp_path / "Entwurf $(touch x), `y` & „Köln“.eml"
    file.write_bytes(b"X-Unsent: 1\r\n\r\n")
    return file


def refused(call, file):
    with pytest.raises(OutputError) as error:
        call(file)
    assert error.value.data["file"] == file.name
    return error.value.code


def test_a_draft_goes_to_the_mail_program_with_its_name_as_it_is(desktop, draft):
    desktop.has("xdg-mime", "echo thunderbird.desktop")
    desktop.has("xdg-open")
    desktop.programs_of_it.open_draft(draft)
    assert desktop.calls == ["xdg-mime", "query", "default", "message/rfc822", "xdg-open", str(draft)]


def test_without_a_mail_program_a_draft_does_not_land_in_a_text_editor(desktop, draft):
    desktop.has("xdg-mime")
    desktop.has("xdg-open")
    assert refused(desktop.programs_of_it.open_draft, draft) == "mail.no-program"
    assert "xdg-open" not in desktop.calls


def test_where_nothing_can_be_asked_it_is_tried(desktop, draft):
    desktop.has("xdg-open")
    desktop.programs_of_it.open_draft(draft)
    assert desktop.calls == ["xdg-open", str(draft)]


@pytest.mark.parametrize(
    ("verb", "code"),
    [
        ("open_draft", "mail.no-program"),
        ("open_file", "open.no-program"),
        ("show_in_folder", "open.no-folder"),
    ],
)
@pytest.mark.parametrize("desk", ["none", "refusing", "spoilt"])
def test_where_nothing_opens_it_is_said(desktop, draft, verb, code, desk):
    if desk == "refusing":
        desktop.has("xdg-open", "exit 3")
        desktop.has("dbus-send", "exit 1")
    elif desk == "spoilt":
        for name in ("xdg-open", "dbus-send"):
            desktop.has(name)
            (desktop.programs / name).write_bytes(b"\x7fELF no program")
    assert refused(getattr(desktop.programs_of_it, verb), draft) == code


@pytest.mark.parametrize("verb", ["open_draft", "open_file", "show_in_folder"])
def test_a_file_that_is_gone_is_said_before_a_program_starts(desktop, tmp_path, verb):
    desktop.has("xdg-open")
    assert refused(getattr(desktop.programs_of_it, verb), tmp_path / "fort.pdf") == "open.missing"
    assert desktop.calls == []


def test_a_program_that_stays_open_is_not_waited_for_and_outlives_us(desktop, draft, tmp_path):
    desktop.environment["PATH"] += ":/bin:/usr/bin"
    desktop.has("xdg-open", f'sleep 4; cut -d" " -f6 /proc/$$/stat >"{tmp_path}/session"')  # its session
    begun = time.monotonic()
    desktop.programs_of_it.open_file(draft)
    assert time.monotonic() - begun < 3.5
    session = tmp_path / "session"
    while not (session.exists() and session.read_text().strip()) and time.monotonic() - begun < 20:
        time.sleep(0.1)
    assert int((tmp_path / "session").read_text()) != os.getsid(0)


def test_a_program_that_does_not_answer_costs_five_seconds_at_most(desktop, draft, monkeypatch):
    monkeypatch.setattr("loi_desktop.handover.freedesktop._QUESTION_S", 0.3)
    desktop.environment["PATH"] += ":/bin:/usr/bin"
    desktop.has("xdg-mime", "exec sleep 5")
    begun = time.monotonic()
    assert refused(desktop.programs_of_it.open_draft, draft) == "mail.no-program"
    assert time.monotonic() - begun < 2


def test_the_file_manager_is_asked_to_choose_the_file(desktop, draft):
    desktop.has("dbus-send")
    desktop.has("xdg-open")
    desktop.programs_of_it.show_in_folder(draft)
    assert "org.freedesktop.FileManager1.ShowItems" in desktop.calls
    (asked,) = [word for word in desktop.calls if word.startswith("array:string:")]
    assert unquote(asked) == f"array:string:file://{draft}"
    assert "," not in asked  # a comma would end the first name
    assert "xdg-open" not in desktop.calls


@pytest.mark.parametrize("manager", ["missing", "refusing"])
def test_else_the_folder_is_shown(desktop, draft, manager):
    if manager == "refusing":
        desktop.has("dbus-send", "exit 1")
    desktop.has("xdg-open")
    desktop.programs_of_it.show_in_folder(draft)
    assert desktop.calls[-2:] == ["xdg-open", str(draft.parent)]


def test_the_frozen_program_gives_its_libraries_to_nobody(monkeypatch):
    ours = {"PATH": "/bin", "LD_LIBRARY_PATH": "/tmp/_MEI", "_PYI_ARCHIVE_FILE": "x", "_MEIPASS2": "y"}
    assert clean_environment(ours) == ours
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert clean_environment(ours) == {"PATH": "/bin"}
    before = {**ours, "LD_LIBRARY_PATH_ORIG": "/opt/lib"}
    assert clean_environment(before) == {"PATH": "/bin", "LD_LIBRARY_PATH": "/opt/lib"}


@pytest.mark.parametrize(
    ("chosen", "new_outlook", "expected"),
    [
        ("Outlook.File.eml.15", "", "shell"),
        ("Outlook.File.eml.15", "C:\\olk.exe", "shell"),
        ("ThunderbirdEML", "C:\\olk.exe", "shell"),
        ("AppX123", "C:\\olk.exe", "new-outlook"),
        ("", "C:\\olk.exe", "new-outlook"),
        ("AppX123", "", "shell"),
        ("", "", "shell"),
    ],
)
def test_the_way_of_a_draft_on_windows(chosen, new_outlook, expected):
    assert way(chosen, new_outlook) == expected
