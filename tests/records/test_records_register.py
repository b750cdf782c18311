"""The register as the clerk knows it: kept, found, numbered, changed, deleted."""

import re
import shutil
import subprocess
import sys
import threading
import unicodedata
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from loi_desktop.errors import ConflictError, InputError, RegisterError
from loi_desktop.model.declaration import Block, BlockText, Declaration, Layout
from loi_desktop.model.record import Event, StepDone, Version
from loi_desktop.model.text import Row, Run
from loi_desktop.records import lines
from loi_desktop.records.lock import LOCK
from loi_desktop.records.register import Register, Verified
from loi_desktop.texts import Texts

replace = msgspec.structs.replace
ROOT = Path(__file__).parents[2]


def version(typed: str = "", **more) -> Version:
    fields = {
        "number": 1,
        "declaration": Declaration(experience=typed),
        "made_at": "2026-11-23T08:00:00Z",
        "made_with": "LoI-Desktop 0.1",
        "day": "2026-11-23",
        "language": "de",
        "file": "v1.pdf",
        "sha256": "ab" * 32,
        "bytes": 1,
        "pages": 1,
    }
    return Version(**fields | more)


class TestKept:
    def test_before_the_first_letter_nothing_is_on_disk(self, register, folder):
        assert register.all() == ()
        assert register.find("Hitze") == ()
        assert register.verify() == Verified("", (), (), frozenset())
        register.stamp()
        assert not folder.parent.exists()

    def test_a_letter_is_there_after_a_new_start(self, register, folder, new):
        letter = new("Straße, „Đà Nẵng“\n\t<b>&")
        stored = register.add(letter)
        assert stored == replace(letter, revision=1)
        assert Register(folder).all() == (stored,)

    def test_everything_a_record_can_hold_comes_back(self, register, folder, new):
        letter = new(
            number="2026-0001",
            versions=(version("Text", steps=(StepDone("sent", "2026-11-23", "2026-11-23T08:00:00Z"),)),),
            history=(Event("2026-11-23T08:00:00Z", "created", 1, "Bemerkung"),),
            tags=("eilig",),
            notes="Rückfrage",
            trashed_at="2026-11-23T08:00:00Z",
        )
        stored = register.add(letter)
        assert Register(folder).get("2026-0001") == stored == replace(letter, revision=1)

    def test_each_save_is_the_next_revision_with_its_time(self, folder, new, at):
        register = Register(folder, now=at)
        first = register.add(new("a"))
        at.now += timedelta(minutes=5)
        second = register.save(replace(first, notes="b"))
        assert (second.revision, second.changed_at) == (2, "2026-11-23T13:37:00Z")
        assert Register(folder).all() == (second,)

    def test_the_letter_changed_last_comes_first(self, folder, new, at):
        register = Register(folder, now=at)
        old = register.add(new("alt", created="2026-11-01T08:00:00Z"))
        young = register.add(new("neu", created="2026-11-02T08:00:00Z"))
        assert [r.id for r in register.all()] == [young.id, old.id]
        register.save(old)
        assert [r.id for r in register.all()] == [old.id, young.id]
        assert [r.id for r in Register(folder).all()] == [old.id, young.id]

    def test_a_change_that_changes_nothing_is_not_written(self, register, new):
        stored = register.add(new())
        before = register.stamp()
        assert register.change(stored.id, lambda r: r) == stored
        assert register.stamp() == before

    def test_a_change_works_on_the_newest_state(self, register, folder, new):
        stored = register.add(new())
        Register(folder).change(stored.id, lambda r: replace(r, notes="vom Netz"))
        changed = register.change(stored.id, lambda r: replace(r, tags=("eilig",)))
        assert (changed.notes, changed.tags, changed.revision) == ("vom Netz", ("eilig",), 3)

    def test_a_change_that_fails_leaves_everything_as_it_was(self, register, new):
        stored = register.add(new())

        def fail(_record):
            raise InputError("letter.anything")

        with pytest.raises(InputError):
            register.change(stored.id, fail)
        assert register.all() == (stored,)
        register.save(stored)

    def test_half_a_character_is_refused_and_harms_nothing(self, register, folder, new):
        stored = register.add(new())
        for broken in (
            new("\ud83d"),
            new(draft=Declaration(layout=Layout(size=float("nan")))),
            new(notes=7),
        ):
            with pytest.raises(InputError, match=r"record\.unstorable"):
                register.add(broken)
        with pytest.raises(InputError, match=r"record\.unstorable"):
            register.save(replace(stored, notes="\udcff"))
        assert register.all() == Register(folder).all() == (stored,)

    def test_several_threads_of_one_window_lose_nothing(self, register, new):
        def write():
            for n in range(20):
                register.add(new(str(n)))
                register.all()

        threads = [threading.Thread(target=write) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(register.all()) == len(register.verify().records) == 80


class TestFound:
    def test_by_id_by_its_first_signs_and_by_number(self, register, new):
        stored = register.number(register.add(new()).id, 2026)
        for ref in (stored.id, stored.id[:8], stored.id[:12], stored.id[:8].upper(), " 2026-0001 "):
            assert register.get(ref) == stored

    @pytest.mark.parametrize("ref", ["", " ", "2026-0009", "1234567", "12345678x", "../..", "*"])
    def test_what_is_not_there_is_unknown(self, register, new, ref):
        register.add(new(id="12345678-0000-4000-8000-000000000000"))
        with pytest.raises(InputError) as caught:
            register.get(ref)
        assert (caught.value.code, caught.value.data) == ("record.unknown", {"ref": ref.strip()})

    def test_what_fits_two_letters_is_said(self, register, new):
        register.add(new(id="12345678-0000-4000-8000-000000000001"))
        register.add(new(id="12345678-0000-4000-8000-000000000002"))
        with pytest.raises(InputError, match=r"record\.ambiguous"):
            register.get("12345678")
        assert register.get("12345678-0000-4000-8000-000000000002")

    @pytest.mark.parametrize(
        "words",
        [
            "STRASSE",
            "straße",
            unicodedata.normalize("NFD", "wärme"),
            "wärme straße",
            "straße wärme",
            "ärm",
            "2026-0001",
            "",
        ],
    )
    def test_words_are_found_in_any_order_and_writing(self, register, new, words):
        found = register.add(new("Nahwärme in der Hauptstraße", number="2026-0001"))
        other = register.add(new("Radweg"))
        wanted = {found.id, other.id} if not words else {found.id}
        assert {r.id for r in register.find(words)} == wanted

    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("Huế", "hue"),
            ("Đà Nẵng", "da nang"),
            ("Đà Nẵng", "đà nẵng"),
            ("Da Nang", "Đà"),
            ("Frau Müller", "muller"),
            ("Frau Müller", "MUELLER"),
            ("Frau Mueller", "müller"),
            ("Großstraße", "grossstrasse"),
            ("Grossstrasse", "großstraße"),
        ],
    )
    def test_accents_and_umlauts_need_not_be_typed(self, register, new, written, words):
        found = register.add(new(written))
        register.add(new("Radweg"))
        assert [record.id for record in register.find(words)] == [found.id]

    def test_what_chance_has_put_into_an_id_is_not_found(self, register, new, change):
        register.add(change(new("Radweg"), id="7da371bc-acc3-499b-8a13-f7ffdf113b4c"))
        assert register.find("da") == ()

    def test_every_text_of_a_letter_can_be_found(self, register, new):
        rows = (Row(runs=(Run("Klima", bold=True), Run("schutz"))),)
        draft = Declaration(blocks=(Block("own:1", text=BlockText(de=rows)),), facts={"ort": "Musterstadt"})
        letter = new(
            draft=draft,
            versions=(version("Abwasser"),),
            history=(Event("2026-11-23T08:00:00Z", "step", 1, "liegt beim Kämmerer"),),
            tags=("eilig",),
            notes="Rückruf Erika Musterfrau",
        )
        register.add(letter)
        for word in ("klimaschutz", "musterstadt", "abwasser", "kämmerer", "eilig", "musterfrau"):
            assert len(register.find(word)) == 1, word
        for word in ("abab", "Source Sans", "Radweg", "step"):
            assert register.find(word) == (), word

    def test_a_search_sees_what_was_just_changed(self, register, new):
        stored = register.add(new("Abwasser"))
        assert register.find("abwasser")
        register.save(replace(stored, draft=Declaration(experience="Trinkwasser")))
        assert not register.find("abwasser")
        assert register.find("trinkwasser")


