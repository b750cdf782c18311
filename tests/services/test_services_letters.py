"""Letters in the office's hands: find, double, new version, bin, path, signed copy, e-mail."""

from datetime import timedelta
from email import policy
from email.parser import BytesParser

import msgspec
import pikepdf
import pytest

from loi_desktop.errors import InputError, OutputError, UsageError
from loi_desktop.model.declaration import Block, BlockText, Council, LetterDate
from loi_desktop.model.text import from_plain
from loi_desktop.services.exports import Order


@pytest.fixture
def final(desk, letter, tmp_path):
    """The example as a Reinschrift."""
    return desk.exports.reinschrift(letter.id, Order(tmp_path / "Brief.pdf")).record


def scan(path, pages=1):
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    pdf.save(path)
    return path


def test_a_new_letter_takes_over_what_the_sender_profile_knows(desk, filled):
    from loi_desktop.model.profile import Profile

    desk.senders.save(
        Profile(
            "musterstadt", sender=filled.sender, contacts=(filled.contact,), signatories=filled.signatories
        )
    )
    new = desk.letters.declaration("vietnam-2026")

    assert new.sender.name == "Musterstadt"
    assert new.contact.name == "Erika Musterfrau"
    assert new.signatories[0].office == "Bürgermeisterin"
    assert new.recipient.organisation


def test_the_list_says_what_the_clerk_looks_for(desk, letter):
    (row,) = desk.letters.list()

    assert (row.state, row.municipality, row.partner, row.reference) == (
        "draft",
        "Musterstadt",
        "Đà Nẵng",
        "61.2-17/2026",
    )
    assert row.deadline == "2026-04-17"
    assert desk.letters.list(words="hitzeaktionsplan musterfrau") == (row,)
    assert desk.letters.list(words="Atlantis") == ()


def test_a_letter_without_a_call_of_its_own_is_called_after_what_it_is_about(desk):
    general = desk.letters.declaration("allgemein")

    def titled(**values):
        stored = desk.letters.start(msgspec.structs.replace(general, **values))
        return desk.letters.summary(stored).title

    assert titled() == ""
    assert titled(facts={"project": " Sonne für Schulen\nund Dächer", "country": "Senegal"}) == (
        "Sonne für Schulen"
    )
    assert titled(facts={"project": "  ", "country": "Senegal"}) == "Senegal"
    subject = (Block("call:subject", text=BlockText(from_plain("Interesse an Brücken"))),)
    assert titled(blocks=subject) == "Interesse an Brücken"
    assert desk.letters.summary(desk.letters.start(desk.letters.declaration("vietnam-2026"))).title == ""


def test_each_filter_shows_its_letters(desk, final):
    assert desk.letters.counts() == {
        "all": 1,
        "drafts": 0,
        "to_sign": 1,
        "to_send": 0,
        "sent": 0,
        "done": 0,
        "trash": 0,
    }
    desk.progress.set(final.id, "signed")
    assert desk.letters.counts()["to_send"] == 1
    desk.progress.set(final.id, "sent")
    assert desk.letters.counts()["sent"] == 1
    desk.letters.trash(final.id)
    assert desk.letters.counts() == {
        "all": 0,
        "drafts": 0,
        "to_sign": 0,
        "to_send": 0,
        "sent": 0,
        "done": 0,
        "trash": 1,
    }


def test_a_letter_serves_as_a_pattern_for_the_next(desk, final):
    copy = desk.letters.duplicate(final.number)

    assert copy.id != final.id
    assert copy.state == "draft"
    assert copy.current.partner == final.current.partner
    assert copy.current.our_reference == ""


def test_a_pattern_leaves_behind_what_belongs_to_the_old_letter(desk, letter, change):
    decided = Council("agreed", "Der Rat", "2026-03-05", "17/0815")
    old = change(
        letter.current,
        council=decided,
        your_reference="AZ 7",
        your_message="2026-01-02",
        date=LetterDate("fixed", "2026-03-06"),
        enclosures=("Beschluss",),
    )
    stored = desk.letters.save_draft(letter, old)
    copy = desk.letters.duplicate(stored.id).current

    assert copy.council == Council(body="Der Rat")
    assert (copy.your_reference, copy.your_message, copy.date) == ("", "", LetterDate())
    assert copy.enclosures == ("Beschluss",)


