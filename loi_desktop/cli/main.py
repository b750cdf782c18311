"""Runs one verb: builds the desk, calls the use case, prints, returns the exit status."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from typing import Literal

from loi_desktop import __version__
from loi_desktop.cli import parser as verbs
from loi_desktop.cli.output import CANNOT_SAY, Output
from loi_desktop.errors import LoiError
from loi_desktop.texts import Texts

BUG = 70


def run(words: list[str]) -> int:
    """The exit status of `loi WORDS…`; never a traceback."""
    _speak_utf8()
    output = Output(Texts(_language(words)), as_json="--json" in words)
    try:
        arguments = verbs.build(output.t).parse_args(words)
        return _dispatch(arguments, output)
    except BrokenPipeError:
        _say_no_more()
        return 0
    except LoiError as error:
        if error.code == CANNOT_SAY:
            _say_no_more()
        output.failure(error)
        return error.exit_status
    except Exception as error:  # noqa: BLE001 - a bug ends with a sentence, never a traceback
        return _bug(error, words, output)


def _dispatch(arguments: argparse.Namespace, output: Output) -> int:
    if arguments.version:
        output.result({"version": __version__}, [f"LoI-Desktop {__version__}"])
        return 0
    if arguments.verb is None:
        from loi_desktop.app import open_window

        return open_window([], arguments.data)
    if arguments.verb == "demo":
        from loi_desktop.cli.demo import demo

        return demo(arguments, output)
    from loi_desktop import app
    from loi_desktop.cli import config, export, letters, store

    if arguments.verb == "selftest":
        return store.selftest(arguments, output)
    presets = app.read_presets()
    if arguments.verb == "config":
        return config.config_show(arguments, output, presets)
    desk = app.build_desk(app.find_data(arguments.data, presets), presets=presets)
    modules = {"letterhead": store, "call": store, "export": export}
    module = modules.get(arguments.verb, letters)
    name = f"{arguments.verb}_{arguments.action}" if "action" in arguments else arguments.verb
    status: int = getattr(module, name)(desk, arguments, output)
    return status


def _language(words: list[str]) -> Literal["de", "en"]:
    """What is printed is chosen before the words are parsed: their errors follow it too."""
    return "en" if _option(words, "--lang-ui") == "en" else "de"


def _option(words: list[str], name: str) -> str | None:
    """The value of `--name VALUE` or `--name=VALUE`, without parsing the rest."""
    if name in words[:-1]:
        return words[words.index(name) + 1]
    return next((word.partition("=")[2] for word in words if word.startswith(f"{name}=")), None)


def _speak_utf8() -> None:
    """German umlauts and Vietnamese names, whatever the console's code page is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _say_no_more() -> None:
    """What still waits to be printed goes nowhere, so that Python does not fail over it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _bug(error: Exception, words: list[str], output: Output) -> int:
    """Keep what the IT needs, without anything that was typed, and say where."""
    from loi_desktop.app import find_data, read_presets
    from loi_desktop.paths import DataFolder, default_data_folder
    from loi_desktop.services import crashlog

    folders = [DataFolder(default_data_folder()).logs]
    with contextlib.suppress(LoiError):  # out of reach: the usual folder takes the log
        folders.insert(0, find_data(_option(words, "--data"), read_presets()).logs)
    log = crashlog.keep(crashlog.report(error), folders)
    output.failure(LoiError("console.bug", log=str(log or "–")))
    return BUG
