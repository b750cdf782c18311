"""A one-page PDF made of a frozen sheet: what the letter will show, to look at and measure."""

from __future__ import annotations

from loi_desktop.model.background import Sheet


def one_page(sheet: Sheet) -> bytes:
    """A plain PDF with `sheet` and nothing else on one A4 page."""
    first = 4  # objects 1 to 3 are the catalogue, the pages, the page
    content = b"/L Do"
    box = b"[0 0 %.3f %.3f]" % (sheet.width_pt, sheet.height_pt)
    form = b"%d 0 R" % (first + 1 + sheet.root)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox " + box + b" /Contents 4 0 R"
        b" /Resources << /XObject << /L " + form + b" >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    for piece in sheet.pieces:
        parts = (b"%d 0 R" % (first + 1 + p) if isinstance(p, int) else p for p in piece.parts)
        objects.append(b"".join(parts))
    return _written(objects)


def _written(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
