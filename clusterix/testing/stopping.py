"""A web server of its own on the test's database, which is stopped and started again."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

BASE: Final = Path(__file__).resolve().parents[2]
SECONDS: Final = 30


def database_url() -> str:
    """The address of the test's database."""
    known = connection.settings_dict
    user = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    place = {"host": known["HOST"], "port": known["PORT"]}
    query = urlencode({name: value for name, value in place.items() if value})
    return f"postgresql://{user}@/{quote(str(known['NAME']))}?{query}"


class StoppableServer:
    """`with StoppableServer() as server: ... server.stop() ... server.start()`: at one address."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [
            *(sys.executable, "-m", "gunicorn", "clusterix.wsgi", "--log-level", "error"),
            *("--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--threads", "8"),
        ]
        environment = {
            "DATABASE_URL": database_url(),
            "SECRET_KEY": settings.SECRET_KEY,
            "ALLOWED_HOSTS": "127.0.0.1",
            "DEBUG": "1",  # plain HTTP, and static files without collectstatic
        }
        # In a group of its own: all of it is stopped at once.
        self.process = subprocess.Popen(
            command, cwd=BASE, env=os.environ | environment, start_new_session=True
        )
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.url}/livez", timeout=5).close()
                return
            assert self.process.poll() is None, "The web server did not start."
            time.sleep(0.05)
        self.stop()
        raise AssertionError("The web server does not answer.")

    def stop(self) -> None:
        """Like a cable that is pulled: nothing is answered any more."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(SECONDS)
            self.process = None

    @contextlib.contextmanager
    def stopped(self) -> Iterator[None]:
        self.stop()
        yield
        self.start()
