"""All of the text, in order, as text; and what cannot be drawn is named instead."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pdf_samples import (
    COPIES,
    DEPUTY,
    ENCLOSURES,
    INTEREST,
    MAYOR,
    NON_BINDING,
    PERSPECTIVE,
    SUBJECT,
    TOPICS,
    block,
    chars,
    letter,
    paragraphs,
    picture,
    place,
    read,
)

from loi_desktop.errors import InputError
from loi_desktop.model.letter import InfoRow, LetterBlock, Signature
from loi_desktop.model.text import Row, Run
from loi_desktop.pdf.linebreak import clean
from loi_desktop.pdf.renderer import Renderer

FAMILIES = ("Source Sans 3", "Arimo", "Tinos", "Carlito")


def said(text: str) -> str:
    """`text` as the page says it: composed, without what has no picture."""
    return "".join(clean(text).replace("\u00ad", "").replace("\u200b", "").split())


def undivided(text: str) -> str:
    """`text` without spaces and hyphens: PDFium gives every hyphen at a line's end alike."""
    return "".join(text.split()).replace("-", "")


def seen(pdf: bytes) -> str:
    return re.sub(r"Seite\d+von\d+", "", "".join(read(pdf).split()))


def test_the_whole_letter_in_reading_order(renderer: Renderer) -> None:
    rendered = renderer.render(letter(signatures=(MAYOR, DEPUTY), after=(ENCLOSURES, COPIES)))
    text = undivided(read(rendered.pdf))
    order = [
        "Stadt Musterstadt · Rathausplatz 1",
        "Per E-Mail: kontakt@koordination.example",
        "Landesverband Beispiel Frau Dr. Erika Musterfrau Musterweg 5 12345 Musterstadt",
        "Unser Zeichen 61-26/LoI-07 Auskunft erteilt Max Mustermann",
        SUBJECT,
        "Sehr geehrte Damen und Herren,",
        INTEREST,
        f"• {TOPICS[0]} • {TOPICS[1]} – mit einer Partnerstadt – mit der Hochschule • {TOPICS[2]}",
        "Austausch mit der Stadt Đà Nẵng und der Provinz Lào Cai.",
        PERSPECTIVE,
        NON_BINDING,
        "Mit freundlichen Grüßen",
        "In Vertretung",
        "Dr. Johanna Beispiel Max Mustermann",
        "Anlagen Ratsbeschluss vom 12. Oktober 2026 Kurzprofil der Stadt",
        "Nachrichtlich Bezirksregierung Musterland",
    ]
    places = [text.index(undivided(part)) for part in order]
    assert places == sorted(places)


def test_decomposed_text_from_a_mac_is_the_same_letter(renderer: Renderer) -> None:
    text = "Größe, Nguyễn Thị Ánh Tuyết, Đà Nẵng, São Tomé"
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    one, other = (renderer.render(letter(body=(block("own", given),))) for given in (text, apart))
    assert one.pdf == other.pdf


def test_words_are_apart_for_simple_readers(renderer: Renderer) -> None:
    """Real spaces at line ends: no reader runs two words together."""
    document = pypdfium2.PdfDocument(renderer.render(letter()).pdf)
    try:
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    for pair in ("Beispiel Frau", "Musterfrau Musterweg", "an der Projektidee", "Damen und Herren"):
        assert pair.split()[0] + pair.split()[1] not in text


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_draws_german_and_vietnamese(renderer: Renderer, family: str) -> None:
    vietnamese = "".join(
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "AĂÂEÊIOÔƠUƯYaăâeêioôơuưy"
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    )
    text = f"ÄÖÜäöüßẞ „so“ ‚so‘ § 5 – 10 % … 5 € № {vietnamese} Đđ ₫"
    rows = tuple(
        Row(runs=(Run(text=text, bold=bold, italic=italic),)) for bold in (0, 1) for italic in (0, 1)
    )
    body = (LetterBlock("own:1", "text", rows, "blocks.own:1"),)
    rendered = renderer.render(letter(body=body, font=family))
    assert seen(rendered.pdf).count(said(text)) == 4


def test_families_begin_with_the_default(renderer: Renderer) -> None:
    assert renderer.families() == FAMILIES
    assert renderer.render(letter(font="Comic Sans")).pdf == renderer.render(letter(font=FAMILIES[0])).pdf


