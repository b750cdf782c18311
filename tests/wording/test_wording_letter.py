"""The letter as a whole: golden texts, blocks, address, information block, English copy."""

import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loi_desktop.model.declaration import (
    Block,
    BlockText,
    Contact,
    Council,
    InfoLine,
    LetterDate,
    Partner,
    Recipient,
    Signatory,
    TopicChoice,
)
from loi_desktop.model.text import Row, Run, from_plain, plain
from loi_desktop.wording.compose import compose, effective_blocks, mail_text, placeholder_text, plain_text

GOLDEN = Path(__file__).parent / "data"
NB = "\u00a0"

replace = msgspec.structs.replace


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("call", ["vietnam", "general"])
def test_the_whole_letter_reads_as_it_always_did(request, everything, letter_of, call, language):
    """Golden texts; fixed spaces are shown as ~.  Read the diff before you change them."""
    facts = {"project": "Grüne Dächer", "programme": "Städte von morgen", "funder": "die Europäische Union",
             "coordinator": "der Regionalverband Musterland", "country": "Vietnam",
             "topics": "Dachbegrünung\nRegenwasser"}  # fmt: skip
    declaration = replace(everything, facts=facts)
    text = plain_text(letter_of(declaration, request.getfixturevalue(call), language))
    golden = (GOLDEN / f"{call}.{language}.txt").read_text("utf-8")
    assert text.replace(NB, "~") == golden


def test_the_german_wording_is_the_one_that_was_agreed(vietnam, everything, text_of):
    """Letter for letter, with the call's own slips left out."""
    declaration = replace(everything, blocks=(Block("call:private_sector", on=True),), council=Council())
    said = {
        block: (text_of(declaration, vietnam, f"call:{block}") or "").replace(NB, " ")
        for block in (
            "subject",
            "interest",
            "topics",
            "partner",
            "private_sector",
            "perspective",
            "non_binding",
        )
    }
    assert said == {
        "subject": "Interessensbekundung (Letter of Intent): kommunale Projektpartnerschaft mit Städten "
        "in Vietnam",
        "interest": "die Stadt Musterstadt bekundet hiermit ihr grundsätzliches Interesse an einer "
        "Beteiligung an der Projektidee für kommunale Partnerschaften mit Städten in Vietnam, die im "
        "Rahmen des Open Calls „Locally Led Solutions – Made with Germany“ der GIZ entwickelt und durch "
        "ein BMZ-finanziertes GIZ-Projekt in Vietnam eingereicht wird.",
        "topics": "Unser Interesse gilt insbesondere folgenden Themenfeldern:\n"
        "Klimaanpassung, Resilienz und der Umgang mit Extremwetterereignissen – Hitzeaktionsplan\n"
        "energieeffizientes und nachhaltiges Bauen",
        "partner": "Besonders interessiert sind wir an einem Austausch mit der Stadt Đà Nẵng.",
        "private_sector": "Die Einbindung des Privatsektors betrachten wir als integralen Bestandteil der "
        "Partnerschaft.",
        "perspective": "Wir verstehen das Vorhaben als Einstieg in eine langfristig angelegte Zusammenarbeit "
        "und sind bereit, seine Ausgestaltung gemeinsam mit den beteiligten Partnern, der LAG 21 NRW und "
        "der Academy of Construction Strategy and Cadres Training (ACST) zu entwickeln.",
        "non_binding": "Diese Erklärung ist unverbindlich. Sie dient ausschließlich dem Nachweis kommunalen "
        "Interesses gegenüber dem Fördergeber und begründet keine rechtliche oder finanzielle Verpflichtung.",
    }


def ids(letter):
    return [block.id.removeprefix("call:") for block in letter.blocks]


