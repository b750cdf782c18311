"""PySide6 6.12.0 on Python 3.11 loses references to None with each call."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
{guard}
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for _ in range(300_000):
    label.update()
print("alive")
"""


def run(guard: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT.format(guard=guard)], capture_output=True, text=True, check=False
    )


def test_the_window_lives_through_any_number_of_calls():
    done = run("import loi_desktop.gui")
    assert done.returncode == 0, done.stderr
    assert "alive" in done.stdout
