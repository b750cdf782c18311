"""The window's start: application, one window for each data folder, then the page."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from loi_desktop import __version__
from loi_desktop.errors import LoiError
from loi_desktop.gui import language, place
from loi_desktop.gui.dialogs import QtDialogs
from loi_desktop.gui.icons import Icons
from loi_desktop.gui.jobs import Jobs
from loi_desktop.gui.socketname import lock_file, may_answer, server_name
from loi_desktop.gui.theme import Theme
from loi_desktop.gui.turn import Turn
from loi_desktop.gui.window import DeskBuilder, MainWindow
from loi_desktop.model.presets import Presets
from loi_desktop.model.settings import Settings
from loi_desktop.paths import DataFolder, resources
from loi_desktop.services.settings import SettingsStore
from loi_desktop.texts import Texts

NO_DISPLAY = 2
BUG = 70


def run(
    build_desk: DeskBuilder, data: DataFolder, files: Sequence[Path] = (), presets: Presets | None = None
) -> int:
    """Open the window on `data`, with a new draft from each of `files`.

    Returns the exit status: 0 when it was closed, or when an open window took the files.
    """
    if not _has_display():
        if sys.stderr is not None:
            sys.stderr.write(Texts("de")("ui.shell.no-display") + "\n")
        return NO_DISPLAY
    application = _application()
    turn = Turn(lock_file(data))
    if turn.taken_over(partial(_handed_over, data, files)):
        return 0
    dialogs = QtDialogs()
    try:
        settings = SettingsStore(data.settings, presets).load()
        window = _window(application, build_desk, data, settings, dialogs)
    except LoiError as error:
        turn.end()
        dialogs.tell(None, "LoI-Desktop", Texts("de").error(error))
        return error.exit_status
    place.restore(window, data)
    window.show()
    QTimer.singleShot(0, window, partial(_begin, window, data, files, dialogs, turn))
    status = application.exec()
    sys.excepthook = sys.__excepthook__
    gc.enable()
    return status


def refuse(error: LoiError) -> int:
    """There is no window: say why, in a dialog where there is a display.  Returns the exit status."""
    sentence = Texts("de").error(error)
    if _has_display():
        _application()
        QtDialogs().tell(None, "LoI-Desktop", sentence)
    elif sys.stderr is not None:
        sys.stderr.write(sentence + "\n")
    return error.exit_status


def failed(error: Exception, data: DataFolder | None) -> int:
    """A bug before there is a window, or out of all its hands: a calm dialog, a line in the
    log.  Returns the exit status.
    """
    from loi_desktop.gui.crash import log, report

    details, t = report(error), Texts("de")
    file = log(details, data)
    sentence = t("ui.crash.no-start", log=str(file or "–"))
    if _has_display():
        _application()
        QtDialogs().tell(None, t("ui.shell.bug-title"), sentence, details, t("ui.shell.bug-copy"))
    elif sys.stderr is not None:
        sys.stderr.write(sentence + "\n")
    return BUG


def _handed_over(data: DataFolder, files: Sequence[Path]) -> bool:
    if not may_answer(server_name(data)):
        return False
    from loi_desktop.gui.single import hand_over

    return hand_over(data, files)


def _begin(
    window: MainWindow, data: DataFolder, files: Sequence[Path], dialogs: QtDialogs, turn: Turn
) -> None:
    """The window is on the screen: fill it, answer second starts; then others may have a turn."""
    try:
        _fill(window, data, files, dialogs)
        _listen(window, data)
    finally:
        turn.end()


def _fill(window: MainWindow, data: DataFolder, files: Sequence[Path], dialogs: QtDialogs) -> None:
    """Be ready for bugs and for the end of the session, and show the first page."""
    from loi_desktop.gui.closing import sign_out
    from loi_desktop.gui.collector import Collector
    from loi_desktop.gui.crash import Crash
    from loi_desktop.gui.fonts import lend_font

    Collector(window).start()
    lend_font(resources() / "fonts")
    crash = Crash(data, dialogs, lambda: window.texts, window)
    crash.install()
    window.begin(files)
    window.ui.jobs.crashed.connect(crash.background)
    _application().commitDataRequest.connect(partial(sign_out, window), Qt.ConnectionType.DirectConnection)


def _listen(window: MainWindow, data: DataFolder) -> None:
    """Answer second starts from now on."""
    from loi_desktop.gui.single import Single

    single = Single(window)
    single.listen(data)
    single.asked.connect(window.incoming.receive)
    window.moved.connect(single.listen)


def _application() -> QApplication:
    present = QApplication.instance()
    application = present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("LoI-Desktop")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("loi-desktop")
    application.setWindowIcon(QIcon(str(resources() / "icons" / "app" / "loi-desktop.svg")))
    language.apply("de")
    return application


def _window(
    application: QApplication,
    build_desk: DeskBuilder,
    data: DataFolder,
    settings: Settings,
    dialogs: QtDialogs,
) -> MainWindow:
    theme = Theme(application)
    theme.apply(settings.theme)
    icons = Icons(resources() / "icons")
    return MainWindow(
        build_desk, data, settings, theme=theme, icons=icons, jobs=Jobs(application), dialogs=dialogs
    )


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
