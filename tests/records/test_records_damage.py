"""What stands in the register is what was written, or it is said: never something else."""

import shutil

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loi_desktop.errors import RegisterError
from loi_desktop.records import lines
from loi_desktop.records.register import Register

replace = msgspec.structs.replace


def kept(*records):
    """Records compared without regard to their order."""
    return {record.id: record for record in records}


@pytest.fixture
def three(register, new):
    """Three letters: one in the snapshot, two changes after it."""
    return tuple(register.add(new(f"Schreiben {n}")) for n in range(3))


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def uses(folder, new):
    """Everything one may do with a register; each with a fresh one."""
    yield lambda: Register(folder).all()
    yield lambda: Register(folder).get("2026-0001")
    yield lambda: Register(folder).find("Hitze")
    yield lambda: Register(folder).verify()
    yield lambda: Register(folder).add(new())
    yield lambda: Register(folder).remove("2026-0001")


class TestCut:
    """A program that was killed in the middle of a write leaves the beginning of a line."""

    def test_at_every_byte_of_the_last_letter(self, folder, file, three, new):
        whole = file().read_bytes()
        start = whole.rindex(b"\n", 0, -1) + 1
        for end in range(start, len(whole)):
            file().write_bytes(whole[:end])
            assert kept(*Register(folder).all()) == kept(*three[:2]), end
            assert file().read_bytes() == whole[:end], "a reader has changed the file"
        file().write_bytes(whole)
        assert kept(*Register(folder).all()) == kept(*three)

    def test_the_next_write_cuts_it_off(self, folder, file, three, new):
        whole = file().read_bytes()
        start = whole.rindex(b"\n", 0, -1) + 1
        for end in {start, start + 1, start + 11, start + 12, len(whole) - 2, len(whole) - 1}:
            file().write_bytes(whole[:end])
            added = Register(folder).add(new("danach"))
            assert file().read_bytes().startswith(whole[:start])
            assert kept(*Register(folder).all()) == kept(*three[:2], added)
            Register(folder).verify()

    def test_a_torn_line_longer_than_the_next_leaves_nothing(self, folder, file, three, new):
        with file().open("ab") as torn:
            torn.write(b'["0a1b2c3d",[4,[["put","records",4,{"notes":"' + b"x" * 5000)
        added = Register(folder).add(new("kurz"))
        assert kept(*Register(folder).all()) == kept(*three, added)
        assert b"xxx" not in file().read_bytes()

    def test_a_window_that_is_open_sees_no_half_letter(self, register, folder, file, three, new):
        assert len(register.all()) == 3
        with file().open("ab") as torn:
            torn.write(b'["0a1b2c3d",[4,[["put","rec')
        assert kept(*register.all()) == kept(*three)
        added = register.add(new("danach"))
        assert kept(*register.all()) == kept(*Register(folder).all()) == kept(*three, added)

    def test_zeros_after_a_power_cut_are_no_letter(self, folder, file, three):
        with file().open("ab") as torn:
            torn.write(b"\0" * 700)
        assert kept(*Register(folder).all()) == kept(*three)

    def test_a_snapshot_is_never_half(self, folder, file, three, new, no_waiting):
        Register(folder).remove(three[0].id)
        whole = file().read_bytes()
        for end in range(len(whole)):
            file().write_bytes(whole[:end])
            with pytest.raises(RegisterError) as caught:
                Register(folder).all()
            assert caught.value.code == "register.damaged"
            assert file().read_bytes() == whole[:end]


