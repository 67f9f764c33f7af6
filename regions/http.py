"""The request as views of this product see it."""

from django.http import HttpRequest as DjangoRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from regions.reader import Reader


class HttpRequest(DjangoRequest):
    """Django's request with the reader and htmx's details; for annotations only."""

    reader: Reader
    htmx: HtmxDetails


class PersonHttpRequest(HttpRequest):
    """A request of a person who is signed in."""

    user: User
