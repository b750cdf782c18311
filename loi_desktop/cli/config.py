"""`loi config show`: each setting and where its value comes from."""

from __future__ import annotations

import argparse

from loi_desktop.cli.output import Output
from loi_desktop.errors import LoiError
from loi_desktop.model.presets import Presets, Source
from loi_desktop.services import configuration
from loi_desktop.services.desk import Desk


def config_show(arguments: argparse.Namespace, output: Output, presets: Presets) -> int:
    """Print it; also where the data folder is out of reach, which is then said."""
    from loi_desktop.app import build_desk, find_data

    desk: Desk | LoiError
    try:
        desk = build_desk(find_data(arguments.data, presets), presets=presets)
    except LoiError as error:
        desk = error
    found = configuration.overview(presets, desk)
    t = output.t
    data = {
        "settings": {
            row.name: {"value": row.value, "from": row.by, "locked": row.locked} for row in found.rows
        },
        "sources": [{"from": s.origin, "place": s.place, "state": s.state} for s in found.sources],
    }
    lines = [f"{row.name:<22}{_value(row, output)}  ({_by(row, output)})" for row in found.rows]
    lines += ["", t("cli.config.sources"), *(_source(source, output) for source in found.sources)]
    output.result(data, lines, found.findings, found.failed)
    return found.failed.exit_status if found.failed else 0


def _value(row: configuration.Row, output: Output) -> str:
    if isinstance(row.value, bool):
        return output.t("cli.config.yes" if row.value else "cli.config.no")
    return row.value or "–"


def _by(row: configuration.Row, output: Output) -> str:
    by = output.t(f"cli.config.by-{row.by}")
    return f"{by}, {output.t('cli.config.locked')}" if row.locked else by


def _source(source: Source, output: Output) -> str:
    return f"  {source.place}: {output.t(f'cli.config.{source.state}')}"
