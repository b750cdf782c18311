"""The frozen program: built from build.spec, tried in an empty environment and under Xvfb."""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILLED = 400  # colours; the bare frame of the window has 265, the welcome page 1,200

pytestmark = [pytest.mark.proof, pytest.mark.skipif(sys.platform != "linux", reason="Linux build")]


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The folder LoI-Desktop, freshly built, moved to a path with umlauts and a space."""
    folder = tmp_path_factory.mktemp("bau")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    subprocess.run([*command, *places, str(ROOT / "build.spec")], check=True, cwd=ROOT, timeout=900)
    moved = folder / "Programme für alle" / "LoI-Desktop"
    shutil.move(folder / "dist" / "LoI-Desktop", moved)
    return moved


@pytest.fixture
def loi(program, tmp_path):
    """Run the frozen console with nothing in its environment but a home."""

    def run(*words):
        environment = {"HOME": str(tmp_path), "LOI_DATA_DIR": str(tmp_path / "Daten")}
        return subprocess.run(
            [program / "loi", *words],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


def test_every_part_works_frozen_in_an_empty_environment(program, tmp_path):
    words, options = [program / "loi", "selftest", "--json"], {"capture_output": True, "encoding": "utf-8"}
    done = subprocess.run(words, env={}, cwd=tmp_path, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [part for part in json.loads(done.stdout)["parts"] if part["error"]] == []


def test_the_main_job_works_frozen(loi, tmp_path):
    done = loi("demo", "-o", "Beispiel", "--json")
    assert done.returncode == 0, done.stderr
    assert Path(tmp_path / json.loads(done.stdout)["pdf"]).read_bytes().startswith(b"%PDF-1.7")


def test_the_version_loads_neither_qt_nor_reportlab(program, tmp_path):
    libraries, modules = _loaded(program / "loi", tmp_path, "--version")
    assert any(name.startswith("libpython") for name in libraries)
    assert "loi_desktop.__main__" in modules or "loi_desktop" in modules
    heavy = re.compile(r"(lib)?(qt6|pyside6|shiboken6|qpdf|pdfium)", re.IGNORECASE)
    assert [name for name in libraries if heavy.match(name)] == []
    assert [name for name in modules if name.startswith(("PySide6", "reportlab", "pikepdf", "PIL"))] == []


def test_what_an_export_loads_is_seen(program, tmp_path):
    """The look above can find something."""
    libraries, modules = _loaded(program / "loi", tmp_path, "demo", "-o", "Beispiel")
    assert "reportlab" in modules
    assert any("qpdf" in name for name in libraries)


def _loaded(executable, place, *words):
    """What one call of the frozen program loads: shared libraries by the files it opens,
    modules by the places in its archive that it goes to.
    """
    from PyInstaller.archive.readers import CArchiveReader

    log = place / "strace.txt"
    command = ["strace", "-f", "-o", str(log), "-e", "trace=openat,lseek", str(executable), *words]
    environment = {"HOME": str(place), "LOI_DATA_DIR": str(place / "Daten")}
    subprocess.run(command, env=environment, cwd=place, check=True, capture_output=True, timeout=120)
    said = log.read_text("utf-8", "replace")
    opened = re.findall(r'openat\([^"]*"([^"]*\.so[^"]*)"[^)]*\) = \d', said)
    sought = {int(offset) for offset in re.findall(r"lseek\(\d+, (\d+), SEEK_SET", said)}
    archive = CArchiveReader(str(executable))
    name = next(name for name in archive.toc if name.endswith(".pyz"))
    pure = archive.open_embedded_archive(name)
    starts = {module: pure._start_offset + entry[1] for module, entry in pure.toc.items()}
    modules = [module for module, start in starts.items() if start in sought]
    return [Path(file).name for file in opened], modules


def test_nothing_is_written_beside_the_program(program, loi):
    before = sorted(program.rglob("*"))
    loi("demo", "-o", "Beispiel")
    assert sorted(program.rglob("*")) == before


def test_the_real_window_opens_under_xvfb(program, tmp_path):
    if not (shutil.which("Xvfb") and shutil.which("import")):
        pytest.fail("Xvfb and ImageMagick are needed for this proof")
    display = ":93"
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", "1400x900x24"], stderr=subprocess.DEVNULL)
    environment = {"HOME": str(tmp_path), "LOI_DATA_DIR": str(tmp_path / "Daten"), "DISPLAY": display}
    try:
        time.sleep(1)
        window = subprocess.Popen([program / "LoI-Desktop"], env=environment, cwd=tmp_path)
        picture = ROOT / "artifacts" / "fenster.png"  # kept, to be looked at
        picture.parent.mkdir(exist_ok=True)
        colours = _colours_on_screen(display, picture)
        assert window.poll() is None, "the window ended by itself"
        window.terminate()
        window.wait(20)
    finally:
        server.terminate()
        server.wait(10)
    assert colours > FILLED, "the window stayed empty"


def _colours_on_screen(display, picture):
    """How many colours the screen shows, once the window has filled and stays as it is."""
    from PIL import Image

    found, before = 0, b""
    for _ in range(30):
        time.sleep(1)
        subprocess.run(["import", "-display", display, "-window", "root", str(picture)], check=True)
        image = Image.open(picture).convert("RGB")
        found = len(image.getcolors(1 << 24))
        if found > FILLED and image.tobytes() == before:
            break
        before = image.tobytes()
    return found
