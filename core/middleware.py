"""The request's number, for the audit trail and for people who report a fault."""

from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from core.contexts import request_id

type GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives each request a number of its own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(str(uuid4()))
        try:
            return self.get_response(request)
        finally:
            request_id.reset(token)
