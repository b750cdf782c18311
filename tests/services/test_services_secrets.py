"""What stays in the house: no word of a block that is off, a note or the history leaves it."""

from __future__ import annotations

import email
import email.policy
import io
import json
import re

import msgspec
import pikepdf
import pypdfium2
import pytest

from loi_desktop.model.declaration import (
    Block,
    BlockText,
    Contact,
    Council,
    InfoLine,
    Partner,
    TopicChoice,
)
from loi_desktop.model.text import from_plain
from loi_desktop.services.exports import Order

SECRETS = {
    "a block of the call that is off": "Zwielichtquark",
    "its English text": "Twilightcurd",
    "an own paragraph that is off": "Nebelhornkiste",
    "the experience of a block that is off": "Pfefferkuchenamt",
    "the partner of a block that is off": "Hinterwaldingen",
    "the remark of a topic that is not chosen": "Kellertreppenplan",
    "the council's paper where nothing is said of it": "Drucksachenmurks",
    "the contact's room that no line shows": "Besenkammerzwo",
    "the office that no line shows": "Schattenreferat",
    "a note": "Notizblockunfug",
    "a remark in the history": "Flurfunkmeldung",
    "a paragraph of an earlier version": "Vorgestrigkeit",
}
SHOWN = "Regenbogenplatz"
ENGLISH = "Rainbowsquare"


def unpacked(pdf: bytes) -> str:
    """Everything in the file that could be read, however it is written: objects and streams
    unpacked, kerning inside words left out, strings in UTF-16 as text, and the page as read.
    """
    parts = [pdf.decode("latin-1")]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for item in file.objects:
            if isinstance(item, pikepdf.Stream):
                parts.append(item.read_bytes().decode("latin-1"))
            else:
                parts.append(item.unparse(resolved=True).decode("latin-1"))
        data = (json.loads(spec.get_file().read_bytes()) for spec in file.attachments.values())
        parts += [json.dumps(each, ensure_ascii=False) for each in data]
    document = pypdfium2.PdfDocument(pdf)
    try:
        parts += [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    text = "\n".join(parts)
    wide = (
        bytes.fromhex(code).decode("utf-16-be", "replace") for code in re.findall("<FEFF([0-9A-F]+)>", text)
    )
    return "\n".join((re.sub(r"\)-?[\d.]+\(|[\xad-]\s*", "", text), *wide))


def message(file) -> str:
    """Headers, texts and attached PDFs of an e-mail draft."""
    opened = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    parts = [str(opened.items())]
    for part in opened.walk():
        if part.get_content_type() == "application/pdf":
            parts.append(unpacked(part.get_payload(decode=True)))
        elif part.get_content_maintype() == "text":
            parts.append(part.get_content())
    return "\n".join(parts)


@pytest.fixture
def hiding(filled):
    """The example with a secret in every place that the letter does not show."""
    hidden = BlockText(
        from_plain(SECRETS["a block of the call that is off"]), from_plain(SECRETS["its English text"])
    )
    own = BlockText(from_plain(SECRETS["an own paragraph that is off"]), None)
    shown = BlockText(from_plain(f"Wir treffen uns am {SHOWN}."), from_plain(f"We meet at {ENGLISH}."))
    return msgspec.structs.replace(
        filled,
        experience=SECRETS["the experience of a block that is off"],
        partner=Partner(SECRETS["the partner of a block that is off"], "own"),
        topics={
            "2": TopicChoice(),
            "4": TopicChoice(False, SECRETS["the remark of a topic that is not chosen"]),
        },
        council=Council("none", paper=SECRETS["the council's paper where nothing is said of it"]),
        contact=Contact(
            name="Erika Musterfrau",
            room=SECRETS["the contact's room that no line shows"],
            office=SECRETS["the office that no line shows"],
        ),
        info=(InfoLine("contact"), InfoLine("room", on=False), InfoLine("date")),
        blocks=(
            Block("call:perspective", False, hidden),
            Block("call:experience", False),
            Block("call:partner", False),
            Block("call:contact", False),
            Block("own:1", False, own),
            Block("own:2", True, shown),
        ),
    )


@pytest.fixture
def record(desk, hiding):
    """With an earlier version, a note, and a remark in the history."""
    earlier = BlockText(from_plain(SECRETS["a paragraph of an earlier version"]), None)
    before = msgspec.structs.replace(hiding, blocks=(*hiding.blocks, Block("own:3", True, earlier)))
    stored = desk.letters.save_draft(desk.letters.start(before), before)
    desk.letters.note(stored.id, SECRETS["a note"])
    desk.exports.reinschrift(stored.id, Order(desk.data.root.parent / "frueher.pdf", attach_data=True))
    desk.progress.set(stored.id, "returned", remark=SECRETS["a remark in the history"])
    return desk.letters.save_draft(desk.letters.next_draft(stored.id), hiding)


def test_the_search_finds_what_is_there(desk, record):
    """In text, in a title, in data, in an e-mail: or the test below would prove nothing."""
    text = unpacked((desk.data.root.parent / "frueher.pdf").read_bytes())
    assert SECRETS["a paragraph of an earlier version"] in text
    assert SHOWN in text
    assert "Interessensbekundung (Letter of Intent): kommunale" in text.replace("\n", "")
    assert '"municipality": "Musterstadt"' in text
    mail = desk.mailing.prepare(record.id).file
    assert SECRETS["a paragraph of an earlier version"] in message(mail)


def test_no_hidden_word_leaves_the_house(desk, record, hiding, tmp_path):
    made = desk.exports.reinschrift(record.id, Order(tmp_path / "a.pdf", attach_data=True, courtesy=True))
    draft = desk.exports.unrecorded(hiding, Order(tmp_path / "b.pdf", attach_data=True), draft=True)
    out = {
        "letter": unpacked(made.file.read_bytes()),
        "courtesy copy": unpacked(made.english.file.read_bytes()),
        "draft": unpacked(draft.file.read_bytes()),
        "preview": unpacked(desk.composer.preview(hiding).rendered.pdf),
        "e-mail": message(desk.mailing.prepare(record.id).file),
        "text for Word": desk.composer.text(hiding),
    }
    for name, text in out.items():
        assert (ENGLISH if name == "courtesy copy" else SHOWN) in text, name
        found = {what for what, word in SECRETS.items() if word in text}
        if name == "e-mail":  # it is signed by the person who writes it, with the office
            found.discard("the office that no line shows")
        assert found == set(), name
        assert str(desk.data.root) not in text
        assert record.id not in text