NASTY = [
    "<b>fett</b> & <font color='red'>%s</font> {placeholder} \\( ( ) \\\\ )",
    "a\r\nb\rc\nd\x0be\x0cf\u2028g\u2029h\x85i",
    "\x00\x01\x02\x1b[31m\x7f\x9f",
    "\u202eumgekehrt\u202c \u2066isoliert\u2069 \u200elinks\u200f",
    "zusammen\u00adge\u00adsetzt \u200b \u2060 \ufeff",
    "a\u0308o\u0308u\u0308 Nguye\u0302\u0303n",
    "Donaudampfschifffahrtsgesellschaft" * 30,
    "https://www.musterstadt.example/" + "verzeichnis/" * 40 + "?a=1&b=2",
    "%PDF-1.7 endstream endobj BT ET (Tj) <</MCID 0>> BDC EMC",
    " ",
    "    führende    und    viele    Leerzeichen    ",
    "\ud800 einsam",
    "\t\tTabulator\tmittendrin",
    "5\u00a0%\u202f§\u00a05\u2011a",
]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("where", ["body", "subject", "address", "signature", "info", "title", "return_line"])
def test_text_is_text_everywhere(renderer: Renderer, text: str, where: str) -> None:
    changes: dict[str, object] = {
        "body": {"body": (block("own", text),)},
        "subject": {"blocks": (block("subject", text, kind="subject"),), "title": text},
        "address": {"address": (text, "12345 Musterstadt")},
        "signature": {"signatures": (Signature(text, text, text, "signatories.0.name"),)},
        "info": {"info": (InfoRow(text, text, "contact.name"),)},
        "title": {"title": text, "author": text},
        "return_line": {"return_line": text},
    }[where]
    given_letter = letter(**changes)
    problems = [finding for finding in renderer.check(given_letter) if finding.severity == "error"]
    if problems:
        assert problems[0].code == "pdf.head-too-long"
        with pytest.raises(InputError, match=r"pdf\.head-too-long"):
            renderer.render(given_letter)
        return
    pdf = renderer.render(given_letter).pdf
    picture(pdf)
    if where != "title":
        assert said(text) in seen(pdf)


WIDE = st.text(st.characters(codec="utf-8"), max_size=60)
DRAWABLE = st.text(
    st.sampled_from("abcäöüß -/–„“.,@(){}<>\\%&\n\u00ad\u200b\u00a0ẾếĐđ₫ŁłčŠ€§0123"), max_size=400
)


def _runs(text: str, cuts: list[int]) -> tuple[Run, ...]:
    places = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    return tuple(
        Run(text=text[a:b], bold=bool(n & 1), italic=bool(n & 2), lang="vi" if n == 2 else "")
        for n, (a, b) in enumerate(itertools.pairwise(places))
    )


@settings(max_examples=60, deadline=None)
@given(
    text=st.one_of(WIDE, DRAWABLE), cuts=st.lists(st.integers(0, 80), max_size=4), level=st.integers(-1, 3)
)
@example(text="😀", cuts=[], level=0)
@example(text="\u0301", cuts=[], level=0)
@example(text="ab\u0301c", cuts=[2], level=0)
@example(text="שלום مرحبا", cuts=[], level=0)
def test_any_text_becomes_a_page_with_all_of_it_or_a_finding(
    renderer: Renderer, text: str, cuts: list[int], level: int
) -> None:
    row = Row(runs=_runs(text, cuts), kind="paragraph" if level < 0 else "item", level=max(level, 0))
    body = (LetterBlock("own:1", "text", (row, *paragraphs(text)), "blocks.own:1"),)
    given_letter = letter(body=body)
    problems = renderer.check(given_letter)
    if problems:
        assert {problem.code for problem in problems} == {"pdf.glyph-missing"}
        assert {problem.field for problem in problems} == {"blocks.own:1"}
        assert all(problem.data["character"] in clean(text) for problem in problems)
        with pytest.raises(InputError) as caught:
            renderer.render(given_letter)
        assert caught.value.code == "pdf.glyph-missing"
        return
    pdf = renderer.render(given_letter).pdf
    shown = seen(pdf)
    assert shown.count(said(text)) >= (2 if said(text) else 0)


@settings(max_examples=25, deadline=None)
@given(text=DRAWABLE, size=st.sampled_from([10.0, 11.0, 12.0]), form=st.sampled_from(["A", "B"]))
def test_no_line_leaves_the_text_area(renderer: Renderer, text: str, size: float, form: str) -> None:
    pdf = renderer.render(letter(body=(block("own", text),), size=size, form=form)).pdf
    shown = [char for char in chars(pdf) if char.text.strip() and char.baseline > 80]
    assert max(char.x for char in shown) < 190


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("😀", "U+1F600 GRINNING FACE"),
        ("漢", "U+6F22"),
        ("ש", "U+05E9"),
        ("ع", "U+0639"),
        ("\ue000", "U+E000"),
    ],
)
@pytest.mark.parametrize("family", FAMILIES)
def test_what_no_font_has_is_named_with_its_place(
    renderer: Renderer, character: str, name: str, family: str
) -> None:
    given_letter = letter(body=(block("own", f"Wir freuen uns {character} sehr darauf."),), font=family)
    (finding,) = renderer.check(given_letter)
    assert (finding.code, finding.severity, finding.field) == (
        "pdf.glyph-missing",
        "error",
        "blocks.call:own",
    )
    assert finding.data["character"] == character
    assert str(finding.data["name"]).startswith(name)
    assert f"freuen uns {character} sehr" in str(finding.data["place"])
    with pytest.raises(InputError) as caught:
        renderer.render(given_letter)
    assert caught.value.code == "pdf.glyph-missing"


