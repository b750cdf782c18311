"""What is wrong with a declaration, or worth a look."""

import msgspec
import pytest

from loi_desktop.model.declaration import (
    Block,
    BlockText,
    Contact,
    Council,
    Declaration,
    LetterDate,
    Recipient,
    Sender,
    Signatory,
)
from loi_desktop.model.text import Row, Run, from_plain
from loi_desktop.texts import Texts
from loi_desktop.wording.compose import compose

replace = msgspec.structs.replace

PASSED = ("call.deadline-passed", "call.id")


def text(block, words, english=None):
    return Block(block, text=BlockText(de=from_plain(words), en=from_plain(english) if english else None))


def test_an_empty_form_says_what_is_missing_and_nothing_else(vietnam, general, today):
    errors = [f for f in compose(Declaration(), vietnam, today=today).findings if f.severity == "error"]
    assert [(f.code, f.field) for f in errors] == [
        ("recipient.missing", "recipient.organisation"),
        ("sender.name-missing", "sender.name"),
        ("signatory.name-missing", "signatories.0.name"),
    ]
    errors = [f.field for f in compose(Declaration(), general, today=today).findings if f.severity == "error"]
    assert errors == ["recipient.organisation", "sender.name", "facts.project", "signatories.0.name"]


def test_enough_for_a_letter_leaves_nothing_to_say(general, town, codes):
    assert codes(replace(town, facts={"project": "Grüne Dächer"}), general) == set()


def test_everything_filled_leaves_nothing_to_say(vietnam, everything, codes):
    assert codes(everything, vietnam) == {PASSED}


def test_a_name_is_recipient_enough(vietnam, town, codes):
    assert codes(replace(town, recipient=Recipient(last_name="Muster")), vietnam) == {PASSED}


def test_a_passed_deadline_is_said_and_blocks_nothing(vietnam, town, today):
    (finding,) = compose(town, vietnam, today=today).findings
    assert finding.severity == "notice"
    assert Texts("de").finding(finding).replace("\u00a0", " ") == (
        "Die Frist des Aufrufs (17. April 2026) ist abgelaufen. Sie können das Schreiben trotzdem erstellen."
    )
    assert "(17 April 2026)" in Texts("en").finding(finding).replace("\u00a0", " ")
    assert compose(town, vietnam, today=today.replace(month=4, day=17)).findings == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"recipient": Recipient("A", email="post(at)agentur")}, ("email.unusable", "recipient.email")),
        ({"contact": Contact("M", email="max muster@x.example")}, ("email.unusable", "contact.email")),
        ({"sender": Sender("M", mailbox="x@y")}, ("email.unusable", "sender.mailbox")),
        ({"sender": Sender("M", regional_key="123")}, ("sender.regional-key-odd", "sender.regional_key")),
        ({"sender": Sender("M", postcode="1234")}, ("postcode.odd", "sender.postcode")),
        ({"sender": Sender("M", postcode="D-12345")}, ("postcode.odd", "sender.postcode")),
        ({"recipient": Recipient("A", postcode="123456")}, ("postcode.odd", "recipient.postcode")),
        (
            {"recipient": Recipient("A", postcode="1234", country="Deutschland ")},
            ("postcode.odd", "recipient.postcode"),
        ),
        ({"sender": Sender("M", kind="Sprengel")}, ("sender.gender-unknown", "sender.gender")),
        ({"date": LetterDate("fixed", "2026-12-01")}, ("date.far", "date.value")),
        ({"date": LetterDate("fixed", "2026-11-15")}, ("date.far", "date.value")),
        ({"date": LetterDate("fixed", "")}, ("date.unreadable", "date.value")),
        ({"date": LetterDate("fixed", "2026-02-30")}, ("date.unreadable", "date.value")),
        ({"council": Council("noted", "", "2026-11-03")}, ("council.body-missing", "council.body")),
        ({"council": Council("agreed", "Der Rat")}, ("council.date-missing", "council.date")),
        ({"council": Council("noted", "Der Rat", "31.11.2026")}, ("council.date-unreadable", "council.date")),
        ({"signatories": (Signatory("A"), Signatory("B"))}, ("signatory.two", "signatories.1.name")),
        (
            {"signatories": (Signatory("A"), Signatory("B"), Signatory("C"))},
            ("signatory.too-many", "signatories.2.name"),
        ),
        (
            {"recipient": Recipient("Amt " * 40, "Stelle " * 30)},
            ("recipient.address-long", "recipient.organisation"),
        ),
        ({"blocks": (text("call:subject", ""),)}, ("subject.empty", "blocks.call:subject")),
        ({"blocks": (text("call:gone", "Ein Text"),)}, ("blocks.unknown", "blocks.call:gone")),
        (
            {"blocks": (text("call:perspective", "Wir leisten einen Eigenanteil von 5.000 Euro."),)},
            ("guard.promise", "blocks.call:perspective"),
        ),
        (
            {"blocks": (Block("own:1", text=BlockText(de=(Row((Run(placeholder="fact.gone"),)),))),)},
            ("placeholder.unknown", "blocks.own:1"),
        ),
    ],
)
def test_worth_a_look(vietnam, town, today, codes, change, expected):
    declaration = replace(town, **change)
    assert expected in codes(declaration, vietnam)
    found = {f.code: f for f in compose(declaration, vietnam, today=today).findings}[expected[0]]
    assert (found.severity == "error") == (expected[0].endswith("unreadable"))
    for language in ("de", "en"):
        sentence = Texts(language).finding(found)
        assert "[" not in sentence
        assert "{" not in sentence


