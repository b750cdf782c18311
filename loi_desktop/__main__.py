"""The ways in: `loi` (console; alone it opens the window) and `loi-desktop` (window)."""

from __future__ import annotations

import sys

from loi_desktop import __version__


def main(arguments: list[str] | None = None) -> int:
    """The console.  Returns the exit status (docs/console.md)."""
    words = sys.argv[1:] if arguments is None else arguments
    if words in (["--version"], ["-V"]):
        sys.stdout.write(f"LoI-Desktop {__version__}\n")
        return 0
    from loi_desktop.cli.main import run

    return run(words)


def window() -> int:
    """The window; the first argument may be a `.loi` file."""
    from loi_desktop.app import open_window

    return open_window(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