class TestNumbers:
    def test_they_count_up_in_each_year(self, register, new):
        letters = [register.add(new()) for _ in range(4)]
        years = (2026, 2026, 2027, 2026)
        given = [register.number(r.id, year).number for r, year in zip(letters, years, strict=True)]
        assert given == ["2026-0001", "2026-0002", "2027-0001", "2026-0003"]

    def test_a_letter_keeps_its_number(self, register, new):
        stored = register.number(register.add(new()).id, 2026)
        assert register.number(stored.id, 2027) == stored

    def test_after_9999_there_are_more(self, register, new):
        register.add(new(number="2026-9999"))
        assert register.next_number(2026) == "2026-10000"
        register.add(new(number="2026-10000"))
        assert register.next_number(2026) == "2026-10001"

    def test_the_number_of_a_deleted_letter_is_not_given_again(self, register, folder, new):
        register.number(register.add(new()).id, 2026)
        register.remove("2026-0001")
        assert register.next_number(2026) == Register(folder).next_number(2026) == "2026-0002"


class TestTwoWindows:
    def test_of_two_changes_to_one_letter_the_second_is_refused(self, register, folder, new):
        mine = register.add(new("Anfang"))
        theirs = Register(folder).save(replace(mine, draft=Declaration(experience="deren Text")))
        my_text = replace(mine, draft=Declaration(experience="mein Text"))
        with pytest.raises(ConflictError) as caught:
            register.save(my_text)
        assert caught.value.code == "register.conflict"
        assert register.all() == (theirs,)
        assert my_text.draft.experience == "mein Text"

    def test_a_letter_that_was_deleted_elsewhere_is_a_conflict_too(self, register, folder, new):
        mine = register.add(new())
        Register(folder).remove(mine.id)
        with pytest.raises(ConflictError):
            register.save(mine)
        with pytest.raises(ConflictError):
            register.add(mine)
        assert register.all() == ()

    def test_the_same_letter_cannot_be_new_twice(self, register, folder, new):
        letter = new()
        register.add(letter)
        with pytest.raises(ConflictError):
            Register(folder).add(letter)

    def test_a_window_notices_that_another_has_written(self, register, folder, new):
        other = Register(folder)
        marks = [register.stamp()]
        stored = other.add(new())
        marks.append(register.stamp())
        other.save(stored)
        marks.append(register.stamp())
        other.remove(stored.id)
        marks.append(register.stamp())
        register.all()
        assert register.stamp() == marks[-1]
        assert len(set(marks)) == 4

    def test_a_mark_never_fails(self, register, folder, new):
        register.add(new())
        shutil.rmtree(folder)
        folder.write_text("keine Ablage")
        marks = register.stamp(), Register(folder).stamp()
        assert marks == (register.stamp(), Register(folder).stamp())