@pytest.mark.parametrize(
    "change",
    [
        {"sender": Sender("M", regional_key="05913000", mailbox="rathaus@müsterstadt.example")},
        {"sender": Sender("M", postcode=" 01234 ")},
        {"recipient": Recipient("A", postcode="1010", country="Österreich")},
        {"sender": Sender("M", kind="Sprengel", gender="m")},
        {"sender": Sender("StädteRegion Aachen", kind="")},
        {"date": LetterDate("fixed", "2026-11-30")},
        {"date": LetterDate("blank", "unlesbar")},
        {"council": Council("reservation")},
        {"council": Council("none", "", "unlesbar")},
        {"signatories": (Signatory("A"), Signatory())},
        {"blocks": (Block("call:gone"),)},
    ],
)
def test_not_worth_a_word(vietnam, town, codes, change):
    assert codes(replace(town, **change), vietnam) == {PASSED}


@pytest.mark.parametrize(
    ("block", "missing"),
    [
        ("call:interest", {("statement.interest-missing", "blocks.call:interest")}),
        (
            "call:non_binding",
            {
                ("statement.non-binding-missing", "blocks.call:non_binding"),
                ("statement.no-obligation-missing", "blocks.call:non_binding"),
            },
        ),
    ],
)
@pytest.mark.parametrize("how", ["off", "emptied", "rewritten"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_key_statement_that_is_gone_is_missed(vietnam, town, codes, block, missing, how, language):
    gone = {
        "off": Block(block, on=False),
        "emptied": Block(block, text=BlockText(de=(), en=())),
        "rewritten": text(block, "Wir danken für die Einladung.", "Thank you for the invitation."),
    }[how]
    assert codes(replace(town, blocks=(gone,)), vietnam, language) == missing | {PASSED}


def test_the_same_words_elsewhere_are_enough(vietnam, town, codes):
    words = (
        "Das Schreiben ist nicht rechtsverbindlich; weder rechtliche noch finanzielle Pflichten entstehen."
    )
    own = text("own:1", words)
    declaration = replace(town, blocks=(Block("call:non_binding", on=False), own))
    assert codes(declaration, vietnam) == {PASSED}


def test_a_statement_turned_round_does_not_count(vietnam, town, codes):
    own = text("call:interest", "Wir haben leider kein Interesse.")
    found = codes(replace(town, blocks=(own,)), vietnam)
    assert ("statement.interest-missing", "blocks.call:interest") in found


def test_a_change_without_its_english_is_said_for_the_english_copy(vietnam, town, codes):
    declaration = replace(
        town, blocks=(text("call:perspective", "Wir freuen uns."), text("own:1", "Bis bald."))
    )
    found = {field for code, field in codes(declaration, vietnam, "en") if code == "block.english-missing"}
    assert found == {"blocks.call:perspective", "blocks.own:1"}
    assert codes(declaration, vietnam) == {PASSED}
    both = replace(town, blocks=(text("call:perspective", "Wir freuen uns.", "We look forward."),))
    assert codes(both, vietnam, "en") == {PASSED}


def test_what_is_typed_once_is_said_for_the_english_copy(vietnam, everything, codes):
    found = {field for code, field in codes(everything, vietnam, "en") if code == "english.written-once"}
    assert found == {"topics.2.remark"}, "one notice, at the first of the fields"
