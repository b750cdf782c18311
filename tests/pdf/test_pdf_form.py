"""From the form to the file: whatever is typed anywhere becomes a valid PDF with all of it, or a finding."""

from __future__ import annotations

import re
import unicodedata

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pdf_rules import broken_rules
from pdf_samples import read

from loi_desktop.model.declaration import (
    Block,
    BlockText,
    Declaration,
    InfoLine,
    Partner,
    Signatory,
    TopicChoice,
)
from loi_desktop.model.findings import errors
from loi_desktop.model.normal import normalise
from loi_desktop.model.text import Row, Run

NAMES = (
    "town", "street", "city", "organisation", "last_name", "mail", "reference", "message", "label", "remark",
    "partner", "experience", "signatory", "office", "enclosure", "copy", "own",
)  # fmt: skip
DRAWN = st.text(
    st.sampled_from("abcäöüß -/–„“.,@(){}<>\\%&\n\r\t\u00ad\u200b\u00a0\u202eẾếĐđ₫ŁłčŠ€§0123\"'ΩжĲ"),
    max_size=120,
)
ANY = st.text(st.characters(codec="utf-8"), max_size=40)


def filled_with(base: Declaration, typed: dict[str, str]) -> Declaration:
    """The form with each text in its field."""
    change = msgspec.structs.replace
    own = BlockText((Row((Run(typed["own"], bold=True),)), Row((Run(typed["own"]),), "item", 1)))
    return change(
        base,
        sender=change(base.sender, name=typed["town"], street=typed["street"], city=typed["city"]),
        recipient=change(
            base.recipient,
            organisation=typed["organisation"],
            last_name=typed["last_name"],
            email=typed["mail"],
        ),
        our_reference=typed["reference"],
        your_message=typed["message"],
        info=(InfoLine("our_reference", typed["label"]), *base.info[3:]),
        topics={"2": TopicChoice(remark=typed["remark"]), "4": TopicChoice()},
        partner=Partner(typed["partner"], "own"),
        experience=typed["experience"],
        signatories=(
            Signatory(typed["signatory"], typed["office"]),
            Signatory("Max Mustermann", "Beigeordneter"),
        ),
        enclosures=(typed["enclosure"],),
        copies=(typed["copy"],),
        blocks=(Block("own:1", True, own),),
    )


def signs(text: str) -> str:
    """Letters and digits: what typography never changes, but for a first letter's size."""
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum()).casefold()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(typed={}, wild={"own": "😀"})
@example(
    typed={}, wild={"office": "a\u0301\u0323 <b>&amp;</b> {partner} %s", "remark": "{partner} {contact}"}
)
@example(typed={}, wild={"enclosure": "שלום \ufffe \u2028 x"})
@given(
    typed=st.dictionaries(st.sampled_from(NAMES), DRAWN, min_size=4),
    wild=st.dictionaries(st.sampled_from(NAMES), ANY, max_size=1),
)
def test_any_form_becomes_a_valid_pdf_with_all_of_it_or_a_finding(
    desk, filled, typed: dict[str, str], wild: dict[str, str]
) -> None:
    whole = {**dict.fromkeys(NAMES, "Wort"), **typed, **wild}
    declaration = filled_with(filled, whole)
    preview = desk.composer.preview(declaration)
    if preview.rendered is None:
        assert any(finding.code.startswith("pdf.") for finding in errors(preview.findings))
        return
    pdf = preview.rendered.pdf
    assert broken_rules(pdf) == []
    page = re.sub(rf"seite\d+von{preview.rendered.pages}", "", signs(read(pdf)))
    kept = normalise(declaration)
    for text in (
        kept.our_reference,
        kept.experience,
        kept.topics["2"].remark,
        kept.signatories[0].office if signs(kept.signatories[0].name) else "",
        kept.enclosures[0] if kept.enclosures else "",
        whole["own"],
    ):
        assert signs(text) in page
