"""The signed copy comes back: what is taken, and what is refused in which words."""

import hashlib
import io
import os
import zlib

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loi_desktop.errors import InputError
from loi_desktop.handover.signed import inspect_signed, page_finding


def pdf(pages: int = 1, **saving) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as new:
        for _ in range(pages):
            new.add_blank_page(page_size=(595, 842))
        new.save(target, **saving)
    return target.getvalue()


def put(folder, content: bytes, name: str = "Scan für Köln.pdf"):
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("pages", [1, 3])
def test_a_scan_is_taken_with_its_pages_and_left_as_it_is(tmp_path, pages):
    content = pdf(pages)
    file = put(tmp_path, content)
    seen = inspect_signed(file)
    assert (seen.pages, seen.bytes, seen.sha256) == (pages, len(content), hashlib.sha256(content).hexdigest())
    assert file.read_bytes() == content


def test_the_name_does_not_matter_and_neither_do_some_bytes_before_the_header(tmp_path):
    assert inspect_signed(put(tmp_path, pdf(2), "scan0001")).pages == 2
    assert inspect_signed(put(tmp_path, b"\n" * 200 + pdf(2))).pages == 2


def test_a_file_that_only_forbids_changes_is_taken(tmp_path):
    locked = pdf(encryption=pikepdf.Encryption(owner="geheim", user=""))
    assert inspect_signed(put(tmp_path, locked)).pages == 1


TINY_PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + zlib.compress(b"x")
WORD = b"PK\x03\x04" + b"\0" * 40 + b"word/document.xml"

REFUSED = {
    "empty": (b"", "signed.empty"),
    "text": (b"Sehr geehrte Damen und Herren", "signed.not-a-pdf"),
    "word": (WORD, "signed.not-a-pdf"),
    "header too late": (b"x" * 1100 + pdf(), "signed.not-a-pdf"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "signed.picture"),
    "png": (TINY_PNG, "signed.picture"),
    "tiff": (b"II*\0\x08\0\0\0", "signed.picture"),
    "tiff, other way round": (b"MM\0*\0\0\0\x08", "signed.picture"),
    "photo of a telephone": (b"\0\0\0\x18ftypheic\0\0\0\0", "signed.picture"),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", "signed.picture"),
    "password": (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "signed.encrypted"),
    "header alone": (b"%PDF-1.7\n", "signed.damaged"),
    "cut": (pdf(3)[:200], "signed.damaged"),
    "no page": (pdf(0), "signed.damaged"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "signed.damaged"),
    "51 MB": (b"%PDF-1.7\n" + b"\0" * 50_000_000, "signed.too-large"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_signed_pdf_is_refused_by_name(tmp_path, content, code):
    with pytest.raises(InputError) as refused:
        inspect_signed(put(tmp_path, content))
    assert (refused.value.code, refused.value.data["file"]) == (code, "Scan für Köln.pdf")


def test_a_file_that_is_gone(tmp_path):
    for path in (tmp_path / "fort.pdf", tmp_path / "ordner" / "fort.pdf", put(tmp_path, b"x") / "darin.pdf"):
        with pytest.raises(InputError, match=r"signed\.missing"):
            inspect_signed(path)


def test_a_folder(tmp_path):
    with pytest.raises(InputError, match=r"signed\.is-folder"):
        inspect_signed(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_something_that_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(InputError, match=r"signed\.missing"):
        inspect_signed(tmp_path / "pipe.pdf")


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    file = put(tmp_path, pdf())
    monkeypatch.setattr("pathlib.Path.open", refused)
    with pytest.raises(InputError, match=r"signed\.unreadable"):
        inspect_signed(file)


def test_a_file_that_keeps_its_reader_busy_is_given_up(tmp_path):
    objects = b"".join(b"%d 0 obj\n<< /A [ 1 2 3 ] >>\nendobj\n" % n for n in range(1, 200_000))
    with pytest.raises(InputError) as refused:
        inspect_signed(put(tmp_path, b"%PDF-1.7\n" + objects + b"trailer << /Root 1 0 R >>"), seconds=0.05)
    assert refused.value.code == "signed.too-slow"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_spoilt_file_is_counted_or_refused_and_nothing_else(tmp_path, data):
    content = bytearray(pdf(2))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        pages = inspect_signed(put(tmp_path, bytes(content))).pages
    except InputError as refused:
        code = refused.code
    else:
        code = "signed." if pages >= 1 else ""
    assert code.startswith("signed.")


@pytest.mark.parametrize(("signed", "final"), [(1, 2), (3, 2)])
def test_another_number_of_pages_is_pointed_out(signed, final):
    found = page_finding(signed, final)
    assert (found.code, found.severity) == ("signed.pages-differ", "notice")
    assert found.data == {"signed": signed, "final": final}


def test_the_same_number_of_pages_needs_no_word():
    assert page_finding(2, 2) is None
