"""„Angaben für Ihre Übersicht“: written, mailed, quoted, wrapped – and read again."""

import json
import re
import textwrap

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loi_desktop.errors import InputError
from loi_desktop.handover.overview import PublicView, from_json, lines, read, tidy, to_json

VIEW = PublicView(
    municipality="Musterstadt",
    kind="Stadt",
    regional_key="051234567890",
    call="vietnam-2026",
    call_version="1",
    date="2026-11-23",
    language="de",
    reference="2026-0007",
    topics=(1, 2, 5),
    partner="der Stadt Đà Nẵng und ihrem Umland, insbesondere den neu gegründeten Gemeinden an der Küste",
    contact="Erika Musterfrau",
    office="Stabsstelle Klima: Umwelt",
    phone="01234 56-78",
    email="erika.musterfrau@musterstadt.example",
)
WORDS = st.text(st.characters(codec="utf-8"), max_size=80) | st.lists(
    st.sampled_from(
        [
            "Partner:",
            "\\Partner:",
            ">",
            ">>x",
            "|",
            "=====",
            "===== Ende der Angaben =====",
            "Themen: 3",
            "E-Mail:",
            "\\",
            "===== Angaben für Ihre Übersicht =====",
            "Klima-",
            "a",
            "und",
            "\n",
            "<mailto:x@y>",
            "Café",
            "\xa0",
            "Cafe\u0301",
        ]
    ),
    max_size=12,
).map(" ".join)
VIEWS = st.builds(
    PublicView,
    **{name: WORDS for name in PublicView.__struct_fields__ if name not in {"topics", "language"}},
    topics=st.lists(st.integers(1, 99), max_size=8).map(tuple),
    language=st.sampled_from(["de", "en"]),
)
LANGUAGES = st.sampled_from(["de", "en"])
USUAL = settings(max_examples=100, deadline=None)


def quoted(text: str, depth: int, mark: str = "> ") -> str:
    return "\n".join(f"{mark * depth}{line}" for line in text.split("\n"))


def wrapped(text: str, width: int) -> str:
    """As a mail program breaks long lines: between words, without a mark on the new line."""
    return "\n".join(
        part
        for line in text.split("\n")
        for part in textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    )


def test_people_can_read_it():
    assert lines(VIEW, "de") == (
        "===== Angaben für Ihre Übersicht =====\n"
        "Kommune: Musterstadt\n"
        "Art: Stadt\n"
        "Regionalschlüssel: 051234567890\n"
        "Aufruf: vietnam-2026\n"
        "Aufruf-Fassung: 1\n"
        "Themen: 1, 2, 5\n"
        "Partner: der Stadt Đà Nẵng und ihrem Umland, insbesondere den neu\n"
        "    gegründeten Gemeinden an der Küste\n"
        "Ansprechperson: Erika Musterfrau\n"
        "Amt: Stabsstelle Klima: Umwelt\n"
        "Telefon: 01234 56-78\n"
        "E-Mail: erika.musterfrau@musterstadt.example\n"
        "Schreiben: 2026-0007\n"
        "Datum: 2026-11-23\n"
        "Sprache: de\n"
        "===== Ende der Angaben ====="
    )


def test_what_is_not_in_the_letter_has_no_line():
    text = lines(PublicView(municipality="Musterstadt", call="allgemein"), "en")
    assert text.split("\n")[1:-1] == ["Municipality: Musterstadt", "Call: allgemein", "Language: de"]


@USUAL
@given(VIEWS, LANGUAGES, st.integers(0, 4), st.integers(20, 78))
@example(VIEW, "de", 6, 78)
@example(
    PublicView(partner="===== Ende der Angaben =====", office="> Partner: \\> \\\\Partner:"), "de", 1, 20
)
def test_every_view_comes_back_through_quoting_and_wrapping(view, language, depth, width):
    text = f"Guten Tag,\n\nanbei …\n\n{lines(view, language)}\n\n-- \nErika Musterfrau"
    assert read(text) == (tidy(view),)
    assert read(quoted(text, depth)) == (tidy(view),)
    assert read(wrapped(quoted(text, depth), width)) == (tidy(view),)
    assert read(quoted(wrapped(text, width), depth, ">").replace("\n", "\r\n")) == (tidy(view),)


@USUAL
@given(VIEWS, LANGUAGES)
def test_joined_lines_and_text_from_html_are_read_too(view, language):
    text = lines(view, language)
    assert read(" ".join(text.split("\n"))) == (tidy(view),)
    assert read(text.replace("\n", "\n\n").replace(" ", "\xa0")) == (tidy(view),)
    assert read("\n".join(f"\t| {line}" for line in text.split("\n"))) == (tidy(view),)


