"""A guard for PySide6 6.12.0 on Python 3.11."""

from __future__ import annotations

import ctypes
import sys

# Far more than a program can lose: at a million calls a second it lasts 30,000 years.
_PLENTY = 1 << 60


def keep_none() -> None:
    """Keep None alive.

    PySide6 6.12.0 is built as if None needed no counting, which holds from Python 3.12 on.
    Before, each of its functions that returns nothing takes one reference from None that it
    never had (measured: -1 a call), and after some thousand calls Python ends with
    „deallocating None“.  A count that cannot be used up does what 3.12 does.
    """
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        ctypes.c_ssize_t.from_address(id(None)).value = _PLENTY
