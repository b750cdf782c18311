"""`loi demo`: the whole job on the shipped example."""

from __future__ import annotations

import argparse
from pathlib import Path

from loi_desktop.cli.output import Output
from loi_desktop.errors import OutputError
from loi_desktop.paths import DataFolder, data_folder, resources


def _free(folder: Path) -> Path:
    """`folder`, or where it is in use the next name that is free: nothing is overwritten."""
    names = (folder, *(folder.with_name(f"{folder.name}-{n}") for n in range(2, 1000)))
    try:
        return next(
            name for name in names if not name.exists() or (name.is_dir() and not any(name.iterdir()))
        )
    except (OSError, StopIteration) as error:
        raise OutputError("output.folder-gone", file=folder.name, folder=str(folder.parent)) from error


def demo(arguments: argparse.Namespace, output: Output) -> int:
    """Letter on a letterhead → declaration, PDF, record, e-mail draft, all in one folder.

    The record goes into a register of the example's own, so that the clerk's stays clean;
    `--data` names another one.
    """
    from loi_desktop.app import build_desk
    from loi_desktop.services import demo as example

    folder = _free(arguments.output)
    data = data_folder(arguments.data) if arguments.data else DataFolder((folder / "Daten").absolute())
    shown = example.run(build_desk(data), resources() / "letterheads" / "musterstadt.pdf", folder)
    paths = {"declaration": shown.declaration, "pdf": shown.pdf, "mail": shown.mail, "data": data.root}
    t = output.t
    lines = [t("cli.demo.done"), *(f"  {t(f'cli.demo.{name}'):<22}{path}" for name, path in paths.items())]
    lines.append(f"  {t('cli.demo.record'):<22}{shown.record.number}  ({shown.record.id[:8]})")
    data_out = {name: str(path) for name, path in paths.items()}
    output.result(
        {**data_out, "record": shown.record.id, "number": shown.record.number}, lines, shown.findings
    )
    return 0
