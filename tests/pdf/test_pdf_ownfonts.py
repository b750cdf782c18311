"""The municipality's own font: what may be embedded and is whole is used, all else is named."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont, newTable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_rules import broken_rules
from pdf_samples import block, letter, picture, read
from PIL import ImageChops

from loi_desktop.errors import InputError, LoiError
from loi_desktop.paths import resources
from loi_desktop.pdf.outlines import truetype
from loi_desktop.pdf.ownfonts import OwnFonts
from loi_desktop.pdf.renderer import Renderer

FONTS = resources() / "fonts"
TINOS = FONTS / "tinos"


def font(target: Path, style: str = "regular", family: str = "Musterstadt Serif", **changes: object) -> Path:
    """Tinos under another name."""
    with TTFont(TINOS / f"{style}.ttf") as made:
        for record in made["name"].names:
            if record.nameID in {1, 4, 16}:
                made["name"].setName(
                    family, record.nameID, record.platformID, record.platEncID, record.langID
                )
        made["OS/2"].fsType = changes.get("fs_type", 0)
        if "version" in changes:
            made["OS/2"].version = changes["version"]
        if changes.get("variable"):
            made["fvar"] = newTable("fvar")
            made["fvar"].axes, made["fvar"].instances = [], []
        for char in str(changes.get("without", "")):
            for table in made["cmap"].tables:
                table.cmap.pop(ord(char), None)
        file = target / f"{style}.ttf"
        made.save(file)
    return file


def postscript(target: Path, style: str = "regular", **changes: object) -> Path:
    """The same letters with PostScript outlines, as many offices' own fonts have them."""
    with TTFont(font(target, style, **changes)) as made:
        shapes = made.getGlyphSet()
        strings = {}
        for name in made.getGlyphOrder():
            pen = T2CharStringPen(made["hmtx"][name][0], shapes)
            shapes[name].draw(Qu2CuPen(pen, 1.0, all_cubic=True))
            strings[name] = pen.getCharString()
        for tag in ("glyf", "loca", "cvt ", "fpgm", "prep", "hdmx", "gasp"):
            if tag in made:
                del made[tag]
        builder = FontBuilder(font=made)
        builder.setupCFF("MusterstadtSerif", {}, strings, {})
        made["maxp"].tableVersion = 0x00005000
        made["post"].formatType = 3.0
        made.sfntVersion = "OTTO"
        file = target / f"{style}.otf"
        made.save(file)
    return file


def test_postscript_outlines_become_truetype_and_look_the_same(tmp_path: Path) -> None:
    own = OwnFonts(tmp_path / "fonts")
    found = own.add(postscript(tmp_path))
    assert (found.family, set(found.files)) == ("Musterstadt Serif", {"regular"})
    body = (block("own", "Größe in Đà Nẵng, Ωμέγα, Łódź; Tor, AVATAR"),)
    renderer = Renderer(FONTS, own)
    pdf = renderer.render(letter(font="Musterstadt Serif", body=body)).pdf
    assert "Größe in Đà Nẵng, Ωμέγα, Łódź; Tor, AVATAR" in read(pdf)
    assert broken_rules(pdf) == []
    own.add(font(tmp_path))
    truetype = Renderer(FONTS, own).render(letter(font="Musterstadt Serif", body=body)).pdf
    assert truetype != pdf
    one, other = (picture(each, scale=2).convert("L") for each in (pdf, truetype))
    assert sum(ImageChops.difference(one, other).histogram()[64:]) < 400, "of a million points"


def test_the_same_font_becomes_the_same_wherever_and_whenever(tmp_path: Path) -> None:
    data = postscript(tmp_path).read_bytes()
    once = truetype(data)
    time.sleep(1.1)  # a font notes in seconds when it was changed
    assert truetype(data) == once


def damaged(font: Path, places: list[tuple[int, int]]) -> bytes:
    data = bytearray(font.read_bytes())
    for place, value in places:
        data[place] = value
    return bytes(data)


def refused_or_works(broken: Path, content: bytes) -> None:
    broken.write_bytes(content)
    own = OwnFonts(broken.parent / "fonts")
    try:
        kept = own.add(broken)
    except LoiError:
        return
    if own.list():
        Renderer(FONTS, own).render(letter(font=kept.family))
    own.remove(kept.family)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.tuples(st.integers(300, 60_000), st.integers(0, 255)), min_size=1, max_size=30))
def test_broken_postscript_outlines_are_refused_or_work(
    tmp_path: Path, places: list[tuple[int, int]]
) -> None:
    whole = tmp_path / "whole.otf"
    if not whole.exists():
        postscript(tmp_path).rename(whole)
    refused_or_works(tmp_path / "broken.otf", damaged(whole, places))


