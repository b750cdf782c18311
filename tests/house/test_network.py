"""Nothing opens a network connection: watched by strace, and the watch is seen working."""

import re
import shutil
import subprocess
import sys

import pytest

WATCH = ["strace", "-f", "-qq", "-e", "trace=network"]
# Families that stay on this computer: AF_UNIX, and NETLINK (the kernel's own notices).
OUTSIDE = re.compile(
    r"\b(?:socket|connect|bind|sendto)\([^\n]*\b(AF_INET6?|PF_INET6?|AF_PACKET|AF_BLUETOOTH)\b"
)

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed (Linux only)")


def outside(tmp_path, *command, **options):
    log = tmp_path / "strace.log"
    subprocess.run(
        [*WATCH, "-o", str(log), *command], capture_output=True, check=False, timeout=120, **options
    )
    text = log.read_text("utf-8", "replace")
    return [match.group(0) for match in OUTSIDE.finditer(text)]


def test_the_watch_sees_a_connection(tmp_path):
    script = "import socket; s = socket.socket(); s.settimeout(0.1); s.connect_ex(('127.0.0.1', 9))"
    assert outside(tmp_path, sys.executable, "-c", script)


def test_the_console_opens_none(tmp_path):
    folder = tmp_path / "Beispiel"
    assert outside(tmp_path, sys.executable, "-m", "loi_desktop", "demo", "-o", str(folder)) == []
    assert list(folder.glob("*.eml")), "the job was not done"


def test_the_window_opens_none(tmp_path):
    script = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from loi_desktop.app import build_desk\n"
        "from loi_desktop.gui import start\n"
        "from loi_desktop.paths import DataFolder\n"
        "from pathlib import Path\n"
        "def soon(): QTimer.singleShot(3000, __import__('PySide6.QtWidgets').QtWidgets.QApplication.quit)\n"
        "QTimer.singleShot(0, soon)\n"
        f"sys.exit(start.run(build_desk, DataFolder(Path({str(tmp_path)!r}) / 'Daten')))\n"
    )
    import os

    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    assert outside(tmp_path, sys.executable, "-c", script, env=environment) == []