def test_only_what_is_filled_stands_in_the_letter(vietnam, town, letter_of):
    assert ids(letter_of(town, vietnam)) == [
        "subject", "salutation", "interest", "perspective", "non_binding", "closing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "block"),
    [
        ({"topics": {"1": TopicChoice()}}, "topics"),
        ({"experience": "ein Konzept"}, "experience"),
        ({"partner": Partner("Huế", "city")}, "partner"),
        ({"council": Council("reservation")}, "council"),
        ({"enclosures": ("Plan",)}, "enclosures"),
        ({"copies": ("Kämmerei",)}, "copies"),
    ],
)
def test_a_filled_field_brings_its_block(vietnam, town, letter_of, change, block):
    assert block not in ids(letter_of(town, vietnam))
    assert block in ids(letter_of(replace(town, **change), vietnam))


def test_blocks_can_be_switched_off_and_on(vietnam, everything, letter_of):
    off = replace(everything, blocks=(Block("call:topics", on=False), Block("call:private_sector", on=True)))
    assert "topics" not in ids(letter_of(off, vietnam))
    assert "private_sector" in ids(letter_of(off, vietnam))
    assert "private_sector" not in ids(letter_of(everything, vietnam))


def test_a_block_that_is_on_but_has_nothing_to_say_stays_out(vietnam, town, letter_of):
    declaration = replace(town, blocks=(Block("call:topics", on=True), Block("call:partner", on=True)))
    assert not {"topics", "partner"} & set(ids(letter_of(declaration, vietnam)))
    topics = next(b for b in effective_blocks(declaration, vietnam) if b.id == "call:topics")
    assert topics.on
    assert not topics.shown


def test_subject_salutation_and_closing_cannot_be_switched_off(vietnam, town, letter_of):
    blocks = tuple(Block(f"call:{name}", on=False) for name in ("subject", "salutation", "closing"))
    assert {"subject", "salutation", "closing"} <= set(ids(letter_of(replace(town, blocks=blocks), vietnam)))


def test_the_contact_stands_in_the_text_only_where_the_information_block_names_none(vietnam, town, letter_of):
    named = replace(town, contact=Contact("Max Muster"))
    assert "contact" not in ids(letter_of(named, vietnam))
    hidden = replace(named, info=(InfoLine("contact", on=False), InfoLine("date")))
    assert "contact" in ids(letter_of(hidden, vietnam))
    assert "contact" in ids(letter_of(replace(named, blocks=(Block("call:contact", on=True),)), vietnam))
    assert "contact" not in ids(letter_of(replace(town, info=()), vietnam))


def test_a_changed_text_stands_in_the_letter_and_goes_back(vietnam, town, letter_of, text_of):
    rows = (Row((Run(text="Auch "), Run(placeholder="municipality"), Run(text=" ist *dabei*.", bold=True))),)
    declaration = replace(town, blocks=(Block("call:interest", text=BlockText(de=rows)),))
    assert text_of(declaration, vietnam, "call:interest") == "auch die Stadt Musterstadt ist *dabei*."
    block = next(b for b in letter_of(declaration, vietnam).blocks if b.id == "call:interest")
    assert [run.bold for run in block.rows[0].runs] == [False, True]
    shown = next(b for b in effective_blocks(declaration, vietnam) if b.id == "call:interest")
    assert shown.changed
    assert shown.de == rows
    back = replace(town, blocks=(Block("call:interest"),))
    assert letter_of(back, vietnam) == letter_of(town, vietnam)


def test_an_emptied_block_leaves_no_gap(vietnam, town, letter_of):
    declaration = replace(town, blocks=(Block("call:perspective", text=BlockText(de=())),))
    assert "perspective" not in ids(letter_of(declaration, vietnam))


def test_own_paragraphs_stand_where_they_were_put(vietnam, town, letter_of):
    own = Block("own:1", text=BlockText(de=from_plain("Wir freuen uns.\nBis bald.")))
    declaration = replace(town, blocks=(Block("call:interest"), own))
    assert ids(letter_of(declaration, vietnam))[2:5] == ["interest", "own:1", "perspective"]
    alone = ids(letter_of(replace(town, blocks=(own,)), vietnam))
    assert alone[-2:] == ["own:1", "closing"]
    before = ids(letter_of(replace(town, blocks=(own, Block("call:non_binding"))), vietnam))
    assert before[2:] == ["interest", "perspective", "own:1", "non_binding", "closing"]
    first = replace(town, blocks=(own, Block("call:interest")))
    letter = letter_of(first, vietnam)
    assert plain(letter.blocks[2].rows) == "wir freuen uns.\nBis bald."


