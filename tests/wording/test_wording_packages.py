"""Call packages: what is shipped is right, what is broken is refused with its place."""

import io
import shutil
import struct
import tomllib
import zipfile

import pytest

from loi_desktop.errors import InputError
from loi_desktop.model.text import Row, Run, plain
from loi_desktop.paths import resources
from loi_desktop.texts import Texts
from loi_desktop.wording import template
from loi_desktop.wording.packages import read_call

SHIPPED = resources() / "calls" / "vietnam-2026"


def test_vietnam_2026(vietnam):
    assert (vietnam.id, vietnam.deadline, vietnam.coordinator) == ("vietnam-2026", "2026-04-17", "LAG 21 NRW")
    assert len(vietnam.topics) == 6
    assert vietnam.topics[0].text.de == "nachhaltige und integrierte Stadt- und Quartiersentwicklung"
    assert (vietnam.recipient.organisation, vietnam.recipient.last_name) == ("LAG 21 NRW", "Schmidt")
    assert not vietnam.recipient.street
    assert not vietnam.recipient.city
    assert vietnam.source == "shipped"


def test_vietnams_34_provinces_and_cities(vietnam):
    cities = {p.name for p in vietnam.partners if p.kind == "city"}
    provinces = [p.name for p in vietnam.partners if p.kind == "province"]
    assert cities == {"Hà Nội", "Huế", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"}
    assert len(provinces) == len(set(provinces)) == 28
    assert {p.lang for p in vietnam.partners} == {"vi"}


def test_the_general_call_has_no_deadline_and_no_topics(general):
    assert (general.deadline, general.topics, general.partners) == ("", (), ())
    assert [fact.id for fact in general.facts if fact.required] == ["project"]


@pytest.mark.parametrize("call", ["vietnam", "general"])
def test_every_shipped_text_has_its_english(request, call):
    call = request.getfixturevalue(call)
    assert all(block.de != block.en for block in call.blocks if plain(block.de)[:1] != "{")
    texts = (
        call.title,
        call.mail.subject,
        call.mail.body,
        *(t.text for t in call.topics),
        *(b.name for b in call.blocks),
    )
    assert all(text.en for text in texts)
    assert all(fact.label.en and (fact.hint is None or fact.hint.en) for fact in call.facts)


def test_texts_of_a_package_become_rows():
    text = (
        "Ein *Satz* mit\nzwei Zeilen und {{Klammern}}.\n\n"
        "- erster {topics}\n- zweiter\n  - darunter\n\nSchluss {its.e}"
    )
    assert template.rows(text) == (
        Row((Run(text="Ein *Satz* mit zwei Zeilen und {Klammern}."),)),
        Row((Run(text="erster "), Run(placeholder="topics")), "item"),
        Row((Run(text="zweiter"),), "item"),
        Row((Run(text="darunter"),), "item", 1),
        Row((Run(text="Schluss "), Run(placeholder="its.e"))),
    )


# -- packages from outside -------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "aufruf")


def zipped(folder, target, above=""):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for file in sorted(folder.iterdir()):
            package.write(file, above + file.name)
    return target


def refused(path):
    with pytest.raises(InputError) as caught:
        read_call(path, source="added")
    for language in ("de", "en"):
        sentence = Texts(language).error(caught.value)
        assert not sentence.startswith("[")
        assert "{where}" not in sentence
        assert "{why}" not in sentence
        ours = sentence.split("Technische Einzelheit")[0]
        assert (" the " in ours or "Please" in ours) == (language == "en")
    return caught.value


@pytest.mark.parametrize("above", ["", "Vietnam 2026/"])
def test_a_zip_reads_like_its_folder(folder, tmp_path, vietnam, above):
    call = read_call(zipped(folder, tmp_path / "v.loi-aufruf", above), source="added")
    assert call.source == "added"
    assert call.blocks == vietnam.blocks
    assert call.partners == vietnam.partners


def test_windows_editors_are_understood(folder, vietnam):
    for file in folder.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_call(folder, source="shipped") == vietnam


def test_without_english_the_german_stands_in(folder, vietnam):
    (folder / "texte.en.md").unlink()
    call = read_call(folder, source="added")
    assert call.block("interest").en == vietnam.block("interest").de


def test_decomposed_letters_and_marks_of_direction_are_mended(folder):
    change(folder, "aufruf.toml", 'title.de = "Vietnam 2026"', 'title.de = "Mu\u0308ll\u202e"')
    assert read_call(folder, source="added").title.de == "Müll"


def change(folder, file, old, new):
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "why"),
    [
        ("texte.de.md", "{partner}", "{partnr}", "# partner", "{partnr}"),
        ("texte.de.md", "{partner}", "{fact.gone}", "# partner", "{fact.gone}"),
        ("texte.de.md", "{partner}", "{}", "# partner", "{}"),
        ("texte.en.md", "{partner}", "{__class__}", "# partner", "{__class__}"),
        ("texte.de.md", "{municipality.gen}", "{municipality.abl}", "# mail.subject", "municipality.abl"),
        ("texte.de.md", "# partner", "# partners", "# partners", "einen Absatz „partners“ gibt es"),
        ("texte.de.md", "# partner", "# council", "Zeile ", "einen zweiten Text"),
        ("texte.de.md", "# subject", "Vorweg\n\n# subject", "Zeile 1", "vor der ersten Überschrift"),
        ("texte.de.md", "Mit freundlichen Grüßen\n\n# mail", "\n# mail", "texte.de.md", "Text für „closing“"),
        ("texte.de.md", "# mail.subject", "# mail.subjekt", "mail.subjekt", "Absatz „mail.subjekt“"),
        ("aufruf.toml", 'place = "head"', 'place = "kopf"', "aufruf.toml", "kopf"),
        ("aufruf.toml", 'place = "head"', 'place = "body"', "aufruf.toml", "head"),
        ("aufruf.toml", 'id = "partner"', 'id = "council"', "aufruf.toml", "council"),
        ("aufruf.toml", 'id = "partner"', 'id = "../x"', "aufruf.toml", "../x"),
        ("aufruf.toml", 'id = "vietnam-2026"', 'id = "Vietnam/2026"', "aufruf.toml", "Vietnam/2026"),
        ("aufruf.toml", 'id = "vietnam-2026"', "", "aufruf.toml", "(Technische Einzelheit: Object"),
        ("aufruf.toml", 'title.de = "Vietnam 2026"', 'title.de = " "', "aufruf.toml", "title.de"),
        ("aufruf.toml", 'title.de = "Vietnam 2026"', "title.de = 5", "aufruf.toml", "title"),
        ("aufruf.toml", "deadline = 2026-04-17", 'deadline = "bald"', "aufruf.toml", "deadline"),
        ("aufruf.toml", "deadline = 2026-04-17", "deadline = 2026-04-17T10:00:00", "aufruf.toml", "deadline"),
        ("aufruf.toml", "deadline = 2026-04-17", "deadline = 2026-02-30", "aufruf.toml", ""),
        ("aufruf.toml", "deadline =", "frist =", "aufruf.toml", "frist"),
        ("aufruf.toml", 'statements = ["interest"]', 'statements = ["intrest"]', "aufruf.toml", "intrest"),
        ("aufruf.toml", "{Datum}", "{Date}", "aufruf.toml", "{Date}"),
        ("aufruf.toml", 'address_form = "Herr"', 'address_form = "Mr"', "aufruf.toml", "Mr"),
        ("aufruf.toml", "format_version = 1", "format_version = 0", "aufruf.toml", "format_version"),
        ("aufruf.toml", "[[topic]]", "[topic", "aufruf.toml", ""),
        ("aufruf.toml", "[[topic]]", "x = " + "[" * 50_000 + "\n[[topic]]", "aufruf.toml", ""),
        ("aufruf.toml", "[[topic]]", f"x = {'9' * 10_000}\n[[topic]]", "aufruf.toml", ""),
        ("partner.toml", 'lang = "vi"', 'sprache = "vi"', "partner.toml", "sprache"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(folder, file, old, new, where, why):
    change(folder, file, old, new)
    error = refused(folder)
    assert error.code == "call.invalid"
    assert where in error.data["where"]
    assert why in error.data["why"]


def test_a_text_without_end_is_refused(folder):
    change(folder, "texte.de.md", "Diese Erklärung", "Diese Erklärung " * 3_000)
    assert refused(folder).data["where"] == "texte.de.md, # non_binding"


def test_a_file_in_another_encoding_is_refused(folder):
    file = folder / "texte.de.md"
    file.write_bytes(file.read_text("utf-8").replace("Đ", "D").encode("latin-1", "replace"))
    assert refused(folder).data == {
        "file": "aufruf",
        "where": "texte.de.md",
        "where_en": "texte.de.md",
        "why": "die Datei ist nicht als UTF-8 gespeichert",
        "why_en": "the file is not saved as UTF-8",
    }


def test_a_later_format_is_named(folder):
    change(folder, "aufruf.toml", "format_version = 1", "format_version = 2\nneues = true")
    assert refused(folder).code == "call.newer"


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"%PDF-1.7", b"PK\x03\x04" + b"\0" * 100, bytes(range(256)) * 10]
)
def test_what_is_no_package(tmp_path, content):
    file = tmp_path / "x.loi-aufruf"
    file.write_bytes(content)
    assert refused(file).code == "call.not-readable"


