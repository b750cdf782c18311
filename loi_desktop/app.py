"""The composition root: builds the use cases and hands them to window or console."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from loi_desktop.paths import DataFolder, resources
from loi_desktop.services.clock import Clock, SystemClock

if TYPE_CHECKING:  # the window is shown before the use cases are loaded
    from loi_desktop.pdf.renderer import Renderer
    from loi_desktop.services.desk import Desk
    from loi_desktop.services.selftest import Part


def build_desk(data: DataFolder, clock: Clock | None = None) -> Desk:
    """Every use case on `data`.  Reads and writes nothing yet; loads no PDF library."""
    from loi_desktop.handover.programs import MailPrograms
    from loi_desktop.letterhead.inspect import Inspector
    from loi_desktop.letterhead.store import LetterheadStore
    from loi_desktop.records.register import Register
    from loi_desktop.services.calls import Calls
    from loi_desktop.services.composer import Composer
    from loi_desktop.services.desk import Desk
    from loi_desktop.services.exports import Exports
    from loi_desktop.services.fonts import Fonts
    from loi_desktop.services.letterheads import Letterheads
    from loi_desktop.services.letters import Letters
    from loi_desktop.services.mailing import Mailing
    from loi_desktop.services.pictures import Pictures
    from loi_desktop.services.progress import Progress
    from loi_desktop.services.senders import Senders
    from loi_desktop.services.settings import SettingsStore

    @cache
    def renderer() -> Renderer:
        from loi_desktop.pdf.ownfonts import OwnFonts
        from loi_desktop.pdf.renderer import Renderer

        return Renderer(resources() / "fonts", OwnFonts(data.fonts))

    clock = clock or SystemClock()
    inspector = Inspector()
    register = Register(data.register, now=clock.now)
    settings = SettingsStore(data.settings)
    calls = Calls(resources() / "calls", data.calls)
    senders = Senders(data.senders)
    letterheads = Letterheads(LetterheadStore(data.letterheads, inspector), inspector)
    composer = Composer(calls, letterheads, renderer, clock)
    exports = Exports(register, composer, data, clock)
    progress = Progress(register, data, clock)
    programs = MailPrograms()
    return Desk(
        data=data,
        clock=clock,
        settings=settings,
        calls=calls,
        senders=senders,
        letterheads=letterheads,
        fonts=Fonts(data.fonts),
        composer=composer,
        letters=Letters(register, calls, senders, settings, data, clock),
        exports=exports,
        pictures=Pictures(exports, inspector),
        progress=progress,
        mailing=Mailing(register, composer, exports, progress, programs, data, clock),
        programs=programs,
    )


def open_window(words: list[str], data_dir: str | None = None) -> int:
    """The window on the user's data; `words` may name a `.loi` file to open."""
    from pathlib import Path

    from loi_desktop.gui.start import run
    from loi_desktop.paths import data_folder

    return run(build_desk, data_folder(data_dir), Path(words[0]) if words else None)


def selftest(desk: Desk) -> tuple[Part, ...]:
    """Every part tried on this machine, the window's included; nothing of the clerk's is touched."""
    import tempfile
    from pathlib import Path

    from loi_desktop.gui import selftest as window
    from loi_desktop.services import selftest as parts

    letterhead = resources() / "letterheads" / "musterstadt.pdf"
    with tempfile.TemporaryDirectory(prefix="LoI-Prüfung ") as folder:
        trial = build_desk(DataFolder(Path(folder) / "Daten"), desk.clock)
        tried = parts.run(trial, letterhead, Path(folder))
    return (*tried, *window.run())
