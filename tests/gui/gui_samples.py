"""A register as an office has it after a year: letters in every state."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from loi_desktop.model.declaration import CallRef, Partner
from loi_desktop.model.profile import Profile
from loi_desktop.model.record import Record
from loi_desktop.services import demo
from loi_desktop.services.desk import Desk
from loi_desktop.services.exports import Order

NOW = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)
GENERAL = "allgemein"


def office(desk: Desk) -> None:
    """Musterstadt as the sender of new letters."""
    signatory = demo.declaration(desk, "").signatories
    desk.senders.save(Profile("musterstadt", demo.SENDER, (demo.CONTACT,), signatory))
    desk.settings.change(welcomed=True)


def letter(desk: Desk, partner: str, *, reference: str = "", call: str = "", letterhead: str = "") -> Record:
    """A stored draft."""
    filled = demo.declaration(desk, letterhead)
    filled = msgspec.structs.replace(filled, partner=Partner(partner, "city"), our_reference=reference)
    if call:
        facts = {"project": "Sonne für Schulen", "country": "Senegal"}
        version = desk.calls.get(call).version
        filled = msgspec.structs.replace(filled, call=CallRef(call, version), facts=facts, topics={})
    return desk.letters.save_draft(desk.letters.start(filled), filled)


def finished(desk: Desk, record: Record, folder: Path) -> Record:
    """Its Reinschrift in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{record.id[:8]}.pdf"
    return desk.exports.reinschrift(record.id, Order(target, overwrite=True)).record


def full_register(desk: Desk, clock, folder: Path, letterhead: str = "") -> None:
    """Six letters over half a year; the newest is a draft of today."""
    path = (
        ("Saint-Louis", "41.1-03/2026", GENERAL, (3, 3), ("to_sign", "signed", "sent", "confirmed")),
        ("Cần Thơ", "61.2-09/2026", "", (4, 11), ("to_sign", "signed", "sent")),
        ("Cà Mau", "61.2-11/2026", "", (9, 2), ("to_sign", "signed")),
        ("Huế", "61.2-15/2026", "", (11, 18), ("to_sign",)),
    )
    for partner, reference, call, (month, day), steps in path:
        clock.moment = datetime(2026, month, day, 9, 15, tzinfo=UTC)
        record = finished(
            desk, letter(desk, partner, reference=reference, call=call, letterhead=letterhead), folder
        )
        for step in steps:
            if step == "signed":
                scan = folder / "Scan.pdf"
                scan.write_bytes(desk.exports.own_copy(record).read_bytes() + b"% unterschrieben")
                desk.progress.attach_signed(record.id, scan)
            else:
                desk.progress.set(record.id, step)
    clock.moment = datetime(2026, 11, 22, 8, 40, tzinfo=UTC)
    letter(desk, "", call=GENERAL, letterhead=letterhead)
    clock.moment = NOW
    letter(desk, "Đà Nẵng", reference="61.2-17/2026", letterhead=letterhead)
