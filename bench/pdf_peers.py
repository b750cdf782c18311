"""The same letter by other programs, each at the best level that it reaches.

typst: a-2a + ua-1, one Compiler for all letters.  WeasyPrint: pdf/ua-1, style sheet and fonts
read once.  fpdf2: PDF/A-2B, untagged.  LibreOffice: a-2b with PDF/UA switched on, its own
font, a fresh process for each letter.  Page numbers, fold marks and geometry only as far as
they cost a peer nothing: what is measured is setting and writing.
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from loi_desktop.model.letter import Letter, LetterBlock
from loi_desktop.model.text import Run

FAMILY = "Source Sans 3"
Peer = Callable[[Letter], bytes]


def subject(letter: Letter) -> str:
    return next(plain(block) for block in letter.blocks if block.kind == "subject")


def plain(block: LetterBlock) -> str:
    return " ".join(run.text for row in block.rows for run in row.runs)


# -- typst --------------------------------------------------------------------------

TYPST = """
#set document(title: {title}, author: {author}, date: datetime(year: 2026, month: 11, day: {day}))
#set page(paper: "a4", margin: (left: 25mm, right: 20mm, top: 20mm, bottom: 20mm))
#set text(font: "Source Sans 3", size: 11pt, lang: "de", hyphenate: true)
#set par(justify: false, leading: 0.45em, spacing: 1.65em)
#set list(marker: ([•], [–]), indent: 0mm, body-indent: 4mm)
#show heading: set text(11pt, weight: "bold")
#for y in (85mm, 128.5mm, 190mm) {{
  place(top + left, dx: -20mm, dy: y, pdf.artifact(line(length: 3mm, stroke: 0.25pt))) }}
