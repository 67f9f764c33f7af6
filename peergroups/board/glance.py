"""What tells a board that something is new: one query, as every board asks every two seconds."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, JSONObject

from assessments.models import Seat
from core import clock
from peergroups.board.timing import NO_PAUSES, Pauses, pauses_of
from peergroups.models import Contact, Pause, Session
from regions.reader import Reader

SILENT_AFTER: Final = timedelta(seconds=30)  # a device asks every two seconds, in a pocket every 5


@dataclass(frozen=True)
class Glance:
    """`waiting`: people who have not finished and whose device keeps answers or is not heard of.

    `phones`: devices that are heard of while the session starts.
    """

    revision: int
    waiting: frozenset[int]
    phones: int = 0
    pauses: Pauses = NO_PAUSES

    @property
    def token(self) -> str:
        """Another one whenever the page would look different; the time runs by itself."""
        told = repr([*sorted(self.waiting), self.phones]).encode()
        return f"{self.revision}-{hashlib.sha256(told).hexdigest()[:8]}"


def glance(reader: Reader, pk: int) -> Glance | None:
    """The state of a session for one of its moderators; nothing for anybody else."""
    rows: Any = Session.objects.visible_to(reader).moderated_by(reader).filter(pk=pk)
    row = rows.values(
        "revision",
        waiting=ArraySubquery(_waiting()),
        phones=_phones(),
        stood=ArraySubquery(_pauses()),
    ).first()
    if row is None:
        return None
    pauses = pauses_of(Stop(**each) for each in row["stood"])
    return Glance(row["revision"], frozenset(row["waiting"]), row["phones"], pauses)


@dataclass(frozen=True)
class Stop:
    """A pause as the database tells it in one question with the rest."""

    begun: str
    ended: str | None

    @property
    def begun_at(self) -> datetime:
        return datetime.fromisoformat(self.begun)

    @property
    def ended_at(self) -> datetime | None:
        return datetime.fromisoformat(self.ended) if self.ended else None


def _pauses() -> Any:
    rows = Pause.objects.filter(session=OuterRef("pk")).order_by("begun_at", "pk")
    return rows.values(json=JSONObject(begun="begun_at", ended="ended_at"))


def _phones() -> Case:
    """Counted while people try the test question, and not later."""
    heard = Contact.objects.filter(session=OuterRef("pk"), seen_at__gte=clock.now() - SILENT_AFTER)
    counted = heard.order_by().values("session").annotate(n=Count("pk")).values("n")
    starts = When(
        opening_at__isnull=False,
        current_item__isnull=True,
        closing_at__isnull=True,
        closed_at__isnull=True,
        then=Coalesce(Subquery(counted), 0),
    )
    return Case(starts, default=0)


def _waiting() -> Any:
    """Of people who have not finished a round whose answers are not shown."""
    seats = Seat.objects.filter(
        Q(user=OuterRef("participation__user"))
        | Q(user__isnull=True, person_key=OuterRef("participation__person_key")),
        round__revealed_at__isnull=True,
        finished_at__isnull=True,
        round__agenda_round__item__session=OuterRef("session"),
    )
    late = Q(kept__gt=0) | Q(seen_at__lt=clock.now() - SILENT_AFTER)
    contacts = Contact.objects.filter(late, Exists(seats), session=OuterRef("pk"))
    return contacts.order_by("participation").values("participation")
