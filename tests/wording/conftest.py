"""The shipped calls, and a town that does not exist."""

from datetime import date

import msgspec
import pytest

from loi_desktop.model.declaration import (
    Contact,
    Council,
    Declaration,
    Partner,
    Recipient,
    Sender,
    Signatory,
    TopicChoice,
)
from loi_desktop.model.text import plain
from loi_desktop.paths import resources
from loi_desktop.wording.compose import compose
from loi_desktop.wording.packages import read_call

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def today():
    return TODAY


@pytest.fixture(scope="session")
def vietnam():
    return read_call(resources() / "calls" / "vietnam-2026", source="shipped")


@pytest.fixture(scope="session")
def general():
    return read_call(resources() / "calls" / "allgemein", source="shipped")


@pytest.fixture
def town():
    """Enough for a letter."""
    return Declaration(
        sender=Sender(name="Musterstadt", street="Marktplatz 1", postcode="12345", city="Musterstadt"),
        recipient=Recipient(organisation="Agentur Beispiel", email="post@agentur.example"),
        signatories=(Signatory(name="Erika Musterfrau", office="Bürgermeisterin"),),
    )


@pytest.fixture
def everything(town):
    """Every field of the form filled."""
    return msgspec.structs.replace(
        town,
        sender=msgspec.structs.replace(town.sender, authority="Die Bürgermeisterin", regional_key="05999999"),
        contact=Contact(
            "Max Muster", "Amt für Umwelt", "214", "01234 56-789", "max.muster@musterstadt.example"
        ),
        recipient=Recipient(
            organisation="Agentur Beispiel",
            department="Partnerschaften",
            address_form="Herr",
            title="Dr.",
            first_name="Moritz",
            last_name="Muster",
            email="post@agentur.example",
        ),
        copies=("Kämmerei", "Büro des Rates"),
        your_reference="AB 12",
        your_message="2026-03-02",
        our_reference="61-20/7",
        topics={
            "2": TopicChoice(remark="Hitzeaktionsplan"),
            "4": TopicChoice(),
            "6": TopicChoice(on=False, remark="zurückgestellt"),
        },
        experience="ein Klimaschutzkonzept von 2021\ndie Umrüstung von 14 Schulen",
        partner=Partner("Đà Nẵng", "city"),
        council=Council("agreed", "Der Rat", "2026-11-03", "12/345"),
        signatories=(Signatory("Erika Musterfrau", "Bürgermeisterin"),),
        enclosures=("Beschluss des Rates", "Kurzbeschreibung"),
    )


@pytest.fixture
def letter_of():
    """The letter that a declaration makes of a call on 23 November 2026."""

    def made(declaration, call, language="de"):
        return compose(declaration, call, today=TODAY, language=language).letter

    return made


@pytest.fixture
def text_of(letter_of):
    """The text of one block of the letter, None where it is not in it."""

    def text(declaration, call, block_id, language="de"):
        blocks = letter_of(declaration, call, language).blocks
        return next((plain(block.rows) for block in blocks if block.id == block_id), None)

    return text


@pytest.fixture
def codes():
    """Code and field of every finding."""

    def found(declaration, call, language="de"):
        composed = compose(declaration, call, today=TODAY, language=language)
        return {(finding.code, finding.field) for finding in composed.findings}

    return found
