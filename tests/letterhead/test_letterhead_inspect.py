"""A file from outside becomes a letterhead, or a sentence that says why not."""

from __future__ import annotations

import io
import signal
import sys
import time
import zlib
from pathlib import Path

import awkward_letterheads as awkward
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from loi_desktop.errors import InputError, LoiError
from loi_desktop.foreign import runner as runner_module
from loi_desktop.foreign.runner import Runner
from loi_desktop.letterhead.assemble import one_page
from loi_desktop.letterhead.inspect import Inspector
from loi_desktop.letterhead.reading import read
from loi_desktop.model.background import Background, Sheet
from loi_desktop.texts import Texts

A4_PT = (pytest.approx(595.276, abs=0.01), pytest.approx(841.890, abs=0.01))


@pytest.fixture
def inspect(tmp_path):
    """Hand `content` to the inspector as a file: the whole way, with the worker."""

    def run(content: bytes, name: str = "Brief kopf äöü.pdf", runner: Runner | None = None) -> Background:
        file = tmp_path / name
        file.write_bytes(content)
        return Inspector(runner or Runner()).inspect(file)

    return run


def check(content: bytes) -> Background:
    """What the worker does, without the worker: ten times as quick."""
    return read(content, None, "Stadt").background


def codes(background: Background) -> set[str]:
    return {finding.code for finding in background.findings}


def is_picture(sheet: Sheet) -> bool:
    return any(
        b"/Subtype /Image" in part
        for piece in sheet.pieces
        for part in piece.parts
        if isinstance(part, bytes)
    )


def weight(sheet: Sheet) -> int:
    return sum(len(part) for piece in sheet.pieces for part in piece.parts if isinstance(part, bytes))


def everything_in(sheet: Sheet) -> bytes:
    """All objects and all page descriptions of the sheet, unpacked."""
    out = b""
    with pikepdf.open(io.BytesIO(one_page(sheet))) as pdf:
        for thing in pdf.objects:
            out += thing.unparse(resolved=False) if not isinstance(thing, pikepdf.Stream) else b""
            if isinstance(thing, pikepdf.Stream):
                out += b" ".join(key.encode() + b" " + repr(value).encode() for key, value in thing.items())
                if thing.get("/Subtype") == pikepdf.Name.Form:
                    out += b"\n" + thing.read_bytes() + b"\n"
    return out


def seen(content: bytes):
    with_pdf = pypdfium2.PdfDocument(content)
    try:
        return with_pdf[0].render(scale=1).to_pil().convert("L")
    finally:
        with_pdf.close()


def test_a_clean_file_stays_what_it_is(inspect):
    background = inspect(awkward.pdf(), "Stadt_Musterstadt.pdf")
    assert background.name == "Stadt Musterstadt"
    assert background.id == f"stadt-musterstadt-{background.sha256[:8]}"
    assert background.findings == ()
    assert background.following is None
    assert (background.first.width_pt, background.first.height_pt) == A4_PT
    assert not is_picture(background.first)
    assert background.first.text.splitlines() == ["Stadt Musterstadt", "Rathausplatz 1 · 12345 Musterstadt"]
    assert background.first.top_free_mm == pytest.approx(25.3, abs=0.5)
    assert background.bottom_mm == pytest.approx(21, abs=1)
    assert background.following_top_mm == background.following_bottom_mm == 0


def test_the_frozen_page_looks_like_the_file():
    for content in (awkward.pdf(), awkward.cmyk(), awkward.linked()):
        before, after = seen(content), seen(one_page(check(content).first))
        different = sum(1 for a, b in zip(before.tobytes(), after.tobytes(), strict=True) if abs(a - b) > 40)
        assert different < 20


def test_a_missing_font_makes_it_a_light_picture():
    background = check(awkward.unembedded())
    (notice,) = background.findings
    assert notice.code == "letterhead.rasterised-font"
    assert notice.severity == "notice"
    assert notice.data["detail"] == "Helvetica"
    assert is_picture(background.first)
    assert weight(background.first) < 100_000
    assert "Stadt Musterstadt" in background.first.text


