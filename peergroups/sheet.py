"""A participant's sheet: the open round, the own seat, the own answers; never anybody else's."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.in_force import answers_in_force
from assessments.models import Criterion, Rating, Round, Seat
from assessments.rules import asks_for_privacy, is_origin
from exchanges.models import Participation
from peergroups.models import Session
from practices.models import Practice
from regions.reader import Reader


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


@dataclass(frozen=True)
class Sheet:
    """`round` is the session's latest; one answers only while it is open and one has a seat."""

    session: Session
    place: Participation
    round: Round | None
    practice: Practice | None
    seat: Seat | None
    entries: tuple[Entry, ...]
    people_of_region: int

    @property
    def is_open(self) -> bool:
        return self.round is not None and self.round.is_open

    @property
    def can_answer(self) -> bool:
        return self.is_open and self.seat is not None

    @property
    def comes_from_us(self) -> bool:
        return self.practice is not None and is_origin(self.practice, self.place.partner.region)

    @property
    def asks_privacy(self) -> bool:
        return (
            self.can_answer
            and self.seat is not None
            and asks_for_privacy(self.people_of_region, self.seat.may_show_alone)
        )

    @property
    def is_complete(self) -> bool:
        return all(entry.answer for entry in self.entries)

    @property
    def token(self) -> str:
        """Changes when this person should look again."""
        state = f"{self.round.pk}-{self.round.state}" if self.round else "none"
        return f"{state}-{bool(self.seat)}-{self.session.is_live}"

    def entry(self, code: str) -> Entry | None:
        return next((each for each in self.entries if each.criterion.code == code), None)

    def next_after(self, code: str = "") -> Entry | None:
        """The next question without an answer: after the one of that code, then from the top."""
        start = next((e.number for e in self.entries if e.criterion.code == code), 0)
        ordered = [*self.entries[start:], *self.entries[:start]]
        return next((entry for entry in ordered if entry.answer is None), None)

    def before(self, entry: Entry) -> Entry | None:
        return self.entries[entry.number - 2] if entry.number > 1 else None


def read_sheet(session: Session, place: Participation, reader: Reader) -> Sheet:
    """The sheet of one person; the place is the reader's own."""
    latest = (
        session.rounds.select_related("revision__practice__origin_region", "criteria_set")
        .order_by("pk")
        .last()
    )
    if latest is None:
        return Sheet(session, place, None, None, None, (), 0)
    practice = latest.revision.practice
    seat = Seat.objects.of(reader).filter(round=latest).select_related("region").first()
    entries: tuple[Entry, ...] = ()
    people = 0
    if seat is not None:
        entries = entries_of(latest, seat, practice)
        people = Seat.objects.filter(round=latest, region=seat.region).people().count()
    return Sheet(session, place, latest, practice, seat, entries, people)


def entries_of(round_: Round, seat: Seat, practice: Practice) -> tuple[Entry, ...]:
    """The questions in their order, each with the own answer of this or an earlier round."""
    carried = {
        each.code: OwnAnswer(each.value, each.obstacle, each.comment, is_carried=True)
        for each in answers_in_force(
            practice.pk, region_id=seat.region_id, people=[seat.person_key], until=round_
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