class TestDamaged:
    def test_every_single_bit_counts(self, folder, file, three):
        whole = file().read_bytes()
        for place in range(len(whole)):
            for bit in range(8):
                flipped = bytearray(whole)
                flipped[place] ^= 1 << bit
                with pytest.raises(lines.Broken):
                    lines.read(bytes(flipped))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_a_tampered_file_is_refused_or_means_the_same(self, data, folder, file, three, no_waiting):
        shutil.rmtree(folder)
        register = Register(folder)
        for letter in three:
            register.add(replace(letter, revision=0))
        whole = file().read_bytes()
        start = data.draw(st.integers(0, len(whole) - 1))
        end = data.draw(st.integers(start, min(len(whole), start + 40)))
        file().write_bytes(whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:])
        try:
            found = kept(*Register(folder).all())
        except RegisterError as error:
            found = error.code
        torn = [kept(*three[:2])] if start > whole.rindex(b"\n", 0, -1) else []
        assert found in ["register.damaged", kept(*three), *torn]

    @pytest.mark.parametrize("spoil", ["drop", "swap", "twice", "empty", "other"])
    def test_whole_lines_cannot_get_lost_or_change_places(self, folder, file, three, new, spoil, no_waiting):
        head, first, second, third = file().read_bytes().splitlines(keepends=True)
        spoiled = {
            "drop": (head, first, third),
            "swap": (head, first, third, second),
            "twice": (head, first, second, second, third),
            "empty": (),
            "other": (b"Dies war einmal ein Register.\n",),
        }[spoil]
        file().write_bytes(b"".join(spoiled))
        for use in uses(folder, new):
            with pytest.raises(RegisterError, match=r"register\.damaged"):
                use()

    def test_the_damaged_file_is_kept_byte_for_byte_and_named(
        self, register, folder, file, three, new, no_waiting
    ):
        whole = bytearray(file().read_bytes())
        whole[whole.index(b"Schreiben 1")] ^= 1
        file().write_bytes(whole)
        before = contents(folder)
        for use in uses(folder, new):
            with pytest.raises(RegisterError) as caught:
                use()
            assert caught.value.data == {"file": file().name, "folder": str(folder), "place": "3"}
            assert contents(folder) == before

    def test_an_open_window_notices_the_damage_before_it_writes(
        self, register, folder, file, three, new, no_waiting
    ):
        whole = bytearray(file().read_bytes())
        whole[-5] ^= 1
        file().write_bytes(whole)
        with pytest.raises(RegisterError, match=r"register\.damaged"):
            register.add(new())
        assert file().read_bytes() == whole

    def test_what_looks_broken_for_a_moment_is_looked_at_again(self, folder, file, three, monkeypatch):
        whole = file().read_bytes()
        file().write_bytes(whole.replace(b"Schreiben 2", b"Schreiben 9"))
        name = file()
        monkeypatch.setattr("loi_desktop.records.generations.time.sleep", lambda _s: name.write_bytes(whole))
        assert kept(*Register(folder).all()) == kept(*three)

    def test_a_letter_of_another_shape_is_named(self, folder, file, new, no_waiting):
        documents = {
            "1": msgspec.to_builtins(new(number="2026-0001", revision=1)),
            "2": msgspec.to_builtins(new(number="2026-0002", revision=1))
            | {"versions": [{"number": "eins"}]},
        }
        folder.mkdir(parents=True)
        data, _ = lines.snapshot({"records": documents}, 1)
        (folder / "register-000001.jsonl").write_bytes(data)
        register = Register(folder)
        assert register.get("2026-0001")
        for use in (register.all, register.verify, lambda: register.get("2026-0002"), register.all):
            with pytest.raises(RegisterError) as caught:
                use()
            assert (caught.value.code, caught.value.data["place"]) == ("register.damaged", "2026-0002")

    @pytest.mark.parametrize("broken", [{}, {"id": 7}, {"id": "x" * 8, "number": 3}])
    def test_a_document_that_is_no_letter_is_never_shown_in_part(self, folder, file, new, broken, no_waiting):
        folder.mkdir(parents=True)
        good = msgspec.to_builtins(new(revision=1))
        data, _ = lines.snapshot({"records": {"1": good, "2": broken}}, 1)
        (folder / "register-000001.jsonl").write_bytes(data)
        register = Register(folder)
        for _ in range(2):
            with pytest.raises(RegisterError, match=r"register\.damaged"):
                register.all()

    def test_a_number_that_stands_twice_is_found_by_verify(self, register, new):
        register.add(new(number="2026-0001"))
        register.add(new(number="2026-0001"))
        with pytest.raises(RegisterError) as caught:
            register.verify()
        assert caught.value.data["place"] == "2026-0001"

    def test_200000_brackets_are_only_damage(self, folder, no_waiting):
        import zlib

        folder.mkdir(parents=True)
        deep = b"[" * 200_000
        line = b'["%08x",%b]\n' % (zlib.crc32(deep), deep)
        for data in (line, lines.sealed(lines.Header(1, 1, 0)) + line):
            (folder / "register-000001.jsonl").write_bytes(data)
            with pytest.raises(RegisterError, match=r"register\.damaged"):
                Register(folder).all()


class TestNotThere:
    def test_a_folder_that_is_none_is_unreadable(self, folder, new, no_waiting):
        folder.parent.mkdir(parents=True)
        folder.write_text("keine Ablage")
        for use in uses(folder, new):
            with pytest.raises(RegisterError, match=r"register\.unreadable"):
                use()
        assert folder.read_text() == "keine Ablage"

    def test_a_file_that_is_a_folder_is_unreadable(self, folder, new, no_waiting):
        (folder / "register-000001.jsonl").mkdir(parents=True)
        for use in uses(folder, new):
            with pytest.raises(RegisterError, match=r"register\.unreadable"):
                use()

    def test_where_the_network_drive_has_gone_no_new_register_is_begun(self, register, folder, three, new):
        shutil.move(folder, folder.with_name("weg"))
        for use in (register.all, lambda: register.add(new())):
            with pytest.raises(RegisterError) as caught:
                use()
            assert (caught.value.code, caught.value.data) == ("register.gone", {"folder": str(folder)})
        assert not folder.exists()
        shutil.move(folder.with_name("weg"), folder)
        register.add(new())
        assert len(register.all()) == 4

    def test_a_restored_copy_is_read_by_an_open_window(self, register, folder, three, new):
        backup = folder.with_name("Sicherung")
        shutil.copytree(folder, backup)
        register.remove(three[0].id)
        register.add(new())
        shutil.rmtree(folder)
        shutil.copytree(backup, folder)
        assert kept(*register.all()) == kept(*three)
        added = register.add(new())
        assert kept(*Register(folder).all()) == kept(*three, added)
