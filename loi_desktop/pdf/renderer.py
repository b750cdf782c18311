"""The door of this room: a letter and a letterhead become the bytes of a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from loi_desktop.errors import InputError
from loi_desktop.model.background import Background
from loi_desktop.model.findings import Finding
from loi_desktop.model.letter import Letter
from loi_desktop.model.page import Rendered
from loi_desktop.paths import resources
from loi_desktop.pdf import geometry as g
from loi_desktop.pdf.areas import areas
from loi_desktop.pdf.body import Body, body, note_atoms
from loi_desktop.pdf.canvas import TaggedCanvas
from loi_desktop.pdf.check import leaves_the_norm, missing_glyphs
from loi_desktop.pdf.families import Book, Family
from loi_desktop.pdf.flow import Atom, Frame, Pages, Placed, paginate
from loi_desktop.pdf.fontset import FontSet
from loi_desktop.pdf.geometry import pt
from loi_desktop.pdf.head import Head, head
from loi_desktop.pdf.hyphenation import Hyphenation
from loi_desktop.pdf.metadata import metadata
from loi_desktop.pdf.ownfonts import OwnFonts
from loi_desktop.pdf.paint import Painter, kept_free_mm, page_number_bottom_mm
from loi_desktop.pdf.structure import Element, TreeRoot
from loi_desktop.pdf.typesetter import Typesetter
from loi_desktop.pdf.words import words

ATTACHMENT: Final = "loi-angaben.json"
HYPHENATED: Final = ("de", "en")


class Renderer:
    """Makes PDF/A-2a (3a with data) and PDF/UA-1 files.  Fonts are read when first used and
    kept; one letter at a time.  `fonts` holds the shipped families, `own` the municipality's.
    """

    def __init__(self, fonts: Path, own: OwnFonts | None = None) -> None:
        self._book = Book(fonts, own)
        self._setters: dict[tuple[Family, str], Typesetter] = {}
        self._hyphenations: dict[str, Hyphenation] = {}

    def families(self) -> tuple[str, ...]:
        """The font families to choose from, the default first."""
        return self._book.families()

    def check(self, letter: Letter) -> tuple[Finding, ...]:
        """Errors: characters that cannot be drawn, a head longer than its page.  Notices:
        texts longer than their zone, with the millimetres.
        """
        setter = self._setter(letter)
        missing = missing_glyphs(letter, setter.face, self._book.drawing)
        if missing:
            return missing
        top = head(letter, _scratch(), setter)
        return leaves_the_norm(top, _frame(1, None, numbered=False).bottom)

    def render(
        self,
        letter: Letter,
        background: Background | None = None,
        *,
        draft: bool = False,
        attachment: bytes | None = None,
        preprinted: bool = False,
    ) -> Rendered:
        """The PDF of `letter` on `background` (None: plain paper; with `preprinted` its
        margins are kept and it is not drawn).

        The same arguments give the same bytes.  `draft` lays ENTWURF on every page;
        `attachment` is the public view as JSON.  Raises InputError with the code of the
        first finding of severity error.
        """
        setter = self._setter(letter)
        _raise_first(missing_glyphs(letter, setter.face, self._book.drawing))
        language = words(letter.language)
        fonts = FontSet(setter.face)
        about = metadata(
            letter.title, letter.author, language.tag, letter.date, 2 if attachment is None else 3
        )
        canvas = TaggedCanvas(about, fonts)
        layout = _Layout(letter, canvas.document, setter, background)
        _raise_first(leaves_the_norm(layout.head, _frame(1, background, numbered=False).bottom))
        pages = layout.pages()
        painter = Painter(canvas, fonts, letter, background, draft=draft, preprinted=preprinted)
        for number, placed in enumerate(pages, start=1):
            painter.page(number, len(pages), placed)
        if attachment is not None:
            canvas.attach(ATTACHMENT, attachment, language.data)
        return Rendered(canvas.finish(), len(pages), areas(pages), layout.signature_alone)

    def _setter(self, letter: Letter) -> Typesetter:
        key = (self._book.family(letter.font), letter.language)
        if key not in self._setters:
            family, language = key
            self._setters[key] = Typesetter(
                lambda style: self._book.face(family, style),
                lambda lang: self._hyphenation(lang.partition("-")[0] or language),
            )
        return self._setters[key]

    def _hyphenation(self, language: str) -> Hyphenation | None:
        if language not in HYPHENATED:
            return None
        if language not in self._hyphenations:
            self._hyphenations[language] = Hyphenation(resources() / "hyphenation" / f"{language}.txt")
        return self._hyphenations[language]


class _Layout:
    """Head and body on pages."""

    def __init__(
        self, letter: Letter, document: Element, setter: Typesetter, background: Background | None
    ) -> None:
        self.head: Head = head(letter, document, setter)
        self._notes: list[Atom] = note_atoms(letter, document, setter)
        self._body: Body = body(letter, document, setter)
        self._background = background
        self.signature_alone = False

    def pages(self) -> list[Sequence[Placed]]:
        """What stands on each page."""
        notes, subject = self._place_notes()
        found = self._paginate(subject, numbered=False)
        if len(found.pages) > 1:
            found = self._paginate(subject, numbered=True)
        start = self._body.company_start
        self.signature_alone = len(found.pages) > 1 and 0 <= start <= found.starts[-1]
        return [(*self.head.placed, *notes, *found.pages[0]), *found.pages[1:]]

    def _place_notes(self) -> tuple[list[Placed], float]:
        """The note stands in the blank lines above the subject: one stays blank below it."""
        height = sum(atom.height for atom in self._notes)
        if not self._notes:
            return [], self.head.subject
        field_end = self.head.subject - 2 * g.FIXED_PITCH_PT
        subject = max(self.head.subject, field_end + height + g.FIXED_PITCH_PT)
        y = subject - g.FIXED_PITCH_PT - height
        placed = []
        for atom in self._notes:
            placed.append(Placed(atom, y))
            y += atom.height
        return placed, subject

    def _paginate(self, subject: float, *, numbered: bool) -> Pages:
        first = _frame(1, self._background, numbered=numbered)
        following = _frame(2, self._background, numbered=numbered)
        return paginate(self._body.atoms, Frame(subject, first.bottom), following)


def _frame(number: int, background: Background | None, *, numbered: bool) -> Frame:
    """Where text may stand on page `number`: above its number, one line apart, if it has one."""
    top = g.FOLLOWING_TOP_MM
    if background is not None and number > 1:
        top = max(top, background.following_top_mm)
    bottom = max(g.BOTTOM_MM, kept_free_mm(number, background))
    if numbered:
        bottom = max(bottom, page_number_bottom_mm(number, background) + g.mm(2 * g.FIXED_PITCH_PT))
    return Frame(pt(top), g.PAGE_HEIGHT_PT - pt(bottom))


def _scratch() -> Element:
    return Element("Document", TreeRoot())


def _raise_first(findings: Sequence[Finding]) -> None:
    for finding in findings:
        if finding.severity == "error":
            raise InputError(finding.code, **finding.data)
