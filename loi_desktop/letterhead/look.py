"""Pages as pictures and text, through pdfium.  Only the worker process comes here."""

from __future__ import annotations

import io
import unicodedata
from types import TracebackType
from typing import Any, Self

import pypdfium2
from PIL import Image

from loi_desktop.errors import InputError
from loi_desktop.letterhead.pdfpage import Box

_LONGEST_TEXT = 20_000


def page_pictures(content: bytes, dpi: int) -> tuple[bytes, ...]:
    """Every page as a PNG that knows its resolution.  Raises InputError."""
    pictures = []
    with Look(content) as look:
        for index in range(len(look)):
            out = io.BytesIO()
            look.picture(index, look.pixels(index, dpi)).save(out, "PNG", dpi=(dpi, dpi))
            pictures.append(out.getvalue())
    return tuple(pictures)


class Look:
    """An open PDF to look at.  Forms are not filled in, no script is run."""

    def __init__(self, content: bytes) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise InputError("letterhead.unreadable") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self._pdf.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def picture(self, index: int, width_px: int, box: Box | None = None) -> Image.Image:
        """The page (or its part `box`, in its own units), `width_px` wide, as it is printed."""
        if box is not None:
            page = self._page(index)
            page.set_cropbox(*box)
            page.close()
        page = self._page(index)
        try:
            width, _ = page.get_size()
            bitmap = page.render(scale=width_px / width, may_draw_forms=False, optimize_mode="print")
            picture: Image.Image = bitmap.to_pil()
            return picture.convert("RGB")
        finally:
            page.close()

    def pixels(self, index: int, dpi: int) -> int:
        """How wide the page is at `dpi`."""
        page = self._page(index)
        try:
            width: float = page.get_width()
            return round(width / 72 * dpi)
        finally:
            page.close()

    def _page(self, index: int) -> Any:
        try:
            return self._pdf[index]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise InputError("letterhead.unreadable") from error

    def text(self, index: int) -> str:
        """What can be read on the page, NFC, without control characters."""
        page = self._page(index)
        textpage = page.get_textpage()
        try:
            raw = textpage.get_text_bounded()[:_LONGEST_TEXT]
        finally:
            textpage.close()
            page.close()
        lines = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        cleaned = ("".join(c for c in line if unicodedata.category(c)[0] != "C").strip() for line in lines)
        return "\n".join(line for line in cleaned if line)