def test_text_without_unicode_makes_it_a_picture():
    assert codes(check(awkward.without_unicode())) == {"letterhead.rasterised-codes"}


def test_a_hidden_layer_stays_hidden():
    background = check(awkward.hidden_layer())
    assert codes(background) == {"letterhead.rasterised-layer"}
    assert min(seen(one_page(background.first)).crop((150, 350, 350, 480)).tobytes()) == 255


def test_print_colours_get_a_profile():
    background = check(awkward.cmyk())
    assert background.findings == ()
    frozen = everything_in(background.first)
    assert b"/DefaultCMYK" in frozen
    assert b"/OPM" not in frozen
    assert weight(background.first) < 60_000


def test_turned_and_shifted_pages_stand_upright():
    plain, turned = check(awkward.pdf()), check(awkward.rotated_and_shifted())
    assert (turned.first.width_pt, turned.first.height_pt) == A4_PT
    assert turned.first.top_free_mm == pytest.approx(plain.first.top_free_mm, abs=0.3)
    assert turned.bottom_mm == plain.bottom_mm
    assert not is_picture(turned.first)


def test_only_what_is_left_after_cutting_counts():
    plain, bleed = check(awkward.pdf()), check(awkward.with_bleed())
    assert bleed.findings == ()
    assert bleed.first.top_free_mm == pytest.approx(plain.first.top_free_mm, abs=0.3)


def test_a_trim_box_that_makes_no_sense_is_passed_over():
    background = check(awkward.trimmed_to_nothing())
    assert background.findings == ()
    assert background.first.top_free_mm == pytest.approx(25.3, abs=0.5)


