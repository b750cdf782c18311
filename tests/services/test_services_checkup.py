"""Is everything still there?  What an administrator sees who has restored a backup."""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from loi_desktop.app import build_desk
from loi_desktop.errors import OutputError, RegisterError
from loi_desktop.services.exports import Order
from loi_desktop.texts import LANGUAGES, Texts


@pytest.fixture
def kept(desk, letter, tmp_path):
    """A letter with a Reinschrift, a signed copy and an e-mail draft: three files."""
    record = desk.exports.reinschrift(letter.id, Order(tmp_path / "Brief.pdf")).record
    scan = tmp_path / "Scan.pdf"
    with pikepdf.open(tmp_path / "Brief.pdf") as pdf:
        pdf.docinfo["/Title"] = "unterschrieben"
        pdf.save(scan)
    desk.progress.attach_signed(record.id, scan)
    return desk.mailing.prepare(record.id).record


@pytest.fixture
def folder(data, kept):
    return data.letter(kept.id)


def codes(desk):
    return [finding.code for finding in desk.checkup.run().findings]


def settled(file, content=b"%PDF-1.7"):
    """A file that nobody is writing any more."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    os.utime(file, (0, 0))
    return file


def tree(root):
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
        for path in [root, *root.rglob("*")]
    }


def test_everything_is_there_and_nothing_is_touched(desk, data, kept, folder):
    before = tree(data.root)
    report = desk.checkup.run()
    sizes = sum(file.stat().st_size for file in folder.iterdir())
    assert (report.letters, report.versions, report.files, report.bytes) == (1, 1, 3, sizes)
    assert (report.findings, report.sound) == ((), True)
    assert tree(data.root) == before
    assert Texts("de").finding(report.summary) == "1 Schreiben, 3 Dateien geprüft: alles da und unverändert."


def test_where_nothing_was_ever_written_nothing_is_made(desk, data):
    report = desk.checkup.run()
    assert report.sound
    assert str(data.root) in Texts("de").finding(report.summary)
    assert "alles da" not in Texts("de").finding(report.summary)
    assert not data.root.exists()


@pytest.mark.parametrize(
    ("file", "kind"), [("v1.pdf", "pdf"), ("v1-signed-1.pdf", "signed"), ("v1-mail-1.eml", "draft")]
)
def test_each_file_is_missed_and_each_change_is_seen(desk, kept, folder, file, kind):
    """The content differs in one byte and in nothing else."""
    content = (folder / file).read_bytes()
    place = content.index(b"JVBERi0x") + 40 if kind == "draft" else len(content) // 2
    other = b"A" if content[place : place + 1] != b"A" else b"B"
    (folder / file).write_bytes(content[:place] + other + content[place + 1 :])
    (found,) = desk.checkup.run().findings
    assert (found.code, found.severity) == (f"checkup.{kind}-changed", "error")
    (folder / file).unlink()
    (found,) = desk.checkup.run().findings
    assert (found.code, found.severity) == (f"checkup.{kind}-missing", "error")
    assert found.field == f"letters/{kept.id}/{file}"
    assert found.data["number"] == kept.number
    assert kept.number in Texts("de").finding(found)
    (folder / file).write_bytes(content)
    assert desk.checkup.run().sound


def test_a_draft_that_a_mail_program_has_rewritten_still_carries_its_pdf(desk, folder):
    draft = folder / "v1-mail-1.eml"
    draft.write_bytes(draft.read_bytes().replace(b"X-Unsent: 1\r\n", b"X-Mozilla-Status: 0001\r\n"))
    assert desk.checkup.run().sound


def test_a_file_that_cannot_be_read_is_not_called_missing(desk, folder):
    (folder / "v1.pdf").unlink()
    (folder / "v1.pdf").mkdir()
    assert codes(desk) == ["checkup.unreadable"]


def test_a_letters_whole_folder_is_named_once(desk, data, folder, letter, tmp_path):
    other = desk.letters.duplicate(letter.id)
    desk.exports.reinschrift(other.id, Order(tmp_path / "b.pdf"))
    shutil.rmtree(folder)
    (found,) = desk.checkup.run().findings
    assert (found.code, found.data["n"]) == ("checkup.folder-missing", 3)
    shutil.rmtree(data.letters)
    (found,) = desk.checkup.run().findings
    assert (found.code, found.data["n"]) == ("checkup.letters-missing", 2)


def test_files_without_their_register_are_an_error(desk, data, folder, clock):
    for file in folder.iterdir():
        os.utime(file, (0, 0))
    shutil.rmtree(data.register)
    report = build_desk(data, clock).checkup.run()
    assert [f.code for f in report.findings] == ["checkup.no-register"]
    assert not report.sound
    assert not data.register.exists()


def test_a_register_older_than_its_files_is_hinted_at(desk, data, kept, folder, tmp_path, clock):
    """Restored: yesterday's register, today's files."""
    backup = tmp_path / "Sicherung"
    shutil.copytree(data.register, backup)
    desk.letters.next_draft(kept.id)
    desk.exports.reinschrift(kept.id, Order(tmp_path / "c.pdf"))
    newer = desk.letters.duplicate(kept.id)
    desk.exports.reinschrift(newer.id, Order(tmp_path / "d.pdf"))
    for file in data.letters.rglob("*.pdf"):
        os.utime(file, (0, 0))
    shutil.rmtree(data.register)
    shutil.copytree(backup, data.register)
    report = build_desk(data, clock).checkup.run()
    assert [(f.code, f.field) for f in report.findings] == [
        ("checkup.unknown-file", f"letters/{kept.id}/v2.pdf"),
        ("checkup.unknown", f"letters/{newer.id}"),
    ]
    assert report.sound, "a hint is no error"


def test_a_backup_that_was_copied_beside_the_register_is_named(desk, data, kept, letter):
    (newest,) = data.register.glob("register-*.jsonl")
    gone = desk.letters.duplicate(letter.id)
    old = newest.read_bytes()
    desk.letters.trash(gone.id)
    desk.letters.remove(gone.id)
    assert codes(desk) == []
    newest.write_bytes(old)
    (found,) = desk.checkup.run().findings
    assert (found.code, found.severity, found.data["file"]) == (
        "checkup.older-register",
        "notice",
        newest.name,
    )


def test_what_comes_and_goes_by_itself_is_no_finding(desk, data, kept, folder):
    for name in (".v1.pdf.0123abcd.tmp", "Thumbs.db", "desktop.ini", ".DS_Store", "~$v1.pdf"):
        settled(folder / name)
        settled(data.letters / name)
    (data.letters / "11111111-0000-4000-8000-000000000000").mkdir()  # an export that failed
    (folder / "v2.pdf").write_bytes(b"%PDF-1.7")  # an export that goes on beside this
    assert codes(desk) == []
    settled(folder / "v2.pdf")
    assert codes(desk) == ["checkup.unknown-file"]


def test_the_bin_and_a_copy_that_was_taken_out_are_known(desk, kept, folder, clock):
    desk.progress.remove_signed(kept.id, "v1-signed-1.pdf")
    desk.letters.trash(kept.id)
    for file in folder.iterdir():
        os.utime(file, (0, 0))
    assert codes(desk) == []
    clock.moment += timedelta(days=31)
    desk.letters.restore(kept.id)
    desk.letters.empty_old_trash()
    assert not (folder / "v1-signed-1.pdf").exists()
    assert codes(desk) == [], "its time in the bin is over"


def test_a_letter_that_was_deleted_for_good_leaves_nothing_or_is_named(desk, data, kept):
    desk.letters.trash(kept.id)
    desk.letters.remove(kept.id)
    assert codes(desk) == []
    settled(data.letter(kept.id) / "v1.pdf")  # Windows kept it: a program had it open
    assert codes(desk) == ["checkup.left-over"]


def test_a_draft_that_could_not_be_written_leaves_nothing_behind(desk, kept, folder, tmp_path):
    with pytest.raises(OutputError):
        desk.mailing.prepare(kept.id, tmp_path / "gibt es nicht" / "Brief.eml")
    assert not (folder / "v1-mail-2.eml").exists()


def test_what_happens_beside_the_check_is_no_damage(desk, data, kept, letter, tmp_path, clock):
    """Another window deletes one letter and finishes another while the files are read."""
    other = desk.letters.duplicate(kept.id)
    check = desk.checkup.begin()
    assert check.go_on(0) is None, "the register has been read"
    window = build_desk(data, clock)
    window.letters.trash(kept.id)
    window.letters.remove(kept.id)
    window.exports.reinschrift(other.id, Order(tmp_path / "b.pdf"))
    for file in data.letters.rglob("*.pdf"):
        os.utime(file, (0, 0))
    report = None
    while report is None:
        report = check.go_on(0)
    assert report.findings == ()


def test_a_check_goes_piece_by_piece_and_says_how_far_it_is(desk, kept, letter):
    for _ in range(4):
        desk.letters.duplicate(kept.id)
    check, seen = desk.checkup.begin(), []
    while check.go_on(0) is None:
        seen.append((check.done, check.letters))
    assert seen == [(done, 5) for done in range(6)]


def test_a_damaged_register_is_the_registers_own_sentence(desk, data, kept):
    (file,) = data.register.glob("register-*.jsonl")
    content = bytearray(file.read_bytes())
    content[60] ^= 1
    file.write_bytes(content)
    with pytest.raises(RegisterError, match=r"register\.damaged"):
        desk.checkup.run()
    assert file.read_bytes() == content


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody else")
def test_who_may_only_read_can_check(kept, data):
    """A read-only share, or a backup that only root may change."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        shutil.copytree(data.root, Path(place) / "Daten", copy_function=shutil.copyfile)
        subprocess.run(["chmod", "-R", "a+rX", place], check=True)
        before = tree(Path(place))
        script = (
            "import os, sys; from pathlib import Path\n"
            "from loi_desktop.app import build_desk; from loi_desktop.paths import DataFolder\n"
            "data = DataFolder(Path(sys.argv[1])); build_desk(data).checkup.run()  # all is loaded\n"
            "os.setuid(65534); report = build_desk(data).checkup.run()\n"
            "print(report.files, report.sound)"
        )
        command = [sys.executable, "-c", script, str(Path(place) / "Daten")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.stdout, done.stderr) == ("3 True\n", "")
        assert tree(Path(place)) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_file_has_its_sentence(language):
    kinds, states = ("pdf", "signed", "draft"), ("missing", "changed")
    codes = [f"checkup.{kind}-{state}" for kind in kinds for state in states]
    assert [code for code in codes if not Texts(language).has(f"finding.{code}")] == []
