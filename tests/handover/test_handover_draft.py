"""E-mail drafts: what a mail program reads back is what was said, whatever was typed."""

import email
import email.policy
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loi_desktop.errors import InputError
from loi_desktop.handover.draft import Mail, ascii_name, build, readable_address, safe_address, size_finding
from loi_desktop.model.normal import many_lines, one_line

PDF = b"%PDF-1.7\n\x00\xff\r\nx" * 300
LETTERS = st.characters(codec="utf-8")
TYPED = st.text(LETTERS, max_size=300) | st.text("abc äöüß đẵ\r\n\t=?_<>&%„“\x00\u202e🙂", max_size=300)
USUAL = settings(max_examples=120, deadline=None)


def mail(**changes):
    said = {
        "to": ("koordination@musterverein.example",),
        "cc": (),
        "subject": "Interessensbekundung",
        "body": "Guten Tag,\n",
        "attachment": PDF,
        "attachment_name": "LoI.pdf",
    }
    return Mail(**{**said, **changes})


def opened(content: bytes):
    return email.message_from_bytes(content, policy=email.policy.default)


def text_of(message) -> str:
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_a_mail_program_finds_everything_again():
    subject = (
        "Interessensbekundung der Stadt Köln: kommunale Projektpartnerschaft mit Städten in Vietnam (Đà Nẵng)"
    )
    body = "Sehr geehrte Damen und Herren,\n\nanbei … Grüße aus Köln, Đà Nẵng und „überall“.\n"
    content = build(
        mail(
            to=("info@gemeinde-köln.example", "zwei@kreis.example"),
            cc=("drei@kreis.example",),
            subject=subject,
            body=body,
            attachment_name="Absichtserklärung Đà Nẵng.pdf",
        )
    )
    message = opened(content)
    assert message["To"] == "info@xn--gemeinde-kln-ejb.example, zwei@kreis.example"
    assert message["Cc"] == "drei@kreis.example"
    assert message["Subject"] == subject
    assert text_of(message) == body
    (file,) = message.iter_attachments()
    assert (file.get_content_type(), file.get_filename()) == (
        "application/pdf",
        "Absichtserklaerung_Da_Nang.pdf",
    )
    assert file.get_content() == PDF


def test_the_draft_is_unsent_and_leaves_the_sender_to_the_mail_program():
    content = build(mail())
    assert content.startswith(b"X-Unsent: 1\r\n")
    assert {"Date", "Message-ID", "From", "Bcc", "Sender"}.isdisjoint(opened(content).keys())


def test_the_same_mail_gives_the_same_bytes():
    assert build(mail()) == build(mail())


def test_without_a_recipient_there_is_no_empty_line_of_one():
    assert "To" not in opened(build(mail(to=())))


def assert_well_formed(content: bytes):
    content.decode("ascii")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)
    assert max(map(len, content.split(b"\r\n"))) <= 78


@USUAL
@given(TYPED, TYPED, TYPED)
@example("Städte " * 200, "Zeile ohne Ende " * 700, "Ä" * 500 + ".pdf")
@example("=?utf-8?q?Bcc?= =?x", "=_\n--=_\n.\nFrom x\n", "CON.pdf")
@example("a  b   c ä  ö", "\ufeffx\x00y\u2028z", "")
def test_whatever_is_typed_comes_back_as_text(subject, body, name):
    content = build(mail(subject=subject, body=body, attachment_name=name))
    assert_well_formed(content)
    message = opened(content)
    assert sorted({*message.keys()} - {"Subject"}) == ["Content-Type", "MIME-Version", "To", "X-Unsent"]
    assert (message["Subject"] or "") == one_line(subject).strip()
    expected = "\n".join(line.rstrip() for line in many_lines(body).split("\n"))
    assert text_of(message).rstrip("\n") == expected.rstrip("\n")
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content()) == (ascii_name(name), PDF)
    assert message.defects == []


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "\x00\n"])
def test_a_line_end_in_the_subject_makes_no_new_header(end):
    message = opened(build(mail(subject=f"Hallo{end}Bcc: fremd@boese.example{end}{end}Text")))
    assert message["Bcc"] is None
    assert message["Subject"].split() == ["Hallo", "Bcc:", "fremd@boese.example", "Text"]


@USUAL
@given(st.binary(max_size=2000))
def test_every_byte_of_the_file_arrives(content):
    (file,) = opened(build(mail(attachment=content))).iter_attachments()
    assert file.get_content() == content


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a@b", "a@b"),
        (" Erika.Muster+loi@Musterstadt.EXAMPLE ", "Erika.Muster+loi@musterstadt.example"),
        ("info@gemeinde-köln.example", "info@xn--gemeinde-kln-ejb.example"),
        ("info@GEMEINDE-KÖLN.example", "info@xn--gemeinde-kln-ejb.example"),
        ("info@straße.example", "info@xn--strae-oqa.example"),
        ("info@gemeinde-ko\u0308ln.example", "info@xn--gemeinde-kln-ejb.example"),
        ("info@xn--gemeinde-kln-ejb.example", "info@xn--gemeinde-kln-ejb.example"),
    ],
)
def test_addresses_that_can_be_written_to(typed, written):
    assert safe_address(typed) == written


