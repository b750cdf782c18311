"""What all tests share: a desk on an empty folder, on a fixed day."""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from loi_desktop.app import build_desk
from loi_desktop.foreign import runner
from loi_desktop.paths import DataFolder, resources
from loi_desktop.services import demo


class FixedClock:
    """23 November 2026, 13:32 UTC, until a test moves it."""

    def __init__(self):
        self.moment = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()


@pytest.fixture(autouse=True)
def own_profile(tmp_path, monkeypatch):
    """A person's folders of the test's own, on Linux and Windows: the developer's are out of reach."""
    for name, folder in (
        ("XDG_CONFIG_HOME", "config"), ("WIN_PD_OVERRIDE_APPDATA", "config"),
        ("XDG_DATA_HOME", "share"), ("WIN_PD_OVERRIDE_LOCAL_APPDATA", "share"),
    ):  # fmt: skip
        monkeypatch.setenv(name, str(tmp_path / "profile" / folder))
    monkeypatch.delenv("LOI_DATA_DIR", raising=False)
    return tmp_path / "profile"


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def data(tmp_path) -> DataFolder:
    return DataFolder(tmp_path / "Daten Müller & Söhne")


@pytest.fixture
def desk(data, clock):
    return build_desk(data, clock)


@pytest.fixture(scope="session")
def example_letterhead() -> Path:
    return resources() / "letterheads" / "musterstadt.pdf"


@pytest.fixture
def filled(desk):
    """The example's declaration, without a letterhead: quick to render."""
    return demo.declaration(desk, "")


@pytest.fixture
def letter(desk, filled):
    """A stored draft of the example."""
    return desk.letters.save_draft(desk.letters.start(filled), filled)


@pytest.fixture
def change():
    """Change fields of a frozen value."""
    return msgspec.structs.replace


@pytest.fixture
def sick_reader(monkeypatch):
    """From now on the worker process is as ever, but its reader of PDF does something else."""

    def does(what: str) -> None:
        lines = (
            "import os, signal, sys, time, pikepdf",
            "well = pikepdf.open",
            f"pikepdf.open = lambda *given, **more: {what}",
            "from loi_desktop.__main__ import main",
            "sys.exit(main(sys.argv[1:]))",
        )
        words = [sys.executable, "-c", "\n".join(lines), runner.WORKER_FLAG]
        monkeypatch.setattr(runner, "_command", lambda folder: [*words, str(folder)])

    return does


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """In CI a proof that was skipped is a proof that failed."""
    report = yield
    proves = any(item.get_closest_marker(name) for name in ("proof", "windows"))
    if report.skipped and proves and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"a proof was skipped: {report.longrepr}"
    return report
