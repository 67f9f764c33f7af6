"""What the board and the wall show of a session: one reading, a fixed number of questions."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils.functional import Promise

from assessments.distributions import Cell, Distributions, Line, hidden_regions, lay_out
from assessments.in_force import CurrentAnswer, answers_in_force
from assessments.models import Criterion, Rating, Round, RoundState, Seat
from assessments.progress import Progress, RegionProgress, summed
from assessments.rules import is_origin
from assessments.shifts import Moved, moved_between
from core import clock
from exchanges.models import Participation
from peergroups.board.agenda import AgendaLine, current_of, lines_of, next_of, rounds_by_item
from peergroups.board.glance import Glance
from peergroups.board.timing import Pauses, Timer, frame_timer, timer_of
from peergroups.models import AgendaItem, FollowUp, RegionStep, Session
from peergroups.people import people_of
from peergroups.rules import order_in_words
from practices.models import Practice
from regions.models import Level, Region

FORGOTTEN = timedelta(hours=4)  # so long nobody talks about a practice: the session was not closed
WALL_LINES = 8  # questions that a wall shows at once, in fields that people read from behind
WALL_LARGE = 6  # so many in large ones
WALL_REGIONS = 9  # with more, regions are named by their codes


@dataclass(frozen=True)
class Column:
    """A region of the grid; the origin of the practice does not rate."""

    region: Region
    is_owner: bool


@dataclass(frozen=True)
class RosterLine:
    """A region in a round: what is finished, and who is still answering."""

    progress: RegionProgress
    unfinished: tuple[Seat, ...]
    waiting: int

    @property
    def may_agree(self) -> bool:
        """Whether one value for the table makes sense: as long as nobody finished alone."""
        return self.progress.finished == 0


@dataclass(frozen=True)
class Board:
    """`round` is the latest one of the current practice; its answers only once they are shown."""

    session: Session
    item: AgendaItem | None
    round: Round | None
    lines: tuple[AgendaLine, ...]
    people: tuple[Participation, ...]
    owners: tuple[Region, ...]
    criteria: tuple[Criterion, ...]
    seats: tuple[Seat, ...]
    progress: Progress | None
    answers: Distributions | None
    moved: tuple[Moved, ...]
    contested: int
    next_item: AgendaItem | None
    glance: Glance
    now: datetime
    shows_rest: bool = False  # of the wall's questions

    @property
    def practice(self) -> Practice | None:
        return self.item.practice if self.item else None

    @property
    def state(self) -> str:
        """none, open, closed or revealed."""
        return self.round.state if self.round else "none"

    @property
    def round_words(self) -> str | Promise:
        return order_in_words(self.round.number) if self.round else ""

    @property
    def pauses(self) -> Pauses:
        return self.glance.pauses

    @property
    def begun_at(self) -> datetime | None:
        """When the room began with what it is at; there is no other start of its minutes."""
        if self.session.part == "practice":
            return self.item.begun_at if self.item else None
        return self.session.closing_at or self.session.opening_at

    @property
    def timer(self) -> Timer | None:
        begun_at, pauses = self.begun_at, self.pauses
        if begun_at is None or not self.session.is_live or self.now - begun_at > FORGOTTEN:
            return None
        if self.session.part == "practice" and self.item:
            own = next(line.rounds for line in self.lines if line.item == self.item)
            return timer_of(self.item.minutes, begun_at, own, self.now, pauses)
        frame = {
            "opening": self.session.opening_minutes,
            "closing": self.session.closing_minutes,
        }
        minutes = max(1, frame[self.session.part])
        return frame_timer(self.session.part, minutes, begun_at, self.now, pauses)

    @property
    def has_begun(self) -> bool:
        """Whether the room has begun with a practice, or with the start."""
        return bool(self.session.opening_at) or any(each.item.begun_at for each in self.lines)

    @property
    def opening_starts(self) -> datetime | None:
        """By the plan of the day."""
        start = self.lines[0].starts_at if self.lines else None
        return start - timedelta(minutes=self.session.opening_minutes) if start else None

    @property
    def closing_starts(self) -> datetime | None:
        last = self.lines[-1] if self.lines else None
        if last is None or last.starts_at is None:
            return None
        return last.starts_at + timedelta(minutes=last.item.minutes)

    @property
    def token(self) -> str:
        """Changes whenever the page would look different."""
        return self.glance.token

    @cached_property
    def roster(self) -> list["RosterLine"]:
        """Each region that answers: who has finished, who not, whose device is waited for."""
        late = {_person(each) for each in self.people if each.pk in self.glance.waiting}
        open_seats: dict[int, list[Seat]] = defaultdict(list)
        for seat in self.seats:
            if seat.finished_at is None and not seat.is_table:
                open_seats[seat.region_id].append(seat)
        return [
            RosterLine(
                progress=each,
                unfinished=tuple(open_seats[each.region.pk]),
                waiting=sum(_person(seat) in late for seat in open_seats[each.region.pk]),
            )
            for each in (self.progress.regions if self.progress else ())
        ]

    @property
    def waiting(self) -> int:
        """How many people's devices keep answers or are not heard of."""
        return sum(each.waiting for each in self.roster)

    @property
    def is_wide(self) -> bool:
        """Whether the wall has more regions than names fit."""
        return self.region_count > WALL_REGIONS

    @property
    def is_long(self) -> bool:
        """Whether the wall has more questions than fit in large fields."""
        return len(self.wall_lines) > WALL_LARGE

    @property
    def wall_lines(self) -> list[Line]:
        """The questions in which regions differ most, or the rest of them."""
        lines = list(self.answers.lines if self.answers else ())
        return lines[WALL_LINES:] if self.shows_rest else lines[:WALL_LINES]

    @property
    def wall_rest(self) -> int:
        return max(0, len(self.criteria) - WALL_LINES)

    @property
    def flags(self) -> list[tuple[Region, list[str]]]:
        """Where obstacles were raised, without their words, of the regions that are shown."""
        found: dict[Region, list[str]] = defaultdict(list)
        for line in self.answers.lines if self.answers else ():
            for cell in line.cells:
                if cell.has_obstacle:
                    found[cell.region].append(line.criterion.topic)
        return list(found.items())

    @property
    def moved_up(self) -> int:
        return sum(each.up for each in self.moved)

    @property
    def moved_down(self) -> int:
        return sum(each.down for each in self.moved)

    @property
    def in_room(self) -> tuple[Participation, ...]:
        return tuple(each for each in self.people if each.joined_at is not None)

    @property
    def levels(self) -> list[tuple[Level, int, int]]:
        """Per level: how many have finished, and how many answer; before a round, are there."""
        if self.progress:
            return [(each.level, each.finished, each.total) for each in self.progress.levels]
        present = Counter(each.level for each in self.in_room)
        return [(level, 0, present[level]) for level in Level]

    @property
    def region_count(self) -> int:
        if self.progress:
            return len(self.progress.regions)
        return len({each.partner.region_id for each in self.in_room})

    @property
    def people_count(self) -> int:
        """Who answers in the round; before one, who is in the room."""
        return self.progress.total if self.progress else len(self.in_room)

    @property
    def columns(self) -> list[Column]:
        shown = [Column(region, False) for region in (self.answers.regions if self.answers else ())]
        known = {column.region.pk for column in shown}
        shown += [Column(region, True) for region in self.owners if region.pk not in known]
        return sorted(shown, key=lambda column: (column.region.position, column.region.name_sort))

    @property
    def grid(self) -> list[tuple[Line, list[Cell | None]]]:
        """The lines of the answers with a cell for each column; None for the origin."""
        if self.answers is None:
            return []
        return [(line, self._cells(line)) for line in self.answers.lines]

    def _cells(self, line: Line) -> list[Cell | None]:
        by_region = {cell.region.pk: cell for cell in line.cells}
        return [by_region.get(column.region.pk) for column in self.columns]

    @cached_property
    def steps(self) -> list[RegionStep]:
        """What the regions do next with the current practice; asked for only where it is shown."""
        return list(RegionStep.objects.in_session(self.session).filter(item=self.item))

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        """What was agreed in the session."""
        return list(FollowUp.objects.in_session(self.session))

    @property
    def talk_first(self) -> list[Line]:
        """Where regions differ so much that talking helps most; at most two."""
        lines = self.answers.lines if self.answers else ()
        return [line for line in lines if line.differ in {"widely", "somewhat"}][:2]


