"""Reads of the floor's tables, named for the reader."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, Protocol

from django.db import models
from django.db.models import BigIntegerField, BooleanField, Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Cast

if TYPE_CHECKING:
    from core.models import Notice, Work  # noqa: F401 - for the classes' own types

MOST_COUNTED = 100  # the bell says "99+" from here on


class Person(Protocol):
    """Whose notices these are; `regions` has the whole reader."""

    @property
    def user_id(self) -> int | None: ...


type Readable = Callable[[Any], models.QuerySet[Any]]

_readable: dict[str, Readable] = {}


def register_readable(label: str, rows: Readable) -> None:
    """Say who may still read objects of a type ("practices.comment"), for notices about them.

    `rows` takes the reader and returns the readable rows; called in `AppConfig.ready()`. A notice
    about a type that nobody registered is shown to nobody.
    """
    _readable[label] = rows


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, reader: Person, types: Collection[str] | None = None) -> "NoticeQuerySet":
        """NO01: one's own, as long as one may read what they are about.

        `types` are the only ones to look at, where it is known what one's own are about: a
        statement about all of them is long.
        """
        pk = Cast(OuterRef("object_id"), BigIntegerField())
        readable = [
            # CASE keeps each row away from the other types' tables and from their kind of id.
            When(object_type=label, then=Exists(rows(reader).order_by().filter(pk=pk)))
            for label, rows in _readable.items()
            if types is None or label in types
        ]
        is_readable = Case(*readable, default=Value(False), output_field=BooleanField())
        return self.filter(is_readable, user_id=reader.user_id or 0)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at__isnull=True)

    def unread_first(self) -> "NoticeQuerySet":
        """The unread ones, the newest first; then the others in the same order."""
        return self.alias(is_read=Q(read_at__isnull=False)).order_by("is_read", "-at", "-pk")

    def counted(self) -> int:
        """How many, at most `MOST_COUNTED`: one cheap query on every page."""
        return self.order_by()[:MOST_COUNTED].count()

    def unread_types_of(self, user_id: int) -> "models.QuerySet[Notice, str]":
        """What a person's unread ones are about, whether or not they may still read it."""
        own = self.unread().filter(user_id=user_id).order_by()
        return own.values_list("object_type", flat=True).distinct()


class WorkQuerySet(models.QuerySet["Work"]):
    def visible_to(self, reader: Person) -> "WorkQuerySet":
        """One's own: nobody else learns what the worker does for somebody."""
        return self.filter(user_id=reader.user_id or 0)

    def active(self) -> "WorkQuerySet":
        """Waiting or being done."""
        return self.filter(ended_at__isnull=True)
