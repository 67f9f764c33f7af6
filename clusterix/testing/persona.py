"""A persona: a test client that knows who it is."""

from typing import Any
from uuid import UUID

from django.test import Client

from accounts.models import User
from regions.middleware import GUEST_KEY
from regions.reader import Reader


class Persona(Client):
    """A `django.test.Client`; `user` is None for a visitor and a guest."""

    def __init__(
        self, *, user: User | None = None, person_key: UUID | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self.user = user
        self.person_key = person_key
        if user is not None:
            self.force_login(user)
        if person_key is not None:
            session = self.session
            session[GUEST_KEY] = str(person_key)
            session.save()

    @property
    def reader(self) -> Reader:
        """Who this is for `visible_to()` and `by=`, with the roles held now."""
        if self.user is None:
            return Reader(person_key=self.person_key)
        return Reader.for_user(self.user.pk, is_admin=self.user.is_admin)