@pytest.mark.parametrize("typed", ["info@Gemeinde-Köln.example", "info@xn--gemeinde-kln-ejb.example"])
def test_people_read_the_domain_as_it_is_spelled(typed):
    assert readable_address(typed) == "info@gemeinde-köln.example"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "kein-at",
        "@b.example",
        "a@",
        "a@b..example",
        "a@b.example.",
        "a@-b.example",
        "a b@c.example",
        "müller@stadt.example",
        "a@b.example\r\nBcc: x@y.example",
        "a\r\n@b.example",
        "a@b.example, c@d.example",
        "a@b.example;c@d.example",
        "Erika <a@b.example>",
        "<a@b.example>",
        '"a b"@c.example',
        ".a@b.example",
        "a..b@c.example",
        "a@[192.0.2.1]",
        "a@b c.example",
        "a@b\u200b.exa mple",
        f"{'a' * 65}@b.example",
        f"a@{'b' * 64}.example",
        f"a@{'b.' * 130}example",
        "a" * 10_000,
        "a@\u202eb.example",
        "=?x?@b.example\x00",
    ],
)
def test_addresses_that_are_refused_with_what_was_typed(typed):
    with pytest.raises(InputError) as refused:
        safe_address(typed)
    assert refused.value.code == "mail.address"
    assert len(refused.value.data["address"]) <= 80
    assert not re.search(r"[\r\n\x00]", refused.value.data["address"])


@pytest.mark.parametrize("place", ["to", "cc"])
def test_a_draft_checks_its_addresses_itself(place):
    with pytest.raises(InputError, match=r"mail\.address"):
        build(mail(**{place: ("a@b.example\r\nBcc: x@y.example",)}))


@USUAL
@given(st.text(LETTERS, max_size=80) | st.from_regex(r"[\w.+@ ]{0,20}@[\w.äöü-]{0,30}", fullmatch=True))
def test_an_address_is_refused_or_is_one_ascii_word(typed):
    try:
        written = safe_address(typed)
    except InputError:
        return
    assert re.fullmatch(r"[!-~]+@[a-z0-9.-]+", written)
    assert not re.search(r'[<>,;:\\"()\[\]]', written)
    assert safe_address(written) == written
    assert opened(build(mail(to=(written,))))["To"] == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Absichtserklärung Đà Nẵng.pdf", "Absichtserklaerung_Da_Nang.pdf"),
        ("Straße.pdf", "Strasse.pdf"),
        ("Ämter ÄMTER Ö.pdf", "Aemter_AEMTER_Oe.pdf"),
        ("Ko\u0308ln.pdf", "Koeln.pdf"),
        ("Łódź Æsir Øresund İzmir ığdır.PDF", "Lodz_Aesir_Oeresund_Izmir_igdir.PDF"),
        ("LoI_vietnam-2026_Musterstadt_2026-11-23.pdf", "LoI_vietnam-2026_Musterstadt_2026-11-23.pdf"),
        ("con.pdf", "Datei_con.pdf"),
        ("Nul", "Datei_Nul"),
        ("COM¹.tar.pdf", "Datei_COM1.tar.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Schreiben\\Brief.pdf", "Brief.pdf"),
        ("日本🙂.pdf", "Dokument.pdf"),
        (".pdf", "Dokument.pdf"),
        ("", "Dokument"),
        ('a"; filename="b.exe.pdf', "a_filename_b.exe.pdf"),
    ],
)
def test_file_names_that_every_program_takes(typed, written):
    assert ascii_name(typed) == written


RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}


@USUAL
@given(
    TYPED | st.sampled_from(sorted(RESERVED)).map(str.upper), st.sampled_from(["", ".pdf", ".PDF", ".", " "])
)
@example("\ufb01" * 70, ".pdf")
@example("x" * 63 + " . ", ".pdf")
@example("Con", ".conf.pdf")
def test_every_file_name_is_plain_and_stays_so(name, suffix):
    written = ascii_name(name + suffix)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", written)
    assert len(written) <= 64
    assert not written.endswith(".")
    assert written.partition(".")[0].lower() not in RESERVED
    assert written.lower().endswith(".pdf") or suffix.lower() != ".pdf"
    assert ascii_name(written) == written


@pytest.mark.parametrize(
    ("size", "code", "mb"),
    [
        (500_000, None, 0),
        (3_500_000, None, 0),
        (3_500_001, "mail.large", 4),
        (7_000_000, "mail.large", 7),
        (7_000_001, "mail.very-large", 7),
        (21_000_000, "mail.very-large", 21),
    ],
)
def test_large_messages_are_pointed_out(size, code, mb):
    finding = size_finding(size)
    if code is None:
        assert finding is None
    else:
        assert (finding.code, finding.severity, finding.data) == (code, "notice", {"mb": mb})


def test_a_pdf_of_3_mb_travels_as_4():
    assert size_finding(len(build(mail(attachment=b"x" * 3_000_000)))).data == {"mb": 4}
