"""What PDF/UA-1 (Matterhorn Protocol) and PDF/A-2a ask and pikepdf alone can decide.

A regression net that runs everywhere; veraPDF is the judge.  Each rule has a defect in
test_pdf_standards.py that it finds.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf

PAINTING = {
    "f",
    "F",
    "f*",
    "B",
    "B*",
    "b",
    "b*",
    "S",
    "s",
    "sh",
    "Tj",
    "TJ",
    "'",
    '"',
    "Do",
    "BI",
    "INLINE IMAGE",
}


def broken_rules(pdf: bytes) -> list[str]:
    """The rules that the file breaks, in words."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [*_catalog(file), *_tree(file), *_content(file), *_annotations(file), *_fonts(file)]


def _elements(node: pikepdf.Object, page: pikepdf.Object | None = None) -> Iterator[tuple]:
    """(element, parent, page of its contents) below `node`."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid, node, kid.get("/Pg", page)
            yield from _elements(kid, kid.get("/Pg", page))


def _kids(element: pikepdf.Object) -> list:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _catalog(file: pikepdf.Pdf) -> Iterator[str]:
    root = file.Root
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "not marked as tagged"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "title is not displayed"
    if not any(intent.get("/S") == "/GTS_PDFA1" for intent in root.get("/OutputIntents", [])):
        yield "no output intent"
    xmp = root.Metadata.read_bytes().decode() if "/Metadata" in root else ""
    if "<pdfuaid:part>1<" not in xmp:
        yield "no PDF/UA identification"
    if not re.search(r"<pdfaid:part>[23]<.*<pdfaid:conformance>A<", xmp):
        yield "no PDF/A identification"
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+<", xmp, re.DOTALL):
        yield "no title"
    if "/ID" not in file.trailer:
        yield "no identifier"


def _tree(file: pikepdf.Pdf) -> Iterator[str]:
    allowed = {"LI": "L", "Lbl": "LI", "LBody": "LI"}
    headings = []
    for element, parent, _ in _elements(file.Root.StructTreeRoot):
        role, above = str(element.S)[1:], str(parent.get("/S", "/"))[1:]
        if role in allowed and above != allowed[role]:
            yield f"{role} in {above}"
        if element.P.objgen != parent.objgen:
            yield f"wrong parent of {role}"
        if re.fullmatch("H[1-6]", role):
            headings.append(int(role[1]))
        if role == "Form" and len(_kids(element)) != 1:
            yield "Form with other kids than its field"
        if role == "L" and "/A" not in element:
            yield "list without numbering"
    if any(level > before + 1 for before, level in zip([0, *headings], headings, strict=False)):
        yield "heading level skipped"


def _parent_rows(file: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    nums = list(file.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): row for key, row in zip(nums[::2], nums[1::2], strict=True)}


def _claimed(file: pikepdf.Pdf) -> dict[tuple[tuple[int, int], int], pikepdf.Object]:
    """The element of each marked content, by page and number."""
    found = {}
    for element, _, page in _elements(file.Root.StructTreeRoot):
        for kid in _kids(element):
            if isinstance(kid, int):
                found[page.objgen, kid] = element
            elif kid.get("/Type") == "/MCR":
                found[kid.Pg.objgen, int(kid.MCID)] = element
    return found


def _content(file: pikepdf.Pdf) -> Iterator[str]:
    rows, claimed = _parent_rows(file), _claimed(file)
    for page in file.pages:
        row = rows[int(page.StructParents)]
        seen = set()
        for tag, number in _marked(page):
            if number is None:
                yield tag
                continue
            seen.add(number)
            element = claimed.get((page.obj.objgen, number))
            if element is None or str(element.S) != tag:
                yield f"marked content {number} is not in the tree"
            elif row[number].objgen != element.objgen:
                yield f"parent tree row wrong for {number}"
        if seen != {number for place, number in claimed if place == page.obj.objgen}:
            yield "tree names content that the page does not have"


def _marked(page: pikepdf.Page) -> Iterator[tuple[str, int | None]]:
    """Tag and number of each marked content; what is wrong comes without a number."""
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "BDC":
            depth += 1
            tag, properties = (str(instruction.operands[0]), instruction.operands[1])
            number = properties.get("/MCID")
            if number is not None:
                yield tag, int(number)
            elif tag != "/Artifact":
                yield f"{tag} without MCID", None
        elif operator == "EMC":
            depth -= 1
        elif operator in PAINTING and not depth:
            yield f"unmarked content {operator}", None
        if depth > 1:
            yield "nested marked content", None


def _annotations(file: pikepdf.Pdf) -> Iterator[str]:
    rows = _parent_rows(file)
    owners = {
        kid.Obj.objgen: element
        for element, _, _ in _elements(file.Root.StructTreeRoot)
        for kid in _kids(element)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    }
    roles = {"/Widget": "/Form", "/Link": "/Link"}
    for page in file.pages:
        annotations = list(page.get("/Annots", []))
        if annotations and page.get("/Tabs") != "/S":
            yield "tab order is not the structure's"
        for annotation in annotations:
            owner = owners.get(annotation.objgen)
            if owner is None or str(owner.S) != roles[str(annotation.Subtype)]:
                yield "annotation outside the structure"
            elif rows[int(annotation.get("/StructParent", 0))] != owner:
                yield "way back from the annotation is wrong"
            if int(annotation.get("/F", 0)) != 4:
                yield "annotation is not printed"
            if annotation.Subtype == "/Widget" and not str(annotation.get("/TU", "")):
                yield "field without description"
            if annotation.Subtype == "/Link" and not str(annotation.get("/Contents", "")):
                yield "link without description"
            if annotation.Subtype == "/Widget" and set(annotation.get("/AP", {}).keys()) != {"/N"}:
                yield "field without appearance"


def _fonts(file: pikepdf.Pdf) -> Iterator[str]:
    for page in file.pages:
        for font in page.Resources.Font.values():
            if "/FontFile2" not in font.FontDescriptor:
                yield "font is not embedded"
            if "/ToUnicode" not in font:
                yield "font without way back to Unicode"
            elif re.search(rb"<(0000|FEFF|FFFE)>\s*$", font.ToUnicode.read_bytes(), re.MULTILINE):
                yield "font leads to no character"
