"""Checks the web server's address before anything else is started."""

import errno
import os
import socket
from collections.abc import Mapping

from clusterix.addresses import SettingError
from clusterix.launch.errors import LaunchError

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
LOOPBACK = ("127.", "localhost", "::1")


def check_host(host: str, environ: Mapping[str, str]) -> None:
    """Refuse to open to the network while no host name is allowed: every page would be refused."""
    if not host.startswith(LOOPBACK) and not environ.get("ALLOWED_HOSTS", "").strip():
        problem = f"is not set although --host {host} opens the site to the network"
        example = "ALLOWED_HOSTS=192.168.1.20, the address that people will type."
        raise SettingError("ALLOWED_HOSTS", problem, example)


def check_port(host: str, port: int) -> None:
    """Refuse an address that another program holds or this user may not take."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise LaunchError(_sentence(error, host, port)) from None


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use (by another program, or by a Clusterix that is still "
            f"stopping): end that one, or choose another port with bin/run --port {port + 1}."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"Port {port} is for administrators only: choose one above 1023 with --port 8000."
    reason = os.strerror(error.errno) if error.errno and error.errno > 0 else "unknown name"
    return f"This machine has no address {host} ({reason}): choose another one with --host."


def address(host: str, port: int) -> str:
    """Both together, as web servers and browsers write them."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def reachable_host(host: str) -> str:
    """An address of this machine at which a server on `host` answers."""
    return EVERYWHERE.get(host, host)
