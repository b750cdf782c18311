"""One window for each person and data folder: a second start hands over its file and ends.

Local sockets only: a socket file on Unix, a named pipe on Windows.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from loi_desktop.gui.socketname import may_answer, server_name
from loi_desktop.paths import DataFolder

_WAIT_MS = 2000
_LONGEST = 32_768  # bytes of a message; a path is at most 4,096 (Linux) or 32,767 (Windows) long


class Single(QObject):
    """Listens for second starts; `asked` carries the file they were given, or ''."""

    asked = Signal(str)

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
            file = message["file"]
        except (ValueError, KeyError, TypeError):
            return
        finally:
            socket.disconnectFromServer()
        if isinstance(file, str):
            self.asked.emit(file)


def hand_over(data: DataFolder, file: Path | None) -> bool:
    """Give `file` to the window that is open on `data`; False where none is."""
    name = server_name(data)
    if not may_answer(name):
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    message = json.dumps({"file": str(file.absolute()) if file else ""}) + "\n"
    socket.write(message.encode())
    written = socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return written
