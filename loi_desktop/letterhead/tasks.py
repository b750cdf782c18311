"""What the worker process is asked for here."""

from __future__ import annotations

from msgspec import Struct

from loi_desktop.letterhead.answers import Pages, Reading


class ReadLetterhead(Struct, frozen=True, tag="read-letterhead"):
    """Make a letterhead called `name` of a file, or of one and another for the following sheets."""

    name: str

    def do(self, *contents: bytes) -> Reading:
        """Raises InputError as the Inspector does, without `file`."""
        from loi_desktop.letterhead.reading import read

        first, *more = contents
        return read(first, more[0] if more else None, self.name)


class DrawPages(Struct, frozen=True, tag="draw-pages"):
    """Make pictures of the pages of a letter of ours."""

    dpi: int

    def do(self, *contents: bytes) -> Pages:
        """Raises InputError."""
        from loi_desktop.letterhead.look import page_pictures

        return Pages(page_pictures(contents[0], self.dpi))
