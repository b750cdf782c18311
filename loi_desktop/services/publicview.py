"""What may leave the house as data: only what stands in the letter, plus call and key."""

from __future__ import annotations

from loi_desktop.handover.overview import PublicView, to_json
from loi_desktop.model.call import Call
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.letter import Letter


def public_view(declaration: Declaration, call: Call, letter: Letter, number: str = "") -> PublicView:
    """The public view of a letter; a block that is not in it gives nothing away."""
    shown = {block.id.removeprefix("call:") for block in letter.blocks}
    topics = tuple(
        n
        for n in range(1, len(call.topics) + 1)
        if (t := declaration.topics.get(str(n))) is not None and t.on
    )
    contact = _contact(declaration, shown)
    return PublicView(
        municipality=declaration.sender.name,
        kind=declaration.sender.kind,
        regional_key=declaration.sender.regional_key,
        call=call.id,
        call_version=call.version,
        date=letter.date,
        language=letter.language,
        reference=number,
        topics=topics if "topics" in shown else (),
        partner=declaration.partner.name if "partner" in shown else "",
        **contact,
    )


def attachment(declaration: Declaration, call: Call, letter: Letter, number: str = "") -> bytes:
    """The public view as JSON, to lie inside the PDF."""
    return to_json(public_view(declaration, call, letter, number))


def _contact(declaration: Declaration, shown: set[str]) -> dict[str, str]:
    lines = {line.field for line in declaration.info if line.on}
    whole = "contact" in shown
    person = declaration.contact
    return {
        "contact": person.name if whole or "contact" in lines else "",
        "office": person.office if whole or "office" in lines else "",
        "phone": person.phone if whole or "phone" in lines else "",
        "email": person.email if whole or "email" in lines else "",
    }
