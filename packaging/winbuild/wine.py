"""Wine in the room: a prefix that stands for a Windows computer, and programs run in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from winbuild import room as rooms
from winbuild.places import parts
from winbuild.room import Room, RoomError

PERSON = "Jörg Müßig"  # a user's name as they are: with umlauts and a space
_DISPLAY = f":{100 + os.getpid() % 9000}"  # not that of another build beside this one
_STAND_INS = ("icuuc", "mscms")
# Wine has no Segoe UI; without this Qt takes a face with serifs.
_FACES = ("Segoe UI", "MS Shell Dlg", "MS Shell Dlg 2", "Tahoma")


class Wine:
    """One Windows computer.  `folders` of this machine are shown inside as `Z:` paths."""

    def __init__(
        self, cache: Path, folders: Mapping[Path, str], prefix: str = "prefix", *, screen: bool = False
    ) -> None:
        """With `screen`, everything runs on a virtual screen; without, windows are nowhere."""
        rooms.make(cache / "debian")
        self._inside = {cache: "/cache", **folders}
        self.room = Room(cache / "debian", self._inside)
        self.prefix = cache / prefix
        self._screen: list[subprocess.Popen[bytes]] = []
        self._environment = {
            "WINEPREFIX": f"/cache/{prefix}",
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
            "LANG": "de_DE.UTF-8",
            "USER": PERSON,
            "LOGNAME": PERSON,
            "XDG_RUNTIME_DIR": "/tmp",
        }
        try:
            if screen:
                self._start_screen()
            self._make()
        except BaseException:
            self.room.close()
            raise

    @property
    def drive(self) -> Path:
        """The folder of drive C."""
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """The person's folder on drive C."""
        return self.drive / "users" / PERSON

    def windows(self, path: Path) -> str:
        """How Windows programs name a path of this machine."""
        if path.is_relative_to(self.drive):
            return "C:\\" + "\\".join(path.relative_to(self.drive).parts)
        return "Z:" + self.inside(path).replace("/", "\\")

    def inside(self, path: Path) -> str:
        """How the room names a path of this machine."""
        for outside, inside in sorted(self._inside.items(), key=lambda pair: -len(str(pair[0]))):
            if path.is_relative_to(outside):
                return str(Path(inside, path.relative_to(outside)))
        raise ValueError(path)

    def run(
        self,
        *words: str | Path,
        environment: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        timeout: float = 300,
        check: bool = True,
        patient: bool = False,
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program to its end, after all others where it is `patient`.  Paths of
        this machine become Windows paths.
        """
        return self.room.run(
            *(["nice"] if patient else []),
            *self._words(words, cwd),
            environment={**self._environment, **(environment or {})},
            timeout=timeout,
            check=check,
        )

    def start(
        self, *words: str | Path, environment: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a Windows program and go on."""
        command = self.room.command(
            *self._words(words, cwd), environment={**self._environment, **(environment or {})}
        )
        return _quietly(command)

    def _words(self, words: tuple[str | Path, ...], cwd: Path | None) -> list[str]:
        place = ["env", "-C", self.inside(cwd)] if cwd else []
        return [*place, "wine", *(self.windows(word) if isinstance(word, Path) else word for word in words)]

    def picture(self, target: Path) -> None:
        """What the screen shows now, as a PNG; `target` lies in a folder that the room shows."""
        words = ("import", "-display", _DISPLAY, "-window", "root", self.inside(target))
        self.room.run(*words, timeout=60)

    def titles(self) -> list[str]:
        """The titles of the windows on the screen."""
        words = ("xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@")
        said = self.room.run(*words, environment={"DISPLAY": _DISPLAY}, check=False).stdout
        return sorted({line for line in said.splitlines() if line.strip()})

    def _start_screen(self) -> None:
        server = self.room.command("Xvfb", _DISPLAY, "-screen", "0", "1400x900x24", "-nolisten", "tcp")
        manager = self.room.command("openbox", environment={"DISPLAY": _DISPLAY, "LANG": "C.UTF-8"})
        for command in (server, manager):
            self._screen.append(_quietly(command))
            self.room.run("sleep", "1")
            if self._screen[-1].poll() is not None:
                raise RoomError("the virtual screen did not start")
        self._environment["DISPLAY"] = _DISPLAY

    def close(self) -> None:
        """End every Windows program; the registry is written."""
        self.room.run("wineserver", "-k", environment=self._environment, check=False)
        self.room.run("wineserver", "-w", environment=self._environment, check=False, timeout=30)
        self.room.close()
        for each in self._screen:
            each.wait()

    def _make(self) -> None:
        stamp = self.prefix / "complete"
        wanted = "\n".join((parts() / f"{name}.s").read_text("utf-8") for name in _STAND_INS) + " ".join(
            _FACES
        )
        if not (stamp.exists() and stamp.read_text("utf-8") == wanted):
            if self.prefix.exists():
                subprocess.run(["rm", "-rf", "--one-file-system", str(self.prefix)], check=True)
            self.prefix.mkdir()
            self.run("wineboot", "-i")
            self.run("winecfg", "-v", "win11")
            for face in _FACES:
                self._registry(r"HKCU\Software\Wine\Fonts\Replacements", face, "Liberation Sans")
            for name in _STAND_INS:
                self._registry(r"HKCU\Software\Wine\DllOverrides", name, "native")
                self._stand_in(name)
            self.room.run("wineserver", "-k", environment=self._environment, check=False)
            self.room.run("wineserver", "-w", environment=self._environment, timeout=60)
            stamp.write_text(wanted, "utf-8")
        # kept running between programs: its start is not theirs
        self.room.run("wineserver", "-p", environment=self._environment)
        if not self.home.is_dir():
            raise RoomError(f"Wine made no folder for {PERSON}")

    def _registry(self, key: str, name: str, value: str) -> None:
        self.run("reg", "add", key, "/v", name, "/d", value, "/f")

    def _stand_in(self, name: str) -> None:
        """They lie in the prefix only; what is built is checked to have none of them."""
        source = self.prefix / f"{name}.s"
        source.write_bytes((parts() / source.name).read_bytes())
        target = f"{self.inside(self.drive)}/windows/system32/{name}.dll"
        link(self.room, assemble(self.room, self.inside(source)), target, "--export-all-symbols")


def _quietly(command: list[str]) -> subprocess.Popen[bytes]:
    nothing = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)


def assemble(room: Room, source: str) -> str:
    """The object file of an assembler file in the room."""
    target = f"{source.removesuffix('.s')}.o"
    room.run("x86_64-w64-mingw32-as", "-o", target, source)
    return target


def link(room: Room, objects: str, target: str, *options: str) -> None:
    """A DLL without any library, the same bytes each time."""
    fixed = ("-shared", "-s", "--no-insert-timestamp", "-e", "DllMainCRTStartup")
    room.run("x86_64-w64-mingw32-ld", *fixed, "-o", target, objects, *options)
