"""Salutations, dates, what is said of the council, who answers questions."""

import msgspec
import pytest

from loi_desktop.model.declaration import Contact, Council, Declaration, LetterDate, Partner, Recipient
from loi_desktop.model.text import plain
from loi_desktop.wording.compose import placeholder_text, resolve

NB = "\u00a0"


@pytest.mark.parametrize(
    ("person", "german", "english"),
    [
        (("Herr", "", "Moritz", "Muster"), "Sehr geehrter Herr Muster,", "Dear Mr Muster,"),
        (("Frau", "", "Erika", "Muster"), "Sehr geehrte Frau Muster,", "Dear Ms Muster,"),
        (("Herr", "Dr.", "M.", "Muster"), f"Sehr geehrter Herr Dr.{NB}Muster,", "Dear Dr Muster,"),
        (("Frau", "Dr. h. c.", "E.", "Muster"), f"Sehr geehrte Frau Dr.{NB}Muster,", "Dear Dr Muster,"),
        (
            ("Frau", "Prof. Dr.", "E.", "Muster"),
            "Sehr geehrte Frau Professorin Muster,",
            "Dear Professor Muster,",
        ),
        (
            ("Herr", "Prof. Dr.-Ing.", "M.", "Muster"),
            "Sehr geehrter Herr Professor Muster,",
            "Dear Professor Muster,",
        ),
        (("Herr", "Dipl.-Ing.", "M.", "Muster"), "Sehr geehrter Herr Muster,", "Dear Mr Muster,"),
        (("Frau", "Ministerin", "E.", "Muster"), "Sehr geehrte Frau Ministerin Muster,", "Dear Ms Muster,"),
        (("Herr", "", "Karl", "von Muster"), "Sehr geehrter Herr von Muster,", "Dear Mr von Muster,"),
        (("name", "", "Kim", "Muster"), "Guten Tag Kim Muster,", "Dear Kim Muster,"),
        (("name", "Dr.", "Kim", "Muster"), f"Guten Tag Dr.{NB}Kim Muster,", "Dear Dr Kim Muster,"),
        (("name", "", "", ""), "Sehr geehrte Damen und Herren,", "Dear Sir or Madam,"),
        (("Herr", "", "Moritz", ""), "Sehr geehrte Damen und Herren,", "Dear Sir or Madam,"),
        (("", "", "Moritz", "Muster"), "Sehr geehrte Damen und Herren,", "Dear Sir or Madam,"),
    ],
)
def test_salutations(vietnam, town, text_of, person, german, english):
    form, title, first, last = person
    recipient = Recipient(address_form=form, title=title, first_name=first, last_name=last)
    declaration = msgspec.structs.replace(town, recipient=recipient)
    assert text_of(declaration, vietnam, "call:salutation") == german
    assert text_of(declaration, vietnam, "call:salutation", "en") == english


RESERVATION = (
    "Eine verbindliche Beteiligung steht unter dem Vorbehalt der Zustimmung "
    "der zuständigen politischen Gremien"
)
RESERVATION_EN = "Any binding participation is subject to the approval of the competent political bodies"
NOTED = "Der Kreistag hat die Interessensbekundung"
NOTED_EN = "The District Council took note of this expression of interest"
AGREED = "Der Kreistag hat der Interessensbekundung"
AGREED_EN = "The District Council approved this expression of interest"
WILL = "Der Kreistag wird sich voraussichtlich"
WILL_EN = "The District Council is expected to consider this expression of interest"
DAY, DAY_EN = f"3.{NB}November 2026", f"3{NB}November 2026"
PAPER, PAPER_EN = "(Vorlage 12/34)", f"(paper no.{NB}12/34)"


