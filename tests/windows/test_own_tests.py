"""The project's own tests on the Windows Python under Wine, as far as that is possible.

What cannot run here is listed with its reason; tests that skip themselves say theirs.
"""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from winbuild import wheels, winpython
from winbuild.places import project

pytestmark = pytest.mark.windows

# Two at a time, about equally long.
ROOMS = (
    ("tests/handover", "tests/records", "tests/services", "tests/house/test_files_windows.py"),
    ("tests/cli", "tests/letterhead", "tests/wording/test_wording_packages.py"),
)
NOT_HERE = {
    "test_a_file_that_would_fill_the_memory_is_stopped": "Wine keeps no limit of memory for a job",
    "test_a_full_device_is_said_with_status_5": "a device that is always full, and bash",
}


@pytest.fixture
def python(wine, work):
    """A Windows Python of its own that finds the project and all its packages without being told."""
    home = winpython.python(wine).parent
    folder = work / "own"
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
    return folder / "Scripts" / "python.exe"


def test_the_projects_own_tests_pass_on_the_windows_python(wine, work, python):
    chosen = " and ".join(f"not {name}" for name in NOT_HERE)
    words = ("-X", "utf8", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", "-k", chosen)

    def run(number):
        return wine.run(
            python, *words, f"--basetemp=C:\\own{number}", *ROOMS[number],
            cwd=work / "own" / "project", timeout=900, check=False,
            environment={"PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip

    with ThreadPoolExecutor(len(ROOMS)) as beside:
        done = list(beside.map(run, range(len(ROOMS))))
    said = "\n".join(each.stdout + each.stderr for each in done)
    (work.parents[1] / "artifacts").mkdir(exist_ok=True)
    (work.parents[1] / "artifacts" / "windows-tests.txt").write_text(said, "utf-8")
    assert [each.returncode for each in done] == [0, 0], said[-8000:]
    assert sum(int(found) for found in re.findall(r"(\d+) passed", said)) > 300, "hardly anything ran"
