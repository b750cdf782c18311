#!/usr/bin/env python3
"""One command for one thing, the same for a newcomer, a developer and CI.

    python3 dev.py run      set up and start: the window, or without a display the example
    python3 dev.py test     set up and pass every check and test
    python3 dev.py proof    what takes longer or needs heavy tools (veraPDF, Thunderbird, Xvfb), then the
                            whole Windows proof
    python3 dev.py bench    numbers, side by side
    python3 dev.py shots    pictures of every page into artifacts/shots
    python3 dev.py windows  the Windows program (set-up, MSI, zip), built under Wine as root on Debian,
                            or on Windows itself; `windows prove` installs, tries and removes it
    python3 dev.py lock     make the lock files anew

Set-up: system libraries of Qt where a Debian system lacks them (as root or with sudo),
a virtual environment in .venv, and the locked versions with their hashes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What Qt's wheels leave to the system, on Debian and its kin.
QT_LIBRARIES = [
    "libegl1",
    "libgl1",
    "libfontconfig1",
    "libfreetype6",
    "libdbus-1-3",
    "libglib2.0-0",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libcups2",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xfixes0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
]
TEST_TOOLS = ["strace"]
PROOF_TOOLS = [
    "xvfb",
    "xauth",
    "poppler-utils",
    "default-jdk-headless",
    "maven",
    "thunderbird",
    "xdotool",
    "imagemagick",
    "xdg-utils",
    "desktop-file-utils",
    "shared-mime-info",
    "libfile-mimeinfo-perl",
    "binutils",
]
# What makes the Debian with Wine, and fetches the Windows Python.
WINDOWS_TOOLS = ["debootstrap", "default-jdk-headless", "maven"]
# Peers of the PDF: WeasyPrint's libraries, and LibreOffice without its window;
# a screen for the frozen program.
BENCH_TOOLS = [
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "libreoffice-writer-nogui",
    "xvfb",
    "x11-utils",
    "binutils",
]


def main(words: list[str]) -> int:
    """Run one verb; its exit status."""
    verbs = {
        "run": run,
        "test": test,
        "proof": proof,
        "bench": bench,
        "shots": shots,
        "windows": windows,
        "lock": lock,
    }
    if not words or words[0] not in verbs:
        print(__doc__)
        return 2
    os.chdir(ROOT)
    return verbs[words[0]](words[1:])


def run(rest: list[str]) -> int:
    """The window, or where there is no display the shipped example."""
    set_up("requirements.txt", QT_LIBRARIES)
    if WINDOWS or sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return call(PYTHON, "-m", "loi_desktop", *rest)
    print("Kein Bildschirm vorhanden – statt des Fensters läuft das Beispiel (loi demo).", flush=True)
    return call(PYTHON, "-m", "loi_desktop", "demo", *rest)


def test(rest: list[str]) -> int:
    """Style, types, layers, then every test that needs no heavy tool."""
    set_up("requirements-test.txt", QT_LIBRARIES + TEST_TOOLS)
    checks = [
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "ruff", "format", "--check", "."],
        [PYTHON, "-m", "mypy"],
        [script("lint-imports")],
        [
            PYTHON,
            "-m",
            "pytest",
            "-n",
            "2",
            "--dist",
            "loadfile",
            "--cov",
            "--cov-report=term:skip-covered",
            *rest,
        ],
    ]
    return first_failure(checks)


def proof(rest: list[str]) -> int:
    """The full proof, that of the Windows program included.  A tool that cannot be had is a
    failure in CI, a loud skip elsewhere.
    """
    system = {*QT_LIBRARIES, *TEST_TOOLS, *PROOF_TOOLS, *WINDOWS_TOOLS, _shared_python()}
    set_up("requirements-test.txt", sorted(system))
    return first_failure(
        [
            [
                PYTHON,
                "-m",
                "pytest",
                "-m",
                "proof or windows",
                "-p",
                "no:cacheprovider",
                "--durations=15",
                *rest,
            ]
        ]
    )


def bench(rest: list[str]) -> int:
    """Every number, side by side with its peer."""
    set_up("requirements-bench.txt", QT_LIBRARIES + BENCH_TOOLS + [_shared_python()])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    files = sorted((ROOT / "bench").glob("bench_*.py"))
    return first_failure([[PYTHON, file, *rest] for file in files])


def shots(rest: list[str]) -> int:
    """Pictures of every page, light and dark, 100 % and 150 %."""
    set_up("requirements-test.txt", QT_LIBRARIES)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return call(PYTHON, ROOT / "tests" / "gui" / "shots.py", *(rest or [ROOT / "artifacts" / "shots"]))


def windows(rest: list[str]) -> int:
    """The Windows program; with `prove` also installed, tried, photographed and removed."""
    set_up("requirements-test.txt", QT_LIBRARIES + WINDOWS_TOOLS)
    if rest[:1] == ["prove"]:
        return first_failure(
            [[PYTHON, "-m", "pytest", "-m", "windows", "-p", "no:cacheprovider", "tests/windows", *rest[1:]]]
        )
    return call(PYTHON, ROOT / "packaging" / "windows.py", *rest)


def lock(_: list[str]) -> int:
    """Pin every dependency with hashes for Linux and Windows, without any address."""
    set_up("requirements-test.txt", [])
    common = [
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-header",
        "-q",
    ]
    uv = [PYTHON, "-m", "uv", "pip", "compile", "pyproject.toml", "--group", "build", *common]
    return first_failure(
        [
            [*uv, "-o", "requirements.txt"],
            [*uv, "--group", "test", "-o", "requirements-test.txt"],
            [*uv, "--group", "test", "--group", "bench", "-o", "requirements-bench.txt"],
        ],
    )


def _shared_python() -> str:
    """The library that PyInstaller takes along."""
    return f"libpython{sys.version_info.major}.{sys.version_info.minor}"


def set_up(lock_file: str, system: list[str]) -> None:
    """System libraries, virtual environment and locked packages, each only where missing."""
    _system(system)
    if not PYTHON.exists():
        call(sys.executable, "-m", "venv", VENV, must=True)
    wanted = hashlib.sha256(
        (ROOT / lock_file).read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    ).hexdigest()
    stamp = VENV / f"{lock_file}.installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    # The lock file names everything: pip need not look for newer ones of what a package asks for.
    call(*pip, "--no-deps", "--require-hashes", "-r", lock_file, must=True)
    call(*pip, "--no-deps", "--no-build-isolation", "-e", ".", must=True)
    stamp.write_text(wanted)


def _system(packages: list[str]) -> None:
    if WINDOWS or not shutil.which("dpkg-query"):
        return
    missing = [name for name in packages if not _installed(name)]
    if not missing:
        return
    apt = ["apt-get"] if os.geteuid() == 0 else ["sudo", "apt-get"]
    if not shutil.which(apt[0]):
        print(f"Bitte installieren Sie zuerst: {' '.join(missing)}", file=sys.stderr)
        return
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ["-qq", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*apt, *options, "update"], env=env, check=False)
    subprocess.run(
        [*apt, *options, "install", "-y", "--no-install-recommends", *missing],
        env=env, check=False, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    lacking = [name for name in missing if not _installed(name)]
    if lacking:
        print(f"Nicht installierbar: {' '.join(lacking)}", file=sys.stderr)


def _installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f", "${Status}", package]
    done = subprocess.run(query, capture_output=True, text=True, check=False)
    return "install ok installed" in done.stdout


def script(name: str) -> Path:
    """A console script of the virtual environment."""
    return PYTHON.with_name(f"{name}.exe" if WINDOWS else name)


def first_failure(commands: list[list[str | Path]]) -> int:
    """Run the commands in order; stop at the first that fails."""
    for command in commands:
        print(
            f"· {' '.join(Path(word).name if isinstance(word, Path) else word for word in command)}",
            flush=True,
        )
        status = call(*command)
        if status:
            return status
    return 0


def call(*command: str | Path, must: bool = False) -> int:
    """Run a command here; with `must`, leave with its status when it fails."""
    status = subprocess.run([str(word) for word in command], check=False).returncode
    if must and status:
        sys.exit(status)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