def test_a_version_that_was_sent_is_not_forgotten_over_the_next(desk, final, tmp_path):
    assert desk.letters.list()[0].sent_before == 0
    desk.progress.set(final.id, "sent")
    assert desk.letters.list()[0].sent_before == 0
    desk.letters.next_draft(final.id)
    desk.exports.reinschrift(final.id, Order(tmp_path / "Zweite.pdf"))
    assert (desk.letters.list()[0].state, desk.letters.list()[0].sent_before) == ("final", 1)
    desk.progress.set(final.id, "sent")
    assert desk.letters.list()[0].sent_before == 0


def test_a_new_version_begins_beside_the_old_one(desk, final, change):
    draft = desk.letters.next_draft(final.id)
    desk.letters.save_draft(draft, change(draft.current, our_reference="neu"))
    (row,) = desk.letters.list()

    assert (row.state, row.in_work) == ("final", True)
    assert desk.letters.get(final.id).versions[0].declaration.our_reference == "61.2-17/2026"
    assert desk.letters.drop_draft(final.id).current.our_reference == "61.2-17/2026"


def test_what_lies_in_the_bin_comes_back_or_goes_after_thirty_days(desk, letter, clock):
    desk.letters.trash(letter.id)
    assert desk.letters.restore(letter.id).trashed_at == ""
    desk.letters.trash(letter.id)
    clock.moment += timedelta(days=29)
    assert desk.letters.empty_old_trash() == 0
    clock.moment += timedelta(days=2)
    assert desk.letters.empty_old_trash() == 1
    with pytest.raises(InputError):
        desk.letters.get(letter.id)


def test_what_was_sent_never_goes_by_itself(desk, final, clock):
    desk.progress.set(final.id, "sent")
    desk.letters.trash(final.id)
    clock.moment += timedelta(days=400)
    assert desk.letters.empty_old_trash() == 0


def test_only_what_lies_in_the_bin_can_be_deleted(desk, letter):
    with pytest.raises(InputError) as caught:
        desk.letters.remove(letter.id)
    assert caught.value.code == "record.not-in-trash"


def test_deleting_takes_the_files_too(desk, data, final):
    assert (data.letter(final.id) / "v1.pdf").exists()
    desk.letters.trash(final.id)
    desk.letters.remove(final.id)
    assert not data.letter(final.id).exists()


def test_what_another_program_held_open_while_its_letter_was_deleted_goes_at_a_later_start(
    desk, data, final, monkeypatch
):
    desk.letters.trash(final.id)
    with monkeypatch.context() as held:
        held.setattr("shutil.rmtree", lambda *_, **__: None)
        desk.letters.remove(final.id)
    assert (data.letter(final.id) / "v1.pdf").exists()
    desk.letters.empty_old_trash()
    assert not data.letter(final.id).exists()


def test_steps_are_dated_skipped_and_taken_back(desk, final):
    desk.progress.set(final.id, "to_sign", "2026-11-20", "an Büro der Bürgermeisterin")
    record = desk.progress.set(final.id, "sent", "2026-11-23")
    assert record.state == "sent"

    record = desk.progress.take_back(final.id, "sent")
    assert record.state == "to_sign"
    assert [e.event for e in record.history] == ["created", "final", "to_sign", "sent", "back-sent"]
    with pytest.raises(UsageError):
        desk.progress.take_back(final.id, "sent")


@pytest.mark.parametrize(
    ("step", "day"),
    [("gesendet", ""), ("sent", "27.11.2026"), ("sent", "2026-02-30"), ("sent", "2026-11-24")],
)
def test_a_step_or_day_that_does_not_exist_changes_nothing(desk, final, step, day):
    with pytest.raises(UsageError):
        desk.progress.set(final.id, step, day)
    assert desk.letters.get(final.id) == final