def test_untouched_blocks_stay_at_their_place_in_the_call(vietnam, everything, letter_of):
    usual = ids(letter_of(everything, vietnam))
    moved = replace(everything, blocks=(Block("call:non_binding"), Block("call:interest")))
    order = ids(letter_of(moved, vietnam))
    assert sorted(order) == sorted(usual)
    assert (
        order.index("non_binding") < order.index("council") < order.index("interest") < order.index("topics")
    )


@given(
    st.permutations(["interest", "topics", "experience", "partner", "perspective", "non_binding", "council"])
)
@settings(max_examples=40)
def test_any_order_can_be_chosen(vietnam_and_everything, order):
    vietnam, everything, today = vietnam_and_everything
    declaration = replace(everything, blocks=tuple(Block(f"call:{name}") for name in order))
    blocks = compose(declaration, vietnam, today=today).letter.blocks
    texts = [block for block in blocks if block.kind == "text"]
    assert [block.id.removeprefix("call:") for block in texts] == order
    first, *others = [plain(block.rows) for block in texts]
    assert first[0].islower()
    assert all(text[0].isupper() for text in others)


@pytest.fixture(scope="session")
def vietnam_and_everything(vietnam, today):
    from loi_desktop.model.declaration import Declaration, Sender

    declaration = Declaration(
        sender=Sender(name="Musterstadt"),
        topics={"1": TopicChoice()},
        experience="ein Konzept",
        partner=Partner("Huế", "city"),
        council=Council("reservation"),
    )
    return vietnam, declaration, today


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=80))
@settings(max_examples=60)
def test_whatever_is_typed_makes_a_letter(vietnam_and_everything, name, title, text):
    vietnam, everything, today = vietnam_and_everything
    declaration = replace(
        everything,
        sender=replace(everything.sender, name=name, kind=title),
        recipient=Recipient(organisation=text, title=title, last_name=name, address_form="Frau"),
        blocks=(Block("own:1", text=BlockText(de=from_plain(text))),),
        experience=text,
    )
    for language in ("de", "en"):
        letter = compose(declaration, vietnam, today=today, language=language).letter
        assert plain_text(letter)
        assert not any(run.placeholder for block in letter.blocks for row in block.rows for run in row.runs)


def test_typed_braces_and_signs_stay_what_they_are(vietnam, town, text_of):
    own = Block("own:1", text=BlockText(de=from_plain("Wir sagen {municipality}, <b>, *, %s und {{x}}.")))
    declaration = replace(town, blocks=(Block("call:interest"), own))
    assert text_of(declaration, vietnam, "own:1") == "Wir sagen {municipality}, <b>, *, %s und {{x}}."


# -- around the text ---------------------------------------------------------------------


def test_the_address_with_everything(vietnam, town, letter_of):
    recipient = Recipient(
        "Agentur", "Referat 3", "Herr", "Dr.", "Moritz", "Muster", "Weg 1", "1010", "Wien", "Österreich"
    )
    letter = letter_of(replace(town, recipient=recipient), vietnam)
    assert letter.address == (
        "Agentur",
        "Referat 3",
        f"Herrn Dr.{NB}Moritz Muster",
        "Weg 1",
        "1010 Wien",
        "ÖSTERREICH",
    )
    assert letter.remarks == ()


def test_at_home_the_country_is_not_named(vietnam, town, letter_of):
    recipient = Recipient(
        "Agentur", street="Weg 1", postcode="12345", city="Musterstadt", country="Deutschland"
    )
    assert letter_of(replace(town, recipient=recipient), vietnam).address == (
        "Agentur",
        "Weg 1",
        "12345 Musterstadt",
    )


@pytest.mark.parametrize(
    ("form", "line"),
    [("Herr", "Herrn Kim Muster"), ("Frau", "Frau Kim Muster"), ("name", "Kim Muster"), ("", "Kim Muster")],
)
def test_the_person_in_the_address(vietnam, town, letter_of, form, line):
    recipient = Recipient(address_form=form, first_name="Kim", last_name="Muster")
    assert letter_of(replace(town, recipient=recipient), vietnam).address == (line,)


