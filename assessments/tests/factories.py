"""Rounds and answers for tests, made through the actions that people use."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from accounts.models import User
from assessments.actions import Answer, SeatPlan, ensure_default_sets, open_round, send_answers
from assessments.models import CriteriaSet, Criterion, Round, RoundKind, Seat
from practices.models import Practice
from practices.tests.factories import make_practice
from regions.models import Level, Region
from regions.reader import Reader
from regions.tests.factories import make_member, make_partner, make_region, next_number


def make_set(code: str = "meeting") -> CriteriaSet:
    """The default set of that code, with the questions of the method."""
    return ensure_default_sets(by=Reader.system())[code]


def make_guest(region: Region | None = None, **fields: Any) -> SeatPlan:
    """A guest by name, of a region of their own unless told otherwise."""
    values: dict[str, Any] = {
        "region": region or make_partner(region=make_region()).region,
        "level": Level.PRACTITIONER,
        "name": f"Guest {next_number()}",
        "key": uuid4(),
    }
    return SeatPlan(**values | fields)


def make_round(
    *seats: SeatPlan,
    practice: Practice | None = None,
    moderator: User | None = None,
    code: str = "meeting",
    **fields: Any,
) -> Round:
    """An open round of a session; without a moderator, the system leads it alone."""
    return open_round(
        revision=(practice or make_practice(nuts_codes=["XX00"])).published_revision,
        criteria_set=make_set(code),
        kind=RoundKind.SESSION,
        seats=seats,
        moderators=[moderator.pk] if moderator else [],
        by=Reader.system(),
        **fields,
    )


def make_moderator() -> tuple[User, Reader]:
    user = make_member()
    return user, Reader.for_user(user.pk)


def seat_of(round_: Round, plan: SeatPlan) -> Seat:
    return Seat.objects.get(round=round_, person_key=plan.person_key)


def reader_of(seat: Seat) -> Reader:
    """Whoever sits there: a person with an account or a guest."""
    if seat.user_id:
        return Reader.for_user(seat.user_id)
    return Reader(person_key=seat.person_key)


def criterion_of(round_: Round, code: str) -> Criterion:
    return round_.criteria_set.criteria.get(code=code)


def answer(seat: Seat, by: Reader | None = None, **values: int | None) -> Seat:
    """Answer for oneself: answer(seat, R1=2, F3=None)."""
    sent = [Answer(criterion_of(seat.round, code), value) for code, value in values.items()]
    return send_answers(seat=seat, answers=sent, by=by or reader_of(seat))


def values_of(seat: Seat) -> Mapping[str, int | None]:
    """What counts for the seat now."""
    ratings = seat.ratings.select_related("tap", "criterion")
    return {rating.criterion.code: rating.tap.value for rating in ratings}


def uuid_of(number: int) -> UUID:
    return UUID(int=number)
