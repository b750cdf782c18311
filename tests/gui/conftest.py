"""The window under test: offscreen, on its own data folder, on a day that never changes."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from loi_desktop.gui.fonts import lend_font
from loi_desktop.paths import resources
from loi_desktop.services.desk import Desk


@dataclass
class FakeDialogs:
    """Answers what the test has laid ready and remembers what was asked."""

    files: list[Path | None] = field(default_factory=list)
    places: list[Path | None] = field(default_factory=list)
    folders: list[Path | None] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)

    def open_file(self, parent: QWidget, title: str, pattern: str) -> Path | None:
        self.asked.append(("open_file", title, pattern))
        return self.files.pop(0) if self.files else None

    def save_file(self, parent: QWidget, title: str, suggestion: Path, pattern: str) -> Path | None:
        self.asked.append(("save_file", title, str(suggestion), pattern))
        return self.places.pop(0) if self.places else None

    def folder(self, parent: QWidget, title: str, suggestion: Path) -> Path | None:
        self.asked.append(("folder", title, str(suggestion)))
        return self.folders.pop(0) if self.folders else None

    def confirm(self, parent: QWidget, title: str, text: str, verb: str) -> bool:
        self.asked.append(("confirm", title, text, verb))
        return self.answers.pop(0) if self.answers else False

    def tell(self, parent: QWidget | None, title: str, text: str, details: str = "", copy: str = "") -> None:
        self.told.append((title, text, details))


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """One application with the bundled font: offscreen has none of its own."""
    lend_font(resources() / "fonts")
    qapp.setStyle("Fusion")
    return qapp


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """As in the program: Python's cycles are collected in the window's thread alone."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What would have been given to a mail program; none is ever started."""
    from loi_desktop.handover.programs import MailPrograms

    opened: list[Path] = []
    monkeypatch.setattr(MailPrograms, "open_draft", lambda self, file: opened.append(file))
    return opened


@pytest.fixture
def desk(desk: Desk, handed_over: list[Path]) -> Desk:
    """The desk of all tests; mail programs are out of reach."""
    return desk


@pytest.fixture
def dialogs() -> FakeDialogs:
    """Modal questions, answered by the test."""
    return FakeDialogs()


@pytest.fixture
def window(qtbot, qapp, desk, dialogs) -> Iterator[object]:
    """The whole window on the home page of an office that has been welcomed."""
    from loi_desktop.gui.icons import Icons
    from loi_desktop.gui.jobs import Jobs
    from loi_desktop.gui.theme import Theme
    from loi_desktop.gui.window import MainWindow

    desk.settings.change(welcomed=True)
    theme = Theme(qapp)
    theme.apply("light")
    jobs = Jobs()
    icons = Icons(resources() / "icons")
    main = MainWindow(
        lambda _: desk, desk.data, desk.settings.load(), theme=theme, icons=icons, jobs=jobs, dialogs=dialogs
    )
    main.resize(1280, 800)
    qtbot.addWidget(main)
    main.show()
    main.begin()
    yield main
    jobs.wait()
    main.close()


@pytest.fixture
def ui(window):
    """What a page is given."""
    return window.ui
