"""The finished file in other hands: signed by pyHanko, read by poppler, drawn by PDFium."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from pdf_samples import (
    COPIES,
    DEPUTY,
    ENCLOSURES,
    INTEREST,
    MAYOR,
    MM,
    NON_BINDING,
    PERSPECTIVE,
    SUBJECT,
    block,
    letter,
    letterhead,
    picture,
    place,
)
from pdf_signing import sign, signer
from PIL import Image, ImageChops

from loi_desktop.model.letter import Letter
from loi_desktop.pdf.renderer import Renderer

pytestmark = pytest.mark.proof

FULL = letter(
    body=tuple(block(f"own{n}", f"{INTEREST} {PERSPECTIVE} {NON_BINDING}") for n in range(10)),
    after=(ENCLOSURES, COPIES),
    signatures=(MAYOR, DEPUTY),
    seal=True,
)
GOLDEN = Path(__file__).parent / "golden"
ARTIFACTS = Path(__file__).parents[2] / "artifacts" / "pdf"


def run(*command: str | Path) -> str:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"NO PROOF: {command[0]} is not here (package poppler-utils)")
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return done.stdout


# -- signed ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def signed(renderer: Renderer) -> dict[str, bytes]:
    """The letter with one, and then with both of its fields signed."""
    pdf = renderer.render(FULL, letterhead()).pdf
    first = sign(pdf, "Unterschrift1", signer("Dr. Johanna Beispiel"))
    return {"one": first, "both": sign(first, "Unterschrift2", signer("Max Mustermann"))}


def test_both_fields_are_signed_one_after_the_other(signed: dict[str, bytes], tmp_path: Path) -> None:
    file = tmp_path / "both.pdf"
    file.write_bytes(signed["both"])
    said = run("pdfsig", "-nocert", file)
    assert said.count("Signature is Valid.") == 2
    assert "Signature Field Name: Unterschrift1" in said
    assert "Signature Field Name: Unterschrift2" in said
    assert said.count("Total document signed") == 1, "the second signature covers all"


def test_pyhanko_finds_both_signatures_whole(signed: dict[str, bytes]) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    found = PdfFileReader(io.BytesIO(signed["both"])).embedded_signatures
    assert [signature.field_name for signature in found] == ["Unterschrift1", "Unterschrift2"]
    for signature in found:
        trust = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        status = validate_pdf_signature(signature, trust)
        assert status.intact
        assert status.valid
        assert status.bottom_line, status.pretty_print_details()


def test_a_changed_letter_is_no_longersign(signed: dict[str, bytes], tmp_path: Path) -> None:
    broken = bytearray(signed["one"])
    broken[broken.index(b"/MediaBox")] ^= 1
    file = tmp_path / "broken.pdf"
    file.write_bytes(broken)
    said = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." not in said


def test_signed_letters_keep_the_standards(
    signed: dict[str, bytes], verapdf: Callable[[dict[str, str]], dict], tmp_path: Path
) -> None:
    files = {}
    for name, pdf in signed.items():
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(pdf)
        files[str(file)] = "2a,ua1"
    verdicts = verapdf(files)
    assert len(verdicts) == 4
    assert set(verdicts.values()) == {("PASS", "")}, verdicts


# -- read by poppler ------------------------------------------------------------------


def written(pdf: bytes, folder: Path) -> Path:
    file = folder / "letter.pdf"
    file.write_bytes(pdf)
    return file


def test_poppler_reads_the_tree_in_order(renderer: Renderer, tmp_path: Path) -> None:
    said = run("pdfinfo", "-struct-text", written(renderer.render(FULL, letterhead()).pdf, tmp_path))
    roles = re.findall(r"^ *([A-Z][A-Za-z0-9]*)(?: \(|$| \")", said, re.MULTILINE)
    assert roles[0] == "Document"
    assert roles.count("H1") == 1
    assert roles.count("Form") == 2
    text = " ".join(part.strip() for part in re.findall(r'"(.*?)"', said)).replace("\u00ad", "")
    text = re.sub(r"\s+", " ", text)
    order = [
        "Stadt Musterstadt · Rathausplatz 1",
        "Frau Dr. Erika Musterfrau",
        "Unser Zeichen",
        "Interessensbekundung (Letter of Intent)",
        "Sehr geehrte Damen und Herren,",
        "bekundet hiermit",
        "Mit freundlichen Grüßen",
        "Dr. Johanna Beispiel",
        "Anlagen",
        "Nachrichtlich",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "Seite 1 von" not in text, "page numbers are no content"


def test_poppler_and_pdfium_measure_the_same_places(renderer: Renderer, tmp_path: Path) -> None:
    pdf = renderer.render(letter(), letterhead()).pdf
    said = run("pdftotext", "-bbox", "-enc", "UTF-8", written(pdf, tmp_path), "-")
    words = ET.fromstring(said.replace("&nbsp;", " ")).iter("{http://www.w3.org/1999/xhtml}word")
    seen = {word.text: float(word.attrib["xMin"]) * MM for word in words}
    for text in ("Landesverband", "Interessensbekundung", "Sehr", "Diese", "Auskunft", "61-26/LoI-07"):
        assert seen[text] == pytest.approx(place(pdf, text).x, abs=0.3)


def test_poppler_finds_divided_words_whole(renderer: Renderer, tmp_path: Path) -> None:
    words = "Stadtverordnetenversammlungen beraten über Städtepartnerschaften "
    pdf = renderer.render(letter(body=(block("own", words * 12),))).pdf
    said = run("pdftotext", "-raw", "-enc", "UTF-8", written(pdf, tmp_path), "-")
    assert "\u00ad" in said or "-\n" in said
    whole = re.sub("[\u00ad-]\n", "", said)
    assert whole.count("Stadtverordnetenversammlungen") == 12
    assert whole.count("Städtepartnerschaften") == 12


# -- drawn ---------------------------------------------------------------------------

PICTURES: dict[str, Letter] = {
    "usual": letter(signatures=(MAYOR, DEPUTY), name_line=True),
    "form-a": letter(form="A", font="Tinos", after=(ENCLOSURES, COPIES)),
    "english": msgspec.structs.replace(
        letter(language="en", font="Carlito", size=12.0),
        blocks=(
            block("note", "Courtesy translation. Only the German version is signed.", kind="note"),
            block("subject", SUBJECT, kind="subject"),
            *letter().blocks[1:],
        ),
    ),
}
DPI = 72
BLURRED = 24  # of 255: what smoothing differs by from one PDFium to the next
MOST_DIFFERENT = 0.0005  # of all points


@pytest.mark.parametrize("name", PICTURES)
def test_pages_look_as_they_did(renderer: Renderer, name: str) -> None:
    """After a wanted change: copy the picture from artifacts/pdf to tests/pdf/golden, and look at it."""
    paper = letterhead() if name == "usual" else None
    drawn = picture(renderer.render(PICTURES[name], paper).pdf, scale=DPI / 72).convert("L")
    file = GOLDEN / f"{name}.png"
    expected = Image.open(file).convert("L") if file.exists() else Image.new("L", drawn.size)
    same_size = expected.size == drawn.size
    difference = ImageChops.difference(drawn, expected) if same_size else None
    wrong = sum(difference.point(lambda v: v > BLURRED).histogram()[1:]) if difference else drawn.size[0] ** 2
    if wrong > MOST_DIFFERENT * drawn.width * drawn.height:
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        drawn.save(ARTIFACTS / f"{name}.png", optimize=True)
        if difference:
            difference.save(ARTIFACTS / f"{name}-difference.png")
        pytest.fail(f"{wrong} points differ, see {ARTIFACTS / name}.png")


def test_a_shifted_address_is_seen(renderer: Renderer) -> None:
    """The comparison above is awake."""
    moved = msgspec.structs.replace(PICTURES["usual"], address=("Amt", *PICTURES["usual"].address))
    drawn = picture(renderer.render(moved, letterhead()).pdf, scale=DPI / 72).convert("L")
    expected = Image.open(GOLDEN / "usual.png").convert("L")
    difference = ImageChops.difference(drawn, expected).point(lambda v: v > BLURRED)
    assert sum(difference.histogram()[1:]) > MOST_DIFFERENT * drawn.width * drawn.height