def test_gone_empty_or_of_another_kind(tmp_path, folder):
    assert refused(tmp_path / "gone.loi-aufruf").code == "call.not-readable"
    (tmp_path / "leer").mkdir()
    assert refused(tmp_path / "leer").code == "call.not-readable"
    with zipfile.ZipFile(tmp_path / "leer.zip", "w"):
        pass
    assert refused(tmp_path / "leer.zip").code == "call.not-readable"
    change(folder, "aufruf.toml", '"loi-aufruf"', '"loi-briefkopf"')
    assert refused(folder).code == "call.not-readable"


@pytest.mark.parametrize("cut", [10, 100, 1_000, 3_000])
def test_a_cut_zip(folder, tmp_path, cut):
    whole = zipped(folder, tmp_path / "v.loi-aufruf").read_bytes()
    (tmp_path / "cut.loi-aufruf").write_bytes(whole[:-cut])
    assert refused(tmp_path / "cut.loi-aufruf").code == "call.not-readable"


def test_a_damaged_zip_is_no_traceback(folder, tmp_path):
    whole = bytearray(zipped(folder, tmp_path / "v.loi-aufruf").read_bytes())
    broken = tmp_path / "broken.loi-aufruf"
    outcomes = []
    for position in range(30, len(whole), 211):
        content = bytearray(whole)
        content[position] ^= 0xFF
        broken.write_bytes(content)
        # Either the damage lies where nobody reads, or it is named; nothing else comes out.
        try:
            outcomes.append(read_call(broken, source="added").id)
        except InputError as error:
            outcomes.append(error.code.partition(".")[0])
    assert set(outcomes) == {"vietnam-2026", "call"}


