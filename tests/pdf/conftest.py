"""One renderer for all tests of the room: fonts are read once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from loi_desktop.paths import resources
from loi_desktop.pdf.renderer import Renderer

sys.path.append(str(Path(__file__).parents[1] / "letterhead"))  # its set of awkward letterheads


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer(resources() / "fonts")


@pytest.fixture(scope="session")
def verapdf(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[dict[str, str]], dict[tuple[str, str], tuple[str, str]]]:
    """veraPDF itself, fetched by Maven: takes {file: "2a,ua1"}, gives {(file, flavour): (verdict, rules)}."""
    for tool in ("java", "javac", "mvn"):
        if shutil.which(tool) is None:
            pytest.skip(f"NO PROOF: veraPDF needs {tool}")
    here, folder = Path(__file__).parent / "verapdf", tmp_path_factory.mktemp("verapdf")
    fetch = ["mvn", "-q", "-B", "-f", str(here / "pom.xml"), "dependency:copy-dependencies"]
    fetch.append(f"-DoutputDirectory={folder}/jars")
    fetched = subprocess.run(fetch, check=False, capture_output=True, text=True)
    if fetched.returncode:
        pytest.skip(f"NO PROOF: veraPDF could not be fetched: {fetched.stdout[-300:]}")
    subprocess.run(
        ["javac", "-cp", f"{folder}/jars/*", "-d", str(folder), str(here / "Check.java")], check=True
    )

    def judge(files: dict[str, str]) -> dict[tuple[str, str], tuple[str, str]]:
        arguments = [f"{flavours}:{file}" for file, flavours in files.items()]
        classes = os.pathsep.join((str(folder), f"{folder}/jars/*"))
        java = ["java", "-Xss8m", "-cp", classes, "Check", *arguments]
        said = subprocess.run(java, capture_output=True, text=True, check=True).stdout
        rows = [line.split("\t") for line in said.splitlines() if line.count("\t") == 3]
        return {(file, flavour): (verdict, rules) for verdict, flavour, file, rules in rows}

    return judge