def test_missing_characters_are_found_in_every_part(renderer: Renderer) -> None:
    person = Signature("Eva ✂", "Amt ✂", "✂", "signatories.0.name")
    given_letter = letter(
        return_line="✂",
        address=("✂",),
        remarks=("✂",),
        authority="✂",
        info=(InfoRow("✂", "", "info.0"), InfoRow("", "✂", "info.1")),
        signatures=(person,),
        blocks=(block("subject", "✂", kind="subject"),),
    )
    assert {finding.field for finding in renderer.check(given_letter)} == {
        "sender.name",
        "sender.authority",
        "recipient.organisation",
        "recipient.email",
        "info.0",
        "info.1",
        "signatories.0.name",
        "blocks.call:subject",
    }


@pytest.mark.parametrize("text", ["Wort " * 2000, "x" * 10_000, "ẾếĐđ " * 2000, "-" * 10_000, "\n" * 10_000])
def test_ten_thousand_characters_in_one_field(renderer: Renderer, text: str) -> None:
    rendered = renderer.render(letter(body=(block("own", text),)))
    assert said(text) in seen(rendered.pdf)


@pytest.mark.parametrize("field", ["address", "return_line", "info", "remarks", "authority"])
def test_ten_thousand_characters_in_the_head_are_refused_in_words(renderer: Renderer, field: str) -> None:
    text = "Wort " * 2000
    value = {"address": (text,), "remarks": (text,), "info": (InfoRow("Amt", text, "contact.office"),)}.get(
        field, text
    )
    findings = renderer.check(letter(**{field: value}))
    assert "pdf.head-too-long" in {finding.code for finding in findings if finding.severity == "error"}
    with pytest.raises(InputError):
        renderer.render(letter(**{field: value}))


def test_ten_thousand_characters_in_names_and_title(renderer: Renderer) -> None:
    text = "Wort " * 2000
    person = Signature(text, text, "Im Auftrag", "signatories.0.name")
    rendered = renderer.render(letter(title=text, author=text, signatures=(person, person)))
    assert seen(rendered.pdf).count("Wort") >= 8000


def test_hyphen_of_a_broken_word_is_drawn_only_at_the_line_end(renderer: Renderer) -> None:
    word = "Zusammen\u00adarbeits\u00adverein\u00adbarung "
    pdf = renderer.render(letter(body=(block("own", "".join("x" * n + " " + word for n in range(12))),))).pdf
    end = place(pdf, "Mit freundlichen").baseline - 1
    found = [char for char in chars(pdf) if 120 < char.baseline < end]
    hyphens = [n for n, char in enumerate(found) if char.text in "-\u00ad"]
    assert 1 < len(hyphens) < 6
    assert all(found[n + 1].baseline > found[n].baseline + 1 for n in hyphens)
    assert "Zusammenarbeitsvereinbarung" in "".join(char.text for char in found)


def test_a_number_or_a_reference_is_not_broken(renderer: Renderer) -> None:
    for n in range(60, 100):
        text = "x" * n + " 2026/17-3 E-Mail"
        pdf = renderer.render(letter(body=(block("own", text),))).pdf
        first = place(pdf, "2026/17-3")
        assert place(pdf, "17-3").baseline == first.baseline
        assert place(pdf, "E-Mail ").baseline == place(pdf, "Mail ").baseline


@pytest.mark.parametrize(
    "address", ["joerg.weiss@lk-sonnental.example", "umweltamt-stab@stadt-musterstadt.example"]
)
def test_an_address_is_divided_after_its_at_sign_and_not_at_a_hyphen(renderer, address):
    drawn = chars(renderer.render(letter(info=(InfoRow("E-Mail", address),))).pdf)
    domain = address.partition("@")[2]
    start = "".join(char.text for char in drawn).index(domain)
    heights = {round(char.baseline, 1) for char in drawn[start : start + len(domain)]}
    assert len(heights) == 1, "the part after the @ stands on one line"


def test_a_long_return_line_is_divided_between_its_parts(renderer):
    parts = (
        "Der Samtgemeindebürgermeister",
        "Samtgemeinde Elbmarsch an der Unterelbe",
        "Am Alten Hafen 123",
        "21000 Elbmarsch",
    )
    pdf = renderer.render(letter(return_line=" · ".join(parts))).pdf
    text = read(pdf).replace("\u00a0", " ")
    assert all(part in text for part in parts)
