"""What goes round every view: the request's number and place, and who may keep the answer."""

from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control

from core.contexts import request_id
from core.links import origin

type GetResponse = Callable[[HttpRequest], HttpResponse]

# Spreadsheets, pictures and documents are compressed already; a stream of events must not wait.
TEXTS = ("text/html", "text/plain", "text/csv", "text/calendar")
TEXT_ENDINGS = ("json", "xml", "javascript")


class CompressMiddleware(GZipMiddleware):
    """Sends text compressed: a table of practices is a tenth of its size on its way."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        is_text = kind in TEXTS or kind.endswith(TEXT_ENDINGS)
        return super().process_response(request, response) if is_text else response


class RequestIdMiddleware:
    """Gives each request a number of its own, for the audit trail and for reports of faults."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(str(uuid4()))
        place = origin.set(lambda: request.build_absolute_uri("/"))
        try:
            return self.get_response(request)
        finally:
            origin.reset(place)
            request_id.reset(token)


class PrivateAnswersMiddleware:
    """What somebody with a session gets is theirs: nobody between us and them keeps a copy.

    `Vary: Cookie` alone leaves that to each cache. A view that says itself who may keep its answer
    is believed, unless the answer sets a cookie. Outside the sessions, so that it sees theirs.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        knows = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
        is_part = "HX-Request" in request.headers  # half a page must not come back as a page
        if is_part:
            patch_cache_control(response, private=True, no_store=True)
        elif response.cookies or (knows and not response.has_header("Cache-Control")):
            patch_cache_control(response, private=True, no_cache=True)
        return response
