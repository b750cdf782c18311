"""The letterhead that ships with the program, and the sentences of this room."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from loi_desktop.foreign.runner import Runner
from loi_desktop.letterhead.inspect import Inspector
from loi_desktop.paths import resources
from loi_desktop.texts import Texts

ROOM = Path(__file__).parents[2] / "loi_desktop" / "letterhead"
SHIPPED = resources() / "letterheads" / "musterstadt.pdf"


def test_the_example_needs_no_cure_and_fits_both_forms():
    background = Inspector(Runner()).inspect(SHIPPED)
    assert background.findings == ()
    assert background.first.top_free_mm <= 27
    assert background.bottom_mm <= 29
    assert background.following is not None
    assert background.following_top_mm == 24
    assert "stadt@musterstadt.example" in background.first.text
    assert sum(len(p) for s in background.first.pieces for p in s.parts if isinstance(p, bytes)) < 30_000


def test_the_example_is_what_its_script_draws(tmp_path):
    script = runpy.run_path(str(SHIPPED.with_name("make_musterstadt.py")))
    script["main"].__globals__["HERE"] = tmp_path
    script["main"]()
    assert (tmp_path / "musterstadt.pdf").read_bytes() == SHIPPED.read_bytes()


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_code_has_its_sentence(language):
    texts = Texts(language)
    source = "\n".join(file.read_text("utf-8") for file in ROOM.glob("*.py"))
    raised = set(re.findall(r'(?:InputError|OutputError)\(\s*"(letterhead\.[a-z0-9-]+)"', source))
    noticed = set(re.findall(r'"(letterhead\.[a-z0-9-]+)"', source)) - raised - {"letterhead.json"}
    assert len(raised) > 12
    assert len(noticed) > 12
    assert [code for code in raised if not texts.has(f"error.{code}")] == []
    assert [code for code in noticed if not texts.has(f"finding.{code}")] == []
