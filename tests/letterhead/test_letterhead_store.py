"""The office's letterheads on disk: whole or not at all, never overwritten when damaged."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import awkward_letterheads as awkward
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loi_desktop.errors import InputError, OutputError
from loi_desktop.foreign.runner import Runner
from loi_desktop.letterhead.answers import Reading
from loi_desktop.letterhead.inspect import Inspector
from loi_desktop.letterhead.names import display_name, is_id, letterhead_id
from loi_desktop.letterhead.reading import read
from loi_desktop.letterhead.store import LetterheadStore


class Ready(Inspector):
    """An inspector that reads in this process, and each content once."""

    def __init__(self) -> None:
        super().__init__(Runner())
        self.known: dict[bytes, Reading] = {}

    def read(self, file: Path, *, following: Path | None = None, name: str = "") -> Reading:
        content = file.read_bytes()
        if content not in self.known:
            self.known[content] = read(content, None, "x")
        reading = self.known[content]
        shown = display_name(name, file)
        new_id = letterhead_id(shown, reading.background.sha256)
        renamed = msgspec.structs.replace(reading.background, name=shown, id=new_id)
        return msgspec.structs.replace(reading, background=renamed)


INSPECTOR = Ready()


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "letterheads"


@pytest.fixture
def store(folder) -> LetterheadStore:
    return LetterheadStore(folder, INSPECTOR)


@pytest.fixture
def file(tmp_path) -> Path:
    made = tmp_path / "Musterstadt.pdf"
    made.write_bytes(awkward.pdf())
    return made


@pytest.fixture
def other(tmp_path) -> Path:
    made = tmp_path / "Amt für Klima.pdf"
    made.write_bytes(awkward.unembedded())
    return made


def content_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_from_file_to_list_the_whole_way(folder, file):
    store = LetterheadStore(folder, Inspector(Runner()))
    assert store.list() == ()
    assert not folder.exists()
    background = store.add(file)
    assert background.id == f"musterstadt-{background.sha256[:8]}"
    assert store.load(background.id) == background
    (info,) = store.list()
    assert (info.id, info.name, info.pages, info.sha256) == (
        background.id,
        "Musterstadt",
        1,
        background.sha256,
    )
    assert info.added_at.endswith("+00:00")
    assert store.picture(background.id).startswith(b"\x89PNG")
    assert (folder / background.id / "source.pdf").read_bytes() == file.read_bytes()
    assert {p.name for p in (folder / background.id).iterdir()} == {
        "source.pdf", "background.bin", "letterhead.json", "page.png", "page-large.png",
    }  # fmt: skip


def test_a_picture_keeps_its_kind_and_both_sizes(store, folder, tmp_path):
    file = tmp_path / "kopf.jpeg"
    file.write_bytes(awkward.picture(1948, 260, "JPEG"))
    background = store.add(file, "Köpfe der Stadt Đà Nẵng")
    assert background.id.startswith("koepfe-der-stadt-da-nang-")
    assert (folder / background.id / "source.jpg").is_file()
    width = [
        int.from_bytes(store.picture(background.id, width_px=w)[16:20], "big") for w in (300, 600, 1200, 2000)
    ]
    assert width == [600, 600, 1200, 1200]


def test_the_same_bytes_again_are_the_same_letterhead(store, folder, file, tmp_path):
    first = store.add(file, "Briefkopf 2026")
    copy = tmp_path / "Kopie von Briefkopf.pdf"
    copy.write_bytes(file.read_bytes())
    before = content_of(folder)
    assert store.add(copy, "Anderer Name") == first
    assert content_of(folder) == before
    assert len(store.list()) == 1


def test_names_and_margins_are_changed_and_kept(store, file):
    added = store.add(file)
    store.rename(added.id, "  Stadt\nMusterstadt 2026 ")
    store.set_margins(added.id, 32.5, -4, 1000)
    loaded = store.load(added.id)
    assert loaded.name == "Stadt Musterstadt 2026"
    assert (loaded.bottom_mm, loaded.following_top_mm, loaded.following_bottom_mm) == (32.5, 0, 150)
    assert loaded.id == added.id
    assert loaded.first == added.first
    store.rename(added.id, "   ")
    assert store.list()[0].name == "Stadt Musterstadt 2026"


def test_removed_is_removed(store, folder, file, other):
    kept, gone = store.add(other), store.add(file)
    store.remove(gone.id)
    assert [info.id for info in store.list()] == [kept.id]
    assert [p.name for p in folder.iterdir()] == [kept.id]
    with pytest.raises(InputError) as caught:
        store.load(gone.id)
    assert caught.value.code == "letterhead.unknown"


@pytest.mark.parametrize(
    "name", ["", "..", "../letterheads", "a/b", "C:\\x", "nichts-da", ".new-12345678", "ä"]
)
def test_what_is_no_letterhead_is_unknown(store, file, name):
    store.add(file)
    for ask in (store.load, store.picture, store.remove, lambda n: store.rename(n, "x")):
        with pytest.raises(InputError) as caught:
            ask(name)
        assert caught.value.code == "letterhead.unknown"


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("background.bin", b""),
        ("background.bin", b"\xff" * 100),
        ("letterhead.json", b""),
        ("letterhead.json", b'{"format": "loi-letterhead"'),
        ("letterhead.json", b'{"format": "something else"}'),
        ("letterhead.json", b"[" * 200_000),
    ],
)
def test_a_damaged_letterhead_is_told_and_never_overwritten(store, folder, file, name, damage):
    added = store.add(file)
    (folder / added.id / name).write_bytes(damage)
    before = content_of(folder)
    with pytest.raises(InputError) as caught:
        store.load(added.id)
    assert caught.value.code == "letterhead.damaged"
    if name == "letterhead.json":
        (info,) = store.list()
        assert [(f.code, f.severity) for f in info.findings] == [("letterhead.damaged", "error")]
        with pytest.raises(InputError):
            store.rename(added.id, "Neu")
    assert content_of(folder) == before


def test_one_flipped_bit_is_noticed(store, folder, file):
    added = store.add(file)
    frozen = folder / added.id / "background.bin"
    content = bytearray(frozen.read_bytes())
    content[content.index(b"stream\n") + 40] ^= 1  # within a page description: it would still be read
    frozen.write_bytes(content)
    with pytest.raises(InputError) as caught:
        store.load(added.id)
    assert caught.value.code == "letterhead.damaged"


@pytest.mark.parametrize("damaged", ["letterhead.json", "background.bin"])
def test_a_damaged_one_can_be_added_again_beside_it(store, folder, file, damaged):
    first = store.add(file)
    (folder / first.id / damaged).write_bytes(b"damaged")
    again = store.add(file)
    assert again.id == f"{first.id}-2"
    assert store.load(again.id) == again
    assert (folder / first.id / damaged).read_bytes() == b"damaged"
    assert store.add(file) == again
    store.remove(first.id)
    assert [info.id for info in store.list()] == [again.id]


def test_a_letterhead_of_a_newer_program_is_left_alone(store, folder, file):
    added = store.add(file)
    card = folder / added.id / "letterhead.json"
    card.write_text(json.dumps({**json.loads(card.read_text("utf-8")), "version": 2}), "utf-8")
    with pytest.raises(InputError) as caught:
        store.load(added.id)
    assert caught.value.code == "letterhead.newer"
    assert store.list()[0].findings[0].code == "letterhead.newer"


class Faults:
    """Lets the n-th call that changes the disk fail."""

    def __init__(self, fails_at: int, number: int) -> None:
        self.left = fails_at
        self.number = number
        self.failed = False

    def wrap(self, real):
        def call(*args, **kwargs):
            self.left -= 1
            if self.left == 0:
                self.failed = True
                raise OSError(self.number, os.strerror(self.number))
            return real(*args, **kwargs)

        return call


def added_or_code(store: LetterheadStore, file: Path):
    try:
        return store.add(file)
    except OutputError as error:
        return error.code


WRITES = [(os, "fsync"), (os, "replace"), (Path, "replace"), (Path, "mkdir"), (os, "open")]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_fails_at_any_step_leaves_nothing(monkeypatch, store, folder, file, other, number):
    store.add(other)
    before = content_of(folder)
    steps = 0
    while True:
        steps += 1
        faults = Faults(steps, number)
        with monkeypatch.context() as patched:
            for holder, name in WRITES:
                patched.setattr(holder, name, faults.wrap(getattr(holder, name)))
            added = added_or_code(store, file)
        if added == "letterhead.unwritable":
            assert content_of(folder) == before
            assert [p for p in folder.iterdir() if p.name.startswith(".")] == []
            continue
        if not faults.failed:
            break
        # the last fsync of the folder: the letterhead is whole, and was taken as it is
        assert store.load(added.id) == added
        store.remove(added.id)
    assert steps > 12
    assert len(store.list()) == 2


def test_a_disk_that_fails_keeps_the_old_name(monkeypatch, store, folder, file):
    added = store.add(file)
    before = content_of(folder)
    for name in ("fsync", "replace"):
        with monkeypatch.context() as patched:
            patched.setattr(os, name, Faults(1, errno.ENOSPC).wrap(getattr(os, name)))
            with pytest.raises(OutputError) as caught:
                store.rename(added.id, "Neu")
        assert caught.value.code == "letterhead.unwritable"
        assert content_of(folder) == before


def test_two_windows_add_the_same_at_once(monkeypatch, store, folder, file):
    """The other window is done between our looking and our writing."""
    second = LetterheadStore(folder, INSPECTOR)
    monkeypatch.setattr(store, "_sound", _first_nothing(store))
    theirs = second.add(file)
    monkeypatch.setattr(store, "_free_id", lambda wanted: wanted)
    assert store.add(file) == theirs
    assert [p.name for p in folder.iterdir()] == [theirs.id]


def _first_nothing(store: LetterheadStore):
    real, asked = store._sound, []

    def sound(sha256: str):
        asked.append(sha256)
        return None if len(asked) == 1 else real(sha256)

    return sound


def test_a_file_that_changes_while_it_is_read_is_not_kept(monkeypatch, store, folder, file):
    reading = INSPECTOR.read(file)
    file.write_bytes(awkward.unembedded())
    monkeypatch.setattr(INSPECTOR, "read", lambda *args, **kwargs: reading)
    with pytest.raises(InputError) as caught:
        store.add(file)
    assert caught.value.code == "letterhead.changed"
    assert list(folder.iterdir()) == []


def test_a_refused_file_leaves_no_folder(folder, tmp_path):
    file = tmp_path / "kein.pdf"
    file.write_bytes(b"nothing")
    with pytest.raises(InputError):
        LetterheadStore(folder, Inspector(Runner())).add(file)
    assert not folder.exists()


def test_loading_needs_no_heavy_library(store, folder, file):
    added = store.add(file)
    code = f"""
import sys
from pathlib import Path
from loi_desktop.foreign.runner import Runner
from loi_desktop.letterhead.inspect import Inspector
from loi_desktop.letterhead.store import LetterheadStore
store = LetterheadStore(Path({str(folder)!r}), Inspector(Runner()))
assert store.list() and store.load({added.id!r}).first.pieces and store.picture({added.id!r})
print(sorted({{"pikepdf", "pypdfium2", "PIL", "reportlab", "PySide6"}} & set(sys.modules)))
"""
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert done.stdout.strip() == "[]"


@settings(max_examples=150)
@given(st.text(max_size=120))
def test_any_name_becomes_one_line_and_a_plain_folder(name):
    shown = display_name(name, Path("Briefkopf.pdf"))
    assert 0 < len(shown) <= 80
    assert shown == shown.strip()
    assert len(shown.splitlines()) == 1
    made = letterhead_id(shown, "3fa41b2c" * 8)
    assert is_id(made)
    assert is_id(f"{made}-12")
    assert made.isascii()
    assert made.endswith("-3fa41b2c")
