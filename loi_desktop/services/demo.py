"""The shipped example: a town that does not exist answers an invented office."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from loi_desktop.files import output_error
from loi_desktop.model.declaration import (
    Contact,
    Declaration,
    Partner,
    Recipient,
    Sender,
    Signatory,
    TopicChoice,
)
from loi_desktop.model.findings import Finding
from loi_desktop.model.record import Record
from loi_desktop.services import loifile
from loi_desktop.services.desk import Desk
from loi_desktop.services.exports import Order

CALL = "vietnam-2026"
LETTERHEAD = "Musterstadt (Beispiel)"

SENDER = Sender(
    name="Musterstadt",
    kind="Stadt",
    name_en="City of Musterstadt",
    street="Marktplatz 1",
    postcode="12345",
    city="Musterstadt",
    mailbox="internationales@musterstadt.example",
)
CONTACT = Contact(
    name="Erika Musterfrau",
    office="Umwelt und Klimaschutz",
    room="2.14",
    phone="01234 56-789",
    email="erika.musterfrau@musterstadt.example",
)
RECIPIENT = Recipient(
    organisation="Beispielstelle für kommunale Partnerschaften",
    address_form="Herr",
    first_name="Moritz",
    last_name="Beispiel",
    email="moritz.beispiel@partnerschaften.example",
)


class Shown(Struct, frozen=True):
    """Where the example's files are."""

    declaration: Path
    pdf: Path
    mail: Path
    record: Record
    findings: tuple[Finding, ...]


def declaration(desk: Desk, letterhead: str) -> Declaration:
    """The filled form of the example.  Raises InputError."""
    empty = desk.letters.declaration(CALL)
    return msgspec.structs.replace(
        empty,
        sender=SENDER,
        contact=CONTACT,
        recipient=RECIPIENT,
        our_reference="61.2-17/2026",
        topics={"2": TopicChoice(remark="Hitzeaktionsplan"), "4": TopicChoice()},
        partner=Partner("Đà Nẵng", "city"),
        signatories=(Signatory("Dr. Martina Muster", "Bürgermeisterin"),),
        layout=msgspec.structs.replace(empty.layout, letterhead=letterhead),
    )


def example(desk: Desk, letterhead_file: Path) -> Record:
    """A stored draft of the example, on the example's letterhead where users may add one."""
    may = desk.letterheads.changeable
    filled = declaration(desk, desk.letterheads.add(letterhead_file, LETTERHEAD).id if may else "")
    return desk.letters.save_draft(desk.letters.start(filled, "example"), filled)


def run(desk: Desk, letterhead_file: Path, folder: Path) -> Shown:
    """The whole job: declaration, PDF on the letterhead, record, e-mail draft in `folder`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(error, folder) from error
    record = example(desk, letterhead_file)
    filled = record.current
    file = folder / "Musterstadt.loi"
    loifile.write(filled, file)
    target = folder / desk.naming.suggested(filled)
    finished = desk.exports.reinschrift(record.id, Order(target))
    mail = desk.mailing.prepare(record.id, target.with_suffix(".eml"))
    return Shown(file, finished.file, mail.file, mail.record, (*finished.findings, *mail.outgoing.findings))
