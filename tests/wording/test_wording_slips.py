"""What a person types in a hurry: read where it can be, named where it cannot."""

import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loi_desktop.model.declaration import (
    Block,
    BlockText,
    Contact,
    Council,
    Declaration,
    Layout,
    LetterDate,
    Partner,
    Recipient,
    Sender,
    Signatory,
    TopicChoice,
)
from loi_desktop.model.normal import normalise
from loi_desktop.model.text import from_plain
from loi_desktop.texts import Texts
from loi_desktop.wording.compose import compose, placeholder_text

replace = msgspec.structs.replace


@pytest.fixture
def said(vietnam, today):
    """The findings of one code, as (severity, field, German sentence)."""

    def found(declaration, code, language="de", call=vietnam):
        findings = compose(declaration, call, today=today, language=language).findings
        for finding in findings:
            for texts in (Texts("de"), Texts("en")):
                assert not texts.finding(finding).startswith("[")
                assert "{" not in texts.finding(finding)
        hits = [f for f in findings if f.code == code]
        return [(f.severity, f.field, Texts("de").finding(f).replace("\u00a0", " ")) for f in hits]

    return found


# -- the size of the letters -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "drawn"),
    [(-5, 10), (0, 10), (9.9, 10), (12.1, 12), (30, 12), (1e308, 12), (math.inf, 12), (math.nan, 11)],
)
def test_a_size_that_no_letter_has_is_an_error_and_still_drawable(vietnam, town, today, said, size, drawn):
    declaration = replace(town, layout=Layout(size=size))
    ((severity, field, sentence),) = said(declaration, "layout.size")
    assert (severity, field) == ("error", "layout.size")
    assert "10 bis 12 Punkt" in sentence
    assert compose(declaration, vietnam, today=today).letter.size == drawn


@pytest.mark.parametrize("size", [10, 10.5, 11, 12])
def test_a_usual_size_stays(vietnam, town, today, said, size):
    declaration = replace(town, layout=Layout(size=size))
    assert said(declaration, "layout.size") == []
    assert compose(declaration, vietnam, today=today).letter.size == size


# -- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("22.11.2026", "2026-11-22"),
        (" 2. 1.2026 ", "2026-01-02"),
        ("2.1.26", "2026-01-02"),
        ("2026-11-22", "2026-11-22"),
        ("2026-1-2", "2026-01-02"),
        ("31.2.2026", "31.2.2026"),
        ("demnächst", "demnächst"),
        ("", ""),
    ],
)
def test_a_date_is_read_as_germans_and_as_files_write_it(typed, stored):
    declaration = normalise(
        Declaration(date=LetterDate("fixed", typed), council=Council("noted", date=typed))
    )
    assert declaration.date.value.strip() == stored
    assert declaration.council.date.strip() == stored


@pytest.mark.parametrize("typed", ["3.11.2025", "2025-11-03"])
def test_the_day_of_their_message_is_written_out_and_stays_as_typed(vietnam, town, letter_of, typed):
    declaration = normalise(replace(town, your_message=typed, our_reference="3.11.2025"))
    assert declaration.your_message == typed
    info = {row.field: row.value for row in letter_of(declaration, vietnam).info}
    assert info["your_message"] == "3.\u00a0November 2025"
    assert info["our_reference"] == "3.11.2025"


def test_the_date_that_a_sentence_names_is_understood(town, said):
    for part in ("date", "council"):
        values = {"date": LetterDate("fixed", "gestern"), "council": Council("noted", "Der Rat", "gestern")}
        code = {"date": "date.unreadable", "council": "council.date-unreadable"}[part]
        ((_, _, sentence),) = said(replace(town, **{part: values[part]}), code)
        assert "22.11.2026" in sentence
        mended = {
            "date": LetterDate("fixed", "22.11.2026"),
            "council": Council("noted", "Der Rat", "22.11.2026"),
        }
        assert said(normalise(replace(town, **{part: mended[part]})), code) == []


