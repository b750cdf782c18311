"""What the proofs of the Windows program share: one Wine, one build, one older build."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

import owntests
from computer import Computer
from winbuild import deliver, freeze, msi, nsis, places, room
from winbuild.wine import Wine

OLDER = "0.0.9"
OWN_TESTS = "test_own_tests.py"


@pytest.fixture(scope="session")
def work():
    folder = places.build_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def wine(work):
    reason = room.why_not()
    if reason:
        pytest.skip(f"WINDOWS IS NOT PROVED HERE: {reason}")
    place = work / "proof"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    subprocess.run(["rm", "-rf", "--one-file-system", str(places.cache() / "proof")], check=True)
    machine = Wine(places.cache(), {work: "/work"}, prefix="proof", screen=True)
    yield machine
    machine.close()


@pytest.fixture(scope="session")
def frozen(wine, work):
    """The folder LoI-Desktop, frozen from this source."""
    return freeze.under_wine(wine, work)


@pytest.fixture(scope="session")
def again(wine, work, frozen):
    """The same, frozen once more meanwhile, in another folder; to be waited for."""
    other = work / "again"
    shutil.rmtree(other, ignore_errors=True)
    other.mkdir()
    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(freeze.under_wine, wine, other)


@pytest.fixture(scope="session")
def release(wine, work, frozen, again):
    """Everything that is delivered."""
    return deliver.deliver(wine.room, work, frozen, places.version())


@pytest.fixture(scope="session", autouse=True)
def own_tests(request):
    """The project's own tests on the Windows Python, begun once the release is made: they run
    beside the other proofs, each lane on a computer of its own, and are waited for at the end.
    """
    if not any(item.path.name == OWN_TESTS for item in request.session.items):
        yield []
        return
    wine, work = (request.getfixturevalue(name) for name in ("wine", "work"))
    request.getfixturevalue("release")
    python = owntests.prepare(wine, work)
    with ThreadPoolExecutor(len(owntests.LANES)) as beside:
        yield [beside.submit(owntests.run, work, python, n) for n in range(len(owntests.LANES))]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What runs beside the other proofs is waited for at the end."""
    items.sort(key=lambda item: item.path.name == OWN_TESTS)


@pytest.fixture(scope="session")
def setup_exe(release):
    return next(release.glob("*-setup.exe"))


@pytest.fixture(scope="session")
def msi_file(release):
    return next(release.glob("*.msi"))


@pytest.fixture(scope="session")
def older(wine, work, frozen):
    """An older version of the same: it brought a file that is no longer there, and packed in haste."""
    folder = work / "older" / "LoI-Desktop"
    shutil.rmtree(folder.parent, ignore_errors=True)
    shutil.copytree(frozen, folder, copy_function=os.link)
    (folder / "_internal" / "nur-damals.txt").write_text("alt\n", "utf-8")
    target = work / "older"
    return {
        "setup": nsis.build(
            wine.room, work, folder, target / f"LoI-Desktop-{OLDER}-setup.exe", OLDER, effort="quick"
        ),
        "msi": msi.build(wine.room, work, folder, target / "older.msi", OLDER),
    }


@pytest.fixture
def computer(wine, work):
    """The computer; whatever a proof leaves installed is removed after it."""
    machine = Computer(wine, work)
    yield machine
    if (machine.program / "uninstall.exe").exists():
        machine.remove(machine.program)


@pytest.fixture
def place(work, request):
    """A folder of its own for a proof, seen from Windows as Z:\\work\\…"""
    folder = work / "proof" / f"{request.node.name[:40]} Prüfung"
    folder.mkdir(parents=True)
    return folder
