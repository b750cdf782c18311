"""The promise guard: what binds is noticed, what is harmless is left alone."""

import sys
import time
import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loi_desktop.model.declaration import Block, Council, Partner, TopicChoice
from loi_desktop.wording.guard import guard, statements

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    "sentence",
    [
        "Wir sagen unsere Teilnahme verbindlich zu.",
        "Die Stadt Musterstadt verpflichtet sich, einen Eigenanteil von 10 % zu leisten.",
        "Diese Erklärung ist rechtsverbindlich.",
        "Der Kreis stellt 20.000 Euro aus eigenen Mitteln bereit.",
        "Die Eigenmittel stehen bereit.",
        "Wir garantieren die Umsetzung.",
        "Wir übernehmen die Kosten für zwei Dienstreisen.",
        "Die nicht durch Fördermittel gedeckten Ausgaben trägt die Stadt.",
        "Falls die Förderung nicht ausreicht, tragen wir die Restkosten.",
        "Wir verpflichten uns nicht nur zur Teilnahme, sondern auch zur Finanzierung.",
        "Wir haben keine Bedenken, die Kosten zu tragen.",
        "Der Rat hat beschlossen, den Eigenanteil zu übernehmen.",
        "Diese Erklärung ist nicht unverbindlich.",
        "Wir beteiligen uns gern. Unsere Eigenmittel von 5.000 Euro sichern wir Ihnen zu.",
    ],
)
def test_promises_are_noticed(sentence):
    assert len(guard(sentence)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Diese Erklärung verpflichtet uns nicht.",
        "Dies ist keine verbindliche Zusage.",
        "Ein verbindlicher Beschluss des Rates liegt vor.",
        "Unsere Erklärung ist unverbindlich.",
        "Sie begründet keine rechtliche oder finanzielle Verpflichtung.",
        "Wir gehen keine rechtlichen, finanziellen oder sonstigen Verpflichtungen ein.",
        "Eine verbindliche Beteiligung steht unter dem Vorbehalt der Zustimmung der Gremien.",
        "Über einen Eigenanteil entscheidet der Rat.",
        "Ob wir Eigenmittel einbringen können, ist noch offen.",
        "Wir prüfen, ob wir einen Eigenanteil leisten können.",
        "Wir beabsichtigen nicht, einen Eigenanteil zu leisten.",
        "Daraus folgt nicht, dass wir Kosten übernehmen.",
        "Die Mittel stellt der Fördergeber bereit.",
        "Die Stadt hat sich verpflichtet, bis 2035 klimaneutral zu werden.",
        "Wir fühlen uns den Nachhaltigkeitszielen verpflichtet.",
        "Wir versprechen uns davon neue Impulse.",
        "Wir bringen Erfahrung in der Finanzierung kommunaler Klimaprojekte ein.",
        "Wir leisten einen Beitrag zum Klimaschutz.",
        "",
    ],
)
def test_harmless_sentences_are_left_alone(sentence):
    assert guard(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "harmful"),
    [
        ("We hereby commit ourselves to taking part.", True),
        ("The City will bear the costs of the project.", True),
        ("This letter is legally binding.", True),
        ("We guarantee the implementation.", True),
        ("This letter does not commit us to anything.", False),
        ("We would cover the travel costs.", False),
        ("This declaration is non-binding.", False),
    ],
)
def test_english(sentence, harmful):
    assert bool(guard(sentence, "en")) == harmful


def test_the_notice_shows_the_clause_and_its_kind():
    (hit,) = guard("Wir freuen uns sehr. Sollte es klappen, leisten wir einen Eigenanteil.")
    assert (hit.kind, hit.words) == ("money", "leisten wir einen Eigenanteil")
    assert hit.sentence == "Sollte es klappen, leisten wir einen Eigenanteil."


COUNCILS = ["none", "reservation", "reservation_budget", "will_discuss", "noted", "agreed"]


@pytest.mark.parametrize("call", ["vietnam", "general"])
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("form", COUNCILS)
def test_every_shipped_text_is_free_of_notices(request, everything, codes, call, language, form):
    package = request.getfixturevalue(call)
    body = "" if form.startswith("reservation") else "Der Rat"
    declaration = msgspec.structs.replace(
        everything,
        topics={str(n): TopicChoice() for n in range(1, 7)},
        partner=Partner("Hồ Chí Minh", "city"),
        council=Council(form, body, "2026-11-03", "12/34"),
        facts={fact.id: "Vorhaben" for fact in package.facts},
        blocks=tuple(Block(f"call:{block.id}", on=True) for block in package.blocks),
    )
    found = {code for code, _ in codes(declaration, package, language)}
    assert not {code for code in found if code.startswith(("guard.", "statement."))}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Wir bekunden unser Interesse.", {"interest"}),
        ("Wir sind sehr an einem Austausch interessiert.", {"interest"}),
        ("Wir haben kein Interesse.", set()),
        ("Diese Erklärung ist unverbindlich.", {"non_binding"}),
        ("Sie ist rechtlich nicht bindend.", {"non_binding"}),
        ("Eine verbindliche Beteiligung steht unter dem Vorbehalt der Zustimmung.", set()),
        ("Rechtliche oder finanzielle Verpflichtungen entstehen daraus nicht.", {"no_obligation"}),
        ("Es entsteht keine rechtliche Verpflichtung.", set()),
        ("Damit gehen wir keinerlei Verpflichtung ein.", {"no_obligation"}),
    ],
)
def test_what_the_letter_states(said, expected):
    assert statements([said]) == expected


@given(st.text(alphabet="wir verpflichten uns nicht, die Kosten zu tragen. –(;:", max_size=300))
@settings(max_examples=60)
def test_any_text_is_read(text):
    for language in ("de", "en"):
        assert all(hit.words for hit in guard(text, language))


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "Eigenmittel " * 900, "wir verpflichten kosten " * 400, "(, – " * 2_000]
)
def test_ten_thousand_characters_keep_nobody_waiting(text):
    before = time.perf_counter()
    guard(text)
    statements([text])
    assert time.perf_counter() - before < 0.5


@pytest.mark.parametrize("name", ["guard_sentences", "guard_sentences_second", "guard_sentences_third"])
def test_sentences_from_another_hand(capsys, name):
    """Written without sight of the rules; prints hits and false alarms.

    Seen for the first time, the rules noticed 18 of 30 promises of the first set (one false
    alarm), widened by its lessons 19 of 30 of the second (none), then 26 of 40 of the third (two
    among 40): two of three is the rate to expect of sentences nobody has seen.
    The limits are floors against falling back.
    """
    entries = tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))["sentence"]
    missed = [e["text"] for e in entries if e["harmful"] and not guard(e["text"])]
    alarms = [e["text"] for e in entries if not e["harmful"] and guard(e["text"])]
    harmful = sum(e["harmful"] for e in entries)
    harmless = len(entries) - harmful
    with capsys.disabled():
        sys.stdout.write(
            f"\npromise guard: {harmful - len(missed)} of {harmful} promises noticed, "
            f"{len(alarms)} false alarms among {harmless} harmless sentences\n"
        )
        sys.stdout.writelines(f"  missed: {text}\n" for text in missed)
        sys.stdout.writelines(f"  false alarm: {text}\n" for text in alarms)
    assert len(entries) >= 40
    assert harmless >= len(entries) // 2
    assert len(missed) <= harmful * 0.2
    assert len(alarms) <= harmless * 0.1
