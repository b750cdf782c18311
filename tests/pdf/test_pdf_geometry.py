"""The millimetres of DIN 5008, measured in the finished file by PDFium."""

from __future__ import annotations

import itertools

import msgspec
import pypdfium2
import pytest
from pdf_samples import (
    DEPUTY,
    ENCLOSURES,
    MAYOR,
    MM,
    SUBJECT,
    chars,
    letter,
    picture,
    place,
)

from loi_desktop.model.letter import InfoRow
from loi_desktop.pdf import geometry
from loi_desktop.pdf.renderer import Renderer

TOLERANCE = 0.5
FORMS = {
    "A": {"return": (27, 32), "address": 44.7, "info": 32.0, "subject": 80.46, "folds": (87.0, 192.0)},
    "B": {"return": (45, 50), "address": 62.7, "info": 50.0, "subject": 98.46, "folds": (105.0, 210.0)},
}


def top(char, size: float = 0.0) -> float:
    """The top of a line from its baseline: 0.8 of the font size above it."""
    return char.baseline - 0.8 * (size or char.size_pt) * MM


def near(value: float) -> object:
    return pytest.approx(value, abs=TOLERANCE)


@pytest.mark.parametrize("form", ["A", "B"])
@pytest.mark.parametrize("size", [10.0, 11.0, 12.0])
@pytest.mark.parametrize("font", ["Source Sans 3", "Tinos"])
def test_fixed_places_of_both_forms(renderer: Renderer, form: str, size: float, font: str) -> None:
    check_places(renderer.render(letter(form=form, size=size, font=font)).pdf, form, size)


def check_places(pdf: bytes, form: str, size: float) -> None:
    goal = FORMS[form]
    sender = place(pdf, "Stadt Musterstadt ·")
    assert sender.size_pt == pytest.approx(8)
    assert goal["return"][0] < top(sender)
    assert sender.baseline < goal["return"][1]
    first = place(pdf, "Landesverband")
    assert (first.x, top(first)) == (near(25), near(goal["address"]))
    label, value = place(pdf, "Unser Zeichen"), place(pdf, "61-26/LoI-07")
    assert (label.x, value.x, top(value)) == (near(125), near(157), near(goal["info"]))
    assert label.baseline == pytest.approx(value.baseline, abs=0.01)
    subject = place(pdf, SUBJECT[:20])
    assert (subject.x, top(subject)) == (near(25), near(goal["subject"]))
    assert subject.size_pt == pytest.approx(size)


SHIFTED = {
    "address_mm": {"address_mm": 45.6, "subject_mm": 98.46},
    "info_mm": {"info_mm": 50.6},
    "subject_mm": {"subject_mm": 99.06},
    "fold_marks_mm": {"fold_marks_mm": (105.6, 210.0)},
}