def read_board(
    session: Session, glance: Glance, *, for_wall: bool = False, shows_rest: bool = False
) -> Board:
    """The board of a session that the caller may lead; open rounds give counts only."""
    items = list(
        session.agenda.select_related("practice__origin_region", "practice__partner__region")
    )
    rounds = rounds_by_item(items)
    item = current_of(session, items)
    own = rounds[item.pk] if item else []
    latest = own[-1] if own else None
    people = tuple(people_of(session).with_people())
    criteria = tuple(session.criteria_set.criteria.all())
    seats = _seats_of(latest) if latest else ()
    said = _said(own, seats, criteria, for_wall=for_wall)
    return Board(
        session=session,
        item=item,
        round=latest,
        lines=lines_of(session, items, rounds, item),
        people=people,
        owners=owners_of(item, people),
        criteria=criteria,
        seats=seats,
        progress=summed(seats) if latest else None,
        answers=said.answers,
        moved=said.moved,
        contested=said.contested,
        next_item=next_of(items, item),
        glance=glance,
        now=clock.now(),
        shows_rest=shows_rest,
    )


def _seats_of(round_: Round) -> tuple[Seat, ...]:
    seats = Seat.objects.filter(round=round_).select_related("region__partner", "user")
    return tuple(seats.order_by("region__position", "region__name_sort", "pk"))


