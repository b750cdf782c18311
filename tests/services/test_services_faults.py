"""Nothing typed is ever lost, nothing is half-written: faults where files are written."""

import errno
import os

import pytest

from loi_desktop import files
from loi_desktop.app import build_desk
from loi_desktop.errors import ConflictError, InputError, OutputError, RegisterError
from loi_desktop.services import loifile
from loi_desktop.services.exports import Order
from loi_desktop.services.outcome import FindingsError
from loi_desktop.texts import Texts


def everything(folder):
    return sorted(
        str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and "register" not in p.parts
    )


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "Ausgang"
    folder.mkdir()
    return folder


def failing_replace(monkeypatch, name, code=errno.ENOSPC):
    real = os.replace

    def replace(source, target):
        if str(target).endswith(name):
            raise OSError(code, "injected")
        return real(source, target)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize("name", ["v1.pdf", "Brief.pdf"])
def test_when_a_file_cannot_be_put_in_place_neither_pdf_nor_version_stays(
    desk, data, letter, out, monkeypatch, name
):
    failing_replace(monkeypatch, name)
    with pytest.raises(OutputError) as caught:
        desk.exports.reinschrift(letter.id, Order(out / "Brief.pdf"))
    monkeypatch.undo()

    assert caught.value.code == "output.full"
    assert everything(out) == []
    assert everything(data.root / "letters") == []
    again = desk.letters.get(letter.id)
    assert again.versions == ()
    assert again.draft == letter.draft
    assert [e.event for e in again.history] == ["created"]


def test_a_full_disk_while_writing_leaves_nothing(desk, data, clock, letter, out, monkeypatch):
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (_ for _ in ()).throw(OSError(errno.ENOSPC, "injected")))
    with pytest.raises((OutputError, RegisterError)):
        desk.exports.reinschrift(letter.id, Order(out / "Brief.pdf"))
    monkeypatch.setattr(os, "fsync", real)

    assert everything(out) == []
    assert desk.letters.get(letter.id).versions == ()
    started_again = build_desk(data, clock)
    assert started_again.exports.reinschrift(letter.id, Order(out / "Brief.pdf")).file.exists()


def test_when_the_register_refuses_no_pdf_stays(desk, data, letter, out, monkeypatch):
    def refuse(ref, change):
        raise RegisterError("register.locked", holder="RATHAUS-PC")

    monkeypatch.setattr(desk.exports._register, "change", refuse)
    with pytest.raises(RegisterError):
        desk.exports.reinschrift(letter.id, Order(out / "Brief.pdf"))

    assert everything(out) == []
    assert everything(data.root / "letters") == []


def test_a_missing_folder_is_said_before_anything_happens(desk, letter, out):
    with pytest.raises(OutputError) as caught:
        desk.exports.reinschrift(letter.id, Order(out / "gibt" / "es" / "nicht.pdf"))
    assert caught.value.code == "output.folder-gone"
    assert desk.letters.get(letter.id).versions == ()


def test_another_file_of_that_name_is_never_overwritten_without_a_word(desk, letter, out):
    taken = out / "Brief.pdf"
    taken.write_bytes(b"%PDF-1.4 ein fremdes Dokument")
    with pytest.raises(OutputError) as caught:
        desk.exports.reinschrift(letter.id, Order(taken))
    assert caught.value.code == "output.exists"
    assert taken.read_bytes() == b"%PDF-1.4 ein fremdes Dokument"

    assert desk.exports.reinschrift(letter.id, Order(taken, overwrite=True)).file == taken


def test_a_pdf_that_the_register_keeps_may_be_made_again(desk, letter, out):
    first = desk.exports.reinschrift(letter.id, Order(out / "Brief.pdf")).record
    second = desk.exports.reinschrift(letter.id, Order(out / "Brief.pdf")).record

    assert [v.number for v in second.versions] == [1, 2]
    assert second.number == first.number
    assert desk.exports.own_copy(second, 1).exists()


