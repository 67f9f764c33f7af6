"""A participant's sheet: the open round, the own seat, the own answers; never anybody else's."""

from dataclasses import dataclass

from assessments.models import Round, Seat
from assessments.rules import asks_for_privacy, is_origin
from assessments.sheet import Entry, Questions, entries_of
from exchanges.models import Participation
from peergroups.models import Session, shown_origin, shown_title
from practices.models import Practice
from regions.reader import Reader


@dataclass(frozen=True)
class Sheet(Questions):
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
    def title(self) -> str:
        return shown_title(self.practice) if self.practice else ""

    @property
    def origin(self) -> str:
        return shown_origin(self.practice) if self.practice else ""

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
    def token(self) -> str:
        """Changes when this person should look again."""
        state = f"{self.round.pk}-{self.round.state}" if self.round else "none"
        return f"{state}-{bool(self.seat)}-{self.session.is_live}"


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