def _person(each: Seat | Participation) -> object:
    """The same for somebody's seat and place: the account, or the guest's key."""
    return each.user_id or each.person_key


@dataclass(frozen=True)
class _Said:
    answers: Distributions | None
    moved: tuple[Moved, ...]
    contested: int


def _said(
    rounds: Sequence[Round],
    seats: Sequence[Seat],
    criteria: Sequence[Criterion],
    *,
    for_wall: bool,
) -> _Said:
    """Before the answers are shown only how many entered ones are contested."""
    if not rounds or rounds[-1].state != RoundState.REVEALED:
        is_closed = bool(rounds) and not rounds[-1].is_open
        return _Said(None, (), _contested_in(rounds[-1]) if is_closed and not for_wall else 0)
    latest = rounds[-1]
    after = _in_force(latest, seats)
    answers = lay_out(seats, after, criteria, for_wall=for_wall)
    moved: tuple[Moved, ...] = ()
    if len(rounds) > 1:
        before = _in_force(rounds[-2], seats)
        hidden = hidden_regions(seats, before) if for_wall else frozenset()
        moved = moved_between(before, after, criteria, answers.regions, without=hidden)
    return _Said(answers, moved, sum(each.is_contested for each in after))


def _in_force(round_: Round, seats: Sequence[Seat]) -> list[CurrentAnswer]:
    people = {seat.person_key for seat in seats}
    return answers_in_force(round_.revision.practice_id, people=people, until=round_)


def _contested_in(round_: Round) -> int:
    """How many entered answers of a closed round their people contest: a count, no answer."""
    own = Rating.objects.that_count().filter(seat__round=round_)
    return own.filter(contested_at__isnull=False).count()


def owners_of(item: AgendaItem | None, people: Sequence[Participation]) -> tuple[Region, ...]:
    """Regions in the room from which the practice comes: they present it and do not rate."""
    if item is None:
        return ()
    regions = dict.fromkeys(each.partner.region for each in people)
    return tuple(region for region in regions if is_origin(item.practice, region))
