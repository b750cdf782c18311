"""What was worked out once and may be needed again, up to a number."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """A dictionary of `most` entries: the oldest goes when another comes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: Key, value: Value) -> Value:
        """Remember `value`, and give it back."""
        if len(self) >= self._most:
            del self[next(iter(self))]
        self[key] = value
        return value
