"""Reads about people, named for the reader."""

from typing import TYPE_CHECKING, Protocol

from django.db import models

from core.signed_links import SignedLink

if TYPE_CHECKING:
    from accounts.models import User  # noqa: F401 - for the class's own type


class DirectoryReader(Protocol):
    """What decides who may know that somebody has an account; `regions` has the whole reader."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def is_member(self) -> bool: ...
    @property
    def is_admin(self) -> bool: ...
    @property
    def is_system(self) -> bool: ...


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def administrators(self) -> "UserQuerySet":
        return self.active().filter(is_admin=True)

    def visible_to(self, reader: DirectoryReader) -> "UserQuerySet":
        """U01: members and administrators; administrators also those whose account is closed."""
        if reader.is_admin or reader.is_system:
            return self.filter(erased_at__isnull=True)
        return self.active() if reader.is_member else self.none()

    def administrators_for(self, reader: DirectoryReader) -> "UserQuerySet":
        """Administrators know each other; for everybody else there is no such list."""
        return self.administrators() if reader.is_admin or reader.is_system else self.none()

    def opened_by(self, link: SignedLink) -> "UserQuerySet":
        """For the bearer of a link about one account: having it is the right to act for it."""
        return self.active().filter(pk=link.object_id)