def test_a_photograph_stays_below_half_a_megabyte():
    photo = awkward.photograph()
    background = check(photo)
    assert "letterhead.covers-text" in codes(background)
    assert weight(background.first) < 500_000
    with pikepdf.open(io.BytesIO(one_page(background.first))) as pdf:
        image = next(o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Width" in o)
        assert Image.open(io.BytesIO(image.read_raw_bytes())).size == (image.Width, image.Height)
    before = Image.open(io.BytesIO(photo)).convert("L").resize((60, 85))
    after = seen(one_page(background.first)).resize((60, 85))
    assert max(ImageChops.difference(before, after).tobytes()) < 40


def test_a_picture_of_16_bits_and_one_with_a_palette():
    for mode, top in (("I;16", 60_000), ("P", 0)):
        out = io.BytesIO()
        Image.new(mode, (1240, 1754), top if mode == "I;16" else 3).save(out, "PNG")
        check(out.getvalue())
        shade = seen(one_page(check(out.getvalue()).first)).getpixel((300, 400))
        assert shade == pytest.approx(
            233 if mode == "I;16" else Image.open(out).convert("L").getpixel((9, 9)), abs=2
        )


def test_a_file_that_needs_a_password_is_refused(inspect):
    with pytest.raises(InputError) as caught:
        inspect(awkward.locked(user="geheim", owner="x"), "Briefkopf.pdf")
    assert caught.value.code == "letterhead.encrypted"
    assert "„Briefkopf.pdf“ ist mit einem Kennwort geschützt" in Texts("de").error(caught.value)


def test_a_file_that_only_forbids_changes_is_fine():
    assert check(awkward.locked(user="", owner="x")).findings == ()


def test_links_marks_and_scripts_are_left_behind():
    linked = check(awkward.linked())
    assert not is_picture(linked.first)
    for content in (linked, check(awkward.interactive())):
        frozen = everything_in(content.first)
        for left in (b"MCID", b"BDC", b"/Annots", b"/JavaScript", b"/URI", b"/AcroForm", b"/StructParent"):
            assert left not in frozen


def test_two_pages_are_first_and_following_sheet():
    background = check(awkward.pdf(awkward.town, lambda c: c.drawString(70, 800, "Folgeblatt")))
    assert background.findings == ()
    assert background.following is not None
    assert background.following.text == "Folgeblatt"
    assert background.following_top_mm == pytest.approx(22, abs=1)
    assert background.following_bottom_mm == 0


def test_of_three_pages_two_are_used():
    background = check(awkward.pdf(awkward.town, awkward.town, awkward.town))
    (notice,) = background.findings
    assert (notice.code, notice.data["n"]) == ("letterhead.more-pages", 3)
    assert "3 Seiten" in Texts("de").finding(notice)


def test_an_empty_second_page_is_none():
    assert check(awkward.pdf(awkward.town, lambda c: None)).following is None


def test_a_file_of_its_own_for_following_sheets(tmp_path):
    first, second = tmp_path / "erstes.pdf", tmp_path / "folge.pdf"
    first.write_bytes(awkward.pdf())
    second.write_bytes(awkward.unembedded())
    background = Inspector(Runner()).inspect(first, following=second, name="Amt")
    assert background.following is not None
    assert background.sha256 != Inspector(Runner()).inspect(first).sha256
    assert codes(background) == {"letterhead.rasterised-font"}


@pytest.mark.parametrize(("size", "percent"), [(awkward.A5, 141), (awkward.US_LETTER, 97)])
def test_other_upright_sizes_are_scaled_with_a_notice(size, percent):
    background = check(awkward.sized(*size))
    notice = next(f for f in background.findings if f.code == "letterhead.not-a4")
    assert notice.data["percent"] == percent
    assert (background.first.width_pt, background.first.height_pt) == A4_PT


def test_a_blank_page_is_noticed():
    assert codes(check(awkward.pdf(lambda c: None))) == {"letterhead.blank"}


def test_a_cut_file_is_restored_and_says_so():
    background = check(awkward.pdf()[:-300])
    assert codes(background) == {"letterhead.mended"}
    assert background.first.text.startswith("Stadt Musterstadt")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "letterhead.empty"),
        (awkward.no_pages(), "letterhead.empty"),
        (b"Sehr geehrte Damen und Herren", "letterhead.not-a-pdf"),
        (b"%PDF-1.7\nnothing more", "letterhead.unreadable"),
        (awkward.pdf()[:4000], "letterhead.unreadable"),
        (awkward.sized(awkward.A4[1], awkward.A4[0]), "letterhead.not-a4"),
        (awkward.sized(20, 20), "letterhead.not-a4"),
        (awkward.circular_pages(), "letterhead.unreadable"),
        (awkward.deep_brackets(), "letterhead.unreadable"),
        (awkward.many_pages(), "letterhead.unreadable"),
        (b"\x89PNG\r\n\x1a\n", "letterhead.unreadable"),
        (awkward.picture(800, 1100, "JPEG")[:900], "letterhead.unreadable"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(inspect, content, code):
    with pytest.raises(InputError) as caught:
        inspect(content, "Vorlage.pdf")
    assert caught.value.code == code
    for language in ("de", "en"):
        sentence = Texts(language).error(caught.value)
        assert "Vorlage.pdf" in sentence
        assert "{" not in sentence


def test_a_missing_file_and_a_folder(tmp_path):
    for path in (tmp_path / "weg.pdf", tmp_path, Path("a\0b")):
        with pytest.raises(InputError) as caught:
            Inspector(Runner()).inspect(path)
        assert caught.value.code == "letterhead.missing"


def test_more_than_50_megabytes_are_refused(tmp_path):
    file = tmp_path / "gross.pdf"
    with file.open("wb") as out:
        out.write(b"%PDF-1.7")
        out.truncate(50_000_001)
    with pytest.raises(InputError) as caught:
        Inspector(Runner()).inspect(file)
    assert (caught.value.code, caught.value.data["megabytes"]) == ("letterhead.too-large", 50)


def test_a_picture_of_far_too_many_pixels_is_refused_unpacked(inspect):
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = (60_000).to_bytes(4, "big")
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size + size + b"\x08\x02\0\0\0")
        + chunk(b"IDAT", b"")
        + chunk(b"IEND", b"")
    )
    with pytest.raises(InputError) as caught:
        inspect(bomb)
    assert caught.value.code == "letterhead.too-many-pixels"