#v(25mm)
#grid(columns: (100mm, 65mm), [
  #text(8pt)[{return_line}]
  #v(6mm)
  {address}
], grid(columns: (32mm, 33mm), row-gutter: 4pt, {info}))
#v(12mm)
= {subject}
#v(4mm)
{body}
#v(25mm)
{signature}
"""


class Typst:
    """One Compiler, as the issue asks."""

    def __init__(self, fonts: Path) -> None:
        import typst

        self._compiler = typst.Compiler(root=str(fonts), font_paths=[str(fonts)], ignore_system_fonts=True)

    def __call__(self, letter: Letter) -> bytes:
        source = self._source(letter).encode()
        done = self._compiler.compile(input=source, format="pdf", pdf_standards=["a-2a", "ua-1"])
        assert isinstance(done, bytes)
        return done

    def _source(self, letter: Letter) -> str:
        return TYPST.format(
            title=json.dumps(letter.title, ensure_ascii=False),
            author=json.dumps(letter.author, ensure_ascii=False),
            day=int(letter.date[-2:]),
            return_line=_escaped(letter.return_line),
            address="\\\n".join(map(_escaped, (*letter.remarks, *letter.address))),
            info="".join(
                f"text(8pt)[{_escaped(r.label)}], text(10pt)[{_escaped(r.value)}]," for r in letter.info
            ),
            subject=_escaped(subject(letter)),
            body="\n\n".join(self._block(block) for block in letter.blocks if block.kind != "subject"),
            signature="\\\n".join(f"{_escaped(p.name)} \\\n {_escaped(p.office)}" for p in letter.signatures),
        )

    def _block(self, block: LetterBlock) -> str:
        out = []
        for row in block.rows:
            text = "".join(map(self._run, row.runs))
            out.append("  " * row.level + f"- {text}" if row.kind == "item" else text)
        joint = "\n" if any(row.kind == "item" for row in block.rows) else "\n\n"
        return joint.join(out)

    @staticmethod
    def _run(run: Run) -> str:
        text = _escaped(run.text)
        if run.bold:
            text = f"#strong[{text}]"
        if run.italic:
            text = f"#emph[{text}]"
        return f'#text(lang: "{run.lang}")[{text}]' if run.lang else text


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\#$*_`<>@[]=-+/~\"'" else char for char in text)


# -- WeasyPrint ---------------------------------------------------------------------

CSS = """
@page {{ size: A4; margin: 20mm 20mm 20mm 25mm }}
{faces}
body {{ font: 11pt/1.2 'Source Sans 3'; hyphens: auto }}
h1 {{ font-size: 11pt }} .small {{ font-size: 8pt }} .head {{ display: flex; margin-top: 25mm }}
.to {{ width: 100mm }} .room {{ height: 25mm }} p {{ margin: 0 0 1.2em }}
"""
FILES = {"regular": (400, "normal"), "bold": (700, "normal"), "italic": (400, "italic")}


class WeasyPrint:
    """Style sheet and fonts are read once."""

    def __init__(self, fonts: Path) -> None:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        self._html = weasyprint.HTML
        self._fonts = FontConfiguration()
        faces = "".join(
            f"@font-face {{ font-family: '{FAMILY}'; font-weight: {weight}; font-style: {style};"
            f" src: url('{(fonts / 'source-sans-3' / name).as_uri()}.ttf') }}\n"
            for name, (weight, style) in FILES.items()
        )
        self._css = weasyprint.CSS(string=CSS.format(faces=faces), font_config=self._fonts)

    def __call__(self, letter: Letter) -> bytes:
        done = self._html(string=self._source(letter)).write_pdf(
            stylesheets=[self._css], font_config=self._fonts, pdf_variant="pdf/ua-1"
        )
        assert isinstance(done, bytes)
        return done

    def _source(self, letter: Letter) -> str:
        info = "".join(f"<p><span class=small>{e(r.label)}</span> {e(r.value)}</p>" for r in letter.info)
        to = "<br>".join(map(e, (*letter.remarks, *letter.address)))
        body = "".join(self._block(block) for block in letter.blocks if block.kind != "subject")
        names = "".join(f"<p>{e(person.name)}<br>{e(person.office)}</p>" for person in letter.signatures)
        return (
            f"<html lang=de><head><title>{e(letter.title)}</title></head><body><div class=head><div class=to>"
            f"<p class=small>{e(letter.return_line)}</p><p>{to}</p></div><div>{info}</div></div>"
            f"<h1>{e(subject(letter))}</h1>{body}<div class=room></div>{names}</body></html>"
        )

    def _block(self, block: LetterBlock) -> str:
        out = ""
        for row in block.rows:
            text = "".join(self._run(run) for run in row.runs)
            out += f"<ul><li>{text}</li></ul>" if row.kind == "item" else f"<p>{text}</p>"
        return out

    @staticmethod
    def _run(run: Run) -> str:
        tag = "b" if run.bold else "i" if run.italic else "span"
        return f"<{tag} lang={run.lang or 'de'}>{e(run.text)}</{tag}>"


e = html.escape

# -- fpdf2 --------------------------------------------------------------------------


class Fpdf2:
    """Fonts are read for each document: the library keeps none."""

    def __init__(self, fonts: Path) -> None:
        from fpdf import FPDF

        self._fpdf = FPDF
        self._folder = fonts / "source-sans-3"

    def __call__(self, letter: Letter) -> bytes:
        pdf = self._fpdf(enforce_compliance="PDF/A-2B")
        for style, name in (("", "regular"), ("B", "bold"), ("I", "italic")):
            pdf.add_font(FAMILY, style, self._folder / f"{name}.ttf")
        pdf.set_margins(25, 20, 20)
        pdf.set_title(letter.title)
        pdf.set_lang("de-DE")
        pdf.add_page()
        pdf.set_font(FAMILY, size=11)
        pdf.set_y(45)
        for line in (letter.return_line, *letter.remarks, *letter.address):
            pdf.multi_cell(80, 4.233, line, new_x="LMARGIN", new_y="NEXT")
        for row in letter.info:
            pdf.multi_cell(165, 4.233, f"{row.label} {row.value}", new_x="LMARGIN", new_y="NEXT")
        for block in letter.blocks:
            pdf.ln(4.66)
            for row in block.rows:
                for run in row.runs:
                    bold = run.bold or block.kind == "subject"
                    pdf.set_font(FAMILY, "B" if bold else "I" if run.italic else "", 11)
                    pdf.write(4.66, ("• " if row.kind == "item" else "") + run.text)
                pdf.ln(4.66)
        pdf.ln(25)
        for person in letter.signatures:
            pdf.multi_cell(165, 4.66, f"{person.name}\n{person.office}", new_x="LMARGIN", new_y="NEXT")
        return bytes(pdf.output())


# -- LibreOffice --------------------------------------------------------------------

FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
{paragraphs}</office:text></office:body></office:document>"""
EXPORT = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)


class LibreOffice:
    """A fresh process for each letter; raises FileNotFoundError where it is not installed."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("soffice")
        if program is None:
            raise FileNotFoundError("soffice")
        self._folder = folder
        self._command = [program, f"-env:UserInstallation={folder.as_uri()}/profile", "--headless"]

    def __call__(self, letter: Letter) -> bytes:
        source, target = self._folder / "letter.fodt", self._folder / "letter.pdf"
        texts = [letter.return_line, *letter.remarks, *letter.address]
        texts += [f"{row.label} {row.value}" for row in letter.info]
        texts += [plain(block) for block in letter.blocks]
        texts += [f"{person.name}, {person.office}" for person in letter.signatures]
        paragraphs = "".join(f"<text:p>{e(text)}</text:p>" for text in texts)
        source.write_text(FODT.format(paragraphs=paragraphs), "utf-8")
        target.unlink(missing_ok=True)
        convert = [*self._command, "--convert-to", EXPORT, "--outdir", str(self._folder), str(source)]
        subprocess.run(convert, check=True, capture_output=True, timeout=300)
        return target.read_bytes()