class TestDeleted:
    def test_nothing_of_the_text_stays_on_disk(self, register, folder, new):
        kept = register.add(new("Radweg"))
        gone = register.add(new("Erika Musterfrau"))
        register.save(replace(gone, notes="vertraulich"))
        register.remove(gone.id[:8])
        left = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
        assert b"Radweg" in left
        assert b"Musterfrau" not in left
        assert b"vertraulich" not in left
        assert register.all() == Register(folder).all() == (kept,)

    def test_it_is_gone_everywhere(self, register, folder, new):
        other = Register(folder)
        stored = register.number(register.add(new()).id, 2026)
        assert other.all()
        register.remove(stored.id)
        for ref in (stored.id, stored.id[:8], "2026-0001"):
            with pytest.raises(InputError, match=r"record\.unknown"):
                other.get(ref)
        assert other.find("Hitze") == ()
        assert (other.verify().records, other.verify().removed) == ((), {stored.id})
        with pytest.raises(InputError, match=r"record\.unknown"):
            other.remove(stored.id)


class TestOtherVersions:
    SCHEMA_1 = Path(__file__).with_name("data") / "register-schema-1.jsonl"

    def test_a_register_of_schema_1_is_read(self, register, folder):
        folder.mkdir(parents=True)
        shutil.copy(self.SCHEMA_1, folder / "register-000007.jsonl")
        (record,) = register.all()
        assert record.number == "2026-0002"
        assert record.versions[0].signed[0].pages == 2
        assert register.next_number(2026) == "2026-0004"
        assert (register.verify().records, len(register.verify().removed)) == ((record,), 2)

    @pytest.mark.parametrize(
        "header", [{"format": 2, "anything": []}, {"format": 1, "schema": 2, "lines": 0}]
    )
    def test_a_newer_register_is_left_alone(self, register, folder, new, header):
        folder.mkdir(parents=True)
        newer = folder / "register-000001.jsonl"
        newer.write_bytes(lines.sealed(header))
        before = newer.read_bytes()
        for use in (register.all, register.verify, lambda: register.add(new())):
            with pytest.raises(RegisterError) as caught:
                use()
            assert caught.value.code == "register.newer"
        assert newer.read_bytes() == before


class TestStart:
    def test_tinydb_is_not_loaded_before_the_first_look(self):
        code = (
            "import sys; from pathlib import Path; from loi_desktop.records.register import Register\n"
            "Register(Path('x')); assert not {'tinydb', 'filelock'} & set(sys.modules)"
        )
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)

    def test_every_error_has_its_sentence(self):
        sources = "".join(f.read_text("utf-8") for f in (ROOT / "loi_desktop" / "records").glob("*.py"))
        codes = set(re.findall(r'"((?:register|record)\.[a-z-]+)"', sources)) - {LOCK}
        assert len(codes) >= 9
        for language in ("de", "en"):
            for code in codes:
                assert Texts(language).has(f"error.{code}"), (language, code)
