"""Linux desktops: xdg-open and the file manager's own D-Bus call (a local socket)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

# xdg-open says within about a second that nothing opens the file.  Where it still runs
# then, it is the program itself that it waits for: on some desktops it does.
_SOON_S = 2.0
_QUESTION_S = 5.0


class FreeDesktop:
    """Starts other people's programs, detached from ours."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = clean_environment(os.environ if environment is None else environment)

    def open_draft(self, eml: Path) -> bool:
        """A message opens only where a program has said that it reads messages: as a kind
        of plain text it would else land in a text editor.
        """
        return self._reads("message/rfc822") and self._start("xdg-open", str(eml))

    def open_file(self, file: Path) -> bool:
        """The program of the file's type."""
        return self._start("xdg-open", str(file))

    def show_in_folder(self, file: Path) -> bool:
        """The file manager with the file chosen, else the folder alone."""
        chosen = self._ask(
            "dbus-send",
            "--session",
            "--print-reply",
            "--reply-timeout=3000",
            "--dest=org.freedesktop.FileManager1",
            "/org/freedesktop/FileManager1",
            "org.freedesktop.FileManager1.ShowItems",
            f"array:string:{file.as_uri()}",  # a comma stands there as %2C: plain, it would end the name
            "string:",
        )
        return chosen is not None or self._start("xdg-open", str(file.parent))

    def _reads(self, media_type: str) -> bool:
        if self._find("xdg-mime") is None:
            return True
        return bool((self._ask("xdg-mime", "query", "default", media_type) or "").strip())

    def _find(self, program: str) -> str | None:
        return shutil.which(program, path=self._environment.get("PATH"))

    def _ask(self, program: str, *arguments: str) -> str | None:
        """What `program` prints; None where it is missing, fails or does not answer."""
        found = self._find(program)
        if found is None:
            return None
        try:
            done = subprocess.run(
                (found, *arguments),
                env=self._environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_QUESTION_S,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.decode("utf-8", "replace")

    def _start(self, program: str, argument: str) -> bool:
        """Start `program` in a session of its own; it outlives ours."""
        found = self._find(program)
        if found is None:
            return False
        try:
            started = subprocess.Popen(
                (found, argument),
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return False
        try:
            return started.wait(_SOON_S) == 0
        except subprocess.TimeoutExpired:
            threading.Thread(target=started.wait, daemon=True).start()  # no zombie stays behind
            return True


def clean_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """`environment` for a foreign program: without what PyInstaller set for ours.

    With our LD_LIBRARY_PATH the mail program would load our libraries and fall over.
    """
    ours = {**environment}
    if not getattr(sys, "frozen", False):
        return ours
    before = ours.pop("LD_LIBRARY_PATH_ORIG", "")
    ours.pop("LD_LIBRARY_PATH", None)
    if before:
        ours["LD_LIBRARY_PATH"] = before
    return {name: value for name, value in ours.items() if not name.startswith(("_PYI_", "_MEIPASS"))}
