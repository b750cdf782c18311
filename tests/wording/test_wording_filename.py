"""The PDF's name is safe everywhere."""

import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loi_desktop.model.declaration import Declaration, LetterDate, Partner, Sender
from loi_desktop.wording.compose import file_name

replace = msgspec.structs.replace
ALL = "{Aktenzeichen}_{Kommune}_{Datum}_{Aufruf}_{Partner}_{Nummer}"


def test_the_shipped_patterns(vietnam, general, town, today):
    assert file_name(vietnam.file_name, town, vietnam, today, 1) == "LoI_Vietnam-2026_Musterstadt_2026-11-23"
    assert file_name(general.file_name, town, general, today, 1) == "LoI_Musterstadt_2026-11-23"
    named = replace(town, facts={"project": "„Grüne Dächer“"})
    assert file_name(general.file_name, named, general, today, 1) == "LoI_Grüne-Dächer_Musterstadt_2026-11-23"


def test_a_long_project_is_cut_between_words(general, town, today):
    named = replace(town, facts={"project": "Gemeinsame Klimaanpassung in Städten am Fluss und an der Küste"})
    assert file_name("{Vorhaben}", named, general, today, 1) == "Gemeinsame-Klimaanpassung-in-Städten-am"


def test_every_part(vietnam, town, today):
    declaration = replace(town, our_reference="Az. 61/20:7", partner=Partner("Đà Nẵng", "city"))
    name = file_name(ALL, declaration, vietnam, today, 3)
    assert name == "Az.-61-20-7_Musterstadt_2026-11-23_Vietnam-2026_Đà-Nẵng_3"


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("LoI_{Aktenzeichen}_{Kommune}", "LoI_Musterstadt"),
        ("{Aktenzeichen}-{Partner}-{Kommune}", "Musterstadt"),
        ("{Kommune} {Partner} ({Nummer})", "Musterstadt (1)"),
        ("{Aktenzeichen}", "LoI"),
        ("{Unbekannt}{Kommune}", "Musterstadt"),
        ("../../{Kommune}", "Musterstadt"),
        ("Rat\\haus/{Kommune}", "Rat-haus-Musterstadt"),
        ("CON", "LoI_CON"),
        ("nul.txt", "LoI_nul.txt"),
        ("COM1", "LoI_COM1"),
        ("Konferenz", "Konferenz"),
        ("LoI {Kommune}. ", "LoI Musterstadt"),
        ("", "LoI"),
    ],
)
def test_patterns(vietnam, town, today, pattern, name):
    assert file_name(pattern, town, vietnam, today, 1) == name


def test_the_date_is_the_letters_own(vietnam, town, today):
    fixed = replace(town, date=LetterDate("fixed", "2026-11-20"))
    assert file_name("{Datum}", fixed, vietnam, today, 1) == "2026-11-20"
    assert file_name("{Datum}", replace(town, date=LetterDate("blank")), vietnam, today, 1) == "2026-11-23"


def test_umlauts_stay_and_vietnamese_names_do_not_grow_too_long(vietnam, today):
    declaration = Declaration(sender=Sender("Mühlöß"), our_reference="Đ" * 200)
    name = file_name("{Kommune}_{Aktenzeichen}", declaration, vietnam, today, 1)
    assert name.startswith("Mühlöß_Đ")
    assert len(name.encode()) <= 200


RESERVED = {"CON", "PRN", "AUX", "NUL"} | {f"{port}{n}" for port in ("COM", "LPT") for n in range(10)}


@given(st.text(max_size=200), st.text(max_size=300), st.text(max_size=60))
@settings(max_examples=150)
def test_whatever_is_typed_the_name_is_safe(call_and_day, pattern, reference, town_name):
    call, today = call_and_day
    declaration = Declaration(sender=Sender(town_name), our_reference=reference)
    for template in (pattern, f"{pattern}{{Aktenzeichen}}", ALL):
        name = file_name(template, declaration, call, today, 1)
        assert 0 < len(name) <= 150
        assert len(name.encode()) <= 250
        assert not set(name) & set('/\\:*?"<>|')
        assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in name)
        assert name == name.strip().rstrip(".")
        assert not name.startswith((".", "-"))
        assert name.split(".")[0].strip().upper() not in RESERVED


@pytest.fixture(scope="session")
def call_and_day(vietnam, today):
    return vietnam, today
