"""Windows: the shell's own „open“, and the Explorer.

Not tried on Windows with an Outlook installed: none can be had here.  `way` holds what is
decided, and is tested everywhere; the class below only carries it out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

_EML_CHOICE = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.eml\UserChoice"
_NEW_OUTLOOK = r"Software\Microsoft\Windows\CurrentVersion\App Paths\olk.exe"


def way(eml_choice: str, new_outlook: str) -> Literal["shell", "new-outlook"]:
    """How to open a draft.

    `eml_choice` is the ProgId chosen for `.eml` (empty: none), `new_outlook` the path of
    olk.exe (empty: not there).  Thunderbird and classic Outlook open drafts by the shell;
    programs from the store (AppX…), the new Outlook among them, are not given files
    reliably that way, so olk.exe is started itself (as NAPS2 does, #573).
    """
    store = not eml_choice or eml_choice.startswith("AppX")
    return "new-outlook" if new_outlook and store else "shell"


if sys.platform == "win32":
    import ctypes
    import winreg
    from collections.abc import Iterator
    from contextlib import contextmanager

    class Windows:
        """Starts programs by the shell; nothing waits for them."""

        def open_draft(self, eml: Path) -> bool:
            """The mail program that is chosen for `.eml`."""
            new_outlook = _registered(_NEW_OUTLOOK, "")
            if way(_registered(_EML_CHOICE, "ProgId"), new_outlook) == "new-outlook":
                return _started(new_outlook, str(eml)) or self.open_file(eml)
            return self.open_file(eml)

        def open_file(self, file: Path) -> bool:
            """The program of the file's type."""
            try:
                with _foreign_libraries():
                    os.startfile(file)  # noqa: S606 - the shell's „open“ of a file that we wrote
            except OSError:
                return False
            return True

        def show_in_folder(self, file: Path) -> bool:
            """The Explorer with the file chosen."""
            explorer = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "explorer.exe"
            return _started(str(explorer), "/select,", str(file))

    def _registered(key: str, name: str) -> str:
        try:
            value, _ = winreg.QueryValueEx(winreg.OpenKey(winreg.HKEY_CURRENT_USER, key), name)
        except OSError:
            return ""
        return str(value).strip('"')

    def _started(*command: str) -> bool:
        try:
            with _foreign_libraries():
                subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    creationflags=subprocess.CREATE_NEW_PROCESS_GROUP,
                )
        except OSError:
            return False
        return True

    @contextmanager
    def _foreign_libraries() -> Iterator[None]:
        """While a foreign program is started: it inherits the folder that a frozen program
        names with SetDllDirectory, and would load our libraries instead of its own.
        """
        ours = getattr(sys, "_MEIPASS", None)
        if ours:
            ctypes.windll.kernel32.SetDllDirectoryW(None)
        try:
            yield
        finally:
            if ours:
                ctypes.windll.kernel32.SetDllDirectoryW(ours)
