"""From the form to the page: wording, findings and the preview's bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from loi_desktop.errors import InputError
from loi_desktop.model.background import Background
from loi_desktop.model.call import Call, Localised
from loi_desktop.model.declaration import Declaration, Form, Language
from loi_desktop.model.findings import Finding, errors
from loi_desktop.model.letter import Letter
from loi_desktop.model.normal import normalise
from loi_desktop.model.page import Rendered
from loi_desktop.model.text import RichText
from loi_desktop.services.calls import Calls
from loi_desktop.services.clock import Clock
from loi_desktop.services.letterheads import Letterheads
from loi_desktop.services.origins import at_origin
from loi_desktop.wording import compose as wording

if TYPE_CHECKING:
    from loi_desktop.pdf.renderer import Renderer

# Where the letterhead's print may end: above the address field of each form (letter.md §3).
_ADDRESS_FROM_MM: dict[Form, float] = {"A": 27.0, "B": 45.0}


class Drawn(Struct, frozen=True):
    """A letter and its page; None where `fault` keeps it from being drawn."""

    letter: Letter
    rendered: Rendered | None
    fault: Finding | None = None


class Preview(Struct, frozen=True):
    """What the window shows: the letter as text, its findings, and the page (None only
    when a finding of severity error keeps it from being drawn).
    """

    letter: Letter
    findings: tuple[Finding, ...]
    rendered: Rendered | None


class BlockView(Struct, frozen=True):
    """A paragraph as the form shows it, in the declaration's language.

    `on` is the check box, `shown` whether it stands in the letter as things are; `rows` are
    stored rows, `words` what each placeholder in them says now (a line a row, empty where
    nothing was filled in); `asks` names the form's fields that the call's text is about
    (topics, experience, partner, council, contact); `statements` what the funder needs it for.
    """

    id: str
    name: Localised
    place: str
    on: bool
    shown: bool
    movable: bool
    changed: bool
    rows: RichText
    words: Mapping[str, str]
    asks: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    field: str = ""


class Composer:
    """Turns a declaration into a letter, and a letter into a page."""

    def __init__(
        self, calls: Calls, letterheads: Letterheads, renderer: Callable[[], Renderer], clock: Clock
    ) -> None:
        self._calls = calls
        self._letterheads = letterheads
        self._renderer = renderer
        self._clock = clock

    def call(self, declaration: Declaration) -> Call:
        """The call that `declaration` answers.  Raises InputError (`call.unknown`)."""
        return self._calls.get(declaration.call)

    def compose(self, declaration: Declaration, language: Language | None = None) -> wording.Composed:
        """The letter's text with every finding of text, font and letterhead."""
        declaration = normalise(declaration)
        call = self.call(declaration)
        composed = wording.compose(declaration, call, today=self._clock.today(), language=language)
        said = at_origin((*composed.findings, *self._renderer().check(composed.letter)), declaration)
        findings = (*said, *self._letterhead_findings(declaration))
        return msgspec.structs.replace(composed, findings=findings)

    def preview(self, declaration: Declaration, language: Language | None = None) -> Preview:
        """The page as the Reinschrift would be, and what is to be said of it."""
        drawn = self.draw(declaration, language)
        return Preview(drawn.letter, self.findings(declaration, drawn, language), drawn.rendered)

    def draw(self, declaration: Declaration, language: Language | None = None) -> Drawn:
        """The page alone: what follows each key."""
        declaration = normalise(declaration)
        today = self._clock.today()
        letter = wording.letter_alone(declaration, self.call(declaration), today=today, language=language)
        try:
            return Drawn(letter, self.render(letter, self.background(declaration)))
        except InputError as error:
            if not error.code.startswith("pdf."):
                raise
            return Drawn(letter, None, self._fault(letter, declaration, error))

    def _fault(self, letter: Letter, declaration: Declaration, error: InputError) -> Finding:
        """What `error` speaks of, at the field that was typed into."""
        found = errors(at_origin(self._renderer().check(letter), declaration))
        return next((f for f in found if f.code == error.code), Finding(error.code, "error"))

    def findings(
        self, declaration: Declaration, drawn: Drawn, language: Language | None = None
    ) -> tuple[Finding, ...]:
        """What is to be said of a page that `draw` has made of `declaration`."""
        found = self.compose(declaration, language).findings
        if drawn.rendered and drawn.rendered.signature_alone and not declaration.layout.one_page:
            fits = self._fits_one_page(declaration, language)
            code = "letter.signature-alone" if fits else "letter.signature-alone-stays"
            return (*found, Finding(code, "notice", "layout.one_page"))
        if drawn.rendered and drawn.rendered.pages > 1 and declaration.layout.one_page:
            return (*found, Finding("letter.not-one-page", "notice", "layout.one_page"))
        return found

    def _fits_one_page(self, declaration: Declaration, language: Language | None) -> bool:
        """Whether setting it closer would bring the letter onto one page: it is tried."""
        layout = msgspec.structs.replace(declaration.layout, one_page=True)
        tried = self.draw(msgspec.structs.replace(declaration, layout=layout), language).rendered
        return tried is not None and tried.pages == 1

    def render(
        self,
        letter: Letter,
        background: Background | None,
        *,
        draft: bool = False,
        attachment: bytes | None = None,
        preprinted: bool = False,
    ) -> Rendered:
        """The bytes of `letter` on `background`, or with its margins for paper that carries it."""
        return self._renderer().render(
            letter, background, draft=draft, attachment=attachment, preprinted=preprinted
        )

    def background(self, declaration: Declaration) -> Background | None:
        """The declaration's letterhead; None where it has none, or one that is not installed."""
        return self._letterheads.find(declaration.layout.letterhead)

    def text(self, declaration: Declaration, language: Language | None = None) -> str:
        """The letter as text, for Word and the clipboard."""
        call = self.call(declaration)
        composed = wording.compose(normalise(declaration), call, today=self._clock.today(), language=language)
        return wording.plain_text(composed.letter)

    def blocks(self, declaration: Declaration) -> tuple[BlockView, ...]:
        """The letter's paragraphs in their order.  Raises InputError (`call.unknown`)."""
        call = self.call(declaration)
        declaration = normalise(declaration)
        return tuple(
            self._view(block, declaration, call) for block in wording.effective_blocks(declaration, call)
        )

    def _view(self, block: wording.EffectiveBlock, declaration: Declaration, call: Call) -> BlockView:
        language = declaration.layout.language
        rows = block.text(language)
        original = call.block(block.id.removeprefix("call:"))
        today = self._clock.today()
        return BlockView(
            id=block.id,
            name=block.name,
            place=block.place,
            on=block.on,
            shown=block.shown,
            movable=block.movable,
            changed=block.changed_en if language == "en" else block.changed_de,
            rows=rows,
            words={
                name: wording.placeholder_text(name, declaration, call, language, today)
                for name in _placeholders(rows)
            },
            asks=_placeholders(original.text(language)) if original else (),
            statements=block.statements,
            field=block.field,
        )

    def families(self) -> tuple[str, ...]:
        """The fonts a letter can be set in, the usual one first."""
        return self._renderer().families()

    def missing(self, declaration: Declaration) -> tuple[Finding, ...]:
        """What still keeps the Reinschrift from being made."""
        return errors(self.compose(declaration).findings)

    def _letterhead_findings(self, declaration: Declaration) -> tuple[Finding, ...]:
        wanted = declaration.layout.letterhead
        if not wanted:
            return (Finding("letterhead.none", "notice", "layout.letterhead"),)
        background = self.background(declaration)
        if background is None:
            return (Finding("letterhead.unknown", "error", "layout.letterhead", {"ref": wanted}),)
        limit = _ADDRESS_FROM_MM[declaration.layout.form]
        if background.first.top_free_mm > limit:
            data = {"mm": round(background.first.top_free_mm), "form": declaration.layout.form}
            return (Finding("letterhead.under-address", "notice", "layout.form", data),)
        return ()


def _placeholders(rows: RichText) -> tuple[str, ...]:
    return tuple(run.placeholder for row in rows for run in row.runs if run.placeholder)