def test_without_a_street_the_letter_goes_by_email(vietnam, town, letter_of):
    assert letter_of(town, vietnam).remarks == ("Per E-Mail: post@agentur.example",)
    assert letter_of(town, vietnam, "en").remarks == ("By e-mail: post@agentur.example",)
    by_post = replace(town.recipient, street="Weg 1")
    assert letter_of(replace(town, recipient=by_post), vietnam).remarks == ()


def test_return_line_and_authority(vietnam, town, letter_of):
    sender = replace(town.sender, authority="Der Bürgermeister")
    letter = letter_of(replace(town, sender=sender), vietnam)
    assert (letter.return_line, letter.authority) == (
        "Stadt Musterstadt · Marktplatz 1 · 12345 Musterstadt",
        "Der Bürgermeister",
    )
    sender = replace(sender, authority_place="return_line")
    letter = letter_of(replace(town, sender=sender), vietnam)
    assert (letter.return_line, letter.authority) == (
        "Stadt Musterstadt · Der Bürgermeister · Marktplatz 1 · 12345 Musterstadt",
        "",
    )


def test_the_information_block(vietnam, everything, letter_of):
    rows = [(row.label, row.value) for row in letter_of(everything, vietnam).info]
    assert rows == [
        ("Ihr Zeichen", "AB 12"),
        ("Ihre Nachricht vom", f"2.{NB}März 2026"),
        ("Unser Zeichen", "61-20/7"),
        ("Amt", "Amt für Umwelt"),
        ("Auskunft erteilt", "Max Muster"),
        ("Zimmer", "214"),
        ("Telefon", "01234 56-789"),
        ("E-Mail", "max.muster@musterstadt.example"),
        ("Datum", f"23.{NB}November 2026"),
    ]  # fmt: skip


def test_the_information_block_in_the_clerks_own_order_and_words(vietnam, everything, letter_of):
    info = (InfoLine("date"), InfoLine("our_reference", label="Mein Zeichen"), InfoLine("phone", on=False))
    letter = letter_of(replace(everything, info=info), vietnam)
    assert [(row.label, row.field) for row in letter.info] == [
        ("Datum", "date.mode"),
        ("Mein Zeichen", "our_reference"),
    ]
    english = letter_of(replace(everything, info=info), vietnam, "en")
    assert [row.label for row in english.info] == ["Date", "Our reference"]


def test_an_open_date_keeps_its_line(vietnam, town, letter_of):
    letter = letter_of(replace(town, date=LetterDate("blank")), vietnam)
    assert [(row.label, row.value) for row in letter.info] == [("Datum", "")]
    assert letter.date == ""


@pytest.mark.parametrize(
    ("change", "room"),
    [
        ({}, 25.0),
        ({"seal": True}, 38.0),
        ({"one_page": True}, 15.0),
        ({"seal": True, "one_page": True}, 38.0),
    ],
)
def test_room_for_ink(vietnam, town, letter_of, change, room):
    one_page = change.pop("one_page", False)
    declaration = replace(town, layout=replace(town.layout, one_page=one_page), **change)
    letter = letter_of(declaration, vietnam)
    assert letter.room_mm == room
    assert letter.size == (10.0 if one_page else 11.0)


def test_signatures(vietnam, town, letter_of):
    signatories = (
        Signatory("Erika Musterfrau", "Bürgermeisterin"),
        Signatory(),
        Signatory("Dr. Max Muster", "Beigeordneter", "In Vertretung"),
        Signatory("Zu Viel"),
    )
    letter = letter_of(replace(town, signatories=signatories), vietnam)
    assert [(s.name, s.office, s.by, s.field) for s in letter.signatures] == [
        ("Erika Musterfrau", "Bürgermeisterin", "", "signatories.0.name"),
        (f"Dr.{NB}Max Muster", "Beigeordneter", "In Vertretung", "signatories.2.name"),
    ]


