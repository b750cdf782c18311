"""veraPDF on every kind of letter at once: its start costs more than a letter."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import awkward_letterheads as awkward
import msgspec
import pytest
from pdf_samples import BODY, COPIES, DEPUTY, ENCLOSURES, INTEREST, MAYOR, block, letter
from pdf_signing import sign, signer

from loi_desktop.letterhead.reading import read
from loi_desktop.model.background import Background
from loi_desktop.model.letter import Letter
from loi_desktop.pdf.renderer import Renderer

pytestmark = pytest.mark.proof

FONTS = ("Source Sans 3", "Arimo", "Tinos", "Carlito")
DATA = b'{"format": "loi-public-view", "municipality": "Stadt Musterstadt"}'
NOTE = block("note", "Courtesy translation. Only the German version is signed.", kind="note")


@pytest.fixture(scope="module")
def sheets() -> dict[str, Background]:
    return {name: read(make(), None, name).background for name, make in awkward.SHEETS.items()}


def of_pages(renderer: Renderer, count: int, paper: Background | None, **changes: object) -> Letter:
    """A letter of `count` pages on `paper`, with all that a letter can hold."""
    long = ((*BODY, *(block(f"own{n}", f"{INTEREST} {INTEREST}") for n in range(most))) for most in range(60))
    for body in (BODY[:2], BODY[:1], ()) if count == 1 else long:
        given = letter(body=body, after=(ENCLOSURES, COPIES) if count > 1 else (), **changes)
        if given.language == "en":
            given = msgspec.structs.replace(given, blocks=(NOTE, *given.blocks), signed=False)
        if renderer.render(given, paper).pages == count:
            return given
    raise AssertionError(f"no letter of {count} pages")


def plain_kinds(renderer: Renderer) -> Iterator[tuple[str, bytes, str]]:
    """Forms, languages, fonts, one to four pages; each without and with data."""
    for form, language, font, count in itertools.product("AB", ("de", "en"), FONTS, (1, 2, 3, 4)):
        people = (MAYOR, DEPUTY) if count % 2 else (MAYOR,)
        given = of_pages(
            renderer, count, None, form=form, language=language, font=font, signatures=people, name_line=True
        )
        name = f"{form}-{language}-{font}-{count}"
        yield name, renderer.render(given).pdf, "2a,ua1"
        yield f"{name}-data", renderer.render(given, attachment=DATA).pdf, "3a,ua1"


def headed_kinds(renderer: Renderer, sheets: dict[str, Background]) -> Iterator[tuple[str, bytes, str]]:
    """Each letterhead: one to four pages, each once more signed, drafts, data, printed paper."""
    who = signer("Dr. Johanna Beispiel")
    for n, (name, paper) in enumerate(sheets.items()):
        for count in (1, 2, 3, 4):
            form, font = "AB"[(n + count) % 2], FONTS[(n + count) % 4]
            given = of_pages(renderer, count, paper, form=form, font=font)
            pdf = renderer.render(given, paper).pdf
            yield f"{name}-{count}", pdf, "2a,ua1"
            if count == 1 + n % 4:
                yield f"{name}-signed", sign(pdf, "Unterschrift1", who), "2a,ua1"
                with_data = renderer.render(given, paper, attachment=DATA).pdf
                yield f"{name}-data-signed", sign(with_data, "Unterschrift1", who), "3a,ua1"
                yield f"{name}-draft", renderer.render(given, paper, draft=True).pdf, "2a,ua1"
                yield f"{name}-printed", renderer.render(given, paper, preprinted=True).pdf, "2a,ua1"
        english = of_pages(renderer, 1, paper, language="en", font=FONTS[n % 4])
        yield f"{name}-en", renderer.render(english, paper, attachment=DATA).pdf, "3a,ua1"


def test_every_kind_of_letter_on_every_letterhead_keeps_the_standards(
    renderer: Renderer,
    sheets: dict[str, Background],
    verapdf: Callable[[dict[str, str]], dict[tuple[str, str], tuple[str, str]]],
    tmp_path: Path,
) -> None:
    files, names = {}, {}
    for name, pdf, flavours in (*plain_kinds(renderer), *headed_kinds(renderer, sheets)):
        file = str(tmp_path / f"{len(files)}.pdf")
        Path(file).write_bytes(pdf)
        files[file], names[file] = flavours, name
    assert len(files) == 2 * 2 * 2 * 4 * 4 + len(awkward.SHEETS) * 9
    verdicts = verapdf(files)
    assert len(verdicts) == 2 * len(files)
    wrong = {
        (names[file], flavour): verdict
        for (file, flavour), verdict in verdicts.items()
        if verdict != ("PASS", "")
    }
    assert wrong == {}
