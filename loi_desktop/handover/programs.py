"""Opening drafts, files and folders with the programs of this computer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol

from loi_desktop.errors import OutputError


class System(Protocol):
    """What an operating system can open; each answers whether a program was started."""

    def open_draft(self, eml: Path) -> bool:
        """Show the draft in the mail program."""

    def open_file(self, file: Path) -> bool:
        """Show the file in its program."""

    def show_in_folder(self, file: Path) -> bool:
        """Show the file's folder, the file chosen where that can be."""


def this_system() -> System:
    """Windows, or a desktop that follows freedesktop.org."""
    if sys.platform == "win32":
        from loi_desktop.handover.windows import Windows

        return Windows()
    from loi_desktop.handover.freedesktop import FreeDesktop

    return FreeDesktop()


class MailPrograms:
    """Hands files to other programs.  Each call ends within a few seconds, whatever the
    program does; never call it on the window's own thread.
    """

    def __init__(self, system: System | None = None) -> None:
        self._system = system or this_system()

    def open_draft(self, eml: Path) -> None:
        """Show the draft in the mail program.  Raises OutputError (`open.missing`,
        `mail.no-program`).
        """
        if not self._system.open_draft(_present(eml)):
            raise OutputError("mail.no-program", file=eml.name, folder=str(eml.parent))

    def open_file(self, file: Path) -> None:
        """Show the file in its program.  Raises OutputError (`open.missing`, `open.no-program`)."""
        if not self._system.open_file(_present(file)):
            raise OutputError("open.no-program", file=file.name, folder=str(file.parent))

    def show_in_folder(self, file: Path) -> None:
        """Show the file in its folder.  Raises OutputError (`open.missing`, `open.no-folder`)."""
        if not self._system.show_in_folder(_present(file)):
            raise OutputError("open.no-folder", file=file.name, folder=str(file.parent))


def _present(file: Path) -> Path:
    try:
        if file.is_file():
            return file.absolute()
    except (OSError, ValueError):
        pass
    raise OutputError("open.missing", file=file.name, folder=str(file.parent))
