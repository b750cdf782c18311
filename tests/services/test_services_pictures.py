"""Pages as pictures: the same pages as the PDF's, all of them or none."""

from __future__ import annotations

import io

import msgspec
import pypdfium2
import pytest
from PIL import Image, ImageChops

from loi_desktop import files
from loi_desktop.errors import OutputError
from loi_desktop.foreign import runner
from loi_desktop.services.exports import Order


@pytest.fixture
def long(filled):
    """Two pages."""
    return msgspec.structs.replace(filled, experience="Wir haben viel gelernt. " * 130)


def pages(pdf, dpi):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def same(one, other):
    """Whether two pictures show the same; fine lines are smoothed in more than one way."""
    small = [picture.convert("L").resize((105, 148)) for picture in (one, other)]
    return max(ImageChops.difference(*small).tobytes()) < 60


def test_a_picture_is_the_page(desk, filled, tmp_path):
    order = Order(tmp_path / "Brief.png")
    (file,) = desk.pictures.of_declaration(filled, order, draft=False, dpi=100).files
    with Image.open(file) as picture:
        assert picture.size == (827, 1170)
        assert picture.info["dpi"] == pytest.approx((100, 100), abs=0.1)
        (page,) = pages(desk.exports.rendered(filled, order, draft=False).pdf, 100)
        assert same(picture, page)


def test_a_draft_carries_its_mark(desk, filled, tmp_path):
    for draft in (False, True):
        desk.pictures.of_declaration(filled, Order(tmp_path / f"{draft}.png"), draft=draft)
    marked, plain = (Image.open(tmp_path / f"{draft}.png").convert("L") for draft in (True, False))
    assert sum(ImageChops.difference(marked, plain).histogram()[10:]) > 10_000


def test_each_page_has_its_file_and_names_are_not_taken_from_others(desk, long, tmp_path):
    order = Order(tmp_path / "Brief.png")
    drawn = desk.pictures.of_declaration(long, order, draft=False, dpi=40)
    assert [file.name for file in drawn.files] == ["Brief-1.png", "Brief-2.png"]
    (tmp_path / "Brief-1.png").unlink()
    with pytest.raises(OutputError, match=r"output\.exists"):
        desk.pictures.of_declaration(long, order, draft=False, dpi=40)
    assert [file.name for file in tmp_path.glob("*.png")] == ["Brief-2.png"]


def test_a_version_is_drawn_from_its_own_bytes(desk, letter, tmp_path):
    made = desk.exports.reinschrift(letter.id, Order(tmp_path / "Brief.pdf"))
    drawn = desk.pictures.of_version(made.record, 1, tmp_path / "Brief.png", dpi=50)
    (page,) = pages(made.file.read_bytes(), 50)
    with Image.open(io.BytesIO(drawn.files[0].read_bytes())) as picture:
        assert same(picture, page)


def test_where_one_cannot_be_written_none_stays(desk, long, tmp_path, monkeypatch):
    replace = files.Beside.replace

    def fails(self):
        if self.target.name == "Brief-2.png":
            raise OutputError("output.full", file="", folder="")
        replace(self)

    monkeypatch.setattr(files.Beside, "replace", fails)
    with pytest.raises(OutputError, match=r"output\.full"):
        desk.pictures.of_declaration(long, Order(tmp_path / "Brief.png"), draft=False, dpi=40)
    assert not list(tmp_path.glob("*.png"))
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_drawer_that_does_not_start_leaves_a_sentence(desk, filled, tmp_path, monkeypatch):
    monkeypatch.setattr(runner, "_command", lambda folder: ["/nowhere/python"])
    with pytest.raises(OutputError, match=r"pictures\.not-drawn"):
        desk.pictures.of_declaration(filled, Order(tmp_path / "Brief.png"), draft=False)
    assert not list(tmp_path.glob("*.png"))