def test_a_draft_has_no_path_yet(desk, letter):
    with pytest.raises(InputError) as caught:
        desk.progress.set(letter.id, "sent")
    assert caught.value.code == "record.no-version"


def test_the_signed_copy_comes_back_into_the_record(desk, data, final, tmp_path):
    returned = desk.progress.attach_signed(final.id, scan(tmp_path / "Scan.pdf"))

    copy = returned.record.versions[0].signed[0]
    assert (data.letter(final.id) / copy.file).read_bytes() == (tmp_path / "Scan.pdf").read_bytes()
    assert copy.pages == 1
    assert returned.record.state == "signed"
    assert returned.findings == ()
    assert (tmp_path / "Scan.pdf").exists()


def test_a_signed_copy_with_another_page_count_is_kept_and_said(desk, final, tmp_path):
    returned = desk.progress.attach_signed(final.id, scan(tmp_path / "Scan.pdf", pages=3))

    assert [f.code for f in returned.findings] == ["signed.pages-differ"]
    assert returned.record.versions[0].signed[0].pages == 3
    assert "signed.pages-differ" in {f.code for f in desk.mailing.outgoing(final.id).findings}


def test_what_is_no_pdf_does_not_become_a_signed_copy(desk, data, final, tmp_path):
    (tmp_path / "Scan.pdf").write_text("kein PDF")
    with pytest.raises(InputError):
        desk.progress.attach_signed(final.id, tmp_path / "Scan.pdf")
    assert desk.letters.get(final.id) == final
    assert sorted(p.name for p in data.letter(final.id).iterdir()) == ["v1.pdf"]


def test_the_draft_says_that_nothing_is_signed_yet(desk, final):
    outgoing = desk.mailing.outgoing(final.id)

    assert not outgoing.signed
    assert "mail.not-signed" in {f.code for f in outgoing.findings}
    assert outgoing.file_name.isascii()
    assert "Angaben für Ihre Übersicht" in outgoing.body


def test_the_draft_carries_the_signed_copy_once_there_is_one(desk, final, tmp_path):
    desk.progress.attach_signed(final.id, scan(tmp_path / "Scan.pdf"))
    prepared = desk.mailing.prepare(final.id, tmp_path / "Mail.eml")

    message = BytesParser(policy=policy.default).parsebytes((tmp_path / "Mail.eml").read_bytes())
    assert next(iter(message.iter_attachments())).get_content() == (tmp_path / "Scan.pdf").read_bytes()
    assert prepared.record.versions[0].mails[0].signed
    assert prepared.record.history[-1].event == "mail-prepared"
    assert prepared.record.state == "signed", "a draft is never a proof that it was sent"


def test_a_copy_that_was_taken_out_is_not_sent_and_goes_after_30_days(desk, data, clock, final, tmp_path):
    desk.progress.attach_signed(final.id, scan(tmp_path / "Scan.pdf", pages=3))
    desk.progress.set(final.id, "to_sign")
    record = desk.progress.remove_signed(final.id, "v1-signed-1.pdf")

    assert (record.state, desk.letters.summary(record).signed) == ("to_sign", False)
    outgoing = desk.mailing.outgoing(final.id)
    assert not outgoing.signed
    assert "signed.pages-differ" not in {f.code for f in outgoing.findings}
    with pytest.raises(InputError) as caught:
        desk.progress.remove_signed(final.id, "v1-signed-1.pdf")
    assert caught.value.code == "signed.unknown"

    file = data.letter(final.id) / "v1-signed-1.pdf"
    desk.letters.empty_old_trash()
    assert file.exists()
    clock.moment += timedelta(days=31)
    desk.letters.empty_old_trash()
    assert not file.exists()
    with pytest.raises(InputError) as caught:
        desk.progress.restore_signed(final.id, "v1-signed-1.pdf")
    assert caught.value.code == "letter.pdf-missing"


