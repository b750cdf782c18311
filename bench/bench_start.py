"""Start-up, side by side: our window and a bare one; `loi --version` and an empty Python.

    python bench/bench_start.py [ROUNDS]

Whole processes in pairs (A B A B …), offscreen, warm; the ratio of the medians counts,
because single milliseconds do not hold on a busy machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bare_window

ROOT = Path(__file__).resolve().parents[1]

# The window's `begin` is the first thing after it is shown: there the clock stops.
OURS = """
import gc
gc.disable()  # as `loi_desktop.__main__.window` begins
import os
from pathlib import Path
from loi_desktop.app import build_desk
from loi_desktop.gui import start, window
from loi_desktop.paths import DataFolder
window.MainWindow.begin = lambda *_: os._exit(0)
start.run(build_desk, DataFolder(Path(os.environ["LOI_DATA_DIR"])))
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """One whole process, from outside."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def pair(
    name: str, ours: list[str], peer: list[str], rounds: int, environment: dict[str, str], reach: float
) -> None:
    """Run both in turn and print medians and ratio."""
    times: tuple[list[float], list[float]] = ([], [])
    for n in range(rounds + 1):
        for kept, command in zip(times, (ours, peer), strict=True):
            spent = seconds(command, environment)
            if n:  # the first round warms the caches
                kept.append(spent)
    a, b = (statistics.median(kept) * 1000 for kept in times)
    print(f"{name:<44}{a:8.0f} ms {b:8.0f} ms   ratio {a / b:4.2f}  (reach ≤ {reach})")


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LOI_DATA_DIR": folder}
        print(f"{'':<44}{'ours':>11} {'peer':>11}")
        window = [sys.executable, "-c", OURS]
        pair(
            "start → window | bare QtPdf window",
            window,
            [sys.executable, "-c", bare_window.CODE + bare_window.LEAVE],
            rounds,
            environment,
            1.6,
        )
        version = [sys.executable, "-m", "loi_desktop", "--version"]
        pair(
            "loi --version | python -c pass",
            version,
            [sys.executable, "-c", "pass"],
            rounds,
            environment,
            3.0,
        )


if __name__ == "__main__":
    main()
