"""A Windows computer (Wine) as the proofs look at it: files, registry, installers, the program."""

import json
import re
import time
from pathlib import Path

from PIL import Image

# What Wine itself writes while programs run.
OF_WINE = re.compile(
    r"users/[^/]+/(AppData/Local/Temp|Temp)/|windows/(temp|Installer|system32/(config|catroot|spool)|"
    r"syswow64|inf|Microsoft\.NET|winsxs|Logs|appcompat)|ProgramData/Microsoft|\.tmp$",
    re.IGNORECASE,
)
REGISTRY_OF_WINE = re.compile(
    r"\\(Explorer\\(Accent|FileExts|RecentDocs|StreamMRU|MountPoints2|SessionInfo|Shell Folders|UserAssist)|"
    r"Wine\\|Cryptography\\RNG|Direct3D|Windows NT\\CurrentVersion\\"
    r"(Perflib|Fonts|FontSubstitutes|FontLink|Ports|Print)|CurrentVersion\\Group Policy|Installer\\Folders)",
    re.IGNORECASE,
)


class Computer:
    """Wine, and questions to it."""

    def __init__(self, wine, work):
        self.wine = wine
        self.work = work
        self.program_files = wine.drive / "Program Files"
        self.program = self.program_files / "LoI-Desktop"
        self.start_menu = wine.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs"

    def files(self):
        """Every file and folder on drive C that is not Wine's own coming and going."""
        found = (path.relative_to(self.wine.drive).as_posix() for path in self.wine.drive.rglob("*"))
        return {name for name in found if not OF_WINE.search(name) or name.endswith("LoI-Desktop.lnk")}

    def registry(self):
        """Every value below Software of the machine and of the person: (key, name) → value."""
        values = {}
        for hive in ("HKLM", "HKCU"):
            file = self.work / f"{hive}.reg"
            file.unlink(missing_ok=True)
            self.wine.run("reg", "export", rf"{hive}\Software", file, "/y")
            values |= _read(file.read_text("utf-16"))
        return {entry: value for entry, value in values.items() if not _shared(*entry)}

    def value(self, key, name=""):
        """One registry value; None where it is not there."""
        return self.registry().get((key, name))

    def state(self):
        return self.files(), self.registry()

    def changes(self, before):
        """What is there now and was not before, or the other way round."""
        (files, registry), (old_files, old_registry) = self.state(), before
        entries = registry.items() ^ old_registry.items()
        keys = sorted(str(entry) for entry in entries if not REGISTRY_OF_WINE.search(entry[0][0]))
        return sorted(files ^ old_files), keys

    def run(self, *words, **options):
        """A Windows program to its end; never fails by itself."""
        return self.wine.run(*words, check=False, **options)

    def setup(self, file, *switches):
        """A set-up, silently.  Its exit status and how many seconds it took."""
        start = time.monotonic()
        # a folder behind /D= may hold spaces and stands there without quotation marks: word by word
        words = [word for switch in switches for word in switch.split(" ")]
        status = self.run(file, "/S", *words).returncode
        return status, time.monotonic() - start

    def remove(self, folder, whose="/AllUsers"):
        """The uninstaller: it goes on from a copy of itself, so its end is waited for."""
        status = self.run(folder / "uninstall.exe", whose, "/S").returncode
        for _ in range(100):
            if not (folder / "uninstall.exe").exists():
                break
            time.sleep(0.2)
        time.sleep(1)  # it deletes the registry's keys last
        return status

    def msi(self, *words):
        """msiexec without questions; its exit status."""
        return self.run("msiexec", *words, "/qn", timeout=400).returncode

    def selftest(self, folder, **options):
        """The parts that do not work in an installed program, and its exit status."""
        done = self.run(folder / "loi.exe", "selftest", "--json", timeout=180, **options)
        said = done.stdout.strip()
        parts = json.loads(said)["parts"] if said else [{"error": done.stderr or "it said nothing"}]
        return done.returncode, [part for part in parts if part["error"]]

    def write_a_letter(self, folder, place):
        """What a clerk does: a declaration and its PDF, kept wherever the program keeps them."""
        filled = ("--set", "sender.name=Musterstadt", "--set", "signatories.0.name=Martina Muster")
        new = self.run(
            folder / "loi.exe", "new", "--call", "vietnam-2026", *filled, "-o", place / "Brief.loi"
        )
        made = self.run(folder / "loi.exe", "export", place / "Brief.loi", "-o", place / "Brief.pdf")
        assert (new.returncode, made.returncode) == (0, 0), new.stderr + made.stderr

    def photograph(self, place, name, ready):
        """Colours of the screen and how often each is there, once `ready` and nothing moves; the
        picture is kept in `artifacts`, to be looked at.
        """
        kept = self.work.parents[1] / "artifacts" / name
        kept.parent.mkdir(exist_ok=True)
        before, found = b"", {}
        for _ in range(30):
            self.wine.picture(place / name)
            image = Image.open(place / name).convert("RGB")
            found = {colour: count for count, colour in image.getcolors(1 << 24)}
            if ready(found) and image.tobytes() == before:
                break
            before = image.tobytes()
            time.sleep(0.5)
        kept.write_bytes((place / name).read_bytes())
        return found

    def wait_for(self, what, seconds=60):
        """Whether `what()` becomes true in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if what():
                return True
            time.sleep(0.5)
        return False


def _shared(key, name):
    """A key without a value and without our name, such as Software\\Policies: made for the first
    program of a computer that needs it, and kept for all.
    """
    return name == "\0" and "loi" not in key.casefold()


def _read(text):
    values, key = {}, ""
    for line in text.replace("\\\r\n", "").replace("\\\n", "").splitlines():
        if line.startswith("["):
            key = line.strip("[]")
            values[key, "\0"] = ""  # the key itself
        elif (match := re.match(r'(@|"(?:[^"\\]|\\.)*")=(.*)', line)) is not None:
            name = "" if match[1] == "@" else _plain(match[1])
            values[key, name] = _plain(match[2]) if match[2].startswith('"') else match[2]
    return values


def _plain(quoted):
    return re.sub(r"\\(.)", r"\1", quoted[1:-1])


def sizes(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