def test_a_step_taken_by_hand_stays_when_the_copy_goes(desk, clock, final, tmp_path):
    desk.progress.set(final.id, "signed")
    clock.moment += timedelta(minutes=1)
    desk.progress.attach_signed(final.id, scan(tmp_path / "Scan.pdf"))
    assert desk.progress.remove_signed(final.id, "v1-signed-1.pdf").state == "signed"


def test_a_signed_copy_that_is_gone_is_said(desk, data, final, tmp_path):
    record = desk.progress.attach_signed(final.id, scan(tmp_path / "Scan.pdf")).record
    (data.letter(final.id) / record.versions[0].signed[0].file).unlink()
    with pytest.raises(InputError) as caught:
        desk.mailing.outgoing(final.id)
    assert caught.value.code == "letter.pdf-missing"


def test_the_file_name_follows_the_pattern(desk, filled):
    name = desk.naming.suggested(filled)

    assert name.endswith(".pdf")
    assert "Musterstadt" in name
    assert "2026-11-23" in name


def test_an_english_courtesy_copy_does_not_take_the_letters_place(desk, final, tmp_path):
    desk.progress.attach_signed(final.id, scan(tmp_path / "Scan.pdf"))
    record = desk.exports.reinschrift(final.id, Order(tmp_path / "Copy.pdf", language="en")).record

    assert [v.language for v in record.versions] == ["de", "en"]
    assert record.state == "signed"
    assert desk.mailing.outgoing(final.id).signed
    assert desk.progress.set(final.id, "sent").versions[0].state == "sent"


def test_the_reinschrift_itself_is_no_signed_copy(desk, final, tmp_path):
    with pytest.raises(InputError) as caught:
        desk.progress.attach_signed(final.id, tmp_path / "Brief.pdf")
    assert caught.value.code == "signed.is-final"
    assert desk.letters.get(final.id) == final


def test_an_address_that_no_mail_can_have_leaves_the_draft_without_recipient(desk, letter, change, tmp_path):
    typed = change(letter.current, recipient=change(letter.current.recipient, email="jörg@müller.example"))
    record = desk.letters.save_draft(letter, typed)
    record = desk.exports.reinschrift(record.id, Order(tmp_path / "Brief.pdf")).record
    outgoing = desk.mailing.prepare(record.id, tmp_path / "Brief.eml").outgoing

    assert outgoing.to == ""
    assert "mail.address-unusable" in {f.code for f in outgoing.findings}


def test_a_domain_with_umlauts_is_shown_as_it_is_read_and_sent_as_mail_needs_it(
    desk, letter, change, tmp_path
):
    typed = change(
        letter.current, recipient=change(letter.current.recipient, email="info@lag-münster.example")
    )
    record = desk.letters.save_draft(letter, typed)
    record = desk.exports.reinschrift(record.id, Order(tmp_path / "Brief.pdf")).record
    prepared = desk.mailing.prepare(record.id, tmp_path / "Brief.eml")

    assert prepared.outgoing.to == "info@lag-münster.example"
    assert prepared.record.latest.mails[-1].to == "info@lag-münster.example"
    sent = BytesParser(policy=policy.default).parsebytes((tmp_path / "Brief.eml").read_bytes())
    assert sent["To"] == "info@xn--lag-mnster-eeb.example"


def test_a_draft_never_overwrites_a_file_that_is_not_its_own(desk, final, tmp_path):
    target = tmp_path / "Notizen.eml"
    target.write_text("wichtig")
    with pytest.raises(OutputError) as caught:
        desk.mailing.prepare(final.id, target)
    assert caught.value.code == "output.exists"
    assert target.read_text() == "wichtig"
    assert desk.letters.get(final.id) == final

    target.unlink()
    desk.mailing.prepare(final.id, target)
    assert desk.mailing.prepare(final.id, target).file == target


def test_a_remark_is_one_line_without_control_characters(desk, final):
    record = desk.progress.set(final.id, "to_sign", remark="a\nb\t\x1b[31mrot")
    assert record.history[-1].remark == record.versions[0].steps[0].remark
    assert record.history[-1].remark.isprintable()
