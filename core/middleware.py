"""What acts below the views know of the request: its number and where this place is."""

from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from core.contexts import request_id
from core.links import origin

type GetResponse = Callable[[HttpRequest], HttpResponse]


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