def test_a_file_that_would_be_drawn_for_years_is_stopped(inspect):
    start = time.monotonic()
    with pytest.raises(InputError) as caught:
        inspect(awkward.multiplying_forms(), runner=Runner(seconds=2.0))
    assert caught.value.code == "letterhead.runs-away"
    assert time.monotonic() - start < 4


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not keep to a limit of address space")
def test_a_file_that_would_fill_the_memory_is_stopped(inspect):
    with pytest.raises(InputError) as caught:
        inspect(awkward.packed_bomb(gigabytes=1), runner=Runner(seconds=30.0, memory_mib=500))
    assert caught.value.code == "letterhead.runs-away"


def test_forms_within_forms_become_a_picture():
    assert codes(check(awkward.nested_forms())) == {"letterhead.rasterised"}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(
    ("sent", "code"), [("SIGSEGV", "letterhead.unreadable"), ("SIGKILL", "letterhead.runs-away")]
)
def test_a_worker_that_dies_leaves_a_sentence(inspect, monkeypatch, sent, code):
    number = int(getattr(signal, sent))
    dying = [sys.executable, "-c", f"import os; os.kill(os.getpid(), {number})"]
    monkeypatch.setattr(runner_module, "_command", lambda folder: dying)
    with pytest.raises(InputError) as caught:
        inspect(awkward.pdf())
    assert caught.value.code == code


def test_a_worker_that_hangs_is_ended(inspect, monkeypatch):
    start = time.monotonic()
    hanging = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(runner_module, "_command", lambda folder: hanging)
    with pytest.raises(InputError) as caught:
        inspect(awkward.pdf(), runner=Runner(seconds=0.5))
    assert caught.value.code == "letterhead.runs-away"
    assert time.monotonic() - start < 5


def test_a_worker_that_may_not_start_leaves_a_sentence(inspect, monkeypatch):
    monkeypatch.setattr(runner_module, "_command", lambda folder: ["/nowhere/python"])
    with pytest.raises(LoiError) as caught:
        inspect(awkward.pdf())
    assert caught.value.code == "letterhead.no-worker"


def test_a_scanned_sheet_fills_the_page(inspect):
    background = inspect(awkward.picture(2480, 3508, "PNG"), "Scan.png")
    assert background.findings == ()
    assert background.name == "Scan"
    assert background.first.top_free_mm == pytest.approx(297 / 14, abs=0.5)


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("JPEG", "CMYK"), ("PNG", "L"), ("JPEG", "RGB")])
def test_a_wide_picture_becomes_the_header(kind, mode):
    background = check(awkward.picture(1948, 260, kind, mode))
    assert background.findings == ()
    assert background.bottom_mm == 0
    assert 0 < background.first.top_free_mm < 45
    shown = seen(one_page(background.first))
    left, top, right, _ = shown.point([255 if v < 128 else 0 for v in range(256)]).getbbox()
    mm = shown.width / 210
    assert left / mm == pytest.approx(25 + 165 / 8, abs=0.6)
    assert right / mm == pytest.approx(190 - 165 / 8, abs=0.6)
    assert top / mm == pytest.approx(8 + 22 / 20, abs=0.6)


def test_a_square_logo_stands_at_the_right_above_the_address_field():
    background = check(awkward.picture(900, 900, "PNG"))
    assert background.findings == ()
    shown = seen(one_page(background.first))
    left, _, right, bottom = shown.point([255 if v < 128 else 0 for v in range(256)]).getbbox()
    mm = shown.width / 210
    assert left / mm > 105
    assert right / mm == pytest.approx(190 - 32 / 8, abs=0.6)
    assert bottom / mm == pytest.approx(8 + 32 / 14, abs=0.6)


def test_a_photo_taken_sideways_stands_upright():
    sideways = Image.open(io.BytesIO(awkward.picture(1240, 1754, "PNG"))).transpose(Image.Transpose.ROTATE_90)
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    sideways.save(out, "JPEG", exif=exif)
    assert check(out.getvalue()).first.top_free_mm == pytest.approx(297 / 14, abs=0.6)


def test_a_coarse_picture_is_noticed():
    (notice,) = check(awkward.picture(620, 877, "JPEG")).findings
    assert (notice.code, notice.data["dpi"]) == ("letterhead.coarse-picture", 75)


def test_the_same_file_gives_the_same_letterhead():
    assert check(awkward.cmyk()) == check(awkward.cmyk())
