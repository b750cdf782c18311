"""The window is to be closed: by its user, by a set-up, or because somebody signs out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QSessionManager

if TYPE_CHECKING:
    from loi_desktop.gui.page import Page
    from loi_desktop.gui.window import MainWindow


def may_close(window: MainWindow, page: Page) -> bool:
    """Whether nothing of `page` would be lost, or may be: that is asked, and *no* is what
    the Enter key says.
    """
    error = page.keep()
    if error is None:
        return True
    t = window.ui.texts
    what = f"ui.closing.{page.name}"
    text = t("ui.closing.text", what=t(what), why=t.error(error))
    if window.ui.dialogs.confirm(window, t("ui.closing.title"), text, t("ui.closing.verb")):
        return True
    page.leave()  # tries once more, and says at the page what can be done
    return False


def sign_out(window: MainWindow, manager: QSessionManager) -> None:
    """Somebody signs out: store what was typed.  Where that cannot be, the session is asked
    to wait, and the window asks as if it were closed.
    """
    if window.page.keep() is not None:
        manager.cancel()
        QTimer.singleShot(0, window, window.close)