@pytest.mark.parametrize("what", SHIFTED)
def test_the_ruler_sees_each_place_that_is_shifted(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """0.6 mm are more than the norm's half: measured as the true page is, the shifted one fails."""
    shifted = msgspec.structs.replace(geometry.form("B"), **SHIFTED[what])
    monkeypatch.setitem(geometry._FORMS, "B", shifted)
    pdf = renderer.render(letter()).pdf
    with pytest.raises(AssertionError):
        check_marks(pdf, "B") if what == "fold_marks_mm" else check_places(pdf, "B", 11.0)


@pytest.mark.parametrize("size", [10.0, 11.0, 12.0])
def test_pitch_and_blank_lines(renderer: Renderer, size: float) -> None:
    pdf = renderer.render(letter(size=size)).pdf
    address = [place(pdf, text).baseline for text in ("Landesverband", "Frau Dr.", "Musterweg")]
    assert [b - a for a, b in itertools.pairwise(address)] == [pytest.approx(4.233, abs=0.02)] * 2
    remark = place(pdf, "Per E-Mail").baseline
    assert address[0] - remark == pytest.approx(4.233, abs=0.02)
    pitch = size * 1.2 * MM
    lines = sorted({round(char.baseline, 2) for char in chars(pdf) if char.size_pt == size and char.x < 120})
    salutation = place(pdf, "Sehr geehrte").baseline
    last_of_subject = max(y for y in lines if y < salutation - 0.1)
    assert salutation - last_of_subject == pytest.approx(3 * pitch, abs=0.02), (
        "two blank lines above the salutation"
    )
    first_paragraph = place(pdf, "die Stadt Musterstadt bekundet").baseline
    assert first_paragraph - salutation == pytest.approx(2 * pitch, abs=0.02), (
        "one blank line between paragraphs"
    )
    assert pitch == pytest.approx(min(b - a for a, b in itertools.pairwise(lines) if a > 98), abs=0.02)


def test_text_keeps_its_margins(renderer: Renderer) -> None:
    pdf = renderer.render(letter()).pdf
    body = [char for char in chars(pdf) if char.baseline > 98 and char.text.strip()]
    assert min(char.x for char in body) >= 25 - 0.1
    assert max(char.x for char in body) <= 190
    assert max(char.x for char in body) > 180, "the lines are filled"
    info = [char for char in chars(pdf) if char.baseline < 90 and char.x > 120]
    assert max(char.x for char in info) <= 200


@pytest.mark.parametrize("form", ["A", "B"])
def test_marks_stand_at_the_paper_edge(renderer: Renderer, form: str) -> None:
    check_marks(renderer.render(letter(form=form)).pdf, form)


def check_marks(pdf: bytes, form: str) -> None:
    scale = 8.0
    image = picture(pdf, scale=scale).crop((0, 0, 460, 6735)).convert("L")
    per_mm = scale * 72 / 25.4
    found = []
    for y in range(image.height):
        dark = [x for x, value in enumerate(image.crop((0, y, 460, y + 1)).tobytes()) if value < 200]
        if dark:
            found.append((y / per_mm, dark[0] / per_mm, (dark[-1] - dark[0]) / per_mm))
    rows = [found[0]] + [b for a, b in itertools.pairwise(found) if b[0] - a[0] > 1]
    folds = FORMS[form]["folds"]
    places = sorted([*folds, 148.5])
    assert [row[0] for row in rows] == [near(y) for y in places]
    for y, x, length in rows:
        assert x == near(5)
        assert length == pytest.approx(4.0 if abs(y - 148.5) < 1 else 2.5, abs=TOLERANCE)


def test_marks_can_be_left_out(renderer: Renderer) -> None:
    image = picture(renderer.render(letter(marks=False)).pdf).crop((0, 0, 50, 1600))
    assert min(*(low for low, _ in image.getextrema()), 255) == 255


@pytest.mark.parametrize(("room", "seal"), [(25.0, False), (38.0, True), (15.0, False)])
def test_room_for_ink_between_closing_and_name(renderer: Renderer, room: float, *, seal: bool) -> None:
    rendered = renderer.render(letter(room_mm=room, seal=seal))
    pdf, last = rendered.pdf, rendered.pages - 1
    closing, name = place(pdf, "Mit freundlichen", last), place(pdf, "Dr. Johanna", last)
    assert name.baseline - closing.baseline == pytest.approx(room + 11 * 1.2 * MM, abs=0.05)
    assert name.x == near(25)


def test_two_signatories_side_by_side(renderer: Renderer) -> None:
    rendered = renderer.render(letter(signatures=(MAYOR, DEPUTY), seal=True, room_mm=38.0))
    pdf, last = rendered.pdf, rendered.pages - 1
    first, second = place(pdf, "Dr. Johanna", last), place(pdf, "Max Mustermann Erster"[:14], last)
    seconds = [
        char for char in chars(pdf, last) if abs(char.baseline - first.baseline) < 0.01 and char.x > 100
    ]
    assert seconds[0].x == near(110)
    assert first.x == near(25)
    assert place(pdf, "In Vertretung", last).x == near(110)
    assert second is not None
    boxes = {area.field: area for area in rendered.areas}
    assert boxes["signatories.1.name"].x == near(110)


def test_seal_has_a_place_that_no_field_takes(renderer: Renderer) -> None:
    document = pypdfium2.PdfDocument(
        renderer.render(letter(signatures=(MAYOR, DEPUTY), seal=True, room_mm=38.0)).pdf
    )
    try:
        boxes = _widgets(document)
    finally:
        document.close()
    (left_a, right_a), (left_b, _) = boxes
    assert (left_a, left_b) == (near(25), near(110))
    assert left_b - right_a >= 38


def _widgets(document: pypdfium2.PdfDocument) -> list[tuple[float, float]]:
    import ctypes

    from pypdfium2 import raw

    found = []
    for page in document:
        for n in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, n)
            box = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, ctypes.byref(box))
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
                found.append((box.left * MM, box.right * MM))
            raw.FPDFPage_CloseAnnot(annotation)
    return sorted(found)


