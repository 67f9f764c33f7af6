"""A live server on the test's own connection, so that nothing needs to be committed."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

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
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self._lock:
            return self._application(environ, start_response)


@contextmanager
def served_in_transaction() -> Iterator[str]:
    """The address of the server, for pages that are opened one after the other.

    A journey of several people takes pytest-django's `live_server` instead.
    """
    host, shared = "127.0.0.1", connections["default"]
    server = _Server((host, 0), QuietWSGIRequestHandler, connections_override={"default": shared})
    server.set_app(_OneAtATime())
    shared.inc_thread_sharing()
    try:
        with modify_settings(ALLOWED_HOSTS={"append": host}):
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://{host}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        shared.dec_thread_sharing()
