"""A Windows Python with the project and its tests, and how they are run there."""

import re
import shutil
from pathlib import Path

from winbuild import wheels, winpython
from winbuild.places import cache, project
from winbuild.wine import Wine

# Beside each other, about equally long.
LANES = (
    ("tests/foreign", "tests/handover", "tests/records", "tests/services"),
    ("tests/cli", "tests/letterhead", "tests/pdf", "tests/wording", "tests/house/test_files_windows.py"),
    # Of the window what Windows does otherwise: second starts, the frame, the first start.  The
    # whole of tests/gui passes there too, but takes ten minutes beside the others.
    ("tests/gui/test_gui_single.py", "tests/gui/test_gui_frame.py", "tests/gui/test_gui_first_start.py"),
)
FEW = 5  # failures that may be a matter of time; more are not
NOT_HERE = {
    "test_a_file_that_would_fill_the_memory_is_stopped": "Wine keeps no limit of memory for a job",
    "test_a_full_device_is_said_with_status_5": "a device that is always full, and bash",
}
_ENVIRONMENT = {"PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
_STUCK_S = 120  # a single test that says nothing for so long is ended with its place


def python_in(work: Path) -> Path:
    """Where `prepare` puts the Windows Python."""
    return work / "own" / "Scripts" / "python.exe"


def prepare(wine: Wine, work: Path) -> Path:
    """A Windows Python of its own that finds the project and all its packages without being told."""
    folder = work / "own"
    home = winpython.python(wine).parent
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "Lib" / "site-packages").mkdir(parents=True)
    (folder / "Scripts").mkdir()
    for file in (home / "python.exe", *home.glob("*.dll")):
        shutil.copy(file, folder / "Scripts")
    (folder / "pyvenv.cfg").write_text(f"home = {wine.windows(home)}\n", "utf-8")
    for name in ("loi_desktop", "resources", "tests", "docs", "packaging"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(project() / name, folder / "project" / name, ignore=ignored)
    for file in project().iterdir():
        if file.is_file():
            shutil.copy(file, folder / "project")
    runtime = wheels.runtime_roots()
    sites = (wheels.site(runtime), wheels.site(wheels.TEST_ROOTS, but=runtime))
    lines = [wine.windows(folder / "project"), *(wine.windows(site) for site in sites)]
    (folder / "Lib" / "site-packages" / "project.pth").write_text("\n".join(lines) + "\n", "utf-8")
    return python_in(work)


def run(work: Path, python: Path, number: int):
    """One lane to its end, on a computer of its own: one server for all would be the bottleneck."""
    chosen = " and ".join(f"not {name}" for name in NOT_HERE)
    return _pytest(work, python, number, "-k", chosen, *LANES[number])


def once_more(work: Path, python: Path, number: int, failed: list[str]):
    """The tests of a lane that failed, now that nothing runs beside them: a window that is waited
    for some seconds may take longer while three lanes and the set-ups share two processors.
    """
    return _pytest(work, python, number, *failed)


def failures(said: str) -> list[str]:
    """The tests that pytest calls failed."""
    return re.findall(r"^FAILED (.+?)(?: - .*)?\r?$", said, re.MULTILINE)


def _pytest(work: Path, python: Path, number: int, *chosen: str):
    words = ("-X", "utf8", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", "--durations=8")
    stuck = ("-o", f"faulthandler_timeout={_STUCK_S}", "-o", "faulthandler_exit_on_timeout=true")
    options = {"timeout": 1200, "check": False, "environment": _ENVIRONMENT, "patient": True}
    wine = Wine(cache(), {work: "/work"}, prefix=f"own{number}")
    try:
        place = f"--basetemp=C:\\own{number}"
        where = python.parents[1] / "project"
        return wine.run(python, *words, *stuck, place, *chosen, cwd=where, **options)
    finally:
        wine.close()