def test_a_family_of_two_styles_is_offered_and_used(tmp_path: Path) -> None:
    own = OwnFonts(tmp_path / "fonts")
    renderer = Renderer(FONTS, own)
    assert len(renderer.families()) == 4
    own.add(font(tmp_path))
    found = own.add(font(tmp_path, "bold"))
    assert (found.family, set(found.files)) == ("Musterstadt Serif", {"regular", "bold"})
    assert renderer.families()[-1] == "Musterstadt Serif"
    body = (block("own", "Größe in Đà Nẵng, Ωμέγα"),)
    pdf = renderer.render(letter(font="Musterstadt Serif", body=body)).pdf
    assert "Größe in Đà Nẵng, Ωμέγα" in read(pdf)
    assert broken_rules(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        names = {str(f.BaseFont) for f in file.pages[0].Resources.Font.values()}
    assert all("Tinos" in name for name in names), "the name inside stays the maker's"


def test_a_missing_style_is_drawn_in_the_next(tmp_path: Path) -> None:
    own = OwnFonts(tmp_path / "fonts")
    own.add(font(tmp_path))
    given_letter = letter(font="Musterstadt Serif")
    assert broken_rules(Renderer(FONTS, own).render(given_letter).pdf) == []


def test_only_bold_is_not_yet_a_family(tmp_path: Path) -> None:
    own = OwnFonts(tmp_path / "fonts")
    own.add(font(tmp_path, "bold"))
    assert own.list() == ()


def test_a_replaced_and_a_removed_font(tmp_path: Path) -> None:
    own = OwnFonts(tmp_path / "fonts")
    renderer = Renderer(FONTS, own)
    own.add(font(tmp_path))
    once = renderer.render(letter(font="Musterstadt Serif"))
    own.add(font(tmp_path, without="Ω"))
    renderer.families()
    other = letter(font="Musterstadt Serif", body=(block("own", "Ω"),))
    assert [finding.code for finding in renderer.check(other)] == ["pdf.glyph-elsewhere"]
    own.remove("Musterstadt Serif")
    assert own.list() == ()
    assert "Musterstadt Serif" not in renderer.families()
    assert renderer.render(letter(font="Musterstadt Serif")).pdf == renderer.render(letter()).pdf != once.pdf
    own.remove("Musterstadt Serif")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"fs_type": 2}, "font.forbidden"),
        ({"fs_type": 0x100}, "font.forbidden"),
        ({"fs_type": 0x208}, "font.forbidden"),
        ({"variable": True}, "font.variable"),
        ({"without": "äß"}, "font.characters"),
    ],
)
def test_what_cannot_be_used_is_named_and_not_kept(
    tmp_path: Path, changes: dict[str, object], code: str
) -> None:
    own = OwnFonts(tmp_path / "fonts")
    with pytest.raises(InputError) as caught:
        own.add(font(tmp_path, **changes))
    assert caught.value.code == code
    assert caught.value.data["file"] == "regular.ttf"
    assert not list((tmp_path / "fonts").rglob("*.ttf"))
    if code == "font.characters":
        assert caught.value.data["characters"] == "ä ß"


@pytest.mark.parametrize(("fs_type", "version"), [(4, 4), (8, 4), (0, 4), (6, 1)])
def test_what_the_licence_bits_allow_is_used(tmp_path: Path, fs_type: int, version: int) -> None:
    own = OwnFonts(tmp_path / "fonts")
    assert own.add(font(tmp_path, fs_type=fs_type, version=version)).family == "Musterstadt Serif"


def test_other_files(tmp_path: Path) -> None:
    own = OwnFonts(tmp_path / "fonts")
    outlines = (TINOS / "regular.ttf").read_bytes()
    for name, content, code in [
        ("pictures.ttf", outlines.replace(b"glyf", b"CBDT", 1), "font.outlines"),
        ("broken.otf", b"OTTO" + outlines.replace(b"glyf", b"CFF ", 1)[4:], "font.not-a-font"),
        ("text.ttf", b"Kein Font", "font.not-a-font"),
        ("empty.ttf", b"", "font.not-a-font"),
        ("collection.ttc", b"ttcf" + bytes(60), "font.not-a-font"),
        ("web.woff2", b"wOF2" + bytes(60), "font.not-a-font"),
    ]:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError) as caught:
            own.add(tmp_path / name)
        assert (caught.value.code, caught.value.data["file"]) == (code, name)
    with pytest.raises(InputError, match=r"font\.missing"):
        own.add(tmp_path / "gone.ttf")
    big = tmp_path / "big.ttf"
    with big.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(InputError, match=r"font\.too-large"):
        own.add(big)


def test_a_damaged_card_is_left_out(tmp_path: Path) -> None:
    own = OwnFonts(tmp_path / "fonts")
    own.add(font(tmp_path))
    (card,) = (tmp_path / "fonts").glob("*/font.json")
    card.write_text('{"family": "X", "files": {"regular": "../../../secret.ttf"}}', "utf-8")
    assert own.list() == ()
    card.write_text("{", "utf-8")
    assert own.list() == ()
    assert len(Renderer(FONTS, own).families()) == 4


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    places=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=12),
    cut=st.integers(0, 400_000),
)
def test_a_broken_font_is_refused_or_works(tmp_path: Path, places: list[tuple[int, int]], cut: int) -> None:
    data = damaged(TINOS / "regular.ttf", places)
    refused_or_works(tmp_path / "broken.ttf", data[: len(data) - cut] if cut % 3 == 0 else data)


@pytest.mark.proof
def test_verapdf_agrees_with_own_fonts(renderer: Renderer, verapdf, tmp_path: Path) -> None:
    own = OwnFonts(tmp_path / "fonts")
    own.add(font(tmp_path))
    own.add(font(tmp_path, "italic"))
    other = tmp_path / "other"
    other.mkdir()
    own.add(postscript(other, family="Musterstadt Antiqua"))
    files = {}
    for family in ("Musterstadt Serif", "Musterstadt Antiqua"):
        file = tmp_path / f"{family}.pdf"
        file.write_bytes(Renderer(FONTS, own).render(letter(font=family)).pdf)
        files[str(file)] = "2a,ua1"
    verdicts = verapdf(files)
    assert len(verdicts) == 4
    assert set(verdicts.values()) == {("PASS", "")}
