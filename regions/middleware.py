"""Puts the reader on the request, once, when first asked for."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from regions.reader import Reader

GUEST_KEY = "guest"
ACTING_KEY = "acting_for"


class ReaderMiddleware:
    """`request.reader` for every view; visitors without a session cost no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = SimpleLazyObject(lambda: reader_of(request))  # type: ignore[attr-defined]  # new here
        return self.get_response(request)


def reader_of(request: HttpRequest) -> Reader:
    """The reader of a request: rights come from the database, the session only says who asks.

    Who signs in where a guest had joined is somebody else: the guest's key is not theirs.
    """
    user = request.user
    if not user.is_authenticated:
        key = request.session.get(GUEST_KEY)
        return Reader(person_key=UUID(key) if key else None)
    return Reader.for_user(
        user.pk, is_admin=user.is_admin, acting_for=request.session.get(ACTING_KEY)
    )
