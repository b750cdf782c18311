"""Copies to attach by hand: rightly named, never over what is not ours, gone with the letter."""

from __future__ import annotations

import pytest

from loi_desktop.services.exports import Order

NAME = "Brief_Hue.pdf"


@pytest.fixture
def final(desk, filled, tmp_path):
    record = desk.letters.save_draft(desk.letters.start(filled), filled)
    return desk.exports.reinschrift(record.id, Order(tmp_path / "Brief Huế.pdf")).record


def signed(desk, record, tmp_path):
    scan = tmp_path / "Scan 0815.pdf"
    scan.write_bytes(desk.exports.own_copy(record).read_bytes() + b"% unterschrieben")
    desk.progress.attach_signed(record.id, scan)
    return scan.read_bytes()


def names(folder):
    return sorted(file.name for file in folder.iterdir())


def test_it_has_the_name_that_the_mail_gives_it_and_the_newest_content_alone(desk, final, tmp_path):
    first = desk.mailing.hand_out(final.id)
    assert first.name == NAME == desk.mailing.outgoing(final.id).file_name
    assert first.parent.name == final.number
    content = signed(desk, final, tmp_path)
    assert desk.mailing.hand_out(final.id) == first
    assert first.read_bytes() == content
    assert names(first.parent) == [NAME]


def test_what_happens_to_it_does_not_touch_the_record(desk, final):
    handed = desk.mailing.hand_out(final.id)
    handed.write_bytes(b"kaputt")
    assert desk.exports.own_copy(final).read_bytes().startswith(b"%PDF-")


def test_a_file_that_was_changed_there_stays_and_the_copy_keeps_its_name(desk, final):
    handed = desk.mailing.hand_out(final.id)
    handed.write_bytes(b"mit Anmerkungen der Leitung")
    other = desk.mailing.hand_out(final.id)
    assert handed.read_bytes() == b"mit Anmerkungen der Leitung"
    assert other.name == NAME
    assert other.parent.name == f"{final.number} (2)"


def test_deleting_the_letter_takes_its_copies_along_but_nothing_else(desk, final, tmp_path):
    handed = desk.mailing.hand_out(final.id)
    signed(desk, final, tmp_path)
    handed.with_name("Notiz.txt").write_text("bleibt")
    desk.letters.trash(final.id)
    desk.letters.remove(final.id)
    assert names(handed.parent) == ["Notiz.txt"]


def test_a_signed_copy_that_is_taken_out_does_not_stay_there(desk, final, tmp_path):
    signed(desk, final, tmp_path)
    handed = desk.mailing.hand_out(final.id)
    desk.progress.remove_signed(final.id, "v1-signed-1.pdf")
    assert not handed.exists()


def test_an_empty_folder_does_not_stay(desk, final):
    handed = desk.mailing.hand_out(final.id)
    desk.letters.trash(final.id)
    desk.letters.remove(final.id)
    assert not handed.parent.exists()


def test_for_web_mail_draft_and_attachment_lie_side_by_side(desk, final, monkeypatch):
    shown = []
    monkeypatch.setattr(type(desk.programs), "show_in_folder", lambda self, file: shown.append(file))
    desk.settings.change(mail="folder")
    desk.mailing.open(desk.mailing.prepare(final.id))
    assert shown[0].suffix == ".eml"
    assert names(shown[0].parent) == ["Brief_Hue.eml", NAME]
    assert desk.data.letter(final.id) not in shown[0].parents


def test_an_older_version_is_not_left_beside_the_new_one(desk, final, tmp_path):
    handed = desk.mailing.hand_out(final.id)
    desk.letters.next_draft(final.id)
    desk.exports.reinschrift(final.id, Order(tmp_path / "Brief Cà Mau.pdf"))
    assert names(desk.mailing.hand_out(final.id).parent) == ["Brief_Ca_Mau.pdf"]
    assert not handed.exists()