@pytest.mark.parametrize(
    ("form", "day", "code"),
    [
        ("noted", "2026-11-24", "council.date-future"),
        ("agreed", "2027-01-01", "council.date-future"),
        ("will_discuss", "2026-11-22", "council.date-past"),
        ("noted", "1989-12-31", "council.date-far"),
        ("will_discuss", "2101-01-01", "council.date-far"),
    ],
)
def test_a_meeting_on_an_odd_day_is_worth_a_look(town, said, codes, vietnam, form, day, code):
    declaration = replace(town, council=Council(form, "Der Rat", day))
    ((severity, field, sentence),) = said(declaration, code)
    assert (severity, field) == ("notice", "council.date")
    assert "prüfen" in sentence
    assert len({c for c, _ in codes(declaration, vietnam) if c.startswith("council.")}) == 1


@pytest.mark.parametrize(("form", "day"), [("noted", "2026-11-23"), ("will_discuss", "2026-11-23")])
def test_a_meeting_today_is_fine_either_way(town, codes, vietnam, form, day):
    found = codes(replace(town, council=Council(form, "Der Rat", day)), vietnam)
    assert {code for code, _ in found} == {"call.deadline-passed"}


# -- e-mail addresses ------------------------------------------------------------------------

ADDRESSES = [
    "müller@stadt.example",
    "rathaus.example",
    "rathaus@stadt",
    "a@stadt.example, b@stadt.example",
    "a@stadt.example; b@stadt.example",
    "Erika Musterfrau <e@stadt.example>",
    "post@stadt.example?subject=Hallo",
    "mailto:post@stadt.example",
    "a..b@stadt.example",
    "a@-stadt.example",
    "a@stadt..example",
    "x" * 65 + "@stadt.example",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("part", ["recipient", "contact", "sender"])
def test_what_an_email_draft_cannot_use_is_named_early(town, said, address, part):
    change = {
        "recipient": {"recipient": Recipient("Agentur", email=address)},
        "contact": {"contact": Contact("Max Muster", email=address)},
        "sender": {"sender": Sender("Musterstadt", mailbox=address)},
    }[part]
    ((severity, _, sentence),) = said(replace(town, **change), "email.unusable")
    assert severity == "notice"
    assert "genau eine" in sentence
    quoted = sentence.split("„")[1].split("“")[0]
    assert len(quoted) <= 40
    assert quoted == address or (quoted.endswith("…") and address.startswith(quoted[:-1]))


@pytest.mark.parametrize(
    "address", ["post@stadt.example", "rathaus@müsterstadt.example", "o'neil+x@a-b.stadt.example", " a@b.de "]
)
def test_a_plain_address_is_no_matter(town, said, address):
    assert said(replace(town, contact=Contact("Max Muster", email=address)), "email.unusable") == []


# -- quotes ----------------------------------------------------------------------------------

LONG = "Überaus langer Eintrag ohne Ende " * 30


def test_no_sentence_quotes_without_end(vietnam, today):
    text = BlockText(de=from_plain(f"Wir werden {LONG.replace(' ', '')} bezahlen. {{{LONG}}}"))
    declaration = Declaration(
        sender=Sender(LONG, kind=LONG, regional_key=LONG, mailbox=LONG),
        recipient=Recipient(LONG, email=LONG),
        contact=Contact(LONG, email=LONG),
        date=LetterDate("fixed", LONG),
        council=Council("noted", LONG, LONG),
        blocks=(Block(f"call:{LONG}", True), Block("own:1", text=text), Block("own:1")),
        topics={LONG: TopicChoice()},
        signatories=(Signatory(LONG),),
    )
    findings = compose(declaration, vietnam, today=today).findings
    assert len(findings) > 12
    for finding in findings:
        for value in finding.data.values():
            assert not isinstance(value, str) or len(value) <= 60, finding


# -- what the call does not have -------------------------------------------------------------


def test_topics_that_the_call_does_not_have_are_named_once(town, said):
    topics = {
        "2": TopicChoice(),
        "7": TopicChoice(),
        "02": TopicChoice(),
        "11": TopicChoice(),
        "9": TopicChoice(on=False),
    }
    ((severity, field, sentence),) = said(replace(town, topics=topics), "topics.unknown")
    assert (severity, field) == ("notice", "topics")
    assert "7, 02, 11" in sentence
    assert "9" not in sentence
    ((_, _, sentence),) = said(replace(town, topics={"7": TopicChoice()}), "topics.unknown")
    assert "Themenfeld 7" in sentence


@pytest.mark.parametrize("block_id", ["call:xyz", "xyz", "own"])
def test_a_block_that_the_call_does_not_have_is_named(town, said, block_id):
    for block in (Block(block_id, False), Block(block_id, text=BlockText(de=from_plain("Wort.")))):
        ((severity, field, sentence),) = said(replace(town, blocks=(block,)), "blocks.unknown")
        assert (severity, field) == ("notice", f"blocks.{block_id}")
        assert block_id in sentence


def test_a_block_that_stands_there_twice_counts_once(vietnam, town, said, text_of):
    first = Block("own:1", text=BlockText(de=from_plain("Der erste.")))
    second = Block("own:1", text=BlockText(de=from_plain("Der zweite.")))
    declaration = replace(town, blocks=(first, second, second, Block("call:interest")))
    assert [f[:2] for f in said(declaration, "blocks.twice")] == [("notice", "blocks.own:1")]
    assert text_of(declaration, vietnam, "own:1") == "der erste."


@pytest.mark.parametrize(
    ("name", "kind", "german", "english"),
    [
        ("der Stadt Huế", "city", "der Stadt Huế", "the City of Huế"),
        ("Stadt Huế", "city", "der Stadt Huế", "the City of Huế"),
        ("die Stadt Huế", "city", "der Stadt Huế", "the City of Huế"),
        ("Stadt Huế", "province", "der Stadt Huế", "the City of Huế"),
        ("Provinz Lào Cai", "province", "der Provinz Lào Cai", "the Province of Lào Cai"),
        ("Stadt Hồ Chí Minh", "city", "Hồ-Chí-Minh-Stadt", "Hồ Chí Minh City"),
        ("the City of Huế", "city", "der Stadt Huế", "the City of Huế"),
        ("der Region Huế", "province", "der Region Huế", "der Region Huế"),
        ("Den Haag", "city", "der Stadt Den Haag", "the City of Den Haag"),
        ("Stadthagen", "city", "der Stadt Stadthagen", "the City of Stadthagen"),
        ("Stadt", "city", "der Stadt Stadt", "the City of Stadt"),
    ],
)
def test_a_partner_is_a_city_only_once(vietnam, today, name, kind, german, english):
    declaration = Declaration(partner=Partner(name, kind))
    assert placeholder_text("partner", declaration, vietnam, "de", today) == german
    assert placeholder_text("partner", declaration, vietnam, "en", today) == english


@pytest.mark.parametrize(
    ("kind", "genitive"),
    [
        ("stadt", "der Stadt X"),
        ("STADT", "der Stadt X"),
        ("landkreis", "des Landkreises X"),
        ("kreisfreie stadt", "der Kreisfreien Stadt X"),
        ("freie und hansestadt", "der Freien und Hansestadt X"),
        ("rhein-kreis", "des Rhein-Kreises X"),
        ("StädteRegion", "der StädteRegion X"),
    ],
)
def test_a_known_kind_is_written_with_its_capital(vietnam, town, today, kind, genitive):
    declaration = replace(town, sender=Sender("X", kind=kind))
    assert placeholder_text("municipality.gen", declaration, vietnam, "de", today) == genitive
    assert kind.upper() == kind or compose(declaration, vietnam, today=today).letter.return_line[0].isupper()


@pytest.mark.parametrize("kind", ["Oblast", "sprengel", "Wojewodschaftsrat"])
def test_a_guessed_gender_is_said(town, said, kind):
    ((severity, field, sentence),) = said(
        replace(town, sender=Sender("X", kind=kind)), "sender.gender-unknown"
    )
    assert (severity, field) == ("notice", "sender.gender")
    assert "„die“ im Schreiben" in sentence


@pytest.mark.parametrize("body", ["Stadtrat", "Rat der Stadt", "derb"])
def test_a_council_without_its_article_is_named(town, said, body):
    declaration = replace(town, council=Council("noted", body, "2026-11-03"))
    ((severity, field, sentence),) = said(declaration, "council.body-article")
    assert (severity, field) == ("notice", "council.body")
    assert "„Der Rat“" in sentence


@pytest.mark.parametrize("body", ["Der Rat", "die Bürgerschaft", "Unser Stadtrat", ""])
def test_a_council_with_its_article_is_fine(town, said, body):
    assert said(replace(town, council=Council("noted", body, "2026-11-03")), "council.body-article") == []


# -- names without end -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"signatories": (Signatory("A"), Signatory("B", "x" * 201))}, "signatories.1.office"),
        ({"signatories": (Signatory("x" * 201),)}, "signatories.0.name"),
        ({"contact": Contact("x" * 201)}, "contact.name"),
        ({"recipient": Recipient("A", last_name="x" * 201)}, "recipient.last_name"),
        ({"sender": Sender("M", authority="x" * 201)}, "sender.authority"),
        ({"council": Council("noted", "Der " + "x" * 201)}, "council.body"),
        ({"partner": Partner("x" * 201, "city")}, "partner.name"),
        ({"our_reference": "x" * 201}, "our_reference"),
        ({"facts": {"a": "x" * 900}, "experience": "x" * 900}, ""),
        ({"contact": Contact("x" * 200)}, ""),
    ],
)
def test_a_name_without_end_is_named(town, said, change, field):
    found = said(replace(town, **change), "field.long")
    assert [f[:2] for f in found] == ([("notice", field)] if field else [])