@pytest.mark.parametrize(
    ("council", "german", "english"),
    [
        (("none", "2026-11-03", "12/34"), None, None),
        (("reservation", "", ""), f"{RESERVATION}.", f"{RESERVATION_EN}."),
        (
            ("reservation_budget", "", ""),
            f"{RESERVATION} sowie der Verfügbarkeit von Haushaltsmitteln.",
            f"{RESERVATION_EN} and the availability of budget funds.",
        ),
        (
            ("will_discuss", "2026-11-03", "12/34"),
            f"{WILL} am {DAY} mit der Interessensbekundung befassen.",
            f"{WILL_EN} on {DAY_EN}.",
        ),
        (("will_discuss", "", ""), f"{WILL} mit der Interessensbekundung befassen.", f"{WILL_EN}."),
        (
            ("noted", "2026-11-03", "12/34"),
            f"{NOTED} am {DAY} {PAPER} zur Kenntnis genommen.",
            f"{NOTED_EN} on {DAY_EN} {PAPER_EN}.",
        ),
        (("noted", "2026-11-03", ""), f"{NOTED} am {DAY} zur Kenntnis genommen.", f"{NOTED_EN} on {DAY_EN}."),
        (("noted", "", "12/34"), f"{NOTED} {PAPER} zur Kenntnis genommen.", f"{NOTED_EN} {PAPER_EN}."),
        (
            ("agreed", "2026-11-03", "12/34"),
            f"{AGREED} mit Beschluss vom {DAY} {PAPER} zugestimmt.",
            f"{AGREED_EN} by resolution of {DAY_EN} {PAPER_EN}.",
        ),
        (
            ("agreed", "2026-11-03", ""),
            f"{AGREED} mit Beschluss vom {DAY} zugestimmt.",
            f"{AGREED_EN} by resolution of {DAY_EN}.",
        ),
        (
            ("agreed", "", "12/34"),
            f"{AGREED} mit Beschluss {PAPER} zugestimmt.",
            f"{AGREED_EN} by resolution {PAPER_EN}.",
        ),
        (("agreed", "", ""), f"{AGREED} zugestimmt.", f"{AGREED_EN}."),
    ],
)
def test_the_council(vietnam, town, text_of, council, german, english):
    form, day, paper = council
    declaration = msgspec.structs.replace(town, council=Council(form, "Der Kreistag", day, paper))
    assert text_of(declaration, vietnam, "call:council") == german
    assert text_of(declaration, vietnam, "call:council", "en") == english


def test_a_council_without_a_name_still_makes_a_sentence(vietnam, town, text_of):
    declaration = msgspec.structs.replace(town, council=Council("noted"))
    assert text_of(declaration, vietnam, "call:council") == (
        "Das zuständige politische Gremium hat die Interessensbekundung zur Kenntnis genommen."
    )


def test_a_council_that_english_does_not_know_keeps_its_name(vietnam, town, text_of):
    declaration = msgspec.structs.replace(town, council=Council("noted", "die Lotsenversammlung"))
    assert text_of(declaration, vietnam, "call:council") == (
        "Die Lotsenversammlung hat die Interessensbekundung zur Kenntnis genommen."
    )
    assert text_of(declaration, vietnam, "call:council", "en") == (
        "The Lotsenversammlung took note of this expression of interest."
    )


@pytest.mark.parametrize(
    ("day", "german", "english"),
    [
        ("2026-11-22", f"22.{NB}November 2026", f"22{NB}November 2026"),
        ("2027-03-01", f"1.{NB}März 2027", f"1{NB}March 2027"),
        ("2028-02-29", f"29.{NB}Februar 2028", f"29{NB}February 2028"),
    ],
)
def test_dates_are_written_out(vietnam, town, letter_of, day, german, english):
    declaration = msgspec.structs.replace(town, date=LetterDate("fixed", day))
    for language, expected in (("de", german), ("en", english)):
        letter = letter_of(declaration, vietnam, language)
        assert [row.value for row in letter.info if row.field == "date.mode"] == [expected]
        assert letter.date == day


@pytest.mark.parametrize(
    ("contact", "phrase"),
    [
        (Contact(), ""),
        (Contact(office="Amt 61"), ""),
        (Contact("Max Muster"), "Max Muster"),
        (
            Contact("Max Muster", "Amt 61", phone="01234 5", email="m@muster.example"),
            "Max Muster, Amt 61, Telefon 01234 5, E-Mail m@muster.example",
        ),
    ],
)
def test_the_contact(vietnam, today, contact, phrase):
    assert placeholder_text("contact", Declaration(contact=contact), vietnam, "de", today) == phrase


@pytest.mark.parametrize(
    ("partner", "german", "english"),
    [
        (Partner("Đà Nẵng", "city"), "der Stadt Đà Nẵng", "the City of Đà Nẵng"),
        (Partner("Lào Cai", "province"), "der Provinz Lào Cai", "the Province of Lào Cai"),
        (Partner("Hồ Chí Minh", "city"), "Hồ-Chí-Minh-Stadt", "Hồ Chí Minh City"),
        (Partner("der Stadt Huế und ihrem Umland", "own"), "der Stadt Huế und ihrem Umland", None),
        (Partner("", "city"), "", ""),
    ],
)
def test_the_partner(vietnam, today, partner, german, english):
    declaration = Declaration(partner=partner)
    assert placeholder_text("partner", declaration, vietnam, "de", today) == german
    if english is not None:
        assert placeholder_text("partner", declaration, vietnam, "en", today) == english


def test_a_proposed_partner_is_marked_as_vietnamese(vietnam, today):
    rows = vietnam.block("partner").de
    row = resolve(rows, Declaration(partner=Partner("Đà Nẵng", "city")), vietnam, "de", today)[0]
    assert [(run.text, run.lang) for run in row.runs if run.lang] == [("Đà Nẵng", "vi")]
    assert plain((row,)) == "Besonders interessiert sind wir an einem Austausch mit der Stadt Đà Nẵng."
