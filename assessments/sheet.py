"""One person's questions and own answers in a round: in a session or at home.

Nobody else's answer is ever looked at.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assessments.in_force import CurrentAnswer, answers_in_force
from assessments.models import Criterion, CriterionText, Rating, Round, RoundKind, Seat
from core.languages import ENGLISH
from practices.models import Practice


@dataclass(frozen=True)
class OwnAnswer:
    """What the person last said; `is_carried` from an earlier round, `rating` from this one."""

    value: int | None
    obstacle: str
    comment: str
    is_carried: bool
    rating: Rating | None = None
    is_from_meeting: bool = False

    @property
    def entered_by_moderator(self) -> bool:
        return self.rating is not None and not self.rating.tap.by_self


@dataclass(frozen=True)
class Entry:
    """A question, its words as they are `said` to this person, and the own answer, if any."""

    number: int
    criterion: Criterion
    said: Criterion | CriterionText
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

    def next_after(self, code: str = "", first: Collection[str] = ()) -> Entry | None:
        """The next question without an answer: after the one of that code, then from the top.

        Those whose codes are in `first` come before all others.
        """
        start = next((e.number for e in self.entries if e.criterion.code == code), 0)
        ordered = [*self.entries[start:], *self.entries[:start]]
        ordered.sort(key=lambda entry: entry.criterion.code not in first)
        return next((entry for entry in ordered if entry.answer is None), None)

    def has_answered(self, codes: Collection[str]) -> bool:
        return all(each.answer for each in self.entries if each.criterion.code in codes)

    def before(self, entry: Entry) -> Entry | None:
        return self.entries[entry.number - 2] if entry.number > 1 else None


@dataclass(frozen=True)
class HomeSheet(Questions):
    """One person's sheet in a round at home."""

    seat: Seat
    practice: Practice
    entries: Sequence[Entry]

    @classmethod
    def of(cls, seat: Seat, language: str = "") -> "HomeSheet":
        """The sheet of a seat that was fetched `for_rating()`, in that language."""
        practice: Practice = seat.round.revision.practice
        return cls(seat, practice, entries_of(seat.round, seat, practice, language))


def entries_of(
    round_: Round, seat: Seat, practice: Practice, language: str = ""
) -> tuple[Entry, ...]:
    """The questions in their order, each with the own answer of this or an earlier round."""
    in_force = answers_in_force(
        practice.pk,
        region_id=seat.region_id,
        people=[seat.person_key],
        until=round_,
        are_own=True,
    )
    met = _meetings_among(in_force) if round_.kind == RoundKind.HOME else set()
    carried = {
        each.code: OwnAnswer(
            each.value,
            each.obstacle,
            each.comment,
            is_carried=True,
            is_from_meeting=each.round_id in met,
        )
        for each in in_force
    }
    own = given_in(seat.ratings.select_related("tap", "criterion"))
    answers = carried | own
    criteria = round_.criteria_set.criteria.all()
    if language not in ("", ENGLISH):
        criteria = criteria.prefetch_related("texts")
    return tuple(
        Entry(number, criterion, criterion.said_in(language), answers.get(criterion.code))
        for number, criterion in enumerate(criteria, start=1)
    )


def _meetings_among(answers: Iterable[CurrentAnswer]) -> set[int]:
    """Which rounds of these answers were held in a session."""
    ids = {each.round_id for each in answers}
    if not ids:
        return set()
    return set(
        Round.objects.filter(pk__in=ids, kind=RoundKind.SESSION).values_list("pk", flat=True)
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