# -- the English copy ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("authority", "english"),
    [
        ("Die Landrätin", "The District Administrator"),
        ("der oberbürgermeister", "The Lord Mayor"),
        ("Der Magistrat", "The Municipal Executive"),
        ("Der Deichgraf", "Der Deichgraf"),
    ],
)
def test_the_authority_in_english(vietnam, town, letter_of, authority, english):
    for place in ("info", "return_line"):
        sender = replace(town.sender, authority=authority, authority_place=place)
        declaration = replace(town, sender=sender)
        shown = {"info": lambda x: x.authority, "return_line": lambda x: x.return_line}[place]
        assert english in shown(letter_of(declaration, vietnam, "en"))
        assert authority in shown(letter_of(declaration, vietnam))


@pytest.mark.parametrize(
    ("office", "english"),
    [
        ("Erster Kreisbeigeordneter", "First Deputy District Administrator"),
        ("Stadtdirektorin", "City Director"),
        ("Stellvertretende  Bürgermeisterin", "Deputy Mayor"),
        ("Deichgraf", "Deichgraf"),
    ],
)
def test_offices_in_english(vietnam, town, letter_of, office, english):
    declaration = replace(town, signatories=(Signatory("A", office),))
    assert letter_of(declaration, vietnam, "en").signatures[0].office == english


