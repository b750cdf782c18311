"""What only a Windows answers: registry, security descriptors, profile, socket tables.

Runs with the Windows Python.  Under Wine the descriptors are made up from Unix rights, no
profile roams and there is one session: there these tests show that the calls are right, and
only a real Windows shows that the answers are.
"""

import os
import socket
import sys
from pathlib import Path

import pytest

from loi_desktop.services import netwatch, place
from loi_desktop.services.presets import machine, trust
from loi_desktop.services.presets.reading import read

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="asks a Windows")


@pytest.fixture
def policy():
    """Writes values of the user's own policy, as group policy does, and takes them back."""
    import winreg

    written = []

    def write(mode, **values):
        path = rf"{machine.POLICIES}\{mode}"
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, path) as key:
            for name, value in values.items():
                kind = winreg.REG_DWORD if isinstance(value, int) else winreg.REG_SZ
                winreg.SetValueEx(key, name, 0, kind, value)
        written.append(path)

    yield write
    for path in written:
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, path)


def test_policies_of_the_user_are_read_from_the_registry(policy):
    policy("Locked", file_name="{Kommune}", may_add_fonts=0)
    policy("Default", data_folder="%USERPROFILE%\\Ablage ÄÖÜ")
    presets = read(machine.ThisMachine())
    assert presets.locked("file_name") == "{Kommune}"
    assert not presets.may("may_add_fonts")
    assert presets.default("data_folder") == os.environ["USERPROFILE"] + "\\Ablage ÄÖÜ"


def test_the_preset_file_lies_below_programdata():
    file = machine.ThisMachine().file
    assert file.parts[-2:] == ("LoI-Desktop", "presets.toml")
    assert file.parent.parent.is_dir()


def test_a_security_descriptor_is_read(tmp_path):
    assert trust.owner_of(trust._windows_descriptor(Path(os.environ["SYSTEMROOT"])))
    assert trust._windows_descriptor(tmp_path / "gibt es nicht") == ""


def test_the_profile_and_the_temporary_folder_are_known():
    facts = place.this_system()
    assert facts.profile_flags in range(16)
    assert facts.profile.is_dir()
    assert facts.temporary.is_dir()


def test_an_open_socket_is_found_in_the_tables_of_windows():
    assert list(netwatch._open_now()) == []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        assert list(netwatch._open_now()) == ["udp2"]
