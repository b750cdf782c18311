"""The structure tree that screen readers and archives read (PDF 1.7, 14.7)."""

from __future__ import annotations

from loi_desktop.pdf.objects import File, Node, text_string


class Annotated:
    """An annotation (field, link) as content of an element."""

    __slots__ = ("annotation", "page")

    def __init__(self, annotation: Node, page: Node) -> None:
        self.annotation = annotation
        self.page = page


class Element(Node):
    """A structure element: `role` is a standard type (P, H1, L, LI …), `lang` a BCP 47 tag
    where it differs from the parent's, `attributes` a dictionary as it is written.

    Its kids are elements, annotations, and marked contents as page and number.
    """

    __slots__ = ("attributes", "kids", "lang", "parent", "role")

    def __init__(
        self, role: str, parent: Element | TreeRoot, *, lang: str = "", attributes: bytes = b""
    ) -> None:
        self.reference = b""
        self.role = role
        self.parent = parent
        self.lang = lang
        self.attributes = attributes
        self.kids: list[Element | tuple[Node, int] | Annotated] = []
        parent.kids.append(self)

    def child(self, role: str, *, lang: str = "", attributes: bytes = b"") -> Element:
        """A new element at the end of this one."""
        return Element(role, self, lang=lang, attributes=attributes)

    def content(self, file: File) -> bytes:
        """The element's dictionary; the page of its first content is the page of all that
        name none.
        """
        page: Node | None = None
        kids = []
        for kid in self.kids:
            if kid.__class__ is tuple:
                place, number = kid
                page = place if page is None else page
                kids.append(
                    b"%d" % number
                    if place is page
                    else b"<< /Type /MCR /Pg %s /MCID %d >>" % (file.reference(place), number)
                )
            elif isinstance(kid, Element):
                kids.append(file.reference(kid))
            elif isinstance(kid, Annotated):
                refer = (file.reference(kid.annotation), file.reference(kid.page))
                kids.append(b"<< /Type /OBJR /Obj %s /Pg %s >>" % refer)
        # A field stands alone and without brackets: so pyHanko finds the way to it, and accepts
        # that a second person signs.
        lone = len(kids) == 1 and isinstance(self.kids[0], Annotated)
        return b"<< /Type /StructElem /S /%s /P %s%s%s%s /K %s >>" % (
            self.role.encode("ascii"),
            file.reference(self.parent),
            b"" if page is None else b" /Pg " + file.reference(page),
            b" /Lang " + text_string(self.lang) if self.lang else b"",
            b" /A " + self.attributes if self.attributes else b"",
            kids[0] if lone else b"[" + b" ".join(kids) + b"]",
        )


class TreeRoot(Node):
    """The root, with the way back from marked content to its element (ParentTree)."""

    __slots__ = ("_rows", "kids")

    def __init__(self) -> None:
        super().__init__()
        self.kids: list[Element] = []
        self._rows: list[list[Element] | Element] = []

    def row(self, elements: list[Element] | Element) -> int:
        """The key of a new row: a page's marked contents, or an annotation's element."""
        self._rows.append(elements)
        return len(self._rows) - 1

    def content(self, file: File) -> bytes:
        """The root's dictionary with the whole ParentTree in it."""
        rows = []
        for key, row in enumerate(self._rows):
            if isinstance(row, Element):
                rows.append(b"%d %s" % (key, file.reference(row)))
            else:
                rows.append(b"%d [%s]" % (key, b" ".join(map(file.reference, row))))
        kids = b" ".join(map(file.reference, self.kids))
        return b"<< /Type /StructTreeRoot /K [%s] /ParentTree << /Nums [%s] >> /ParentTreeNextKey %d >>" % (
            kids,
            b" ".join(rows),
            len(self._rows),
        )