def test_areas_cover_the_text_of_their_field(renderer: Renderer) -> None:
    rendered = renderer.render(letter(after=(ENCLOSURES,)))
    boxes = {area.field: area for area in rendered.areas}
    for field, text in {
        "recipient.organisation": "Landesverband",
        "contact.email": "max.mustermann",
        "blocks.call:subject": "Interessensbekundung",
        "blocks.call:interest": "grundsätzliches",
        "blocks.call:topics": "Mobilitätslösungen",
        "signatories.0.name": "Oberbürgermeisterin",
        "enclosures": "Kurzprofil",
    }.items():
        area = boxes[field]
        char = place(rendered.pdf, text, area.page - 1)
        assert area.x - 0.1 <= char.x <= area.x + area.width
        assert area.y <= char.baseline <= area.y + area.height


def test_long_address_pushes_the_subject_down_with_a_notice(renderer: Renderer) -> None:
    long = letter(address=tuple(f"Abteilung {n} der Verwaltung" for n in range(12)))
    codes = {finding.code: finding for finding in renderer.check(long)}
    assert codes["pdf.address-overflow"].severity == "notice"
    assert codes["pdf.address-overflow"].data["lines"] == 12
    pdf = renderer.render(long).pdf
    assert top(place(pdf, SUBJECT[:20])) > place(pdf, "Abteilung 11").baseline + 8


def test_usual_letter_has_no_findings(renderer: Renderer) -> None:
    assert renderer.check(letter()) == ()


def test_long_mail_address_breaks_inside_the_information_block(renderer: Renderer) -> None:
    mail = "vorzimmer.der.oberbuergermeisterin@kreisfreie-musterstadt-am-musterfluss.example"
    pdf = renderer.render(letter(info=(InfoRow("E-Mail", mail, "contact.email"),))).pdf
    info = [char for char in chars(pdf) if char.baseline < 95 and char.x >= 156]
    assert "".join(char.text for char in info).replace(" ", "") == mail
    assert max(char.x for char in info) <= 200


def test_authority_stands_above_the_information_block(renderer: Renderer) -> None:
    pdf = renderer.render(letter(authority="Die Oberbürgermeisterin")).pdf
    authority, first = place(pdf, "Die Oberbürgermeisterin"), place(pdf, "61-26/LoI-07")
    assert authority.x == near(125)
    assert first.baseline - authority.baseline == pytest.approx(4.233, abs=0.02)
    assert top(first) == near(50)


def test_two_lines_of_a_subject_are_about_as_long(renderer: Renderer) -> None:
    pdf = renderer.render(letter()).pdf
    end = place(pdf, "Sehr geehrte").baseline - 1
    subject = [char for char in chars(pdf) if 98 < char.baseline < end]
    ends = {round(char.baseline, 1): char.x for char in subject if char.text.strip()}
    assert len(ends) == 2
    assert min(ends.values()) - 25 > 0.6 * (max(ends.values()) - 25)
