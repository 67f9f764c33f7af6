"""One person answers the questions of a round, one after the other: in a session or at home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from assessments.in_force import CurrentAnswer, answers_in_force
from assessments.models import Criterion, Rating, Round, Seat
from assessments.rules import FEW, asks_for_privacy
from practices.cards import Title
from practices.models import Practice

# value, class, sign, word: the five steps as buttons
STEPS = (
    (-2, "r1", "−−", _("strong barrier")),
    (-1, "r2", "−", _("barrier")),
    (0, "r3", "0", _("neutral")),
    (1, "r4", "+", _("driver")),
    (2, "r5", "++", _("strong driver")),
)


@dataclass(frozen=True)
class Given:
    """An answer that counts or will count: of this round, or carried over from an earlier one."""

    value: int | None
    obstacle: str
    comment: str
    is_carried: bool
    rating_id: int
    was_entered_for_me: bool = False
    is_contested: bool = False

    @property
    def step(self) -> tuple[int, str, str, object] | None:
        """The step of the scale; None for "I do not know"."""
        return None if self.value is None else STEPS[self.value + 2]

    @property
    def button(self) -> str:
        """What the pressed button sends; empty for "I do not know"."""
        return "" if self.value is None else str(self.value)


@dataclass(frozen=True)
class Pip:
    """One question in the line of progress."""

    number: int
    criterion: Criterion
    given: Given | None
    is_current: bool


class RatingSheet:
    """The questions of a seat's round with the person's own answers, carried ones included.

    Five queries; nobody else's answer is ever looked at.
    """

    def __init__(self, seat: Seat, wanted: str = "") -> None:
        self.seat = seat
        self.wanted = wanted

    @property
    def round(self) -> Round:
        return self.seat.round

    @cached_property
    def practice(self) -> Practice:
        practice: Practice = self.seat.round.revision.practice
        return practice

    @property
    def title(self) -> Title:
        return Title.of(self.practice.title)

    @cached_property
    def criteria(self) -> Sequence[Criterion]:
        return list(self.round.criteria_set.criteria.all())

    @cached_property
    def given(self) -> Mapping[str, Given]:
        """By code: this round's answers over those carried from closed rounds."""
        carried = answers_in_force(
            self.practice.pk, region_id=self.seat.region_id, people=[self.seat.person_key]
        )
        own = Rating.objects.filter(seat=self.seat, voided_at__isnull=True)
        found = {each.code: _carried(each) for each in carried}
        for rating in own.select_related("tap", "criterion"):
            found[rating.criterion.code] = _own(rating)
        return found

    @cached_property
    def current(self) -> Criterion | None:
        """The question asked for, else the first without an answer; None when all have one."""
        by_code = {each.code: each for each in self.criteria}
        if self.wanted in by_code:
            return by_code[self.wanted]
        if self.wanted == "end":
            return None
        return next((each for each in self.criteria if each.code not in self.given), None)

    @property
    def number(self) -> int:
        """Which question it is, from 1."""
        return self._place(self.current) + 1 if self.current else len(self.criteria)

    @property
    def before(self) -> Criterion | None:
        place = self._place(self.current) if self.current else len(self.criteria)
        return self.criteria[place - 1] if place else None

    def after(self, criterion: Criterion) -> Criterion | None:
        """The next question without an answer, the later ones first; None at the end."""
        place = self._place(criterion)
        rest = [*self.criteria[place + 1 :], *self.criteria[:place]]
        return next((each for each in rest if each.code not in self.given), None)

    def _place(self, criterion: Criterion) -> int:
        return next(n for n, each in enumerate(self.criteria) if each.pk == criterion.pk)

    @property
    def answer(self) -> Given | None:
        """What the person said to the current question."""
        return self.given.get(self.current.code) if self.current else None

    @property
    def pips(self) -> list[Pip]:
        return [
            Pip(
                number,
                each,
                self.given.get(each.code),
                self.current is not None and each.pk == self.current.pk,
            )
            for number, each in enumerate(self.criteria, start=1)
        ]

    @property
    def answered(self) -> int:
        return sum(each.code in self.given for each in self.criteria)

    @property
    def carried(self) -> int:
        codes = [each.code for each in self.criteria]
        return sum(self.given[code].is_carried for code in codes if code in self.given)

    @cached_property
    def needs(self) -> list[str]:
        """What the practice requires, where the current question speaks of it."""
        if self.current is None or not self.current.requirement_kind:
            return []
        rows = self.round.revision.requirements.filter(kind=self.current.requirement_kind)
        return list(rows.values_list("text", flat=True))

    @cached_property
    def asks_for_privacy(self) -> bool:
        """Whether few people's answers may be shown is asked before the first one."""
        if self.seat.may_show_alone is not None or not self.round.is_open:
            return False
        people = Seat.objects.filter(round=self.round, region=self.seat.region_id).people()
        return asks_for_privacy(min(people.count(), FEW), self.seat.may_show_alone)

    @cached_property
    def tap_uuid(self) -> UUID:
        """Makes one tap the same however often it arrives."""
        return uuid4()

    @property
    def steps(self) -> Sequence[tuple[int, str, str, object]]:
        return STEPS


def _carried(answer: CurrentAnswer) -> Given:
    return Given(answer.value, answer.obstacle, answer.comment, True, answer.rating_id)


def _own(rating: Rating) -> Given:
    tap = rating.tap
    return Given(
        tap.value,
        tap.obstacle,
        tap.comment,
        False,
        rating.pk,
        was_entered_for_me=not tap.by_self,
        is_contested=rating.contested_at is not None,
    )
