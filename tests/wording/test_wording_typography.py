"""Fixed spaces, capitals, and the small letter after the salutation."""

import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loi_desktop.model.declaration import Block, BlockText, Declaration
from loi_desktop.model.normal import normalise
from loi_desktop.model.text import from_plain, plain
from loi_desktop.wording.typography import fixed_spaces, lower_first, upper_first

NB = "\u00a0"


@pytest.mark.parametrize(
    "tied",
    ["z. B.", "d. h.", "i. d. R.", "u. a.", "e. V.", "i. V. m.", "§ 5","Abs. 2", "Nr. 3", "Art. 28", "10 %",
     "100.000 Euro", "5 €", "Dr. Muster", "Prof. Dr. Muster", "22. November", "1. März", "20 °C", "Seite 3"],
)  # fmt: skip
def test_what_belongs_together_stays_together(tied):
    text = f"Wir nennen {tied} und mehr"
    assert fixed_spaces(text) == f"Wir nennen {tied.replace(' ', NB)} und mehr"


@pytest.mark.parametrize(
    "loose", ["am 5. Tag", "Buchstabe z. Danach", "im Jahr 2026 Prozesse", "die Nr. fehlt", "der Dr. hat"]
)
def test_what_does_not_belong_together_may_part(loose):
    assert NB not in fixed_spaces(loose)


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_fixed_spaces_change_nothing_but_spaces(text):
    done = fixed_spaces(text)
    assert done.replace(NB, " ") == text.replace(NB, " ")
    assert fixed_spaces(done) == done


@pytest.mark.parametrize(
    ("typed", "after_comma"),
    [
        ("Die Stadt", "die Stadt"),
        ("Wir verstehen", "wir verstehen"),
        ("Unser Interesse", "unser Interesse"),
        ("In die Zusammenarbeit", "in die Zusammenarbeit"),
        ("Besonders interessiert", "besonders interessiert"),
        ("Diese Erklärung", "diese Erklärung"),
        ("Eine Beteiligung", "eine Beteiligung"),
        ("Für uns", "für uns"),
        ("Über den Aufruf", "über den Aufruf"),
        ("Hiermit bekunden wir", "hiermit bekunden wir"),
        ("Vielen Dank", "vielen Dank"),
        ("Ansprechperson ist", "Ansprechperson ist"),
        ("Klimaschutz ist", "Klimaschutz ist"),
        ("Musterstadt liegt", "Musterstadt liegt"),
        ("Sie haben uns eingeladen", "Sie haben uns eingeladen"),
        ("Ihre Einladung", "Ihre Einladung"),
        ("GIZ und BMZ", "GIZ und BMZ"),
        ("IN GROSSBUCHSTABEN", "IN GROSSBUCHSTABEN"),
        ("„Die Stadt“", "„Die Stadt“"),
        ("2026 ist", "2026 ist"),
        ("", ""),
    ],
)
def test_after_the_comma_only_nouns_stay_capital(typed, after_comma):
    assert lower_first(typed) == after_comma


@pytest.mark.parametrize(
    ("typed", "begun"),
    [
        ("die Stadt", "Die Stadt"),
        ("über uns", "Über uns"),
        ("eTwinning ist", "eTwinning ist"),
        ("", ""),
        ("Ärzte", "Ärzte"),
    ],
)
def test_a_paragraph_begins_with_a_capital(typed, begun):
    assert upper_first(typed) == begun


def moved_first(declaration, block_id):
    return msgspec.structs.replace(declaration, blocks=(Block(block_id), Block("call:interest")))


@pytest.mark.parametrize(
    ("block_id", "begins"),
    [
        ("call:perspective", "wir verstehen"),
        ("call:non_binding", "diese Erklärung"),
        ("call:council", "der Rat"),
        ("call:partner", "besonders"),
        ("call:topics", "unser Interesse"),
    ],
)
def test_after_reordering_the_new_first_block_begins_small(vietnam, everything, text_of, block_id, begins):
    declaration = moved_first(everything, block_id)
    assert text_of(declaration, vietnam, block_id).startswith(begins)
    assert text_of(declaration, vietnam, "call:interest").startswith("Die Stadt Musterstadt bekundet")
    assert text_of(everything, vietnam, block_id).startswith(begins[0].upper() + begins[1:])


def test_a_noun_after_the_comma_stays_capital(vietnam, everything, text_of):
    declaration = msgspec.structs.replace(
        everything, blocks=(Block("call:contact", on=True), Block("call:interest"))
    )
    assert text_of(declaration, vietnam, "call:contact").startswith("Ansprechperson in unserer Verwaltung")


def test_english_goes_on_with_a_capital(vietnam, everything, text_of):
    assert text_of(everything, vietnam, "call:interest", "en").startswith("The City of Musterstadt hereby")


def test_without_a_comma_the_text_begins_with_a_capital(vietnam, town, text_of):
    greeting = Block("call:salutation", text=BlockText(de=from_plain("Guten Tag!")))
    declaration = msgspec.structs.replace(town, blocks=(greeting,))
    assert text_of(declaration, vietnam, "call:interest").startswith("Die Stadt Musterstadt")


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60)
def test_normalised_text_is_nfc_on_one_line_and_without_marks(name, remark):
    declaration = normalise(
        Declaration(
            our_reference=name,
            experience=remark,
            blocks=(Block("own:1", text=BlockText(de=from_plain(remark))),),
        )
    )
    for text in (
        declaration.our_reference,
        declaration.experience,
        plain(declaration.blocks[0].text.de or ()),
    ):
        assert unicodedata.is_normalized("NFC", text)
        assert not any(unicodedata.category(sign) in {"Cs", "Zl", "Zp"} for sign in text)
        assert not any(unicodedata.category(sign) == "Cc" for sign in text if sign != "\n")
        assert not set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    assert "\n" not in declaration.our_reference
    assert normalise(declaration) == declaration


def test_normalising_keeps_the_lines_of_long_fields_and_folds_the_others():
    declaration = normalise(
        Declaration(
            our_reference="61\r\nBcc: x",
            experience="eins\r\nzwei\u2028drei",
            facts={"topics": "a\rb"},
            enclosures=("Anlage\n1",),
        )
    )
    assert declaration.our_reference == "61 Bcc: x"
    assert declaration.experience == "eins\nzwei\ndrei"
    assert declaration.facts["topics"] == "a\nb"
    assert declaration.enclosures == ("Anlage 1",)
    assert normalise(Declaration(our_reference="Mu\u0308ller")).our_reference == "Müller"