def test_what_has_no_english_is_said_once(vietnam, town, today, said):
    declaration = replace(
        town,
        sender=replace(town.sender, authority="Der Deichgraf"),
        signatories=(Signatory("A", "Deichgraf"), Signatory("B", "Bürgermeister")),
        experience="Deichbau",
        topics={"1": TopicChoice(remark="Deiche"), "2": TopicChoice(remark="Siele")},
        council=Council("noted", "Die Lotsenversammlung", "2026-11-03"),
        enclosures=("Karte", "Plan"),
    )
    ((severity, field, sentence),) = said(declaration, "english.written-once", "en")
    assert (severity, field) == ("notice", "sender.authority")
    for word in ("Behörde", "Erfahrungen", "Themen", "Gremium", "Amtsbezeichnung", "Anlagen"):
        assert sentence.count(word) == 1
    findings = compose(declaration, vietnam, today=today, language="en").findings
    finding = next(f for f in findings if f.code == "english.written-once")
    assert "authority" in Texts("en").finding(finding)
    assert said(declaration, "english.written-once") == []


# -- whatever is typed -----------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80), size=st.floats())
def test_whatever_is_typed_makes_a_letter(vietnam, today, text, size):
    declaration = normalise(
        Declaration(
            sender=Sender(text, kind=text, authority=text, mailbox=text),
            contact=Contact(text, email=text),
            date=LetterDate("fixed", text),
            council=Council("agreed", text, text),
            partner=Partner(text, "city"),
            signatories=(Signatory(text, text),),
            layout=Layout(size=size),
        )
    )
    assert normalise(declaration) == declaration or math.isnan(size)
    for language in ("de", "en"):
        composed = compose(declaration, vietnam, today=today, language=language)
        assert 10 <= composed.letter.size <= 12
        for finding in composed.findings:
            assert not Texts(language).finding(finding).startswith("[")
