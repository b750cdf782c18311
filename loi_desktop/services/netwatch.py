"""Was a connection to anywhere opened?  For the self-test, on every system without tools.

Python reports each socket it makes; what libraries make themselves is read from the
system's tables at the end.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_INTERNET = frozenset({int(socket.AF_INET), int(socket.AF_INET6)})
_ASKING = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})


class Watch:
    """Remembers from `start` on what was opened towards a network."""

    def __init__(self) -> None:
        self._seen: list[str] = []
        self._on = False

    def start(self) -> None:
        """Listen; Python keeps the ear until the process ends."""
        self._on = True
        sys.addaudithook(self._hear)

    def stop(self) -> tuple[str, ...]:
        """What was seen, and what stands open now; empty where nothing was."""
        self._on = False
        return (*self._seen, *_open_now())

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._on:
            return
        if event in _ASKING or (event == "socket.__new__" and int(arguments[1]) in _INTERNET):
            self._seen.append(event)


def _open_now() -> Iterator[str]:
    """Internet sockets of this very process."""
    if sys.platform == "win32":
        yield from _windows()
    elif Path("/proc/self/net").is_dir():
        yield from _linux()


def _linux() -> Iterator[str]:
    inodes = set()
    for entry in Path("/proc/self/fd").iterdir():
        try:
            target = str(entry.readlink())
        except OSError:
            continue  # closed meanwhile
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    for name in ("tcp", "tcp6", "udp", "udp6"):
        table = Path("/proc/self/net") / name
        lines = table.read_text("ascii").splitlines()[1:] if table.exists() else []
        yield from (f"{name} {line.split()[1]}" for line in lines if line.split()[9] in inodes)


def _windows() -> Iterator[str]:
    """The tables of iphlpapi.h with owning processes, for both families."""
    if sys.platform != "win32":
        return
    import ctypes
    from ctypes import wintypes

    api = ctypes.WinDLL("iphlpapi")
    # function, class of the table (TCP_TABLE_OWNER_PID_ALL, UDP_TABLE_OWNER_PID), and for IPv4
    # and IPv6 a row's length and the place of the process's number in it, in double words
    tables = (
        ("tcp", api.GetExtendedTcpTable, 5, {2: (6, 5), 23: (14, 13)}),
        ("udp", api.GetExtendedUdpTable, 1, {2: (3, 2), 23: (7, 6)}),
    )
    for name, ask, kind, rows in tables:
        for family, (length, owner) in rows.items():
            size = wintypes.DWORD()
            ask(None, ctypes.byref(size), False, family, kind, 0)
            buffer = (wintypes.DWORD * (size.value // 4 + length))()
            size = wintypes.DWORD(ctypes.sizeof(buffer))
            if ask(buffer, ctypes.byref(size), False, family, kind, 0):
                continue
            found = (buffer[1 + n * length + owner] for n in range(buffer[0]))
            yield from (f"{name}{family}" for process in found if process == os.getpid())
