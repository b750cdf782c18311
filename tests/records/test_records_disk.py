"""A disk that is full, read-only or failing: what was acknowledged stays, the rest is said."""

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec
import pytest

from loi_desktop import files
from loi_desktop.errors import OutputError, RegisterError
from loi_desktop.records import generations, storage
from loi_desktop.records.register import Register

replace = msgspec.structs.replace
POSIX = os.name == "posix"


def kept(*records):
    """Records compared without regard to their order."""
    return {record.id: record for record in records}


def fail(number):
    def failing(*_args, **_more):
        raise OSError(number, os.strerror(number))

    return failing


class Stingy:
    """A file that takes `room` bytes, at most 7 with each call, and then is full."""

    def __init__(self, file, room):
        self._file, self._room = file, room

    def write(self, data):
        part = bytes(data[: min(7, self._room)])
        if not part:
            raise OSError(errno.ENOSPC, "full")
        self._room -= len(part)
        return self._file.write(part)

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()


@pytest.fixture
def room(monkeypatch):
    """The register's file takes this many more bytes."""

    def leave(count):
        real = generations._opened_patiently
        monkeypatch.setattr(generations, "_opened_patiently", lambda path: Stingy(real(path), count))

    return leave


@pytest.fixture
def unwritable():
    """What runs in this block is refused, with the sentence about the disk."""
    return lambda: pytest.raises(OutputError, match=r"register\.unwritable")


class TestFull:
    def test_in_the_middle_of_a_letter(self, register, folder, file, new, room, unwritable, monkeypatch):
        first = register.add(new("vorher"))
        before = file().read_bytes()
        real = generations._opened_patiently
        for count in (0, 1, 12, 100, 200):
            with monkeypatch.context() as full:
                full.setattr(generations, "_opened_patiently", lambda p, c=count: Stingy(real(p), c))
                for use in (lambda: register.add(new()), lambda: register.save(replace(first, notes="neu"))):
                    with unwritable():
                        use()
                    assert file().read_bytes() == before
                    assert register.all() == Register(folder).all() == (first,)
        saved = register.save(replace(first, notes="mit Platz"))
        assert Register(folder).all() == (saved,)

    def test_short_writes_are_continued(self, register, folder, new, room):
        register.add(new())
        room(1_000_000)
        stored = register.add(new("lang " * 500))
        assert stored in Register(folder).all()
        register.verify()

    def test_at_the_very_first_letter(self, register, folder, new, unwritable, monkeypatch):
        with monkeypatch.context() as full:
            full.setattr(os, "fsync", fail(errno.ENOSPC))
            with unwritable():
                register.add(new())
        assert not [p.name for p in folder.iterdir() if "jsonl" in p.name]
        assert register.all() == ()
        assert register.add(new()).revision == 1

    def test_letters_still_fit_where_a_new_snapshot_does_not(self, folder, new, monkeypatch):
        monkeypatch.setattr(storage, "CHANGES_BYTES", 0)
        register = Register(folder)
        stored = register.add(new())
        with monkeypatch.context() as full:
            full.setattr(os, "replace", fail(errno.ENOSPC))
            for n in range(20):
                stored = register.save(replace(stored, notes=f"Notiz {n}"))
        assert Register(folder).all() == (stored,)
        assert [p.name for p in folder.glob("register-*.jsonl")] == ["register-000001.jsonl"]
        stored = register.save(replace(stored, notes="mit Platz"))
        assert [p.name for p in folder.glob("register-*.jsonl")] == ["register-000002.jsonl"]
        assert Register(folder).all() == (stored,)

    @pytest.mark.skipif(not POSIX or os.geteuid() != 0, reason="only root can mount a small disk")
    def test_on_a_disk_of_300_kilobytes(self, tmp_path, new, unwritable):
        disk = tmp_path / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk], check=False)
        if mounted.returncode:
            pytest.skip("this machine mounts no small disk: tried with injected errors only")
        try:
            register, stored = Register(disk / "register"), []
            with unwritable():
                while len(stored) < 2000:
                    stored += [register.add(new("Hitzeaktionsplan " * 20))]
            assert len(stored) > 50
            assert kept(*Register(disk / "register").all()) == kept(*stored)
            with unwritable():
                register.save(replace(stored[0], notes="lang " * 4000))
            (disk / "register" / "holder.txt").unlink()
            register.verify()
            assert kept(*register.all()) == kept(*stored)
        finally:
            subprocess.run(["umount", disk], check=True)


