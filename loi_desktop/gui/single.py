"""One window for each person and data folder: a second start hands over its files and ends.

Local sockets only: a socket file on Unix, a named pipe on Windows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from loi_desktop.gui.socketname import may_answer, server_name
from loi_desktop.paths import DataFolder

_WAIT_MS = 2000
# Bytes of a message: a command line of Windows has at most 32,767 characters, each at most six here.
_LONGEST = 262_144


class Single(QObject):
    """Listens for second starts; `asked` carries the names of the files they were given."""

    asked = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def listen(self, data: DataFolder) -> bool:
        """Be the window of `data` from now on; False where that is not possible."""
        self._server.close()
        # what a killed program left behind there is replaced
        return self._server.listen(server_name(data))

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._take(socket)

    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine() or socket.bytesAvailable() > _LONGEST:
            return
        try:
            message = json.loads(bytes(socket.readLine().data()))
            files = message["files"]
        except (ValueError, KeyError, TypeError):
            return
        finally:
            socket.disconnectFromServer()
        if isinstance(files, list) and all(isinstance(file, str) for file in files):
            self.asked.emit(files)


def hand_over(data: DataFolder, files: Sequence[Path]) -> bool:
    """Give `files` to the window that is open on `data`; False where none is."""
    name = server_name(data)
    if not may_answer(name):
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    message = json.dumps({"files": [str(file.absolute()) for file in files]}) + "\n"
    socket.write(message.encode())
    while socket.bytesToWrite():
        if not socket.waitForBytesWritten(_WAIT_MS):
            return False
    socket.disconnectFromServer()
    return True
