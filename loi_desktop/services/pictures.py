"""The pages of a letter as pictures: a second output of the very same PDF."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Final

from msgspec import Struct

from loi_desktop import files
from loi_desktop.letterhead.inspect import Inspector
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.record import Record
from loi_desktop.services.exports import Exports, Order, refuse_taken

SUFFIX: Final = ".png"
DPI: Final = 150
LEAST_DPI, MOST_DPI = 36, 600


class Drawn(Struct, frozen=True):
    """The pictures of one letter, a file a page."""

    files: tuple[Path, ...]


class Pictures:
    """Draws pages; nothing of it enters the register."""

    def __init__(self, exports: Exports, inspector: Inspector) -> None:
        self._exports = exports
        self._inspector = inspector

    def of_declaration(self, declaration: Declaration, order: Order, *, draft: bool, dpi: int = DPI) -> Drawn:
        """The pages that a PDF by `order` would have, with ENTWURF where it is a `draft`.
        `order.overwrite` holds for the very name it gives, not for those of more pages.

        Raises FindingsError, InputError, OutputError; then no picture stays.
        """
        pdf = self._exports.rendered(declaration, order, draft=draft).pdf
        return self._draw(pdf, order.target, dpi, overwrite=order.overwrite)

    def of_version(self, record: Record, version: int, target: Path, dpi: int = DPI) -> Drawn:
        """The pages of a version as it was made.  Raises as `Exports.own_copy`, OutputError."""
        return self._draw(self._exports.own_copy(record, version).read_bytes(), target, dpi)

    def _draw(self, pdf: bytes, target: Path, dpi: int, *, overwrite: bool = False) -> Drawn:
        pictures = self._inspector.pages(pdf, dpi)
        targets = _targets(target, len(pictures))
        for each in targets:
            refuse_taken(each, overwrite=overwrite and each == target)
        _write_all(dict(zip(targets, pictures, strict=True)))
        return Drawn(targets)


def _targets(target: Path, count: int) -> tuple[Path, ...]:
    """*Brief.png*, or *Brief-1.png, Brief-2.png …* for more than one page."""
    if count == 1:
        return (target,)
    return tuple(target.with_name(f"{target.stem}-{n}{target.suffix}") for n in range(1, count + 1))


def _write_all(contents: dict[Path, bytes]) -> None:
    """All of them, or none."""
    done: list[Path] = []
    with ExitStack() as stack:
        beside = [stack.enter_context(files.Beside(target, data)) for target, data in contents.items()]
        try:
            for new in beside:
                new.replace()
                done.append(new.target)
        except BaseException:
            for target in done:
                target.unlink(missing_ok=True)
            raise