@pytest.mark.parametrize(
    ("enclosures", "lines"),
    [((), None), (("Plan",), "Anlage\nPlan"), (("Plan", " ", "Beschluss"), "Anlagen\nPlan\nBeschluss")],
)
def test_enclosures(vietnam, town, text_of, enclosures, lines):
    assert text_of(replace(town, enclosures=enclosures), vietnam, "enclosures") == lines


def test_a_click_goes_to_the_field_the_block_is_about(vietnam, everything, letter_of):
    fields = {block.id: block.field for block in letter_of(everything, vietnam).blocks}
    assert fields == {
        "call:subject": "blocks.call:subject",
        "call:salutation": "recipient.address_form",
        "call:interest": "blocks.call:interest",
        "call:topics": "topics",
        "call:experience": "experience",
        "call:partner": "partner.name",
        "call:perspective": "blocks.call:perspective",
        "call:non_binding": "blocks.call:non_binding",
        "call:council": "council.form",
        "call:closing": "blocks.call:closing",
        "enclosures": "enclosures",
        "copies": "copies",
    }


def test_the_english_copy_says_that_nobody_signs_it(vietnam, everything, letter_of):
    letter = letter_of(replace(everything, seal=True, name_line=True), vietnam, "en")
    assert plain(letter.blocks[0].rows) == "Courtesy translation. Only the German version is signed."
    assert letter.blocks[0].kind == "note"
    assert (letter.seal, letter.name_line) == (False, False)
    assert letter.room_mm < 15
    assert [(s.name, s.office) for s in letter.signatures] == [("Erika Musterfrau", "Mayor")]


def test_no_language_means_the_declarations_own(vietnam, town, today):
    english = replace(town, layout=replace(town.layout, language="en"))
    assert compose(english, vietnam, today=today).letter.language == "en"
    assert compose(english, vietnam, today=today, language="de").letter.language == "de"


# -- the general call ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "framework"),
    [
        ({}, None),
        ({"programme": "Morgen"}, "Es soll im Rahmen des Förderprogramms „Morgen“ umgesetzt werden."),
        ({"funder": "die EU", "country": "Peru"}, "Fördergeber: die EU. Partnerland: Peru."),
        ({"coordinator": " "}, None),
    ],
)  # fmt: skip
def test_each_sentence_of_the_general_call_reads_right(general, town, text_of, facts, framework):
    declaration = replace(town, facts={"project": "Grüne Dächer", **facts})
    assert text_of(declaration, general, "call:framework") == framework
    assert text_of(declaration, general, "call:interest").endswith("an dem Vorhaben „Grüne Dächer“.")


@pytest.mark.parametrize("typed", ["„Grüne Dächer“", '"Grüne Dächer"', "»Grüne Dächer«", "Grüne Dächer"])
def test_quotes_typed_around_a_project_are_not_doubled(general, town, text_of, typed):
    declaration = replace(town, facts={"project": typed, "programme": typed})
    assert text_of(declaration, general, "call:interest").endswith("an dem Vorhaben „Grüne Dächer“.")
    assert "Förderprogramms „Grüne Dächer“ umgesetzt" in text_of(declaration, general, "call:framework")


def test_quotes_within_a_project_stay(general, town, text_of):
    declaration = replace(town, facts={"project": "„Dach“ und „Wand“"})
    assert text_of(declaration, general, "call:interest").endswith("Vorhaben „„Dach“ und „Wand““.")


@pytest.mark.parametrize("who", ["die Europäische Union", "Europäische Union"])
def test_a_funder_reads_right_with_and_without_article(general, town, text_of, who):
    declaration = replace(town, facts={"project": "X", "funder": who, "coordinator": who})
    said = text_of(declaration, general, "call:framework")
    assert said == f"Fördergeber: {who}. Koordinierende Stelle: {who}."


def test_a_required_fact_shows_its_gap(general, town, text_of):
    assert text_of(town, general, "call:subject") == "Interessensbekundung (Letter of Intent): …"


