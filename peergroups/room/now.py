"""What concerns one device at this moment: one query, as three hundred ask every two seconds."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject

from assessments.models import Rating, Seat, Tap
from core import clock
from core.statements import Statement
from peergroups.models import AgendaItem, AgendaRound, Contact, RegionStep
from peergroups.room.places import Bearer, standing

CONTACT_EVERY: Final = timedelta(seconds=20)
KEPT_LIMIT: Final = 9_999


@dataclass(frozen=True)
class Now:
    """Where the room is, for one place. `seen` is another one when the device should look anew."""

    bearer: Bearer
    current: int | None
    round: dict[str, Any] | None
    closed_at: datetime | None
    confirmed_at: datetime | None
    seat: dict[str, Any] | None
    agenda: list[int]
    entered: list[UUID]
    given: list[tuple[str, int]]
    chosen: list[dict[str, Any]]
    contact_at: datetime | None
    contact_kept: int

    @property
    def steps(self) -> dict[int, dict[str, str]]:
        """What the person's region does next, by item of the agenda."""
        return {e["item"]: {"kind": e["kind"], "line": e["line"]} for e in self.chosen}

    @property
    def seen(self) -> str:
        """Over everything but what other people do: those who answer do not wake each other.

        Nor does a device wake itself; the person's other devices and the region's next steps do.
        """
        seat = (self.seat or {}).get("pk")
        parts = [self.current, self.round, self.closed_at, self.confirmed_at, seat]
        told = repr([*parts, self.agenda, self.entered, self.given, self.chosen])
        return hashlib.sha256(told.encode()).hexdigest()[:20]

    def as_json(self) -> dict[str, Any]:
        return {
            "now": clock.now().isoformat(),
            "current": self.current,
            "round": self.round,
            "is_live": self.closed_at is None,
            "closed_at": self.closed_at.isoformat() if self.closed_at else None,
            "confirmed": self.confirmed_at is not None,
            "seen": self.seen,
        }


def look(bearer: Bearer, device: str = "") -> Now | None:
    """What holds for the bearer on a device; nothing when their place does not stand: one query."""
    row = _LOOK.first(**bearer.values)
    if row is None:
        return None
    return Now(
        bearer=bearer,
        current=row["current"],
        round=row["latest"],
        closed_at=row["closed"],
        confirmed_at=row["confirmed"],
        seat=row["seat"],
        agenda=row["agenda"],
        entered=row["entered"],
        given=sorted((e["device"], e["n"]) for e in row["given"] if e["device"] != device),
        chosen=row["chosen"],
        contact_at=row["contact_at"],
        contact_kept=(row["contact"] or {}).get("kept", 0),
    )


def _looking(**values: Any) -> Any:
    session = "exchange__sessions"
    bearer = Bearer(**values)
    rows: Any = standing(bearer)
    return rows.values(
        current=Coalesce(F(f"{session}__current_item_id"), Subquery(_agenda(bearer)[:1])),
        closed=F(f"{session}__closed_at"),
        confirmed=F(f"{session}__confirmed_at"),
        latest=Subquery(_latest_round(bearer)),
        seat=Subquery(_seat(bearer)),
        agenda=ArraySubquery(_agenda(bearer)),
        entered=ArraySubquery(_entered(bearer)),
        given=ArraySubquery(_given(bearer)),
        chosen=ArraySubquery(_chosen(bearer)),
        contact=Subquery(_contact(bearer).values(json=JSONObject(kept="kept"))[:1]),
        contact_at=Subquery(_contact(bearer).values("seen_at")[:1]),
    )[:1]


def _agenda(bearer: Bearer) -> Any:
    items = AgendaItem.objects.filter(session=bearer.session_id).order_by("position")
    return items.values("pk")


def _latest_round(bearer: Bearer) -> Any:
    """The session's last round, as the contract of the device names it."""
    rounds = AgendaRound.objects.filter(item__session=bearer.session_id).order_by("-round_id")
    told = JSONObject(pk="round_id", item="item_id", number="round__number", state="round__state")
    return rounds.values(json=told)[:1]


def _seats(bearer: Bearer) -> Any:
    """The person's seats in the session: by account, or by the guest's key."""
    here = Seat.objects.filter(round__agenda_round__item__session=bearer.session_id)
    return here.filter(user_id=OuterRef("user_id")) | here.filter(
        user__isnull=True, person_key=bearer.person_key
    )


def _seat(bearer: Bearer) -> Any:
    return _seats(bearer).order_by("-round_id").values(json=JSONObject(pk="pk"))[:1]


def _entered(bearer: Bearer) -> Any:
    """Answers that a moderator entered for the person, who is told."""
    ratings = Rating.objects.filter(
        seat__round__agenda_round__item__session=bearer.session_id, tap__by_self=False
    )
    own = ratings.filter(seat__user_id=OuterRef("user_id")) | ratings.filter(
        seat__user__isnull=True, seat__person_key=bearer.person_key
    )
    return own.order_by("pk").values("tap_id")


def _given(bearer: Bearer) -> Any:
    """How many answers came from which of the person's devices."""
    taps = Tap.objects.filter(
        seat__round__agenda_round__item__session=bearer.session_id, by_self=True
    )
    own = taps.filter(seat__user_id=OuterRef("user_id")) | taps.filter(
        seat__user__isnull=True, seat__person_key=bearer.person_key
    )
    counted = own.order_by().values("device").annotate(n=Count("pk"))
    return counted.values(json=JSONObject(device="device", n="n"))


def _chosen(bearer: Bearer) -> Any:
    """What the person's region does next, and since when."""
    steps = RegionStep.objects.filter(
        item__session=bearer.session_id, region=OuterRef("partner__region_id")
    )
    told = JSONObject(item="item_id", kind="kind", line="line", at="changed_at")
    return steps.order_by("pk").values(json=told)


def _contact(bearer: Bearer) -> Any:
    return Contact.objects.filter(session=bearer.session_id, participation=bearer.participation_id)


_LOOK: Final = Statement(_looking, session_id=int, participation_id=int, person_key=UUID)


def note_contact(now: Now, kept: int, *, at_once: bool = False) -> None:
    """Note that the device was heard of and how many answers it keeps, not more than needed.

    `at_once`: also within the twenty seconds when the number is another one: after answers came.
    """
    moment = clock.now()
    is_due = now.contact_at is None or moment - now.contact_at >= CONTACT_EVERY
    if not is_due and not (at_once and kept != now.contact_kept):
        return
    contact = Contact(
        session_id=now.bearer.session_id,
        participation_id=now.bearer.participation_id,
        seen_at=moment,
        kept=kept,
    )
    Contact.objects.bulk_create(
        [contact],
        update_conflicts=True,
        unique_fields=["session", "participation"],
        update_fields=["seen_at", "kept"],
    )
