"""One person's questions and own answers in a round: in a session or at home.

Nobody else's answer is ever looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessments.in_force import answers_in_force
from assessments.models import Criterion, Rating, Round, Seat
from practices.models import Practice


@dataclass(frozen=True)
class OwnAnswer:
    """What the person last said; `is_carried` from an earlier round, `rating` from this one."""

    value: int | None
    obstacle: str
    comment: str
    is_carried: bool
    rating: Rating | None = None

    @property
    def entered_by_moderator(self) -> bool:
        return self.rating is not None and not self.rating.tap.by_self


@dataclass(frozen=True)
class Entry:
    """A question with the own answer, if there is one."""

    number: int
    criterion: Criterion
    answer: OwnAnswer | None


class Questions:
    """Walking through the questions; `entries` come from `entries_of`."""

    entries: Sequence[Entry]

    @property
    def is_complete(self) -> bool:
        return all(entry.answer for entry in self.entries)

    @property
    def answered(self) -> int:
        return sum(entry.answer is not None for entry in self.entries)

    @property
    def carried(self) -> int:
        return sum(entry.answer.is_carried for entry in self.entries if entry.answer)

    def entry(self, code: str) -> Entry | None:
        return next((each for each in self.entries if each.criterion.code == code), None)

    def next_after(self, code: str = "") -> Entry | None:
        """The next question without an answer: after the one of that code, then from the top."""
        start = next((e.number for e in self.entries if e.criterion.code == code), 0)
        ordered = [*self.entries[start:], *self.entries[:start]]
        return next((entry for entry in ordered if entry.answer is None), None)

    def before(self, entry: Entry) -> Entry | None:
        return self.entries[entry.number - 2] if entry.number > 1 else None


@dataclass(frozen=True)
class HomeSheet(Questions):
    """One person's sheet in a round at home."""

    seat: Seat
    practice: Practice
    entries: Sequence[Entry]

    @classmethod
    def of(cls, seat: Seat) -> "HomeSheet":
        """The sheet of a seat that was fetched `for_rating()`."""
        practice: Practice = seat.round.revision.practice
        return cls(seat, practice, entries_of(seat.round, seat, practice))


def entries_of(round_: Round, seat: Seat, practice: Practice) -> tuple[Entry, ...]:
    """The questions in their order, each with the own answer of this or an earlier round."""
    carried = {
        each.code: OwnAnswer(each.value, each.obstacle, each.comment, is_carried=True)
        for each in answers_in_force(
            practice.pk,
            region_id=seat.region_id,
            people=[seat.person_key],
            until=round_,
            are_own=True,
        )
    }
    own = given_in(seat.ratings.select_related("tap", "criterion"))
    answers = carried | own
    criteria = round_.criteria_set.criteria.all()
    return tuple(
        Entry(number, criterion, answers.get(criterion.code))
        for number, criterion in enumerate(criteria, start=1)
    )


def given_in(ratings: Iterable[Rating]) -> dict[str, OwnAnswer]:
    return {
        rating.criterion.code: OwnAnswer(
            rating.tap.value,
            rating.tap.obstacle,
            rating.tap.comment,
            is_carried=False,
            rating=rating,
        )
        for rating in ratings
        if rating.voided_at is None
    }


def needs_of(round_: Round, criterion: Criterion) -> str:
    """What the practice needs in the field that the question speaks of; empty if not known."""
    if not criterion.requirement_kind:
        return ""
    stated = round_.revision.requirements.filter(kind=criterion.requirement_kind)
    first = stated.order_by("-needed", "position").first()
    return first.text if first else ""
