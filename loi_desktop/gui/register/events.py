"""What an entry of the history says."""

from __future__ import annotations

from loi_desktop.gui import dates
from loi_desktop.model.record import Event
from loi_desktop.texts import Texts


def event_words(texts: Texts, event: Event) -> str:
    """*Versendet am 20.11.2026*: what happened, and for a step the day that was entered
    where it is another one than the entry's own.
    """
    happened = texts(f"history.{event.event}", version=event.version)
    if not event.day or event.day == dates.local_day(event.at):
        return happened
    return texts("history.on", what=happened, day=dates.day(texts, event.day))
