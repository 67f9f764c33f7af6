"""A live server on the test's own connection, so that nothing needs to be committed."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import QuietWSGIRequestHandler
from django.test.utils import modify_settings


class _Server(ThreadedWSGIServer):
    def _close_connections(self) -> None:
        """The connection belongs to the test, with an open transaction on it."""


class _OneAtATime:
    """Two requests at once would mix their savepoints on the one connection."""

    def __init__(self) -> None:
        self._application = StaticFilesHandler(WSGIHandler())
        self.lock = threading.RLock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self.lock:
            return self._application(environ, start_response)


@dataclass(frozen=True)
class Served:
    """`quiet` holds requests back while the test itself asks the database."""

    url: str
    quiet: threading.RLock


@contextmanager
def served_in_transaction() -> Iterator[Served]:
    """A server for pages that are opened one after the other.

    A journey of several people takes pytest-django's `live_server` instead.
    """
    host, shared, application = "127.0.0.1", connections["default"], _OneAtATime()
    server = _Server((host, 0), QuietWSGIRequestHandler, connections_override={"default": shared})
    server.set_app(application)
    shared.inc_thread_sharing()
    # Each request would begin and end with closing a connection whose transaction is open.
    keep = patch.object(shared, "close_if_unusable_or_obsolete", lambda: None)
    keep.start()
    try:
        with modify_settings(ALLOWED_HOSTS={"append": host}):
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield Served(f"http://{host}:{server.server_address[1]}", application.lock)
    finally:
        server.shutdown()
        server.server_close()
        keep.stop()
        shared.dec_thread_sharing()
