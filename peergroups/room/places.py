"""A device's place in a session: signed when it opens the page, looked up anew each time.

Answers may be sent hours later and after the login has ended, so they do not depend on it: whoever
holds the token of a place brings the answers of that place, as long as the place stands.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, F, OuterRef, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Gone
from core.statements import Statement
from exchanges.models import Participation
from exchanges.querysets import TAKING_PART, ParticipationQuerySet
from peergroups.models import Session, SessionPlace
from regions.models import Membership
from regions.reader import Reader

HEADER: Final = "X-Place"
LONGEST: Final = timedelta(days=60)
TOKEN_LIMIT: Final = 400  # characters; a real one has about 150

_signer = Signer(salt="peergroups.place")


class RoomOver(Gone):
    sentence = _(
        "The minutes of this session are confirmed. It takes no more answers. "
        "Thank you for your answers."
    )


@dataclass(frozen=True)
class Place:
    """Somebody's place in a session, with the rights they have now."""

    session_id: int
    participation: Participation
    reader: Reader

    @cached_property
    def session(self) -> Session:
        """Read when first asked for: who only brings answers does not need it."""
        return Session.objects.with_event().get(pk=self.session_id)

    @property
    def token(self) -> str:
        return token_of(self.session, self.participation)


@dataclass(frozen=True)
class Bearer:
    """What a token says; whether it still holds is for the database to say."""

    session_id: int
    participation_id: int
    person_key: UUID

    @property
    def values(self) -> dict[str, Any]:
        """For a statement about the place."""
        return {
            "session_id": self.session_id,
            "participation_id": self.participation_id,
            "person_key": self.person_key,
        }


def token_of(session: Session, participation: Participation) -> str:
    """The token of a place, made now."""
    made_at = int(clock.now().timestamp())
    content = [session.pk, participation.pk, participation.person_key.hex, made_at]
    return _signer.sign_object(content)


def name_of_place(participation: Participation) -> str:
    """Tells the places of several people on one device apart, and says nothing else."""
    key = participation.person_key.hex
    return salted_hmac("peergroups.place", key, algorithm="sha256").hexdigest()[:16]


def read_token(token: str, session_id: int) -> Bearer | None:
    """What a token of ours for this session says, unless it is too old."""
    if not token or len(token) > TOKEN_LIMIT:
        return None
    try:
        session_pk, participation_pk, key, made_at = _signer.unsign_object(token)
        made = datetime.fromtimestamp(made_at, UTC)
        bearer = Bearer(session_pk, participation_pk, UUID(key))
    except (BadSignature, ValueError, TypeError):
        return None
    if bearer.session_id != session_id or made + LONGEST <= clock.now():
        return None
    return bearer


def place_of_token(token: str, session: Session) -> Place | None:
    """The place of a token, with a reader built from the database.

    Nothing when the place was withdrawn or given to somebody else, the person left the partner or
    was deactivated, or the session was cancelled. Raises `RoomOver` once the minutes are confirmed.
    """
    bearer = read_token(token, session.pk)
    return place_of_bearer(bearer) if bearer else None


def place_of_bearer(bearer: Bearer) -> Place | None:
    participation = _PLACE.first(**bearer.values)
    if participation is None:
        return None
    if participation.room_over_at:
        raise RoomOver
    return Place(bearer.session_id, participation, _reader_of(participation))


def _reader_of(participation: Participation) -> Reader:
    """With an account the roles held now, else the guest by the key."""
    if participation.user is None:
        return Reader(person_key=participation.person_key)
    return Reader.for_user(
        participation.user.pk,
        is_admin=participation.user.is_admin,
        acting_for=participation.partner_id,
    )


def standing(bearer: Bearer) -> ParticipationQuerySet:
    """The participation of a bearer as long as their place in the session stands: one row or none.

    `confirmed_at` comes with it: the end of every place.
    """
    held = Membership.objects.active().filter(
        user_id=OuterRef("user_id"), partner_id=OuterRef("partner_id")
    )
    seated = SessionPlace.objects.filter(session=bearer.session_id)
    here = seated.filter(participation=OuterRef("pk"))
    rows: ParticipationQuerySet = Participation.objects.filter(
        pk=bearer.participation_id,
        person_key=bearer.person_key,
        state__in=TAKING_PART,
        exchange__sessions=bearer.session_id,
        exchange__sessions__cancelled_at__isnull=True,
    )
    return rows.filter(Q(user__isnull=True) | Exists(held), Exists(here) | ~Exists(seated))


def _places(**values: Any) -> Any:
    rows = standing(Bearer(**values)).select_related("partner__region", "user")
    return rows.annotate(room_over_at=F("exchange__sessions__confirmed_at"))[:1]


_PLACE: Final[Statement[Any]] = Statement(
    _places, session_id=int, participation_id=int, person_key=UUID
)


def bearer_of(participation: Participation, session_id: int) -> Bearer:
    return Bearer(session_id, participation.pk, participation.person_key)


def own_place(reader: Reader, session_id: int) -> Bearer | None:
    """The place of somebody who comes with a login or as a guest by cookie: one query."""
    own: Any = Participation.objects.of(reader).filter(exchange__sessions=session_id)
    row = own.values_list("pk", "person_key").first()
    return Bearer(session_id, *row) if row else None
