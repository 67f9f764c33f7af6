"""Puts the reader on the request, once, when first asked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from regions.reader import Reader

SEAT_KEY = "seat"
ACTING_KEY = "acting_for"


class ReaderMiddleware:
    """`request.reader` for every view; visitors without a session cost no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = SimpleLazyObject(lambda: reader_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def reader_of(request: HttpRequest) -> Reader:
    """The reader of a request: rights come from the database, the session only says who asks."""
    seat_id = request.session.get(SEAT_KEY)
    user = request.user
    if not user.is_authenticated:
        return Reader(seat_id=seat_id)
    return Reader.for_user(
        user.pk,
        is_admin=user.is_admin,
        acting_for=request.session.get(ACTING_KEY),
        seat_id=seat_id,
    )
