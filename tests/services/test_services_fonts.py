"""The municipality's own font, from its file to the letter."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pikepdf
import pytest
from fontTools.ttLib import TTFont

from loi_desktop.errors import InputError
from loi_desktop.paths import resources
from loi_desktop.services.exports import Order
from loi_desktop.texts import Texts


def own_font(folder: Path, family: str = "Musterstadt Serif", fs_type: int = 0) -> Path:
    with TTFont(resources() / "fonts" / "tinos" / "regular.ttf") as made:
        for record in made["name"].names:
            if record.nameID in {1, 4, 16}:
                record.string = family.encode(record.getEncoding())
        made["OS/2"].fsType = fs_type
        made.save(folder / "hausschrift.ttf")
    return folder / "hausschrift.ttf"


def test_a_letter_is_set_in_the_municipalitys_font(desk, letter, tmp_path):
    assert desk.fonts.list() == ()
    assert desk.fonts.add(own_font(tmp_path)).family == "Musterstadt Serif"
    assert desk.composer.families()[-1] == "Musterstadt Serif"
    draft = letter.draft
    layout = msgspec.structs.replace(draft.layout, font="Musterstadt Serif")
    desk.letters.save_draft(letter, msgspec.structs.replace(draft, layout=layout))
    desk.exports.reinschrift(letter.id, Order(tmp_path / "Brief.pdf"))
    with pikepdf.open(tmp_path / "Brief.pdf") as file:
        assert all("Tinos" in str(font.BaseFont) for font in file.pages[0].Resources.Font.values())
    desk.fonts.remove("Musterstadt Serif")
    assert "Musterstadt Serif" not in desk.composer.families()


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_forbidden_font_is_refused_in_words(desk, tmp_path, language):
    with pytest.raises(InputError) as caught:
        desk.fonts.add(own_font(tmp_path, fs_type=2))
    assert "hausschrift.ttf" in Texts(language).error(caught.value)
    assert desk.fonts.list() == ()
