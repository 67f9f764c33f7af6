"""The request as the views of this app see it; who acts is put on it further up."""

from django.http import HttpRequest as DjangoRequest

from accounts.models import User
from core.audit import Actor


class PersonRequest(DjangoRequest):
    """A request of a person who is signed in; for annotations only."""

    user: User
    reader: Actor