def test_missing_fields_stop_the_reinschrift_and_write_nothing(desk, data, out):
    empty = desk.letters.declaration("allgemein")
    record = desk.letters.save_draft(desk.letters.start(empty), empty)
    with pytest.raises(FindingsError) as caught:
        desk.exports.reinschrift(record.id, Order(out / "Brief.pdf"))

    fields = {f.field for f in caught.value.findings if f.severity == "error"}
    assert "sender.name" in fields
    assert "signatories.0.name" in fields
    assert everything(out) == []


def test_an_emoji_is_named_and_no_pdf_is_made(desk, letter, change, out):
    shouting = change(letter.current, experience="Wir freuen uns 😀 sehr")
    record = desk.letters.save_draft(letter, shouting)
    with pytest.raises(FindingsError) as caught:
        desk.exports.reinschrift(record.id, Order(out / "Brief.pdf"))

    finding = next(f for f in caught.value.findings if f.code == "pdf.glyph-missing")
    assert finding.data["character"] == "😀"
    assert everything(out) == []


def test_the_own_copy_that_was_changed_is_noticed(desk, data, letter, out):
    record = desk.exports.reinschrift(letter.id, Order(out / "Brief.pdf")).record
    own = data.letter(record.id) / "v1.pdf"
    own.write_bytes(own.read_bytes() + b" ")
    with pytest.raises(InputError) as caught:
        desk.mailing.outgoing(record.id)
    assert caught.value.code == "letter.pdf-changed"


def test_two_windows_keep_both_texts(desk, letter, change):
    mine, theirs = desk.letters.get(letter.id), desk.letters.get(letter.id)
    desk.letters.save_draft(theirs, change(letter.current, our_reference="von nebenan"))
    with pytest.raises(ConflictError) as caught:
        desk.letters.save_draft(mine, change(letter.current, our_reference="von mir"))

    copy = desk.letters.get(str(caught.value.data["id"]))
    assert copy.current.our_reference == "von mir"
    assert desk.letters.get(letter.id).current.our_reference == "von nebenan"
    assert not mine.number  # a draft has none, and the sentence no hole
    for language, words in (
        ("de", "Das Schreiben wurde inzwischen an anderer Stelle geändert. Beide Fassungen sind gespeichert"),
        ("en", "The letter was changed elsewhere meanwhile. Both texts are kept"),
    ):
        assert Texts(language).error(caught.value).startswith(words)


BAD_FILES = {
    "empty": (b"", "loi.not-a-letter"),
    "cut": (b'{"format": "loi-declaration", "version": 1, "decla', "loi.not-a-letter"),
    "not JSON": (b"%PDF-1.7", "loi.not-a-letter"),
    "not UTF-8": (b'{"format": "\xff\xfe"}', "loi.not-a-letter"),
    "another JSON": (b'{"format": "loi-aufruf", "version": 1}', "loi.not-a-letter"),
    "deep": (b"[" * 200_000 + b"]" * 200_000, "loi.not-a-letter"),
    "deep inside": (
        b'{"format": "loi-declaration", "version": 1, "declaration": '
        + b"[" * 200_000
        + b"]" * 200_000
        + b"}",
        "loi.not-a-letter",
    ),
    "newer": (b'{"format": "loi-declaration", "version": 2, "declaration": {}}', "loi.newer"),
    "unknown field": (
        b'{"format": "loi-declaration", "version": 1, "declaration": {"senders": {}}}',
        "loi.unknown",
    ),
    "wrong type": (
        b'{"format": "loi-declaration", "version": 1, "declaration": {"sender": {"name": 5}}}',
        "loi.type",
    ),
}