class TestFailing:
    def test_a_letter_that_did_not_reach_the_disk_is_taken_back(
        self, register, folder, file, new, unwritable, monkeypatch
    ):
        first = register.add(new())
        before = file().read_bytes()
        real, calls = os.fsync, []

        def once(handle):
            calls.append(handle)
            if len(calls) == 1:
                raise OSError(errno.EIO, "I/O error")
            real(handle)

        monkeypatch.setattr(os, "fsync", once)
        with unwritable():
            register.add(new())
        assert file().read_bytes() == before
        second = register.add(new())
        assert kept(*Register(folder).all()) == kept(first, second)

    def test_where_it_cannot_be_taken_back_nothing_more_is_written(
        self, register, folder, file, new, unwritable, monkeypatch
    ):
        first = register.add(new())
        with monkeypatch.context() as failing:
            failing.setattr(os, "fsync", fail(errno.EIO))
            with unwritable():
                register.add(new())
        before = file().read_bytes()
        for use in (lambda: register.add(new()), lambda: register.remove(first.id)):
            with unwritable():
                use()
            assert file().read_bytes() == before
        assert register.all() == (first,)
        Register(folder).verify()

    def test_a_letter_seen_and_taken_back_confuses_nobody(self, register, folder, file, new):
        """Another line of the same length stands where one was read whose fsync failed."""
        first = register.add(new("aaaa"))
        before = file().read_bytes()
        other = Register(folder)
        seen = register.add(new("bbbb"))
        assert seen in other.all()
        file().write_bytes(before)
        real = Register(folder).add(new("cccc"))
        added = other.add(new("dddd"))
        assert kept(*other.all()) == kept(*Register(folder).all()) == kept(first, real, added)
        other.verify()

    def test_a_new_snapshot_that_cannot_be_put_in_place(
        self, register, folder, file, new, unwritable, monkeypatch
    ):
        stored = register.add(new())
        before = file().read_bytes()
        for number in (errno.EACCES, errno.EIO):
            with monkeypatch.context() as refused:
                refused.setattr(os, "replace", fail(number))
                with unwritable():
                    register.remove(stored.id)
            assert register.all() == Register(folder).all() == (stored,)
            assert file().read_bytes() == before
            assert not [p.name for p in folder.iterdir() if "tmp" in p.name]
        register.remove(stored.id)
        assert register.all() == ()

    def test_a_new_snapshot_whose_folder_cannot_be_synced_does_not_count(
        self, register, folder, file, new, unwritable, monkeypatch
    ):
        stored = register.add(new())
        with monkeypatch.context() as failing:
            failing.setattr(files, "sync_folder", fail(errno.EIO))
            with unwritable():
                register.remove(stored.id)
            assert file().name == "register-000001.jsonl"
            failing.setattr(Path, "unlink", fail(errno.EACCES))
            with unwritable():
                register.remove(stored.id)
        with unwritable():  # two generations now, and no telling which of them is on the disk
            register.add(new())

    def test_a_scanner_that_holds_the_file_for_a_moment_is_waited_for(
        self, register, folder, new, monkeypatch
    ):
        register.add(new())
        real, refused = Path.open, []

        def busy(self, *args, **more):
            if args[:1] == ("r+b",) and len(refused) < 3:
                refused.append(self)
                error = PermissionError(errno.EACCES, "in use")
                error.winerror = 32
                raise error
            return real(self, *args, **more)

        monkeypatch.setattr(Path, "open", busy)
        monkeypatch.setattr(generations.time, "sleep", lambda _s: None)
        register.add(new())
        assert len(refused) == 3
        assert len(Register(folder).all()) == 2

    def test_an_old_file_that_is_in_use_goes_later(self, register, folder, new, monkeypatch):
        stored = register.add(new("vertraulich"))
        with monkeypatch.context() as held:
            held.setattr(Path, "unlink", fail(errno.EACCES))
            register.remove(stored.id)
        assert len(list(folder.glob("register-*.jsonl"))) == 2
        assert register.all() == Register(folder).all() == ()
        (folder / ".register-000003.jsonl.0123abcd.tmp").write_bytes(b"left by a program that was killed")
        Register(folder).add(new())
        assert [p.name for p in sorted(folder.glob("*register*jsonl*"))] == ["register-000002.jsonl"]


@pytest.mark.skipif(not POSIX or os.geteuid() != 0, reason="only root can become somebody without rights")
class TestNoRight:
    @pytest.fixture
    def folder(self):
        base = Path(tempfile.mkdtemp())
        base.chmod(0o755)
        yield base / "register"
        shutil.rmtree(base)

    @pytest.fixture
    def stored(self, register, folder, new):
        first = register.add(new())
        folder.chmod(0o755)
        return first

    @pytest.fixture
    def ask(self, beside):
        return lambda use: beside("as_nobody", use).communicate(timeout=20)[0].strip()

    def test_a_folder_one_may_only_read_is_read(self, register, folder, stored, ask):
        before = sorted(p.name for p in folder.iterdir())
        assert ask("list_all") == stored.id
        assert ask("add_one") == "register.unwritable"
        assert sorted(p.name for p in folder.iterdir()) == before
        assert Register(folder).all() == (stored,)

    def test_a_folder_one_may_not_read_is_said(self, folder, file, stored, ask):
        folder.chmod(0o700)
        assert ask("list_all") == "register.unreadable"
        folder.chmod(0o755)
        file().chmod(0o600)
        assert ask("list_all") == "register.unreadable"


def test_a_folder_without_locks_is_not_written_to(register, folder, new, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(fcntl, "flock", fail(errno.ENOSYS))
    with pytest.raises(OutputError, match=r"register\.unwritable"):
        register.add(new())
    assert not list(folder.glob("*.jsonl"))


def test_a_register_error_is_never_a_builtin(register, folder, new, monkeypatch):
    register.add(new())
    monkeypatch.setattr(os, "scandir", fail(errno.EIO))
    for use in (register.all, lambda: register.add(new())):
        with pytest.raises(RegisterError, match=r"register\.unreadable"):
            use()
    assert sys.exc_info() == (None, None, None)