def test_lines_of_a_fact_become_items(general, town, letter_of):
    declaration = replace(town, facts={"project": "X", "topics": "Wasser\n\nWärme"})
    block = next(b for b in letter_of(declaration, general).blocks if b.id == "call:topics")
    assert [(row.kind, plain((row,))) for row in block.rows] == [
        ("paragraph", "Unser Interesse gilt insbesondere folgenden Themen:"),
        ("item", "Wasser"),
        ("item", "Wärme"),
    ]


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [
        ("de", "folgendem Themenfeld:", "folgenden Themenfeldern:"),
        ("en", "following topic:", "following topics:"),
    ],
)
def test_one_topic_is_one_topic(vietnam, town, letter_of, language, one, several):
    def opening(*numbers):
        said = replace(town, topics={number: TopicChoice() for number in numbers})
        block = next(b for b in letter_of(said, vietnam, language).blocks if b.id == "call:topics")
        return plain(block.rows[:1])

    assert opening("1").endswith(one)
    assert opening("1", "2").endswith(several)


def test_bank_details_of_a_silent_letterhead_stand_in_the_information_block(vietnam, town, letter_of):
    bank = "Sparkasse Musterstadt, IBAN DE00 0000 0000 0000 0000 00"
    said = replace(town, sender=replace(town.sender, bank=bank))
    row = next(row for row in letter_of(said, vietnam).info if row.field == "sender.bank")
    assert (row.label, row.value.replace(NB, " ")) == ("Bank", bank)
    assert all(row.field != "sender.bank" for row in letter_of(town, vietnam).info)


def test_one_line_of_a_fact_is_one_topic(general, town, text_of):
    declaration = replace(town, facts={"project": "X", "topics": "Wasser"})
    assert text_of(declaration, general, "call:topics").startswith(
        "Unser Interesse gilt insbesondere folgendem Thema:"
    )


@pytest.mark.parametrize("name", ["topics?", "topics?a", "topics?a|b|c", "nothing?a|b"])
def test_a_counted_placeholder_with_a_slip_stays_visible(vietnam, town, text_of, name):
    text = (Row((Run(text="Wir nennen "), Run(placeholder=name), Run(text="."))),)
    said = replace(town, topics={"1": TopicChoice()}, blocks=(Block("own:1", text=BlockText(de=text)),))
    assert text_of(said, vietnam, "own:1") == f"Wir nennen {{{name}}}."


# -- the e-mail ------------------------------------------------------------------------------


def test_the_email(vietnam, everything, today):
    subject, body = mail_text(everything, vietnam, "de", today)
    assert subject == (
        "Interessensbekundung der Stadt Musterstadt: kommunale Projektpartnerschaft mit Städten in Vietnam"
    )
    assert body.startswith(f"Sehr geehrter Herr Dr.{NB}Muster,\n\nanbei erhalten Sie")
    assert body.endswith("Mit freundlichen Grüßen\n\nMax Muster\nAmt für Umwelt\nStadt Musterstadt\n")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("call", ["vietnam", "general"])
def test_the_email_without_a_contact_has_no_gaps(request, town, today, call, language):
    subject, body = mail_text(town, request.getfixturevalue(call), language, today)
    assert "\n" not in subject
    assert "\n\n\n" not in body
    assert not set("{}") & set(subject + body)
    assert "Rückfragen" not in body
    assert body.strip().endswith("Musterstadt")


def test_a_placeholder_in_place(vietnam, everything, today):
    assert placeholder_text("topics", everything, vietnam, "de", today).count("\n") == 1
    assert placeholder_text("call.deadline", everything, vietnam, "de", today) == f"17.{NB}April 2026"
    assert placeholder_text("nonsense", everything, vietnam, "de", today) == ""


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "Wir tun viel. " * 700, "z. B. § 5 " * 1_000, "\n" * 10_000, "a\n" * 5_000]
)
def test_ten_thousand_characters_in_a_field_keep_nobody_waiting(vietnam, everything, today, text):
    declaration = replace(
        everything,
        our_reference=text,
        experience=text,
        enclosures=(text,),
        topics={"1": TopicChoice(remark=text)},
        blocks=(Block("own:1", text=BlockText(de=from_plain(text))),),
    )
    before = time.perf_counter()
    compose(declaration, vietnam, today=today)
    assert time.perf_counter() - before < 1.0
