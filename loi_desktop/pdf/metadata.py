"""Title, author and dates: the same in the Info dictionary and in XMP."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final
from xml.sax.saxutils import escape

from msgspec import Struct

from loi_desktop.pdf.objects import text_string

CREATOR: Final = "LoI-Desktop"
PRODUCER: Final = "LoI-Desktop (ReportLab)"
# A letter whose date is left open still needs dates that never change.
OPEN_DATE: Final = dt.date(2000, 1, 1)
# XML 1.0 knows no other control characters; lone surrogates cannot be encoded.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")

_EXTENSION = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
<xmp:MetadataDate>{when}</xmp:MetadataDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
{extension}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class Metadata(Struct, frozen=True):
    """What the file says of itself.  `lang` is a BCP 47 tag, `part` of PDF/A 2 or 3."""

    title: str
    author: str
    lang: str
    day: dt.date
    part: int = 2

    def xmp(self) -> bytes:
        """The XMP packet, with the identification of PDF/A and PDF/UA."""
        return _XMP.format(
            title=escape(self.title),
            author=escape(self.author),
            lang=self.lang,
            when=f"{self.day.isoformat()}T00:00:00Z",
            creator=CREATOR,
            producer=PRODUCER,
            part=self.part,
            extension=_EXTENSION,
        ).encode()

    def info(self) -> bytes:
        """The Info dictionary."""
        when = self.pdf_date()
        return b"<< /Title %s /Author %s /Creator %s /Producer %s /CreationDate %s /ModDate %s >>" % (
            text_string(self.title),
            text_string(self.author),
            text_string(CREATOR),
            text_string(PRODUCER),
            when,
            when,
        )

    def pdf_date(self) -> bytes:
        """The day as a PDF date."""
        return b"(D:%04d%02d%02d000000Z)" % (self.day.year, self.day.month, self.day.day)


def metadata(title: str, author: str, lang: str, date: str, part: int) -> Metadata:
    """Metadata from a letter's texts; control characters vanish, an open or impossible
    date becomes the fixed one.
    """
    return Metadata(_line(title) or "–", _line(author) or "–", lang, _day(date), part)


def _line(text: str) -> str:
    return " ".join(_NOT_XML.sub("", text).split())


def _day(date: str) -> dt.date:
    if not _ISO_DATE.fullmatch(date):
        return OPEN_DATE
    try:
        return dt.date.fromisoformat(date)
    except ValueError:
        return OPEN_DATE
