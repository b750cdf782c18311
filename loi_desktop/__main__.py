"""The ways in: `loi` (console; alone it opens the window) and `loi-desktop` (window)."""

from __future__ import annotations

import gc
import sys

from loi_desktop import __version__

WORKER = "--worker"


def main(arguments: list[str] | None = None) -> int:
    """The console.  Returns the exit status (docs/console.md)."""
    words = sys.argv[1:] if arguments is None else arguments
    if words in (["--version"], ["-V"]):
        sys.stdout.write(f"LoI-Desktop {__version__}\n")
        return 0
    if words[:1] == [WORKER]:  # the program calls itself to read foreign files
        from loi_desktop.app import worker

        return worker(words[1])
    if _is_window(words):
        return window()
    try:
        from loi_desktop.cli.main import run

        return run(words)
    except KeyboardInterrupt:
        return 130


def window() -> int:
    """The window; its arguments may be `.loi` files."""
    # Nothing that a start makes is garbage: looking for it took a tenth of the time until the
    # window is there (bench_start).  `gui.collector` looks from then on.
    gc.disable()
    try:
        from loi_desktop.app import open_window

        return open_window(sys.argv[1:])
    finally:
        gc.enable()


def _is_window(words: list[str]) -> bool:
    """The frozen window shares its script with the console: its name tells them apart, and
    a double click on a letter names nothing but the file.
    """
    from pathlib import Path

    named = Path(sys.argv[0]).stem.casefold() == "loi-desktop"
    return (named and words[:1] != ["selftest"]) or (len(words) == 1 and words[0].casefold().endswith(".loi"))


if __name__ == "__main__":
    sys.exit(main())
