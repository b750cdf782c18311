"""A ReportLab canvas that can only write tagged text and artifacts.

Text always belongs to a structure element, everything else is an artifact: so no content
can be left unmarked.  What stock ReportLab writes and PDF/A forbids (no end of line before
`endstream`, Helvetica in the page's preamble, an empty page transition) is replaced here,
not patched in the library.
"""

from __future__ import annotations

import hashlib
import io
import math
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from loi_desktop.pdf.colour import srgb_profile
from loi_desktop.pdf.fontset import FontSet
from loi_desktop.pdf.geometry import PAGE_HEIGHT_PT, PAGE_WIDTH_PT
from loi_desktop.pdf.metadata import Metadata
from loi_desktop.pdf.objects import File, Node, Raw, stream_parts, text_string
from loi_desktop.pdf.structure import Annotated, Element, TreeRoot

_PAGE_BOX: Final = b"[0 0 %.4f %.4f]" % (PAGE_WIDTH_PT, PAGE_HEIGHT_PT)


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """One letter being written.  Coordinates in points from the top left corner."""

    def __init__(self, metadata: Metadata, fonts: FontSet) -> None:
        super().__init__(
            io.BytesIO(),
            pagesize=(PAGE_WIDTH_PT, PAGE_HEIGHT_PT),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=metadata.lang,
        )
        self._metadata = metadata
        self._fonts = fonts
        self._font_dictionary = Raw()
        self.tree = TreeRoot()
        self.document = Element("Document", self.tree)
        self._pages: list[Raw] = []
        self._page_tree = Raw()
        self._page = Raw()
        self._forms: dict[str, Raw] = {}
        self._forms_here: list[str] = []
        self._annotations: list[Raw] = []
        self._open: Element | None = None
        self._marked: list[Element] = []
        self._fields: list[Raw] = []
        self._files: list[tuple[bytes, Raw]] = []
        self._digest = hashlib.sha256(metadata.xmp())

    # -- content ------------------------------------------------------------------

    def text(self, element: Element, x: float, baseline: float, size: float, style: int, text: str) -> None:
        """`text` as content of `element`, its baseline at `baseline`.

        Raises KeyError for a character that the style's face cannot draw.
        """
        if self._open is not element:
            self._close()
            self._begin(element)
        self._code.append(f"1 0 0 1 {x:.3f} {PAGE_HEIGHT_PT - baseline:.3f} Tm")
        self._code.append(self._fonts.operators(style, size, text))

    def _begin(self, element: Element) -> None:
        number = len(self._marked)
        self._marked.append(element)
        element.kids.append((self._page, number))
        self._code.append(f"/{element.role} <</MCID {number}>> BDC BT")
        self._open = element

    def _close(self) -> None:
        if self._open is not None:
            self._code.append("ET EMC")
            self._open = None

    @contextmanager
    def artifact(self, kind: str, subtype: str = "") -> Iterator[None]:
        """What is drawn inside is no content: `kind` Pagination, Layout or Page."""
        self._close()
        more = f" /Subtype /{subtype}" if subtype else ""
        self._code.append(f"/Artifact <</Type /{kind}{more}>> BDC")
        yield
        self._code.append("EMC")

    def artifact_text(self, x: float, baseline: float, size: float, style: int, text: str) -> None:
        """Text inside an artifact."""
        self._code.append(f"BT 1 0 0 1 {x:.3f} {PAGE_HEIGHT_PT - baseline:.3f} Tm")
        self._code.append(self._fonts.operators(style, size, text) + " ET")

    def slanted_text(
        self, x: float, y: float, angle: float, look: tuple[float, int, float], text: str
    ) -> None:
        """Text inside an artifact, turned by `angle` (radians); `look`: size, style, grey."""
        size, style, grey = look
        sine, cosine = math.sin(angle), math.cos(angle)
        self._code.append(
            f"q {grey:g} g BT {cosine:.5f} {sine:.5f} {-sine:.5f} {cosine:.5f} "
            f"{x:.3f} {PAGE_HEIGHT_PT - y:.3f} Tm"
        )
        self._code.append(self._fonts.operators(style, size, text) + " ET Q")

    def underlay(
        self,
        name: str,
        pieces: tuple[tuple[bytes | int, ...], ...],
        root: int,
        placing: tuple[float, float, float, float],
    ) -> None:
        """Draw the frozen form `pieces[root]` inside an artifact; it is stored once.
        `placing`: scale in x and y, then the lower left corner in points.
        """
        if name not in self._forms:
            objects = [Raw() for _ in pieces]
            for target, parts in zip(objects, pieces, strict=True):
                target.parts = [objects[part] if isinstance(part, int) else part for part in parts]
            self._forms[name] = objects[root]
        self._forms_here.append(name)
        scale_x, scale_y, x, y = placing
        self._code.append(f"q {scale_x:.6g} 0 0 {scale_y:.6g} {x:.3f} {y:.3f} cm /{name} Do Q")

    def signature_field(
        self, element: Element, name: str, box: tuple[float, float, float, float], said: str
    ) -> None:
        """An empty signature field at `box` (left, top, right, bottom), described by `said`,
        as the only content of `element` (a Form).
        """
        left, top, right, bottom = box
        look = Raw(
            stream_parts(
                b"/Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f] /Resources << >>"
                % (right - left, bottom - top),
                b"",
                deflate=False,
            )
        )
        place = (left, PAGE_HEIGHT_PT - bottom, right, PAGE_HEIGHT_PT - top)
        field = Raw(
            b"<< /Type /Annot /Subtype /Widget /FT /Sig /T %s /TU %s"
            % (text_string(name), text_string(said)),
            b" /F 4 /Rect [%.2f %.2f %.2f %.2f] /StructParent %d /P " % (*place, self.tree.row(element)),
            self._page,
            b" /AP << /N ",
            look,
            b" >> >>",
        )
        element.kids.append(Annotated(field, self._page))
        self._annotations.append(field)
        self._fields.append(field)

    def link(self, element: Element, box: tuple[float, float, float, float], address: str) -> None:
        """A link at `box` (left, top, right, bottom) to an ASCII `address`, part of `element`."""
        left, top, right, bottom = box
        shown = text_string(address)
        place = (left, PAGE_HEIGHT_PT - bottom, right, PAGE_HEIGHT_PT - top, self.tree.row(element))
        annotation = Raw(
            b"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0]"
            b" /Rect [%.2f %.2f %.2f %.2f] /StructParent %d" % place,
            b" /Contents %s /A << /S /URI /URI %s >> >>" % (shown, shown),
        )
        element.kids.append(Annotated(annotation, self._page))
        self._annotations.append(annotation)

    def attach(self, name: str, data: bytes, description: str) -> None:
        """A JSON file inside the PDF (PDF/A-3), as data that belongs to the letter."""
        check = hashlib.md5(data, usedforsecurity=False).hexdigest().encode()
        size = b"/ModDate %s /Size %d /CheckSum <%s>" % (self._metadata.pdf_date(), len(data), check)
        head = b"/Type /EmbeddedFile /Subtype /application#2Fjson /Params << %s >>" % size
        file = Raw(stream_parts(head, data))
        label = text_string(name)
        self._files.append(
            (
                label,
                Raw(
                    b"<< /Type /Filespec /F %s /UF %s /Desc %s" % (label, label, text_string(description)),
                    b" /AFRelationship /Data /EF << /F ",
                    file,
                    b" /UF ",
                    file,
                    b" >> >>",
                ),
            )
        )
        self._digest.update(data)

    def depends_on(self, what: str) -> None:
        """Let the file's identifier depend on something that is drawn from outside."""
        self._digest.update(what.encode("utf-8", "replace"))

    # -- pages --------------------------------------------------------------------

    def _make_preamble(self) -> None:
        """No preamble: stock ReportLab selects Helvetica in it, which is not embedded."""
        self._preamble = ""

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        """Finish the page."""
        self._close()
        code = "\n".join(self._code).encode("latin-1")
        self._digest.update(code)
        parts: list[bytes | Node] = [
            b"<< /Type /Page /MediaBox %s /Tabs /S /StructParents %d"
            % (_PAGE_BOX, self.tree.row(self._marked)),
            b" /Parent ",
            self._page_tree,
            b" /Contents ",
            Raw(b"<< /Filter /FlateDecode " + _deflated(code)),
            b" /Resources << /ProcSet [/PDF /Text /ImageB /ImageC /ImageI] /Font ",
            self._font_dictionary,
        ]
        if self._forms_here:
            parts.append(b" /XObject <<")
            for name in dict.fromkeys(self._forms_here):
                parts += [b" /%s " % name.encode("ascii"), self._forms[name]]
            parts.append(b" >>")
        parts.append(b" >>")
        if self._annotations:
            parts += [b" /Annots [", *_spaced(self._annotations), b" ]"]
        self._page.parts = (*parts, b" >>")
        self._pages.append(self._page)
        self._page = Raw()
        self._marked, self._annotations, self._forms_here = [], [], []
        self._startPage()

    # -- the file -----------------------------------------------------------------

    def finish(self) -> bytes:
        """The whole file."""
        self._fonts.write(self._font_dictionary)
        count = b" ] /Count %d >>" % len(self._pages)
        self._page_tree.parts = (b"<< /Type /Pages /Kids [", *_spaced(self._pages), count)
        identifier = self._digest.hexdigest()[:32].encode("ascii")
        return File().written(self._catalog(), Raw(self._metadata.info()), identifier)

    def _catalog(self) -> Raw:
        xmp = stream_parts(b"/Type /Metadata /Subtype /XML", self._metadata.xmp(), deflate=False)
        parts: list[bytes | Node] = [
            b"<< /Type /Catalog /PageMode /UseNone /MarkInfo << /Marked true >>",
            b" /ViewerPreferences << /DisplayDocTitle true >> /Lang ",
            text_string(self._metadata.lang),
            b" /Pages ",
            self._page_tree,
            b" /StructTreeRoot ",
            self.tree,
            b" /Metadata ",
            Raw(xmp),
            b" /OutputIntents [",
            _output_intent(),
            b"]",
        ]
        if self._files:
            names: list[bytes | Node] = [part for label, file in self._files for part in (label, b" ", file)]
            parts += [b" /Names << /EmbeddedFiles << /Names [", *names, b"] >> >>"]
            parts += [b" /AF [", *_spaced([file for _, file in self._files]), b" ]"]
        if self._fields:
            parts += [b" /AcroForm << /SigFlags 1 /Fields [", *_spaced(self._fields), b" ] >>"]
        return Raw(*parts, b" >>")


def _spaced(nodes: list[Raw]) -> list[bytes | Node]:
    return [part for node in nodes for part in (b" ", node)]


def _output_intent() -> Raw:
    profile = srgb_profile()
    return Raw(
        b"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
        b" /Info (sRGB IEC61966-2.1) /RegistryName (http://www.color.org) /DestOutputProfile ",
        Raw(b"<< /N 3 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(profile), profile)),
        b" >>",
    )


def _deflated(code: bytes) -> bytes:
    packed = zlib.compress(code, 6)
    return b"/Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
