"""The composition root: builds the use cases and hands them to window or console, and
to the worker process the tasks that there are.
"""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from loi_desktop.errors import InputError, LoiError
from loi_desktop.model.presets import Presets
from loi_desktop.paths import DataFolder, data_folder, resources
from loi_desktop.services.clock import Clock, SystemClock

if TYPE_CHECKING:  # the window is shown before the use cases are loaded
    from loi_desktop.letterhead.inspect import Inspector
    from loi_desktop.pdf.renderer import Renderer
    from loi_desktop.services.desk import Desk
    from loi_desktop.services.letterheads import Letterheads
    from loi_desktop.services.selftest import Part


def read_presets() -> Presets:
    """What IT has laid down for this computer; never raises."""
    from loi_desktop.services.presets import machine, reading

    return reading.read(machine.ThisMachine())


def find_data(explicit: str | None, presets: Presets) -> DataFolder:
    """The data folder by option, user and IT.  Raises UsageError, InputError."""
    preset = presets.get("data_folder")
    if preset is not None and preset.variable and not (explicit and preset.mode == "default"):
        raise InputError("data.variable", folder=str(preset.value), variable=preset.variable)
    return data_folder(explicit, locked=presets.locked("data_folder"), default=presets.default("data_folder"))


def build_desk(data: DataFolder, clock: Clock | None = None, presets: Presets | None = None) -> Desk:
    """Every use case on `data`.  Reads and writes nothing yet; loads no PDF library."""
    from loi_desktop.foreign.runner import Runner
    from loi_desktop.handover.programs import MailPrograms
    from loi_desktop.letterhead.inspect import Inspector
    from loi_desktop.records.register import Register
    from loi_desktop.services.calls import Calls
    from loi_desktop.services.checkup import Checkup
    from loi_desktop.services.composer import Composer
    from loi_desktop.services.desk import Desk
    from loi_desktop.services.exports import Exports
    from loi_desktop.services.fonts import Fonts
    from loi_desktop.services.letters import Letters
    from loi_desktop.services.mailing import Mailing
    from loi_desktop.services.naming import Naming
    from loi_desktop.services.pictures import Pictures
    from loi_desktop.services.place import Place, this_system
    from loi_desktop.services.progress import Progress
    from loi_desktop.services.senders import Senders
    from loi_desktop.services.settings import SettingsStore

    @cache
    def renderer() -> Renderer:
        from loi_desktop.pdf.ownfonts import OwnFonts
        from loi_desktop.pdf.renderer import Renderer

        return Renderer(resources() / "fonts", OwnFonts(data.fonts))

    clock = clock or SystemClock()
    presets = presets or Presets()
    runner = Runner()
    inspector = Inspector(runner)
    register = Register(data.register, now=clock.now)
    settings = SettingsStore(data.settings, presets)
    calls = Calls(resources() / "calls", data.calls, presets)
    senders = Senders(data.senders, presets)
    letterheads = _letterheads(data, presets, inspector)
    composer = Composer(calls, letterheads, renderer, clock)
    naming = Naming(composer, senders, presets, clock)
    exports = Exports(register, composer, naming, data, clock)
    progress = Progress(register, data, clock, runner)
    programs = MailPrograms()
    letters = Letters(register, calls, senders, settings, data, clock)
    return Desk(
        data=data,
        presets=presets,
        place=Place(data, presets, this_system),
        clock=clock,
        settings=settings,
        calls=calls,
        senders=senders,
        letterheads=letterheads,
        fonts=Fonts(data.fonts, presets),
        composer=composer,
        letters=letters,
        naming=naming,
        exports=exports,
        pictures=Pictures(exports, inspector),
        progress=progress,
        mailing=Mailing(register, composer, exports, progress, programs, settings, data, clock),
        checkup=Checkup(register, letters, data, clock),
        programs=programs,
    )


def _letterheads(data: DataFolder, presets: Presets, inspector: Inspector) -> Letterheads:
    """The office's own and those that IT has laid ready."""
    from loi_desktop.letterhead.store import LetterheadStore
    from loi_desktop.services.letterheads import Letterheads

    given = presets.either("letterheads_folder")
    return Letterheads(
        LetterheadStore(data.letterheads, inspector),
        inspector,
        given=LetterheadStore(Path(given), inspector) if given else None,
        locked=bool(presets.locked("letterheads_folder")),
        changeable=presets.may("may_add_letterheads"),
    )


def worker(folder: str) -> int:
    """The process that reads foreign files: does the job in `folder` (docs/architecture.md)."""
    from loi_desktop.foreign.worker import work
    from loi_desktop.handover.signed import CountPages
    from loi_desktop.letterhead.tasks import DrawPages, ReadLetterhead

    return work(Path(folder), CountPages | DrawPages | ReadLetterhead)


def open_window(words: list[str], data_dir: str | None = None) -> int:
    """The window on the user's data; `words` may name `.loi` files to open."""
    from loi_desktop.gui.start import failed, refuse, run

    data = None
    try:
        presets = read_presets()
        data = find_data(data_dir, presets)
        builder = partial(build_desk, presets=presets)
        return run(builder, data, tuple(map(Path, words)), presets)
    except LoiError as error:
        return refuse(error)
    except Exception as error:  # noqa: BLE001 - a bug ends with a calm dialog, never a traceback
        return failed(error, data)


def selftest(explicit: str | None) -> tuple[Part, ...]:
    """Every part tried on this machine, the window's included; nothing of the clerk's is touched."""
    import tempfile

    from loi_desktop.gui import selftest as window
    from loi_desktop.services import selftest as parts
    from loi_desktop.services.netwatch import Watch
    from loi_desktop.texts import LANGUAGES, Texts

    watch = Watch()
    watch.start()
    presets = read_presets()
    results = [
        parts.tried("data folder", lambda: find_data(explicit, presets)),
        parts.tried(
            "texts in both languages",
            lambda: parts.check(all(Texts(language).has("error.output.full") for language in LANGUAGES)),
        ),
    ]
    pdf = b""

    def job() -> None:
        nonlocal pdf
        with tempfile.TemporaryDirectory(prefix="LoI-Prüfung ", ignore_cleanup_errors=True) as folder:
            data = DataFolder(Path(folder) / "Daten Müller")
            trial, letterhead = build_desk(data), resources() / "letterheads" / "musterstadt.pdf"
            found, pdf = parts.run(trial, lambda: build_desk(data), letterhead, Path(folder))
            results.extend(found)

    results.insert(1, parts.tried("folder for temporary files", job))
    results.append(parts.tried("presets", lambda: parts.read_presets(presets)))
    results.extend(window.run(pdf))
    results.append(parts.tried("no network", lambda: parts.nothing_in(watch.stop())))
    return tuple(results)