@pytest.mark.parametrize(("content", "code"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_letter_file_is_refused_by_name(desk, tmp_path, content, code):
    file = tmp_path / "Übel.loi"
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        desk.letters.open_file(file)
    assert caught.value.code == code
    assert caught.value.data["file"] == "Übel.loi"
    assert desk.letters.list() == ()


def test_a_letter_file_of_50_mb_is_refused_without_reading_it(desk, tmp_path):
    file = tmp_path / "groß.loi"
    with file.open("wb") as sparse:
        sparse.truncate(50_000_000)
    with pytest.raises(InputError) as caught:
        loifile.read(file)
    assert caught.value.code == "loi.too-large"


def test_damaged_settings_are_named_and_never_overwritten(desk, data):
    data.root.mkdir(parents=True)
    data.settings.write_text("language = [kaputt")
    with pytest.raises(InputError):
        desk.settings.change(language="en")
    assert data.settings.read_text() == "language = [kaputt"


def test_a_folder_that_may_not_be_written_is_said_so(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "injected")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(OutputError) as caught:
        files.write(tmp_path / "a.txt", b"x")
    assert caught.value.code == "output.read-only"


def test_windows_refusing_for_a_moment_is_waited_out(tmp_path, monkeypatch):
    real, calls = os.replace, []

    def busy(source, target):
        calls.append(target)
        if len(calls) < 4:
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = 32
            raise error
        return real(source, target)

    monkeypatch.setattr(os, "replace", busy)
    monkeypatch.setattr("time.sleep", lambda _: None)
    files.write(tmp_path / "a.txt", b"neu")
    assert (tmp_path / "a.txt").read_bytes() == b"neu"
    assert len(calls) == 4


def test_a_pdf_open_elsewhere_for_good_is_named(tmp_path, monkeypatch):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"alt")

    def busy(source, target):
        error = PermissionError(errno.EACCES, "in use")
        error.winerror = 32
        raise error

    monkeypatch.setattr(os, "replace", busy)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(OutputError) as caught:
        files.write(target, b"neu")
    assert caught.value.code == "output.in-use"
    assert target.read_bytes() == b"alt"
    assert everything(tmp_path) == ["a.pdf"]


def test_another_letters_pdf_may_not_be_replaced_by_a_draft(desk, letter, filled, out):
    desk.exports.reinschrift(letter.id, Order(out / "Brief.pdf"))
    with pytest.raises(OutputError) as caught:
        desk.exports.unrecorded(filled, Order(out / "Brief.pdf"), draft=True)
    assert caught.value.code == "output.exists"


def test_a_pdf_with_somebodys_comment_is_not_replaced(desk, letter, out):
    desk.exports.reinschrift(letter.id, Order(out / "Brief.pdf"))
    commented = (out / "Brief.pdf").read_bytes() + b"% Bitte Absatz 2 streichen"
    (out / "Brief.pdf").write_bytes(commented)
    with pytest.raises(OutputError):
        desk.exports.reinschrift(letter.id, Order(out / "Brief.pdf"))
    assert (out / "Brief.pdf").read_bytes() == commented


def test_a_folder_is_no_name_for_a_pdf(desk, letter, out):
    with pytest.raises(OutputError) as caught:
        desk.exports.reinschrift(letter.id, Order(out))
    assert caught.value.code == "output.is-folder"
    assert not out.with_name(f"{out.name}.pdf").exists()


def test_a_failed_export_uses_up_no_number(desk, letter, out):
    for _ in range(3):
        with pytest.raises(OutputError):
            desk.exports.reinschrift(letter.id, Order(out / "fehlt" / "Brief.pdf"))
    assert desk.exports.reinschrift(letter.id, Order(out / "Brief.pdf")).record.number == "2026-0001"


def test_what_a_killed_program_left_is_swept_up_once_it_is_old(out):
    left = out / ".Brief.pdf.0123abcd.tmp"
    left.write_bytes(b"halb")
    files.write(out / "Brief.pdf", b"ganz")
    assert left.exists(), "another program may be writing it"
    os.utime(left, (0, 0))
    files.write(out / "Brief.pdf", b"ganz")
    assert everything(out) == ["Brief.pdf"]


def test_a_letter_file_from_a_windows_editor_is_read(tmp_path, filled):
    loifile.write(filled, tmp_path / "Brief.loi")
    (tmp_path / "Brief.loi").write_bytes(b"\xef\xbb\xbf" + (tmp_path / "Brief.loi").read_bytes())
    assert loifile.read(tmp_path / "Brief.loi") == filled