@given(VIEWS)
@USUAL
def test_lines_are_short_enough_for_six_quotes(view):
    for line in lines(view, "de").split("\n"):
        assert len(line) <= 66 or len(line.split()) <= 2, line


def test_words_are_tidied_but_never_changed():
    messy = PublicView(municipality="  Ko\u0308ln\r\n\x00 am\u2028Rhein ", partner="\u202eĐà  Nẵng\xa0Ost")
    assert tidy(messy) == PublicView(municipality="Köln am Rhein", partner="Đà Nẵng Ost")


def test_links_that_outlook_writes_out_fall_away():
    text = lines(VIEW, "de").replace(
        "stadt.example", "stadt.example<mailto:erika.musterfrau@musterstadt.example>"
    )
    assert read(text) == (VIEW,)


def test_a_mail_may_hold_several_letters():
    other = msgspec.structs.replace(VIEW, municipality="Beispielhausen", language="en", topics=())
    text = f"{lines(VIEW, 'de')}\nAm 23.11. schrieb …\n{quoted(lines(other, 'en'), 2)}\nGruß"
    assert read(text) == (VIEW, other)


def test_a_block_that_was_cut_is_not_read_as_a_whole_one():
    cut = lines(VIEW, "de").partition("Themen:")[0]
    assert read(cut) == ()
    assert read(f"{cut}\n{lines(VIEW, 'de')}") == (VIEW,)
    assert read("===== Ende der Angaben =====") == ()
    assert read("") == ()


def test_entries_of_a_later_version_do_no_harm():
    text = lines(VIEW, "de").replace("Sprache: de", "Sprache: de\nWebseite: https://musterstadt.example")
    assert read(text) == (VIEW,)


def test_spoilt_entries_are_left_out():
    text = (
        lines(VIEW, "de").replace("Themen: 1, 2, 5", "Themen: eins, 2").replace("Sprache: de", "Sprache: xx")
    )
    assert read(text) == (msgspec.structs.replace(VIEW, topics=(2,)),)


def test_a_huge_hostile_mail_is_read_quickly():
    text = "> " * 200_000 + "===== " * 200_000 + "===== Angaben für Ihre Übersicht =====\nPartner: " * 20_000
    assert read(text) == ()


@USUAL
@given(VIEWS)
def test_json_says_the_same(view):
    data = to_json(view)
    assert from_json(data) == tidy(view)
    assert json.loads(data)["view"].keys() == {*PublicView.__struct_fields__}


def test_json_of_today_passes_over_fields_of_tomorrow():
    data = json.loads(to_json(VIEW))
    data["view"]["website"] = "https://musterstadt.example"
    assert from_json(json.dumps(data).encode()) == VIEW


def changed(**what) -> bytes:
    return json.dumps({**json.loads(to_json(VIEW)), **what}).encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "overview.unreadable"),
        (b"{", "overview.unreadable"),
        (b"\xff\xfe", "overview.unreadable"),
        (b"[]", "overview.unreadable"),
        (b"[" * 200_000, "overview.unreadable"),
        (b'{"format":"loi-overview","version":1,"view":' + b'{"x":' * 150_000, "overview.unreadable"),
        (b" " * 1_000_001, "overview.unreadable"),
        (to_json(VIEW)[:-20], "overview.unreadable"),
        (changed(format="loi-declaration"), "overview.unreadable"),
        (changed(view={"topics": ["eins"]}), "overview.unreadable"),
        (changed(version=2), "overview.newer"),
    ],
)
def test_json_that_cannot_be_used_is_refused(data, code):
    with pytest.raises(InputError) as refused:
        from_json(data)
    assert refused.value.code == code


def test_the_description_shows_what_is_written():
    from pathlib import Path

    described = (Path(__file__).parents[2] / "docs" / "overview-format.md").read_text("utf-8")
    shown = msgspec.structs.replace(VIEW, office="Stabsstelle Klima")
    assert lines(shown, "de") in described
    labels = {line.split()[0] for line in re.findall(r"^\| (`.*)$", described, re.MULTILINE)}
    assert len(labels) == len(PublicView.__struct_fields__)
    for line in lines(shown, "de").split("\n")[1:-1] + lines(shown, "en").split("\n")[1:-1]:
        assert line.startswith("    ") or f"`{line.split()[0]}`" in described
    assert all(f"`{name}`" in described for name in PublicView.__struct_fields__)
    assert all(
        f"`{marker}`" in described
        for marker in lines(VIEW, "en").split("\n")[:: len(lines(VIEW, "en").split("\n")) - 1]
    )
