"""What a library opens towards a network is seen too, although Python does not report it."""

import socket
import sys

import pytest

from loi_desktop.services import netwatch


@pytest.mark.skipif(sys.platform == "win32", reason="the Linux table; Windows' own runs on Windows")
def test_an_open_socket_is_found_in_the_systems_table():
    assert list(netwatch._open_now()) == []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        assert [entry.partition(" ")[0] for entry in netwatch._open_now()] == ["udp"]
    assert list(netwatch._open_now()) == []


def test_a_local_socket_is_no_connection():
    watch = netwatch.Watch()
    watch.start()
    if hasattr(socket, "AF_UNIX"):
        socket.socket(socket.AF_UNIX).close()
    assert watch.stop() == ()
