"""A live server on the test's own connection, so that nothing needs to be committed."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Final
from unittest.mock import patch

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test.testcases import QuietWSGIRequestHandler
from django.test.utils import modify_settings


class _Server(ThreadedWSGIServer):
    def _close_connections(self) -> None:
        """The connection belongs to the test, with an open transaction on it."""


# An empty page of the same origin, on which a browser stays in the process that it has.
BLANK: Final = "/-blank-"

type Start = Callable[..., Any]


class _OneAtATime:
    """Two requests at once would mix their savepoints on the one connection."""

    def __init__(self) -> None:
        self._application = StaticFilesHandler(WSGIHandler())
        self.lock = threading.RLock()

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        if environ["PATH_INFO"] == BLANK:
            start_response("200 OK", [("Content-Type", "text/html")])
            return [b"<!DOCTYPE html><title>Blank</title>"]
        is_file = environ["PATH_INFO"].startswith(settings.STATIC_URL)
        with self.lock:
            return self._application(
                environ, start_response if is_file else _kept_by_nobody(start_response)
            )


def _kept_by_nobody(start_response: Start) -> Start:
    """Each visit asks for the page, as a new profile would."""

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        others = [each for each in headers if each[0].lower() != "cache-control"]
        return start_response(status, [*others, ("Cache-Control", "no-store")], *rest)

    return start


@contextmanager
def files_in_memory() -> Iterator[None]:
    """Each style, script and picture is looked up once, and a browser profile asks for it once."""
    look_up, found = StaticFilesHandler.serve, dict[str, tuple[bytes, str]]()

    def serve(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponse:
        if request.path not in found:
            request.META.pop("HTTP_IF_MODIFIED_SINCE", None)
            with closing(look_up(handler, request)) as answer:
                found[request.path] = answer.getvalue(), answer.headers["Content-Type"]
        content, content_type = found[request.path]
        return HttpResponse(content, content_type, headers={"Cache-Control": "max-age=3600"})

    with patch.object(StaticFilesHandler, "serve", serve):
        yield


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
