"""The structure tree that screen readers and archives read (PDF 1.7, 14.7)."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

from loi_desktop.pdf.objects import reference, text_string


class Element(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """A structure element: `role` is a standard type (P, H1, L, LI …), `lang` a BCP 47 tag
    where it differs from the parent's, `attributes` a dictionary as it is written.
    """

    __RefOnly__ = 1

    def __init__(
        self, role: str, parent: Element | TreeRoot, *, lang: str = "", attributes: bytes = b""
    ) -> None:
        self.role = role
        self.parent = parent
        self.lang = lang
        self.attributes = attributes
        self.kids: list[Element | tuple[Any, int] | Annotated] = []
        parent.kids.append(self)

    def child(self, role: str, *, lang: str = "", attributes: bytes = b"") -> Element:
        """A new element at the end of this one."""
        return Element(role, self, lang=lang, attributes=attributes)

    def format(self, document: Any) -> bytes:
        """The element's dictionary."""
        page = next((kid[0] for kid in self.kids if kid.__class__ is tuple), None)
        out = [b"<< /Type /StructElem /S /%s /P %s" % (self.role.encode(), reference(document, self.parent))]
        if page is not None:
            out.append(b"/Pg " + page.format(document))
        if self.lang:
            out.append(b"/Lang " + text_string(self.lang))
        if self.attributes:
            out.append(b"/A " + self.attributes)
        out.append(b"/K [" + b" ".join(self._kid(kid, page, document) for kid in self.kids) + b"] >>")
        return b" ".join(out)

    @staticmethod
    def _kid(kid: Element | tuple[Any, int] | Annotated, page: Any, document: Any) -> bytes:
        if isinstance(kid, Element):
            return reference(document, kid)
        if isinstance(kid, Annotated):
            place = kid.page.format(document)
            return b"<< /Type /OBJR /Obj %s /Pg %s >>" % (reference(document, kid.annotation), place)
        if kid[0].name == page.name:
            return b"%d" % kid[1]
        return b"<< /Type /MCR /Pg %s /MCID %d >>" % (kid[0].format(document), kid[1])


class Annotated:
    """An annotation (field, link) as content of an element."""

    __slots__ = ("annotation", "page")

    def __init__(self, annotation: Any, page: Any) -> None:
        self.annotation = annotation
        self.page = page


class TreeRoot(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """The root, with the way back from marked content to its element (ParentTree)."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.kids: list[Any] = []
        self._rows: list[list[Element] | Element] = []

    def row(self, elements: list[Element] | Element) -> int:
        """The key of a new row: a page's marked contents, or an annotation's element."""
        self._rows.append(elements)
        return len(self._rows) - 1

    def format(self, document: Any) -> bytes:
        """The root's dictionary with the whole ParentTree in it."""
        rows = []
        for key, row in enumerate(self._rows):
            if isinstance(row, Element):
                rows.append(b"%d %s" % (key, reference(document, row)))
            else:
                rows.append(b"%d [%s]" % (key, b" ".join(reference(document, e) for e in row)))
        kids = b" ".join(reference(document, kid) for kid in self.kids)
        return b"<< /Type /StructTreeRoot /K [%s] /ParentTree << /Nums [%s] >> /ParentTreeNextKey %d >>" % (
            kids,
            b" ".join(rows),
            len(self._rows),
        )