def test_a_zip_with_a_password(folder, tmp_path):
    whole = bytearray(zipped(folder, tmp_path / "v.loi-aufruf").read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.find(signature)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", whole, at + offset)
            struct.pack_into("<H", whole, at + offset, flags | 1)
            at = whole.find(signature, at + 4)
    (tmp_path / "locked.loi-aufruf").write_bytes(whole)
    assert refused(tmp_path / "locked.loi-aufruf").code == "call.not-readable"


def test_a_zip_bomb_is_not_unpacked(folder, tmp_path):
    bomb = zipped(folder, tmp_path / "bomb.loi-aufruf")
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("logo.png", b"\0" * 11_000_000)
    assert bomb.stat().st_size < 50_000
    assert refused(bomb).code == "call.too-large"


def test_a_zip_that_lies_about_its_size(tmp_path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("aufruf.toml", b"#" * 20_000_000)
    lying = content.getvalue().replace(struct.pack("<I", 20_000_000), struct.pack("<I", 1_000))
    (tmp_path / "lying.loi-aufruf").write_bytes(lying)
    assert refused(tmp_path / "lying.loi-aufruf").code in {"call.too-large", "call.not-readable"}


def test_too_many_entries(folder, tmp_path):
    crowded = zipped(folder, tmp_path / "v.loi-aufruf")
    with zipfile.ZipFile(crowded, "a") as package:
        for number in range(1_100):
            package.writestr(f"{number}", b"")
    assert refused(crowded).code == "call.too-large"


def test_a_folder_that_is_too_large(folder):
    (folder / "texte.en.md").write_bytes(b" " * 10_500_000)
    assert refused(folder).code == "call.too-large"


def test_paths_that_lead_out_of_the_package_lead_nowhere(folder, tmp_path, vietnam):
    package = zipped(folder, tmp_path / "sub.loi-aufruf")
    with zipfile.ZipFile(package, "a") as archive:
        for name in ("../böse.txt", "/etc/böse", "C:\\böse.txt", "x/../../aufruf.toml", "böse.py"):
            archive.writestr(name, b"import os")
    before = sorted(tmp_path.rglob("*"))
    assert read_call(package, source="shipped") == vietnam
    assert sorted(tmp_path.rglob("*")) == before


def test_the_documented_example_is_a_call_package(tmp_path):
    """What docs/call-package.md shows works, once the blocks that every letter needs are added."""
    from pathlib import Path

    text = (Path(__file__).parents[2] / "docs" / "call-package.md").read_text("utf-8")
    manifest = text.split("```toml\n")[1].split("```")[0]
    assert tomllib.loads(manifest)["id"] == "beispiel-2027"
    needed = "".join(
        f'[[block]]\nid = "{name}"\nname = {{ de = "x" }}\nplace = "{place}"\n'
        for name, place in (("subject", "head"), ("salutation", "salutation"), ("closing", "closing"))
    )
    topics = '[[block]]\nid = "topics"\nname = { de = "x" }\nshown = "filled"\n'
    (tmp_path / "aufruf.toml").write_text(manifest + topics + needed, "utf-8")
    german = text.split("```\n# interest")[1].split("```")[0]
    others = "".join(
        f"\n# {name}\n\nText\n" for name in ("subject", "salutation", "closing", "mail.subject", "mail.body")
    )
    (tmp_path / "texte.de.md").write_text(f"# interest{german}{others}", "utf-8")
    (tmp_path / "partner.toml").write_text(text.split("```toml\n")[2].split("```")[0], "utf-8")
    call = read_call(tmp_path, source="added")
    assert call.deadline == "2027-03-31"
    assert [place.kind for place in call.partners] == ["city", "city", "province"]
    assert [fact.id for fact in call.facts] == ["project"]
