"""Time, passed in: UTC for what is stored, the local day for what is written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Where the use cases get the time from."""

    def now(self) -> datetime:
        """The moment, in UTC, without fractions of a second."""
        ...

    def today(self) -> date:
        """The day on the clerk's calendar."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The moment, in UTC, without fractions of a second."""
        return datetime.now(UTC).replace(microsecond=0)

    def today(self) -> date:
        """The day on the clerk's calendar."""
        return datetime.now().astimezone().date()


def stamp(clock: Clock) -> str:
    """The moment as it is stored: ISO 8601 with seconds, UTC."""
    return clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
