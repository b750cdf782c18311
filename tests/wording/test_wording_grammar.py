"""The municipality stands right in every sentence."""

import pytest

from loi_desktop.model.declaration import Declaration, Sender
from loi_desktop.wording.compose import placeholder_text

N = "Musterstadt"


def reads(call, today, placeholder, /, language="de", **sender):
    return placeholder_text(placeholder, Declaration(sender=Sender(**sender)), call, language, today)


F, M, NEUTER = "die der der die", "der des dem den", "das des dem das"

KINDS = [
    # noun after die/der/das, after der/des (genitive), after der/dem (dative), after die/den/das
    ("Stadt", F, "Stadt Stadt Stadt Stadt"),
    ("Gemeinde", F, "Gemeinde Gemeinde Gemeinde Gemeinde"),
    ("Markt", M, "Markt Marktes Markt Markt"),
    ("Kreis", M, "Kreis Kreises Kreis Kreis"),
    ("Landkreis", M, "Landkreis Landkreises Landkreis Landkreis"),
    ("Rhein-Kreis", M, "Rhein-Kreis Rhein-Kreises Rhein-Kreis Rhein-Kreis"),
    ("Amt", NEUTER, "Amt Amtes Amt Amt"),
    ("Flecken", M, "Flecken Fleckens Flecken Flecken"),
    ("Bezirk", M, "Bezirk Bezirks Bezirk Bezirk"),
    ("Verbandsgemeinde", F, "Verbandsgemeinde Verbandsgemeinde Verbandsgemeinde Verbandsgemeinde"),
    ("Samtgemeinde", F, "Samtgemeinde Samtgemeinde Samtgemeinde Samtgemeinde"),
    ("Regionalverband", M, "Regionalverband Regionalverbandes Regionalverband Regionalverband"),
    ("Region", F, "Region Region Region Region"),
    ("Verwaltungsgemeinschaft", F, " ".join(["Verwaltungsgemeinschaft"] * 4)),
    ("Kreisfreie_Stadt", F, "Kreisfreie_Stadt Kreisfreien_Stadt Kreisfreien_Stadt Kreisfreie_Stadt"),
    ("Große_Kreisstadt", F, "Große_Kreisstadt Großen_Kreisstadt Großen_Kreisstadt Große_Kreisstadt"),
    (
        "Freie_und_Hansestadt",
        F,
        "Freie_und_Hansestadt Freien_und_Hansestadt Freien_und_Hansestadt Freie_und_Hansestadt",
    ),
    ("Universitäts-_und_Hansestadt", F, " ".join(["Universitäts-_und_Hansestadt"] * 4)),
    ("Landeshauptstadt", F, " ".join(["Landeshauptstadt"] * 4)),
    ("Hansestadt", F, " ".join(["Hansestadt"] * 4)),
    ("Historischer_Markt", M, "Historische_Markt Historischen_Marktes Historischen_Markt Historischen_Markt"),
    ("Amtsfreies_Gebiet", NEUTER, "Amtsfreie_Gebiet Amtsfreien_Gebietes Amtsfreien_Gebiet Amtsfreie_Gebiet"),
]


@pytest.mark.parametrize(("kind", "articles", "nouns"), KINDS, ids=[kind for kind, _, _ in KINDS])
def test_every_kind_in_every_case(vietnam, today, kind, articles, nouns):
    sender = {"name": N, "kind": kind.replace("_", " ")}
    cases = ("municipality", "municipality.gen", "municipality.dat", "municipality.acc")
    for placeholder, article, noun in zip(cases, articles.split(), nouns.split(), strict=True):
        expected = f"{article} {noun} {N}".replace("_", " ")
        assert reads(vietnam, today, placeholder, **sender) == expected
    assert reads(vietnam, today, "its", **sender) == ("ihr" if articles == F else "sein")
    assert reads(vietnam, today, "pronoun", **sender) == {F: "sie", M: "er", NEUTER: "es"}[articles]


@pytest.mark.parametrize(
    ("kind", "gender", "gen"),
    [("Bund", "m", "des Bundes X"), ("Sprengel", "m", "des Sprengels X"), ("Kloster", "n", "des Klosters X"),
     ("Insel", "", "der Insel X"), ("Haus", "n", "des Hauses X"), ("Talschaft", "", "der Talschaft X")],
)  # fmt: skip
def test_another_noun_with_its_gender(vietnam, today, kind, gender, gen):
    assert reads(vietnam, today, "municipality.gen", name="X", kind=kind, gender=gender) == gen


def test_the_gender_that_was_chosen_wins(vietnam, today):
    assert reads(vietnam, today, "municipality", name="X", kind="Amt", gender="f") == "die Amt X"


@pytest.mark.parametrize("ending", ["e", "em", "en", "er", "es"])
def test_the_possessive_takes_its_ending(vietnam, today, ending):
    assert reads(vietnam, today, f"its.{ending}", name=N) == f"ihr{ending}"
    assert reads(vietnam, today, f"its.{ending}", name=N, kind="Kreis") == f"sein{ending}"


def test_a_name_that_holds_its_noun(vietnam, today):
    sender = {"name": "StädteRegion Aachen", "kind": "", "gender": "f"}
    assert reads(vietnam, today, "municipality", **sender) == "die StädteRegion Aachen"
    assert reads(vietnam, today, "municipality.gen", **sender) == "der StädteRegion Aachen"
    assert reads(vietnam, today, "municipality.name", **sender) == "StädteRegion Aachen"
    assert reads(vietnam, today, "its", **sender) == "ihr"


def test_a_bare_place_name_has_no_article(vietnam, today):
    sender = {"name": N, "kind": ""}
    assert reads(vietnam, today, "municipality", **sender) == N
    assert reads(vietnam, today, "municipality.gen", **sender) == f"von {N}"
    assert reads(vietnam, today, "its", **sender) == "sein"


@pytest.mark.parametrize(
    ("sender", "english"),
    [
        ({"name": N}, f"the City of {N}"),
        ({"name": N, "kind": "Landkreis"}, f"the District of {N}"),
        ({"name": N, "kind": "Klingenstadt"}, f"the City of {N}"),
        ({"name": "Köln", "name_en": "Cologne"}, "the City of Cologne"),
        ({"name": "Köln", "name_en": "City of Cologne"}, "the City of Cologne"),
        ({"name": "Köln", "name_en": "The Cologne Region"}, "the Cologne Region"),
        ({"name": "StädteRegion Aachen", "kind": "", "gender": "f"}, "StädteRegion Aachen"),
    ],
)
def test_english_names(vietnam, today, sender, english):
    for name in ("municipality", "municipality.gen", "municipality.dat"):
        assert reads(vietnam, today, name, language="en", **sender) == english
    assert reads(vietnam, today, "municipality.name", language="en", **sender) == english.removeprefix("the ")
    assert reads(vietnam, today, "its.e", language="en", **sender) == "its"
