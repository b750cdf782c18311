"""The console: exit status, sentences and --json, as a script or an administrator sees them."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from presets_samples import HEAD, FakeMachine

from loi_desktop.__main__ import main
from loi_desktop.app import build_desk
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.presets import KEYS, Problem
from loi_desktop.paths import DataFolder


@pytest.fixture
def loi(tmp_path, monkeypatch, capsys):
    """Run `loi WORDS` on a data folder of its own: status, standard output, standard error."""
    monkeypatch.setenv("LOI_DATA_DIR", str(tmp_path / "Daten"))
    monkeypatch.chdir(tmp_path)

    def run(*words):
        status = main([str(w) for w in words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def brief(loi):
    """A complete letter as a file."""
    values = {
        "sender.name": "Musterstadt",
        "signatories.0.name": "Martina Muster",
        "topics.2.remark": "Hitzeaktionsplan",
        "recipient.email": "mail@partner.example",
    }
    sets = [word for path, value in values.items() for word in ("--set", f"{path}={value}")]
    status, _, err = loi("new", "--call", "vietnam-2026", *sets, "-o", "Brief.loi")
    assert status == 0, err
    return "Brief.loi"


def test_demo_leaves_all_four_things(loi, tmp_path):
    status, out, _ = loi("demo", "-o", "Beispiel", "--json")
    said = json.loads(out)

    assert status == 0
    assert said["ok"]
    for key in ("declaration", "pdf", "mail", "data"):
        assert Path(said[key]).exists(), key
    assert said["number"] == "2026-0001" or said["number"].endswith("-0001")
    assert not (tmp_path / "Daten").exists(), "the clerk's own register stays clean"


def test_a_letter_is_made_checked_exported_mailed_and_found(loi, brief):
    assert loi("check", brief)[0] == 0
    status, out, _ = loi("export", brief, "-o", "Brief.pdf", "--json")
    said = json.loads(out)
    assert status == 0
    assert (said["pages"], said["version"]) == (1, 1)
    number = said["number"]

    assert loi("register", "set", number, "to_sign")[0] == 0
    status, out, err = loi("mail", number, "-o", "Brief.eml")
    assert status == 0
    assert "noch nicht unterschrieben" in err
    assert number in loi("register", "list")[1]
    assert number in loi("register", "find", "hitzeaktionsplan")[1]
    assert "Zur Unterschrift" in loi("register", "show", number)[1]
    assert number in loi("register", "show", said["record"][:8])[1]


def test_what_lies_in_the_bin_is_listed_and_found_when_it_is_asked_for(loi, brief, tmp_path):
    number = json.loads(loi("export", brief, "-o", "a.pdf", "--json")[1])["number"]
    build_desk(DataFolder(tmp_path / "Daten")).letters.trash(number)
    for words in (("list",), ("find", "Musterstadt")):
        assert number not in loi("register", *words)[1]
        assert number in loi("register", *words, "--trash")[1]


def test_a_wrong_signed_copy_is_taken_out_by_its_name(loi, brief, tmp_path):
    number = json.loads(loi("export", brief, "-o", "a.pdf", "--json")[1])["number"]
    scan = tmp_path / "Scan.pdf"
    scan.write_bytes((tmp_path / "a.pdf").read_bytes() + b"% unterschrieben")
    assert loi("register", "set", number, "signed", "--file", scan)[0] == 0
    assert "„v1-signed-1.pdf“" in loi("register", "show", number)[1]
    status, out, _ = loi("register", "set", number, "signed", "--take-back", "--file", "v1-signed-1.pdf")
    assert (status, out) == (
        0,
        f"{number}: unterschriebene Fassung „v1-signed-1.pdf“ entfernt. Stand: Reinschrift\n",
    )
    assert "Unterschriebene Fassung entfernt" in loi("register", "show", number)[1]
    status, _, err = loi("register", "set", number, "signed", "--take-back", "--file", "Scan.pdf")
    assert status != 0
    assert "liegt nicht bei diesem Schreiben" in err


def test_days_are_said_the_german_way(loi, brief):
    number = json.loads(loi("export", brief, "-o", "a.pdf", "--json")[1])["number"]
    assert (
        "„31.12.2930“ liegt in der Zukunft"
        in loi("register", "set", number, "sent", "--date", "2930-12-31")[2]
    )
    status, _, err = loi("register", "set", number, "sent", "--date", "2001-05-07")
    assert status == 0
    assert "Hinweis: Der eingetragene Tag (07.05.2001) liegt vor der Reinschrift" in err
    assert "Versendet am 07.05.2001" in loi("register", "show", number)[1]


def test_both_languages_are_mailed_together(loi, brief):
    number = json.loads(loi("export", brief, "-o", "a.pdf", "--lang", "both", "--json")[1])["number"]
    said = json.loads(loi("mail", number, "-o", "a.eml", "--with-english", "--json")[1])
    assert said["attachments"] == ["a.pdf", "a-en.pdf"]


def test_a_record_gets_its_next_version(loi, brief):
    number = json.loads(loi("export", brief, "-o", "a.pdf", "--json")[1])["number"]
    said = json.loads(loi("export", number, "-o", "b.pdf", "--form", "A", "--json")[1])

    assert (said["number"], said["version"]) == (number, 2)
    shown = json.loads(loi("register", "show", number, "--json")[1])["record"]
    assert shown["versions"][1]["declaration"]["layout"]["form"] == "A"
    assert (
        "layout" not in shown["versions"][0]["declaration"]
        or "form" not in shown["versions"][0]["declaration"]["layout"]
    )


def test_findings_of_severity_error_end_with_1_and_write_nothing(loi, tmp_path):
    loi("new", "-o", "leer.loi")
    status, out, _ = loi("check", "leer.loi", "--json")
    findings = json.loads(out)["findings"]
    assert status == 1
    assert {"code", "severity", "field", "message"} == set(findings[0])
    assert "sender.name" in {f["field"] for f in findings}

    status, _, err = loi("export", "leer.loi", "-o", "leer.pdf")
    assert status == 1
    assert "nichts geschrieben" in err
    assert not (tmp_path / "leer.pdf").exists()
    assert json.loads(loi("register", "list", "--json")[1])["letters"] == []


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["frobnicate"], 2),
        (["new"], 2),
        (["new", "--set", "unsinn", "-o", "x.loi"], 2),
        (["new", "--set", "sender.unsinn=1", "-o", "x.loi"], 2),
        (["new", "--set", "layout.form=C", "-o", "x.loi"], 2),
        (["new", "--call", "gibt-es-nicht", "-o", "x.loi"], 3),
        (["check", "fehlt.loi"], 3),
        (["check", "2026-9999"], 3),
        (["mail", "2026-9999", "-o", "x.eml"], 3),
        (["register", "set", "2026-9999", "sent"], 3),
        (["letterhead", "check", "fehlt.pdf"], 3),
        (["letterhead", "show", "fehlt"], 3),
        (["letterhead", "remove", "fehlt"], 3),
        (["call", "check", "fehlt.loi-aufruf"], 3),
        (["call", "show", "fehlt"], 3),
        (["new", "-o", "gibt/es/nicht.loi"], 5),
    ],
)
def test_every_failure_has_its_status_and_a_sentence(loi, tmp_path, words, status):
    got, out, err = loi(*words)
    assert (got, out) == (status, "")
    assert err.strip()
    assert "Traceback" not in err
    assert "[" not in err[:1], f"no sentence: {err}"
    assert not (tmp_path / "x.loi").exists()

    got, out, _ = loi(*words, "--json")
    said = json.loads(out)
    assert got == status
    assert said["ok"] is False
    assert said["error"]["code"]
    english = json.loads(loi("--lang-ui", "en", *words, "--json")[1])
    assert english["error"]["code"] == said["error"]["code"]
    assert english["error"]["message"] != said["error"]["message"]


def test_an_export_without_record_leaves_the_register_alone(loi, brief, tmp_path):
    assert loi("export", brief, "-o", "Entwurf.pdf", "--draft")[0] == 0
    assert loi("export", brief, "-o", "Kopie.pdf", "--no-record")[0] == 0
    assert not (tmp_path / "Daten" / "register").exists()


def test_letterheads_are_checked_kept_and_removed(loi, brief, example_letterhead):
    assert loi("letterhead", "check", example_letterhead)[0] == 0
    said = json.loads(loi("letterhead", "add", example_letterhead, "--name", "Rathaus", "--json")[1])
    assert said["name"] == "Rathaus"
    assert said["id"] in loi("letterhead", "list")[1]
    exported = json.loads(loi("export", brief, "-o", "a.pdf", "--letterhead", said["id"], "--json")[1])
    shown = json.loads(loi("register", "show", exported["number"], "--json")[1])["record"]
    assert shown["versions"][0]["letterhead_name"] == "Rathaus"
    assert loi("letterhead", "show", said["id"])[0] == 0
    assert loi("letterhead", "remove", said["id"])[0] == 0
    assert said["id"] not in loi("letterhead", "list")[1]


def test_a_sheet_that_is_printed_all_over_is_not_called_suitable(loi, example_letterhead, tmp_path):
    import pikepdf

    full = pikepdf.new()
    full.add_blank_page(page_size=(595, 842))
    full.pages[0].Contents = full.make_stream(b"0.4 g 0 0 595 842 re f")
    full.save(tmp_path / "voll.pdf")
    _, out, err = loi("letterhead", "check", tmp_path / "voll.pdf")
    assert "nicht geeignet" in out
    assert "Anschriftfeld" in err
    assert "ist als Briefkopf geeignet" in loi("letterhead", "check", example_letterhead)[1]


def test_removing_a_letterhead_names_the_drafts_on_it(loi, brief, example_letterhead, tmp_path):
    letterhead = json.loads(loi("letterhead", "add", example_letterhead, "--json")[1])["id"]
    loi("new", "--set", f"layout.letterhead={letterhead}", "-o", "anders.loi")
    desk = build_desk(DataFolder(tmp_path / "Daten"))
    draft = desk.letters.open_file(Path("anders.loi"))
    status, out, err = loi("letterhead", "remove", letterhead)
    assert (status, letterhead in out) == (0, True)
    assert f"Ein Entwurf sollte auf diesem Briefkopf stehen ({draft.id[:8]})" in err
    again = json.loads(loi("letterhead", "add", example_letterhead, "--json")[1])["id"]
    desk.letters.save_draft(draft, Declaration())
    assert loi("letterhead", "remove", again)[2] == ""


def test_the_list_stands_in_columns_with_what_each_letter_is_about(loi, brief):
    number = json.loads(loi("export", brief, "-o", "a.pdf", "--json")[1])["number"]
    loi("register", "set", number, "returned")
    loi("new", "--set", "facts.project=Sonne für Schulen", "-o", "b.loi")
    build_desk(DataFolder(Path("Daten"))).letters.open_file(Path("b.loi"))
    heads, *rows = loi("register", "list")[1].splitlines()
    assert heads.split()[:4] == ["Nummer", "Kennung", "Stand", "Geändert"]
    about = heads.index("Aufruf oder Vorhaben")
    assert {row[about:] for row in rows} == {"Vietnam 2026", "Sonne für Schulen"}
    state = heads.index("Stand")
    states = {row[state : heads.index("Geändert")].strip() for row in rows}
    assert states == {"Zur Änderung zurück", "Entwurf"}


def test_a_letterhead_file_can_be_used_once_without_keeping_it(loi, brief, example_letterhead):
    assert loi("export", brief, "-o", "a.pdf", "--letterhead", example_letterhead)[0] == 0
    assert json.loads(loi("letterhead", "list", "--json")[1])["letterheads"] == []


def test_calls_are_listed_and_shown(loi):
    assert "vietnam-2026" in loi("call", "list")[1]
    said = json.loads(loi("call", "show", "vietnam-2026", "--json")[1])
    assert said["deadline"] == "2026-04-17"
    assert len(said["topics"]) == 6


def test_a_postcode_stays_text_and_a_topic_is_found_by_number(loi):
    assert loi("new", "--set", "recipient.postcode=44137", "--set", "topics.2.on=true", "-o", "a.loi")[0] == 0
    said = json.loads(Path("a.loi").read_text("utf-8"))["declaration"]
    assert said["recipient"]["postcode"] == "44137"
    assert said["topics"] == {"2": {}}


def test_a_damaged_register_ends_with_4_and_stays_as_it_is(loi, brief, tmp_path):
    loi("export", brief, "-o", "a.pdf")
    for file in (tmp_path / "Daten" / "register").iterdir():
        if file.is_file() and file.stat().st_size > 100:
            content = bytearray(file.read_bytes())
            content[60] ^= 1
            file.write_bytes(content)
    before = {f.name: f.read_bytes() for f in (tmp_path / "Daten" / "register").iterdir() if f.is_file()}
    for verb in ("list", "verify"):
        status, _, err = loi("register", verb)
        assert status == 4
        assert "beschädigt" in err
    assert {
        f.name: f.read_bytes() for f in (tmp_path / "Daten" / "register").iterdir() if f.is_file()
    } == before


def test_the_record_is_checked_after_a_backup_was_restored(loi, brief, tmp_path):
    said = json.loads(loi("export", brief, "-o", "a.pdf", "--json")[1])
    assert loi("register", "verify") == (0, "1 Schreiben, 1 Datei geprüft: alles da und unverändert.\n", "")
    status, out, _ = loi("register", "verify", "--json")
    found = json.loads(out)
    assert (status, found["sound"], found["letters"], found["versions"], found["files"]) == (0, True, 1, 1, 1)
    assert found["bytes"] == (tmp_path / "a.pdf").stat().st_size

    (tmp_path / "Daten" / "letters" / said["record"] / "v1.pdf").write_bytes(b"%PDF-1.7")
    status, out, err = loi("register", "verify")
    assert status == 4
    assert "1 Stelle stimmt nicht" in out
    assert f"Fehler: {said['number']} (" in err
    assert f"[letters/{said['record']}/v1.pdf]" in err
    status, out, _ = loi("register", "verify", "--json", "--lang-ui", "en")
    found = json.loads(out)
    assert (status, found["sound"]) == (4, False)
    assert [f["code"] for f in found["findings"]] == ["checkup.pdf-changed"]
    assert "no longer the one that was made" in found["findings"][0]["message"]


def test_a_hint_alone_ends_the_check_with_0(loi, brief, tmp_path):
    loi("export", brief, "-o", "a.pdf")
    stray = tmp_path / "Daten" / "letters" / "fremd.pdf"
    stray.write_bytes(b"?")
    os.utime(stray, (0, 0))
    status, _, err = loi("register", "verify")
    assert status == 0
    assert "Hinweis: Im Ordner „letters“ liegt „fremd.pdf“" in err


@pytest.mark.parametrize("words", [("list",), ("verify",), ("find", "x")])
def test_a_folder_that_cannot_be_there_is_no_empty_register(loi, tmp_path, words):
    (tmp_path / "Notizen.txt").write_text("x")
    for folder in (tmp_path / "getrennt" / "LoI", tmp_path / "Notizen.txt"):
        status, out, err = loi("register", *words, "--data", folder)
        assert (status, out) == (3, "")
        assert str(folder) in err


def test_a_backup_that_lies_elsewhere_is_not_called_sound(loi, tmp_path):
    status, out, _ = loi("register", "verify", "--data", tmp_path / "Sicherung")
    assert status == 3
    assert "liegt sie an einem anderen Ort" in out


def test_version_loads_nothing_heavy():
    script = (
        "import sys; from loi_desktop.__main__ import main; main(['--version']);"
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'PySide6', 'reportlab', 'pikepdf', 'tinydb', 'msgspec', 'argparse', 'polib'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_bug_ends_with_70_and_names_the_log(loi, brief, tmp_path, monkeypatch):
    secret = "Erika {}".format("Musterfrau")

    def broken(*_):
        raise ZeroDivisionError(secret)

    monkeypatch.setattr("loi_desktop.services.composer.Composer.preview", broken)
    status, _, err = loi("check", brief)
    log = tmp_path / "Daten" / "logs" / "loi-desktop.log"
    assert status == 70
    assert str(log) in err
    assert "Traceback" not in err
    kept = log.read_text()
    assert "ZeroDivisionError" in kept
    assert secret not in kept
    assert str(tmp_path) not in kept
    assert brief not in kept


def test_selftest_tries_every_part(loi):
    status, out, _ = loi("selftest", "--json")
    said = json.loads(out)
    assert status == 0, out
    parts = {part["part"] for part in said["parts"]}
    assert {
        "data folder", "folder for temporary files", "texts in both languages", "calls", "fonts",
        "letter, letterhead, PDF, register", "register is read again, umlauts in its folder",
        "PDF is read by pikepdf", "e-mail draft", "presets", "Qt: German texts", "Qt: plugins",
        "Qt: fonts", "Qt: PDF to text", "no network",
    } <= parts  # fmt: skip


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("loi_desktop.services.mailing.Mailing.prepare", "letter, letterhead, PDF, register"),
        ("loi_desktop.services.selftest.inspect_signed", "PDF is read by pikepdf"),
        ("loi_desktop.gui.selftest._german", "Qt: German texts"),
        ("loi_desktop.gui.selftest._text", "Qt: PDF to text"),
        ("tempfile.TemporaryDirectory", "folder for temporary files"),
    ],
)
def test_selftest_names_the_part_that_does_not_work(loi, monkeypatch, target, part):
    def broken(*_, **__):
        raise OSError("gone")

    monkeypatch.setattr(target, broken)
    status, out, _ = loi("selftest", "--json")
    failed = {entry["part"]: entry["error"] for entry in json.loads(out)["parts"] if entry["error"]}
    assert status == 3
    assert "gone" in failed[part]


def test_selftest_notices_a_connection(loi, monkeypatch):
    import socket

    def connect():
        with socket.socket() as made:
            made.settimeout(0.1)
            made.connect_ex(("127.0.0.1", 9))

    monkeypatch.setattr("loi_desktop.gui.selftest._german", connect)
    parts = {entry["part"]: entry["error"] for entry in json.loads(loi("selftest", "--json")[1])["parts"]}
    assert "socket.__new__" in parts["no network"]


def test_selftest_names_presets_that_are_wrong_and_a_folder_out_of_reach(
    loi, computer, tmp_path, monkeypatch
):
    monkeypatch.delenv("LOI_DATA_DIR")
    computer.file.write_text(
        HEAD + f"[locked]\nunsinn = 1\ndata_folder = '{tmp_path / 'getrennt' / 'LoI'}'\n"
    )
    parts = {entry["part"]: entry["error"] for entry in json.loads(loi("selftest", "--json")[1])["parts"]}
    assert parts["presets"] == "ValueError: preset.unknown"
    assert "data.unreachable" in parts["data folder"]
    assert parts["letter, letterhead, PDF, register"] == ""


def test_a_letter_file_is_never_overwritten(loi, brief, tmp_path):
    before = (tmp_path / brief).read_bytes()
    status, _, err = loi("new", "-o", brief)
    assert status == 5
    assert brief in err
    assert (tmp_path / brief).read_bytes() == before


def test_the_example_begins_beside_an_older_one(loi, tmp_path):
    assert loi("demo", "-o", "Beispiel")[0] == 0
    (tmp_path / "Beispiel" / "Musterstadt.loi").write_text("Meine Notizen")
    assert loi("demo", "-o", "Beispiel")[0] == 0
    assert (tmp_path / "Beispiel" / "Musterstadt.loi").read_text() == "Meine Notizen"
    assert (tmp_path / "Beispiel-2" / "Musterstadt.loi").exists()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["new", "-o", ""], 2),
        (["export", "Brief.loi", "-o", ""], 2),
        (["export", "Brief.loi", "-o", "x" * 300 + ".pdf"], 5),
        (["export", "Brief.loi", "-o", "."], 5),
        (["new", "--set", "sender.name=a\udce4", "-o", "x.loi"], 2),
    ],
)
def test_ordinary_mistakes_are_no_bugs(loi, brief, words, status):
    got, _, err = loi(*words)
    assert got == status, err
    assert "unerwarteter" not in err


def test_a_full_device_is_said_with_status_5(tmp_path):
    command = f"{sys.executable} -m loi_desktop --data {tmp_path} call list >/dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert "Traceback" not in done.stderr


def test_a_call_shows_what_its_form_asks(loi):
    out = loi("call", "show", "allgemein")[1]
    assert "facts.project" in out
    assert "erforderlich" in out
    assert "blocks.call:interest" in out
    english = json.loads(loi("--lang-ui", "en", "call", "show", "vietnam-2026", "--json")[1])
    german = json.loads(loi("call", "show", "vietnam-2026", "--json")[1])
    assert english["topics"] != german["topics"]


def test_the_help_speaks_the_users_language(loi, capsys):
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert "show this help" not in capsys.readouterr().out


def test_both_languages_in_one_go(loi, brief, tmp_path):
    said = json.loads(loi("export", brief, "-o", "a.pdf", "--lang", "both", "--json")[1])
    assert said["ok"]
    assert (said["version"], said["english"]["version"]) == (1, 2)
    assert Path(said["english"]["file"]).name == "a-en.pdf"
    shown = json.loads(loi("register", "show", said["number"], "--json")[1])["record"]
    assert [version["language"] for version in shown["versions"]] == ["de", "en"]
    out = loi("export", said["number"], "-o", "b.pdf", "--lang", "both")[1]
    assert "b.pdf" in out
    assert "b-en.pdf" in out


def test_where_the_english_copy_fails_it_is_said_what_stands(loi, brief, tmp_path, monkeypatch):
    from loi_desktop import files

    write = files.Beside._write

    def full(self, content):
        if content and self.target.name == "a-en.pdf":
            raise OSError(errno.ENOSPC, "injected")
        write(self, content)

    monkeypatch.setattr(files.Beside, "_write", full)
    status, out, err = loi("export", brief, "-o", "a.pdf", "--lang", "both")
    assert status == 5
    assert "Das deutsche Schreiben ist fertig und bleibt gültig" in out
    assert "kein Platz mehr" in err
    assert (tmp_path / "a.pdf").exists()
    said = json.loads(loi("export", brief, "-o", "c/a.pdf", "--lang", "both", "--json")[1])
    assert said["ok"] is False
    (tmp_path / "d").mkdir()
    said = json.loads(loi("export", brief, "-o", "d/a.pdf", "--lang", "both", "--json")[1])
    assert (said["ok"], said["error"]["code"], said["version"]) == (False, "output.full", 1)


def test_pictures_of_a_file_and_of_a_version(loi, brief, tmp_path):
    said = json.loads(loi("export", brief, "-o", "a.png", "--dpi", "50", "--json")[1])
    assert [Path(file).name for file in said["files"]] == ["a.png"]
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert not (tmp_path / "Daten" / "register").exists()
    number = json.loads(loi("export", brief, "-o", "a.pdf", "--json")[1])["number"]
    assert loi("export", number, "-o", "b.png", "--dpi", "50")[0] == 0
    assert loi("export", number, "-o", "c.png", "--dpi", "50", "--lang", "en")[0] == 0
    assert (tmp_path / "b.png").read_bytes() == (tmp_path / "a.png").read_bytes()
    assert (tmp_path / "c.png").read_bytes() != (tmp_path / "a.png").read_bytes()
    shown = json.loads(loi("register", "show", number, "--json")[1])["record"]
    assert len(shown["versions"]) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["-o", "a.png", "--dpi", "7"],
        ["-o", "a.png", "--dpi", "viele"],
        ["-o", "a.png", "--attach-data"],
        ["-o", "a.png", "--lang", "both"],
        ["-o", "a.pdf", "--dpi", "150"],
    ],
)
def test_what_pictures_do_not_have_is_said(loi, brief, tmp_path, words):
    status, _, err = loi("export", brief, *words)
    assert status == 2
    assert "Es wurde nichts" in err
    assert not list(tmp_path.glob("a.*"))


def test_for_preprinted_paper_a_missing_letterhead_is_no_error(loi, brief):
    said = json.loads(Path(brief).read_text("utf-8"))
    said["declaration"]["layout"] = {"letterhead": "weg"}
    Path("weg.loi").write_text(json.dumps(said), "utf-8")
    assert loi("export", "weg.loi", "-o", "a.pdf")[0] == 1
    status, _, err = loi("export", "weg.loi", "-o", "a.pdf", "--letterhead", "none")
    assert status == 0
    assert "Fehler" not in err


# presets of IT ------------------------------------------------------------------------


@pytest.fixture
def computer(tmp_path, monkeypatch):
    """The computer that presets are read from; its file does not exist yet."""
    machine = FakeMachine(tmp_path / "presets.toml")
    monkeypatch.setattr("loi_desktop.services.presets.machine.ThisMachine", lambda: machine)
    return machine


def test_config_show_says_of_each_setting_where_its_value_comes_from(loi, computer, tmp_path):
    computer.file.write_text(HEAD + '[locked]\nfile_name = "{Kommune}"\n[default]\nmail = "folder"\n')
    computer.user = {"locked": {"may_add_calls": 0}}
    said = json.loads(loi("config", "show", "--json")[1])
    assert list(said["settings"]) == [key.name for key in KEYS]
    assert said["settings"]["file_name"] == {"value": "{Kommune}", "from": "file", "locked": True}
    assert said["settings"]["mail"] == {"value": "folder", "from": "file", "locked": False}
    assert said["settings"]["may_add_calls"] == {"value": False, "from": "user-policy", "locked": True}
    assert said["settings"]["data_folder"]["from"] == "environment"
    assert [s["state"] for s in said["sources"]] == ["absent", "read", "read"]

    status, out, err = loi("config", "show")
    assert (status, err) == (0, "")
    assert "file_name             {Kommune}  (Vorgabedatei, festgelegt)" in out
    assert "Richtlinie des Benutzers, festgelegt" in out


def test_config_show_says_why_a_preset_has_no_effect_and_all_else_works(loi, computer, brief):
    computer.file.write_text(HEAD + '[locked]\nunsinn = 1\ncalls_folder = "/gibt/es/nicht"\n')
    status, _, err = loi("config", "show")
    assert status == 0
    assert "Hinweis: Eine Vorgabe „unsinn“ kennt diese Fassung nicht" in err
    assert "„/gibt/es/nicht“" in err
    assert loi("check", brief)[0] == 0
    computer.problem = Problem("preset.writable", {"file": "/etc/loi-desktop", "who": "777"})
    _, out, err = loi("config", "show")
    assert "nicht berücksichtigt" in out
    assert "wirkt nicht" in err


def test_a_locked_data_folder_cannot_be_passed_by_option(loi, computer, tmp_path, monkeypatch):
    monkeypatch.delenv("LOI_DATA_DIR")
    computer.file.write_text(HEAD + f"[locked]\ndata_folder = '{tmp_path / 'fest'}'\n")
    status, out, err = loi("register", "list", "--data", tmp_path / "anders")
    assert (status, out) == (2, "")
    assert str(tmp_path / "fest") in err
    assert loi("register", "list")[0] == 0


def test_a_data_folder_out_of_reach_ends_with_3_and_config_show_still_answers(
    loi, computer, tmp_path, monkeypatch
):
    monkeypatch.delenv("LOI_DATA_DIR")
    computer.file.write_text(HEAD + f"[locked]\ndata_folder = '{tmp_path / 'getrennt' / 'LoI'}'\n")
    status, _, err = loi("register", "list")
    assert status == 3
    assert "gerade nicht erreichbar" in err
    status, out, err = loi("config", "show")
    assert status == 3
    folder = tmp_path / "getrennt" / "LoI"
    assert f"data_folder           {folder}  (Vorgabedatei, festgelegt)" in out
    assert "letterheads_folder    –  (" in out
    assert "may_add_calls         ja  (" in out
    assert "gerade nicht erreichbar" in err


def test_a_locked_file_name_is_said_with_the_right_one(loi, computer, brief, tmp_path):
    computer.machine = {"locked": {"file_name": "LoI_{Kommune}"}}
    status, _, err = loi("export", brief, "-o", "egal.pdf")
    assert status == 2
    assert "„LoI_Musterstadt.pdf“" in err
    assert json.loads(loi("register", "list", "--json")[1])["letters"] == []
    assert loi("export", brief, "-o", "LoI_Musterstadt.pdf")[0] == 0


def test_an_export_into_a_profile_that_does_not_last_says_so(loi, brief, tmp_path, monkeypatch):
    from loi_desktop.services.place import Facts

    monkeypatch.setattr("loi_desktop.services.place.this_system", lambda: Facts(0x1, tmp_path))
    said = json.loads(loi("export", brief, "-o", "a.pdf", "--json")[1])
    assert "place.temporary" in {finding["code"] for finding in said["findings"]}
    said = json.loads(loi("export", brief, "-o", "b.pdf", "--draft", "--json")[1])
    assert "place.temporary" not in {finding["code"] for finding in said["findings"]}
