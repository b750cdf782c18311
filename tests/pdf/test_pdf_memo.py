"""What is kept between letters has an end, and changes no letter."""

from __future__ import annotations

from pdf_samples import block, letter

from loi_desktop.paths import resources
from loi_desktop.pdf.memo import Memo
from loi_desktop.pdf.renderer import Renderer


def test_the_oldest_goes_first() -> None:
    memo: Memo[int, str] = Memo(2)
    assert [memo.keep(n, str(n)) for n in range(3)] == ["0", "1", "2"]
    assert dict(memo) == {1: "1", 2: "2"}


def test_lines_are_kept_for_the_next_letter_but_not_those_with_own_codes() -> None:
    renderer = Renderer(resources() / "fonts")
    renderer.render(letter(body=(block("own", "Grüße aus Đà Nẵng"), block("other", "Ωμέγα"))))
    kept = {text.strip() for _, text in renderer._setter(letter()).face(0).shown}
    assert "Grüße aus Đà Nẵng" in kept
    assert "Ωμέγα" not in kept


def test_letters_with_their_own_codes_are_the_same_after_others() -> None:
    renderer = Renderer(resources() / "fonts")
    wanted = letter(body=(block("own", "Grüße aus Đà Nẵng, Ωμέγα"), block("other", "Łódź Жук")))
    once = renderer.render(wanted).pdf
    for n in range(5):
        renderer.render(letter(body=(block("own", f"Жук Ωμέγα {n}"),)))
    assert renderer.render(wanted).pdf == once
