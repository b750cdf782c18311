"""Windows refuses what other systems allow: open files, long paths, reserved places.  Tried for real."""

import sys
import threading

import pytest

if sys.platform != "win32":
    pytest.skip("Windows' own rules for files", allow_module_level=True)

import ctypes

from loi_desktop import files
from loi_desktop.errors import OutputError

_READ, _NOBODY, _READERS, _OPEN = 0x80000000, 0, 1, 3


@pytest.fixture
def hold():
    """Open a file so that nobody may write it or put another in its place, as viewers do."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p
    kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
    held = []

    def take(file, sharing=_READERS):
        held.append(kernel.CreateFileW(str(file), _READ, sharing, None, _OPEN, 0, None))
        assert held[-1] != ctypes.c_void_p(-1).value
        return lambda: kernel.CloseHandle(held.pop())

    yield take
    for handle in held:
        kernel.CloseHandle(handle)


@pytest.mark.parametrize("sharing", [_NOBODY, _READERS])
def test_a_file_that_another_program_has_open_stays_and_that_is_said(tmp_path, hold, sharing):
    target = tmp_path / "Brief für Jörg.pdf"
    target.write_bytes(b"alt")
    release = hold(target, sharing)
    with pytest.raises(OutputError) as caught:
        files.write(target, b"neu")
    release()
    assert caught.value.code == "output.in-use"
    assert target.read_bytes() == b"alt"
    assert list(tmp_path.iterdir()) == [target], "something half-written stayed"


def test_a_scanner_that_lets_go_soon_is_waited_for(tmp_path, hold):
    target = tmp_path / "Brief.pdf"
    target.write_bytes(b"alt")
    timer = threading.Timer(0.8, hold(target))
    timer.start()
    files.write(target, b"neu")
    timer.join()
    assert target.read_bytes() == b"neu"


@pytest.mark.parametrize(
    ("name", "code"), [("a<b>.loi", "output.name-impossible"), (f"{'n' * 300}.loi", "output.name-too-long")]
)
def test_a_name_that_windows_does_not_take_is_said_as_such(tmp_path, name, code):
    with pytest.raises(OutputError) as caught:
        files.write(tmp_path / name, b"neu")
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_path_of_more_than_260_signs(tmp_path):
    target = tmp_path
    while len(str(target)) < 300:
        target = target / "Förderaufrufe und Interessensbekundungen"
    files.write(target / "Brief.pdf", b"neu", make_folder=True)
    assert (target / "Brief.pdf").read_bytes() == b"neu"


def test_a_read_only_file_stays_and_that_is_said(tmp_path):
    target = tmp_path / "Brief.pdf"
    target.write_bytes(b"alt")
    target.chmod(0o444)
    with pytest.raises(OutputError) as caught:
        files.write(target, b"neu")
    target.chmod(0o666)
    assert caught.value.code in {"output.in-use", "output.read-only"}
    assert target.read_bytes() == b"alt"


def test_a_folder_that_is_gone_is_said(tmp_path):
    with pytest.raises(OutputError) as caught:
        files.write(tmp_path / "fehlt" / "Brief.pdf", b"neu")
    assert caught.value.code == "output.folder-gone"
