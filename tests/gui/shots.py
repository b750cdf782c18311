"""Pictures of every page: `python tests/gui/shots.py FOLDER [NAME …]`.

Light and dark, 100 % and 150 %, wide and small, German; each scale runs in a process of
its own because Qt reads it once.  NAME limits to pages whose name contains it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]
SIZES = {"wide": (1280, 800), "small": (760, 400)}


def main() -> int:
    """One process for each scale and theme."""
    folder, names = Path(sys.argv[1]).absolute(), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    for scale in ("1", "1.5"):
        for theme in ("light", "dark"):
            environment = {
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": scale,
                "TZ": "Europe/Berlin",
            }
            command = [sys.executable, __file__, "--one", theme, scale, str(folder), *names]
            subprocess.run(command, env=environment, check=True)
    return 0


def one(theme: str, scale: str, folder: Path, names: list[str]) -> None:
    """Every page in one theme at one scale."""
    from PySide6.QtWidgets import QApplication

    from loi_desktop.gui.fonts import lend_font
    from loi_desktop.paths import resources

    application = QApplication([])
    lend_font(resources() / "fonts")
    with tempfile.TemporaryDirectory() as place:
        shooter = Shooter(application, theme, Path(place))
        for name, arrange in PAGES.items():
            if not names or any(wanted in name for wanted in names):
                shooter.shoot(name, arrange, scale, folder)


class Shooter:
    """A window on a register in use, and one on an empty folder."""

    def __init__(self, application, theme: str, place: Path) -> None:
        from gui_samples import NOW, full_register, office

        from loi_desktop.app import build_desk
        from loi_desktop.paths import DataFolder, resources

        self.application, self.theme, self.place = application, theme, place
        self.clock = _Clock()
        self.clock.moment = NOW
        self.desk = build_desk(DataFolder(place / "Daten"), self.clock)
        office(self.desk)
        letterhead = self.desk.letterheads.add(
            resources() / "letterheads" / "musterstadt.pdf", "Musterstadt 2026"
        )
        full_register(self.desk, self.clock, place / "Akten", letterhead.id)
        self.desk.letters.trash(self.desk.letters.duplicate(self.desk.letters.list("sent")[0].id).id)
        self.empty = build_desk(DataFolder(place / "leer"), self.clock)

    def shoot(self, name: str, arrange: Callable, scale: str, folder: Path) -> None:
        """`arrange(window)` brings the page up; then it is taken in every size."""
        from PySide6.QtTest import QTest

        for size, (width, height) in SIZES.items():
            if scale != "1" and size == "small":
                continue
            window = self._window(self.empty if name.startswith("first") else self.desk)
            window.resize(width, height)
            window.show()
            window.begin()
            arrange(window)
            for _ in range(4):
                window.ui.jobs.wait()
                QTest.qWait(80)
            window.grab().save(str(folder / f"{name}-{size}-{self.theme}-{scale}.png"))
            window.close()
            window.deleteLater()

    def _window(self, desk):
        from loi_desktop.gui.dialogs import QtDialogs
        from loi_desktop.gui.icons import Icons
        from loi_desktop.gui.jobs import Jobs
        from loi_desktop.gui.theme import Theme
        from loi_desktop.gui.window import MainWindow
        from loi_desktop.paths import resources

        theme = Theme(self.application)
        theme.apply(self.theme)
        icons = Icons(resources() / "icons")
        given = (lambda _: desk, desk.data, desk.settings.load())
        return MainWindow(*given, theme=theme, icons=icons, jobs=Jobs(), dialogs=QtDialogs())


class _Clock:
    def now(self):
        return self.moment

    def today(self):
        return self.moment.date()


def _check(window) -> None:
    window.go("settings")
    window.page.check.button.click()


def _check_damaged(window) -> None:
    """Last of all: the register's files are spoilt by it."""
    data = window.ui.desk.data
    sent, kept = _first_of(window, "sent"), _first_of(window, "to_sign")
    (data.letter(sent) / "v1-signed-1.pdf").unlink(missing_ok=True)
    (data.letter(kept) / "v1.pdf").write_bytes(b"%PDF-1.7 something else")
    stray = data.letters / "0b7c2f7e-8a14-4b7a-9a55-6f1a4c1d2e3f" / "v1.pdf"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"%PDF-1.7")
    os.utime(stray, (0, 0))
    _check(window)


def _first_of(window, shown: str) -> str:
    return window.ui.desk.letters.list(shown)[0].id


PAGES: dict[str, Callable] = {
    "home": lambda window: window.page.refresh(),
    "home-notice": lambda window: window.say(
        window.ui.texts("ui.home.trashed", call="Vietnam 2026"), undo=lambda: None
    ),
    "home-trash": lambda window: window.page._filters.choose("trash"),
    "first-welcome": lambda window: None,
    "first-home": lambda window: window.go("letters"),
    "new": lambda window: window.go("new"),
    "editor": lambda window: window.show_letter(_first_of(window, "drafts")),
    "finished": lambda window: window.show_letter(_first_of(window, "to_sign")),
    "letterheads": lambda window: window.go("letterheads"),
    "senders": lambda window: window.go("senders"),
    "calls": lambda window: window.go("calls"),
    "settings": lambda window: window.go("settings"),
    "licences": lambda window: window.go("licences"),
    "help": lambda window: window.go("help"),
    "settings-check": _check,
    "settings-check-findings": _check_damaged,
}


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        one(sys.argv[2], sys.argv[3], Path(sys.argv[4]), sys.argv[5:])
    else:
        sys.exit(main())
