"""The installed call packages: those that are shipped, IT's, and those that were added."""

from __future__ import annotations

from pathlib import Path

from loi_desktop import files
from loi_desktop.errors import InputError, OutputError
from loi_desktop.model.call import Call
from loi_desktop.model.declaration import CallRef
from loi_desktop.model.presets import Presets, stop_where_locked
from loi_desktop.wording.packages import read_call

SUFFIX = ".loi-aufruf"


class Calls:
    """Calls by id.  IT's package takes the place of a shipped one with its id, an added one
    of either; where IT has locked its folder, nothing that was added is used.
    """

    def __init__(self, shipped: Path, added: Path, presets: Presets | None = None) -> None:
        presets = presets or Presets()
        self._shipped = shipped
        self._added = added
        self._given_folder = presets.either("calls_folder")
        self._only_given = bool(presets.locked("calls_folder"))
        self._given: tuple[tuple[Path, Call | InputError], ...] | None = None
        self._of_program: tuple[Call, ...] = ()
        self.changeable = presets.may("may_add_calls") and not self._only_given
        self._cache: dict[Path, tuple[int, Call]] = {}

    def list(self) -> tuple[Call, ...]:
        """All usable calls: those with a deadline first, the latest on top, then the others."""
        calls = {call.id: call for call in (*self._read_shipped(), *self._read_given(), *self._read_added())}
        return tuple(
            sorted(calls.values(), key=lambda c: (not c.deadline, _descending(c.deadline), c.title.de))
        )

    def broken(self) -> tuple[InputError, ...]:
        """What is wrong with packages that were added, or given by IT, and cannot be read."""
        given = tuple(found for _, found in self._given_packages() if isinstance(found, InputError))
        return (*given, *(error for _, error in self._broken_files()))

    def get(self, ref: CallRef | str) -> Call:
        """The call of this id.  Raises InputError (`call.unknown`)."""
        wanted = ref if isinstance(ref, str) else ref.id
        for call in self.list():
            if call.id == wanted:
                return call
        raise InputError("call.unknown", ref=wanted)

    def check(self, package: Path) -> Call:
        """Read a package without keeping it.  Raises InputError and says what is wrong."""
        return read_call(package, source="added")

    def add(self, package: Path) -> Call:
        """Keep a package file.  Raises UsageError (`preset.locked`), InputError, OutputError."""
        stop_where_locked(changeable=self.changeable)
        call = self.check(package)
        if package.is_dir():
            raise InputError("call.not-a-file", file=package.name)
        files.write(self._added / f"{call.id}{SUFFIX}", package.read_bytes(), make_folder=True)
        return call

    def remove(self, ref: str) -> None:
        """Forget an added package, by its id, or by the name of its file where that cannot be
        read; letters keep their texts as long as it can be added again.

        Raises UsageError (`preset.locked`), OutputError.
        """
        stop_where_locked(changeable=self.changeable)
        names = {file: call.id for file, (_, call) in self._cache.items() if file.parent == self._added}
        names |= {file: file.name for file, _ in self._broken_files()}
        for file in (file for file, name in names.items() if name == ref):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise OutputError("output.read-only", file=file.name, folder=str(self._added)) from error
            self._cache.pop(file, None)

    def removable(self, call: Call | InputError) -> bool:
        """Whether users may take `call`, or the file that one of `broken` is about, away: it was
        added, not shipped or given by IT.
        """
        if isinstance(call, Call):
            return self.changeable and call.source == "added"
        return self.changeable and any(error.data == call.data for _, error in self._broken_files())

    def _read_shipped(self) -> tuple[Call, ...]:
        """The program's own, read once: calls are asked for with each key."""
        if not self._of_program:
            folders = sorted(p for p in self._shipped.iterdir() if (p / "aufruf.toml").is_file())
            self._of_program = tuple(read_call(folder, source="shipped") for folder in folders)
        return self._of_program

    def _read_given(self) -> tuple[Call, ...]:
        return tuple(found for _, found in self._given_packages() if not isinstance(found, InputError))

    def _given_packages(self) -> tuple[tuple[Path, Call | InputError], ...]:
        """IT's packages, read once: their folder may lie on a share, and calls are asked for
        with each key.  A folder that is out of reach is an empty one.
        """
        if self._given is None:
            folder = Path(self._given_folder) if self._given_folder else None
            try:
                found = sorted(folder.glob(f"*{SUFFIX}")) if folder and folder.is_dir() else []
            except OSError:
                found = []
            self._given = tuple((file, _read_or_error(file)) for file in found)
        return self._given

    def _read_added(self) -> tuple[Call, ...]:
        broken = {file for file, _ in self._broken_files()}
        return tuple(self._read(file) for file in self._added_files() if file not in broken)

    def _added_files(self) -> tuple[Path, ...]:
        if self._only_given or not self._added.is_dir():
            return ()
        return tuple(sorted(self._added.glob(f"*{SUFFIX}")))

    def _broken_files(self) -> tuple[tuple[Path, InputError], ...]:
        found: list[tuple[Path, InputError]] = []
        for file in self._added_files():
            try:
                self._read(file)
            except InputError as error:
                found.append((file, error))
        return tuple(found)

    def _read(self, package: Path) -> Call:
        changed = package.stat().st_mtime_ns
        known = self._cache.get(package)
        if known is None or known[0] != changed:
            known = (changed, read_call(package, source="added"))
            self._cache[package] = known
        return known[1]


def _read_or_error(file: Path) -> Call | InputError:
    try:
        return read_call(file, source="given")
    except InputError as error:
        return error


def _descending(day: str) -> str:
    return "".join(chr(0x7F - ord(c)) if c.isdigit() else c for c in day)
