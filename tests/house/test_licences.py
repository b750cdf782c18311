"""Every package that is shipped has a licence that somebody has looked at, named in THIRD_PARTY."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "packaging"))

from winbuild import licences, wheels  # noqa: E402
from winbuild.room import RoomError  # noqa: E402


def test_every_shipped_package_has_a_licence_that_is_known():
    assert licences.unknown(wheels.shipped()) == []


def test_every_shipped_package_stands_in_third_party():
    named = (ROOT / "THIRD_PARTY").read_text("utf-8").casefold().replace("_", "-")
    assert [name for name in wheels.shipped() if name not in named] == []


def test_a_package_that_changes_its_licence_or_is_new_stops_the_build(monkeypatch):
    monkeypatch.setitem(licences.KNOWN, "tinydb", ("MIT", "GPL"))
    monkeypatch.delitem(licences.KNOWN, "idna")
    with pytest.raises(RoomError, match="idna, tinydb"):
        licences.texts(wheels.shipped())


def test_windows_gets_what_only_windows_needs_and_linux_does_not():
    known = wheels.locked(ROOT / "requirements-test.txt")
    assert "pywin32-ctypes" in known
    assert "macholib" not in known
    assert all("--hash=sha256:" in line for line in known.values())
