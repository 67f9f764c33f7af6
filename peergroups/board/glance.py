"""What tells a board that something is new: one query, as every board asks every two seconds."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from assessments.models import Seat
from core import clock
from peergroups.models import Contact, Session
from regions.reader import Reader

SILENT_AFTER: Final = timedelta(seconds=30)  # a device asks every two seconds, in a pocket every 5


@dataclass(frozen=True)
class Glance:
    """`waiting`: people who have not finished and whose device keeps answers or is not heard of."""

    revision: int
    waiting: frozenset[int]

    @property
    def token(self) -> str:
        """Another one whenever the page would look different; the time runs by itself."""
        told = repr(sorted(self.waiting)).encode()
        return f"{self.revision}-{hashlib.sha256(told).hexdigest()[:8]}"


def glance(reader: Reader, pk: int) -> Glance | None:
    """The state of a session for one of its moderators; nothing for anybody else."""
    rows: Any = Session.objects.visible_to(reader).moderated_by(reader).filter(pk=pk)
    row = rows.values("revision", waiting=ArraySubquery(_waiting())).first()
    return Glance(row["revision"], frozenset(row["waiting"])) if row else None


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
