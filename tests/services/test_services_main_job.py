"""The main job, end to end, without a window."""

import hashlib
import io
import json
import subprocess
import sys
from email import policy
from email.parser import BytesParser

import pikepdf
import pypdfium2

from loi_desktop.services import demo, loifile
from loi_desktop.services.exports import Order


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_the_example_leaves_declaration_pdf_record_and_draft(desk, example_letterhead, tmp_path):
    shown = demo.run(desk, example_letterhead, tmp_path / "Beispiel")

    assert loifile.read(shown.declaration).sender.name == "Musterstadt"
    text = text_of(shown.pdf)
    assert "die Stadt Musterstadt bekundet hiermit ihr grundsätzliches Interesse" in " ".join(text.split())
    assert "Đà Nẵng" in text
    record = desk.letters.get(shown.record.number)
    assert record.number == "2026-0001"
    assert record.versions[0].sha256 == hashlib.sha256(shown.pdf.read_bytes()).hexdigest()
    draft = BytesParser(policy=policy.default).parsebytes(shown.mail.read_bytes())
    assert draft["X-Unsent"] == "1"
    assert draft["To"] == "moritz.beispiel@partnerschaften.example"
    attached = next(iter(draft.iter_attachments())).get_content()
    assert attached == shown.pdf.read_bytes()


def test_the_letter_stands_on_its_letterhead(desk, example_letterhead, tmp_path):
    shown = demo.run(desk, example_letterhead, tmp_path)
    page = pypdfium2.PdfDocument(shown.pdf)[0]
    head = page.render(scale=1).to_pil()
    top = head.crop((0, 0, head.width, 100)).convert("L").getextrema()

    assert top[0] < 200, "nothing is printed where the letterhead belongs"
    assert shown.record.versions[0].letterhead_name == demo.LETTERHEAD


def test_preview_and_reinschrift_are_the_same_bytes(desk, letter, tmp_path):
    preview = desk.composer.preview(letter.current)
    finished = desk.exports.reinschrift(letter.id, Order(tmp_path / "Brief.pdf"))

    assert preview.rendered.pdf == finished.file.read_bytes()
    assert desk.exports.own_copy(finished.record).read_bytes() == preview.rendered.pdf


def test_a_draft_says_entwurf_and_leaves_no_record(desk, filled, tmp_path):
    finished = desk.exports.unrecorded(filled, Order(tmp_path / "Entwurf"), draft=True)

    assert finished.file.name == "Entwurf.pdf"
    assert "ENTWURF" in text_of(finished.file)
    assert "ENTWURF" not in text_of(io.BytesIO(desk.composer.preview(filled).rendered.pdf))
    assert desk.letters.list() == ()


def test_the_letter_for_preprinted_paper_has_no_letterhead(desk, example_letterhead, tmp_path):
    record = demo.example(desk, example_letterhead)
    finished = desk.exports.reinschrift(record.id, Order(tmp_path / "a.pdf", paper="preprinted"))

    assert finished.record.versions[0].letterhead_name == ""
    assert "Die Bürgermeisterin" not in text_of(finished.file).split("Per E-Mail")[0]


def test_attached_data_holds_only_what_stands_in_the_letter(desk, letter, change, tmp_path):
    hidden = change(
        letter.current,
        experience="GEHEIM-ERFAHRUNG",
        blocks=tuple(change(b, on=False) for b in (_block("call:experience"), _block("call:partner"))),
    )
    desk.letters.note(letter.id, "GEHEIM-NOTIZ")
    record = desk.letters.save_draft(desk.letters.get(letter.id), hidden)
    finished = desk.exports.reinschrift(record.id, Order(tmp_path / "a.pdf", attach_data=True))

    with pikepdf.open(finished.file) as pdf:
        attached = {name: json.loads(spec.get_file().read_bytes()) for name, spec in pdf.attachments.items()}
        every_stream = b"".join(
            o.read_bytes()
            for o in pdf.objects
            if isinstance(o, pikepdf.Stream) and "/DCTDecode" not in str(o.get("/Filter"))
        )
    assert len(attached) == 1
    view = next(iter(attached.values()))["view"]
    assert view["municipality"] == "Musterstadt"
    assert view["topics"] == [2, 4]
    assert "partner" not in view or not view["partner"]
    assert b"GEHEIM" not in every_stream + finished.file.read_bytes()


def _block(name):
    from loi_desktop.model.declaration import Block

    return Block(name)


def test_the_whole_job_knows_no_qt(tmp_path, example_letterhead):
    script = (
        "import sys; from pathlib import Path\n"
        "from loi_desktop.app import build_desk\n"
        "from loi_desktop.paths import DataFolder\n"
        "from loi_desktop.services import demo\n"
        f"folder, head = Path({str(tmp_path)!r}), Path({str(example_letterhead)!r})\n"
        "demo.run(build_desk(DataFolder(folder / 'd')), head, folder)\n"
        "print([m for m in sys.modules if m.startswith(('PySide6', 'shiboken6'))])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
