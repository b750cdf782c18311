"""The signed copy comes back: what is taken, and what is refused in which words."""

import hashlib
import io
import os
import sys
import time
import zlib

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loi_desktop.errors import InputError, OutputError
from loi_desktop.foreign.runner import Runner
from loi_desktop.handover.signed import inspect_signed, page_finding
from loi_desktop.texts import Texts


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
    seen = inspect_signed(file, Runner())
    assert (seen.pages, seen.bytes, seen.sha256) == (pages, len(content), hashlib.sha256(content).hexdigest())
    assert file.read_bytes() == content


def test_the_name_does_not_matter_and_neither_do_some_bytes_before_the_header(tmp_path):
    assert inspect_signed(put(tmp_path, pdf(2), "scan0001"), Runner()).pages == 2
    assert inspect_signed(put(tmp_path, b"\n" * 200 + pdf(2)), Runner()).pages == 2


def test_a_file_that_only_forbids_changes_is_taken(tmp_path):
    locked = pdf(encryption=pikepdf.Encryption(owner="geheim", user=""))
    assert inspect_signed(put(tmp_path, locked), Runner()).pages == 1


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
        inspect_signed(put(tmp_path, content), Runner())
    assert (refused.value.code, refused.value.data["file"]) == (code, "Scan für Köln.pdf")


def test_a_file_that_is_gone(tmp_path):
    for path in (tmp_path / "fort.pdf", tmp_path / "ordner" / "fort.pdf", put(tmp_path, b"x") / "darin.pdf"):
        with pytest.raises(InputError, match=r"signed\.missing"):
            inspect_signed(path, Runner())


def test_a_folder(tmp_path):
    with pytest.raises(InputError, match=r"signed\.is-folder"):
        inspect_signed(tmp_path, Runner())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_something_that_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(InputError, match=r"signed\.missing"):
        inspect_signed(tmp_path / "pipe.pdf", Runner())


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    file = put(tmp_path, pdf())
    monkeypatch.setattr("pathlib.Path.open", refused)
    with pytest.raises(InputError, match=r"signed\.unreadable"):
        inspect_signed(file, Runner())


def refusal(file, runner: Runner | None = None) -> str:
    """What the clerk is told of `file`, in German; the English sentence is there too."""
    before = file.read_bytes()
    with pytest.raises(InputError) as refused:
        inspect_signed(file, runner or Runner())
    assert file.read_bytes() == before
    assert "{" not in Texts("en").error(refused.value)
    return f"{refused.value.code}: {Texts('de').error(refused.value)}"


@pytest.mark.parametrize("how", ["os.abort()", "signal.raise_signal(signal.SIGSEGV)", "os._exit(0)"])
def test_a_file_that_crashes_its_reader_is_called_damaged(tmp_path, sick_reader, how):
    sick_reader(how)
    said = refusal(put(tmp_path, pdf()))
    assert said.startswith("signed.damaged: Die Datei „Scan für Köln.pdf“ ist beschädigt")
    assert "Ihr Schreiben ist unverändert" in said


def test_a_file_that_hangs_its_reader_is_given_up(tmp_path, sick_reader):
    sick_reader("time.sleep(60)")
    start = time.monotonic()
    said = refusal(put(tmp_path, pdf()), Runner(seconds=2))
    assert said.startswith(
        "signed.too-slow: Die Prüfung von „Scan für Köln.pdf“ wurde nach 2 Sekunden beendet"
    )
    assert time.monotonic() - start < 10


@pytest.mark.skipif(
    sys.platform in {"win32", "darwin"},
    reason="neither Wine's job objects nor macOS keep to a limit of memory",
)
def test_a_file_that_eats_memory_is_called_damaged(tmp_path, sick_reader):
    sick_reader("[bytearray(1 << 24) for _ in range(256)]")
    with pytest.raises(InputError, match=r"signed\.damaged") as refused:
        inspect_signed(put(tmp_path, pdf()), Runner())
    assert refused.value.data["detail"] == "memory"


def test_a_reader_that_may_not_start_is_not_the_files_fault(tmp_path, monkeypatch):
    monkeypatch.setattr("loi_desktop.foreign.runner._command", lambda folder: ["/nowhere/python"])
    with pytest.raises(OutputError, match=r"signed\.no-worker") as refused:
        inspect_signed(put(tmp_path, pdf()), Runner())
    assert "fragen Sie Ihre IT" in Texts("de").error(refused.value)
    assert "ask your IT" in Texts("en").error(refused.value)


def test_what_is_hashed_is_what_is_counted(tmp_path, sick_reader):
    """The scanner writes another file under the same name just then."""
    content = pdf(1)
    file, other = put(tmp_path, content), put(tmp_path, pdf(3), "anderer Scan.pdf")
    copied = f"open({str(file)!r}, 'wb').write(open({str(other)!r}, 'rb').read())"
    sick_reader(f"{copied} and well(*given, **more)")
    seen = inspect_signed(file, Runner())
    assert file.read_bytes() == other.read_bytes()
    assert (seen.pages, seen.bytes, seen.sha256) == (1, len(content), hashlib.sha256(content).hexdigest())


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_spoilt_file_is_counted_or_refused_and_nothing_else(tmp_path, data):
    content = bytearray(pdf(2))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        pages = inspect_signed(put(tmp_path, bytes(content)), Runner()).pages
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
