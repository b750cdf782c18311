"""Days and moments as the clerk reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from loi_desktop.services.clock import Clock
from loi_desktop.texts import Texts


def day(texts: Texts, iso: str) -> str:
    """`2026-11-23` → *23.11.2026* (English: *23 Nov 2026*); empty stays empty."""
    return _written(texts, date.fromisoformat(iso)) if iso else ""


def moment(texts: Texts, clock: Clock, iso: str) -> str:
    """A stored UTC moment in local time: *heute, 14:32*, *gestern, 09:10* or the day."""
    if not iso:
        return ""
    local = datetime.strptime(iso, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
    today = clock.today()
    if local.date() == today:
        return texts("ui.shell.today", time=local.strftime("%H:%M"))
    if local.date() == today - timedelta(days=1):
        return texts("ui.shell.yesterday", time=local.strftime("%H:%M"))
    return _written(texts, local.date())


def local_day(moment: str) -> str:
    """The ISO date, here, of a stored UTC moment."""
    when = datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return when.astimezone().date().isoformat()


def passed(clock: Clock, iso: str) -> bool:
    """Whether the day `iso` lies before today; an empty one never does."""
    return bool(iso) and iso < clock.today().isoformat()


def _written(texts: Texts, when: date) -> str:
    if texts.language == "de":
        return when.strftime("%d.%m.%Y")
    return QLocale("en_GB").toString(QDate(when.year, when.month, when.day), "d MMM yyyy")
