"""Web servers that could serve the product, started as `bin/run` starts the one it has."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clusterix.launch.run import BASE, WEB_SERVER, web_command

PACKAGES: Final = BASE / "var" / "bench" / "servers"  # of those that the product does not use
REQUIREMENTS: Final = BASE / "bench" / "rooms" / "requirements.txt"
PATIENCE: Final = 60.0
PRODUCT, BARE = "clusterix.wsgi", "bench.rooms.bare"


@dataclass(frozen=True)
class Server:
    name: str
    options: tuple[str, ...]
    is_granian: bool = False

    def command(self, port: int, module: str) -> list[str]:
        if not self.is_granian:
            return web_command("127.0.0.1", port, module, self.options)
        command = [sys.executable, "-m", "granian", f"{module}:application", "--interface", "wsgi"]
        command += ["--host", "127.0.0.1", "--port", str(port), "--no-ws", "--log-level", "warning"]
        return [*command, *self.options]


def gunicorn(kind: str, workers: int, threads: int = 1) -> Server:
    options = ["--worker-class", kind, "--workers", str(workers)]
    name = f"gunicorn {kind}, {workers} workers"
    if kind == "gthread":
        options += ["--threads", str(threads)]
        name += f" of {threads} threads"
    return Server(name, tuple(options))


def granian(workers: int, threads: int) -> Server:
    options = ("--workers", str(workers), "--blocking-threads", str(threads))
    return Server(f"granian, {workers} workers of {threads} threads", options, is_granian=True)


CHOSEN: Final = Server("as bin/run starts it", WEB_SERVER)
CANDIDATES: Final = (
    gunicorn("gthread", 2, 4),
    gunicorn("gthread", 2, 2),
    gunicorn("gthread", 3, 4),
    gunicorn("sync", 2),
    gunicorn("sync", 4),
    granian(2, 1),
    granian(2, 4),
)


class Web:
    """A running web server; `processor_time` is what it and its workers have used until now."""

    def __init__(self, server: Server, module: str, environment: Mapping[str, str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        told = {**environment}
        if server.is_granian:
            told["PYTHONPATH"] = os.pathsep.join([str(BASE), str(PACKAGES)])
        command = server.command(self.port, module)
        self._process = subprocess.Popen(command, cwd=BASE, env=told, process_group=0)
        self._gone = 0.0

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                address = f"http://127.0.0.1:{self.port}/livez"
                urllib.request.urlopen(address, timeout=5).close()
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise SystemExit("The web server does not answer.")

    @property
    def workers(self) -> list[int]:
        """The processes that answer: children of the first one."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(each) for each in children.read_text().split()]

    @property
    def processor_time(self) -> float:
        return sum(_used(each) for each in [self._process.pid, *self.workers])

    def end(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


@contextlib.contextmanager
def running(server: Server, module: str, environment: Mapping[str, str]) -> Iterator[Web]:
    if server.is_granian:
        _install()
    web = Web(server, module, environment)
    try:
        web.wait_until_ready()
        yield web
    finally:
        web.end()


def _used(pid: int) -> float:
    """Seconds of the processors that a process has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _install() -> None:
    if (PACKAGES / "granian").exists():
        return
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(PACKAGES)]
    subprocess.run([*pip, "--requirement", str(REQUIREMENTS)], check=True, stdout=sys.stderr)
