"""The frozen program beside a frozen bare window: start, size.  Linux, real windows under Xvfb.

    python bench/bench_frozen.py [ROUNDS]

Both are made by PyInstaller from this environment.  Whole processes in pairs (A B A B …),
warm, from the start until the window stands on the screen; the ratio of the medians
counts, because single milliseconds do not hold on a busy machine.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bare_window

ROOT = Path(__file__).resolve().parents[1]
REACH = 1.4
SPEC = """
import re
from pathlib import Path
analysis = Analysis([str(Path(SPECPATH) / "bare.py")], excludes=["tkinter"], optimize=1)
analysis.datas = [entry for entry in analysis.datas if "/translations/" not in entry[0]]
pure = PYZ(analysis.pure)
window = EXE(pure, analysis.scripts, [], name="bare", exclude_binaries=True, console=False, upx=False)
COLLECT(window, analysis.binaries, analysis.datas, name="bare")
"""
DISPLAY = ":94"


def freeze(folder: Path) -> tuple[Path, Path]:
    """Our program and the bare window, each in a folder of its own."""
    (folder / "bare.py").write_text(bare_window.CODE + bare_window.STAY, "utf-8")
    (folder / "bare.spec").write_text(SPEC, "utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    for spec in (ROOT / "build.spec", folder / "bare.spec"):
        subprocess.run([*command, *places, str(spec)], check=True, cwd=ROOT)
    return folder / "dist" / "LoI-Desktop" / "LoI-Desktop", folder / "dist" / "bare" / "bare"


def shown(program: Path, home: Path) -> float:
    """Seconds from the start of the process until its window is mapped on the screen."""
    environment = {
        "HOME": str(home),
        "LOI_DATA_DIR": str(home / "Daten"),
        "DISPLAY": DISPLAY,
        "LANG": "C.UTF-8",
    }
    events = subprocess.Popen(
        ["xev", "-root", "-event", "substructure"],
        env={**os.environ, "DISPLAY": DISPLAY},
        stdout=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.5)  # it listens now
    begin = time.perf_counter()
    running = subprocess.Popen([program], env=environment, cwd=home, stderr=subprocess.DEVNULL)
    try:
        next(line for line in events.stdout or () if line.startswith("MapNotify"))
        return time.perf_counter() - begin
    finally:
        for process in (running, events):
            process.terminate()
            process.wait(20)


def size(program: Path) -> float:
    """Megabytes (10⁶ bytes) of a program's folder."""
    return sum(file.stat().st_size for file in program.parent.rglob("*") if file.is_file()) / 1e6


def main() -> None:
    """Print the table."""
    if not (shutil.which("Xvfb") and shutil.which("xev")):
        sys.exit("Xvfb and xev are needed")
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1400x900x24"], stderr=subprocess.DEVNULL)
    try:
        with tempfile.TemporaryDirectory() as place:
            ours, bare = freeze(Path(place))
            times: tuple[list[float], list[float]] = ([], [])
            pairs = ((times[0], ours), (times[1], bare))
            for number in range(rounds + 1):
                for kept, program in pairs:
                    spent = shown(program, Path(place))
                    if number:  # the first round warms the caches
                        kept.append(spent)
            a, b = (statistics.median(kept) * 1000 for kept in times)
            print(f"{'':<40}{'ours':>11} {'bare':>11}")
            ratio = f"ratio {a / b:4.2f}  (reach ≤ {REACH})"
            print(f"{'frozen start → window on the screen':<40}{a:8.0f} ms {b:8.0f} ms   {ratio}")
            print(f"{'folder':<40}{size(ours):8.1f} MB {size(bare):8.1f} MB")
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()
