"""A guard for PySide6 6.12.0 on Python before 3.12."""

from __future__ import annotations

import sys

# Far more than a program can lose: at a million calls a second it lasts 30,000 years.
_PLENTY = 1 << 60


def keep_constants() -> None:
    """Keep None, True, False and NotImplemented alive.

    PySide6 6.12.0 is built as if nobody had to count the references to them, which holds
    from Python 3.12 on.  Before, each of its functions that returns nothing takes one from
    None that it never had (measured on 3.11: -1 a call), others one from True or False, and
    after some thousand calls Python ends with „deallocating None“.  A count that cannot be
    used up does what 3.12 does.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    import ctypes

    for constant in (None, True, False, NotImplemented):
        ctypes.c_ssize_t.from_address(id(constant)).value = _PLENTY
