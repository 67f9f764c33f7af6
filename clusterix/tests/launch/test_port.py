"""The web server's address is checked before anything else is started."""

import socket

import pytest

from clusterix.launch.errors import LaunchError
from clusterix.launch.port import address, check_port, reachable_host


def test_a_free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    check_port("127.0.0.1", port)


def test_a_port_in_use():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(LaunchError, match=rf"^Port {port} is in use .* --port {port + 1}\.$"):
            check_port("127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_an_address_that_is_not_ours(host):
    with pytest.raises(LaunchError, match=rf"^This machine has no address {host} \(.*--host\.$"):
        check_port(host, 8000)


def test_a_port_for_administrators(monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(LaunchError, match=r"^Port 80 is for administrators only: choose one above"):
        check_port("127.0.0.1", 80)


def test_how_an_address_is_written():
    assert address("127.0.0.1", 8000) == "127.0.0.1:8000"
    assert address("::1", 8000) == "[::1]:8000"
    assert reachable_host("0.0.0.0") == "127.0.0.1"
    assert reachable_host("192.168.1.5") == "192.168.1.5"
