"""Each person's current answers: the latest given in any closed round about a practice.

Answers carry forward criterion by criterion and by code, because sets are nested.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from assessments.models import Rating, Round


@dataclass(frozen=True)
class CurrentAnswer:
    """What one person last said about a criterion for a region; `value` None = "do not know"."""

    person_key: UUID
    region_id: int
    level: str
    code: str
    value: int | None
    obstacle: str
    comment: str
    by_self: bool
    is_late: bool
    is_contested: bool
    rating_id: int
    seat_id: int
    round_id: int
    criterion_id: int


def answers_in_force(
    practice_id: int,
    *,
    region_id: int | None = None,
    people: Collection[UUID] | None = None,
    until: Round | None = None,
    are_own: bool = False,
) -> list[CurrentAnswer]:
    """The answers that count for a practice, one query; open rounds are never looked at.

    `until`: as they stood when that round had closed, whatever later rounds say; only answers
    about the text that the round is about. Of other rounds only those that were shown: the same
    people may sit in another meeting. `are_own`: of those too, for they are the reader's own.
    """
    ratings = Rating.objects.that_count().filter(seat__round__revision__practice_id=practice_id)
    if not are_own:
        ratings = ratings.in_shown_rounds() | ratings.filter(seat__round=until)
    if region_id is not None:
        ratings = ratings.filter(seat__region_id=region_id)
    if people is not None:
        ratings = ratings.filter(seat__person_key__in=people)
    if until is not None:
        ratings = ratings.filter(
            seat__round__opened_at__lte=until.opened_at,
            seat__round__revision_id=until.revision_id,
        )
    return latest(ratings.select_related("tap", "criterion", "seat"))


def latest(ratings: Iterable[Rating]) -> list[CurrentAnswer]:
    """Of ratings in the order of their rounds, the last one per person, region and code."""
    current: dict[tuple[UUID, int, str], CurrentAnswer] = {}
    for rating in ratings:
        answer = _current(rating)
        current[(answer.person_key, answer.region_id, answer.code)] = answer
    return list(current.values())


def _current(rating: Rating) -> CurrentAnswer:
    seat, tap = rating.seat, rating.tap
    return CurrentAnswer(
        person_key=seat.person_key,
        region_id=seat.region_id,
        level=seat.level,
        code=rating.criterion.code,
        value=tap.value,
        obstacle=tap.obstacle,
        comment=tap.comment,
        by_self=tap.by_self,
        is_late=tap.is_late,
        is_contested=rating.contested_at is not None,
        rating_id=rating.pk,
        seat_id=seat.pk,
        round_id=seat.round_id,
        criterion_id=rating.criterion_id,
    )
