"""What the board and the wall show of a session: one reading, a fixed number of questions."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.distributions import Cell, Distributions, Line, distributions_of
from assessments.models import Criterion, Round, RoundState
from assessments.progress import Progress, progress_of
from assessments.rules import is_origin
from core import clock
from exchanges.models import Participation
from peergroups.models import AgendaItem, AgendaRound, FollowUp, RegionStep, Session
from peergroups.people import people_of
from peergroups.rules import order_in_words
from practices.models import Practice
from regions.models import Level, Region


@dataclass(frozen=True)
class Timer:
    """The minutes planned for a practice, counted from the opening of its round."""

    minutes: int
    left: int

    @property
    def percent(self) -> str:
        return f"{100 * self.left / self.minutes:.0f}%"


@dataclass(frozen=True)
class AgendaLine:
    item: AgendaItem
    rounds: tuple[Round, ...]
    starts_at: datetime | None
    words: str
    is_current: bool
    is_done: bool


@dataclass(frozen=True)
class Column:
    """A region of the grid; the origin of the practice does not rate."""

    region: Region
    is_owner: bool


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
    progress: Progress | None
    answers: Distributions | None
    next_item: AgendaItem | None
    now: datetime

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
    def timer(self) -> Timer | None:
        if self.item is None or self.round is None or not self.session.is_live:
            return None
        spent = int((self.now - self.round.opened_at) / timedelta(minutes=1))
        return Timer(self.item.minutes, max(0, self.item.minutes - spent))

    @property
    def token(self) -> str:
        """Changes whenever the page would look different."""
        left = self.timer.left if self.timer else ""
        return f"{self.session.revision}-{self.state}-{left}"

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


def read_board(session: Session, *, for_wall: bool = False) -> Board:
    """The board of a session that the caller may lead; open rounds give counts only."""
    now = clock.now()
    items = list(
        session.agenda.select_related("practice__origin_region", "practice__partner__region")
    )
    rounds = rounds_by_item(items)
    item = current_of(session, items)
    latest = rounds[item.pk][-1] if item and rounds[item.pk] else None
    people = tuple(people_of(session).with_people())
    is_shown = latest is not None and latest.state == RoundState.REVEALED
    return Board(
        session=session,
        item=item,
        round=latest,
        lines=lines_of(session, items, rounds, item),
        people=people,
        owners=owners_of(item, people),
        criteria=tuple(session.criteria_set.criteria.all()),
        progress=progress_of(latest) if latest else None,
        answers=distributions_of(latest, for_wall=for_wall) if latest and is_shown else None,
        next_item=next_of(items, item),
        now=now,
    )


def rounds_by_item(items: Sequence[AgendaItem]) -> dict[int, list[Round]]:
    """The rounds of each item, in the order they were opened."""
    found: dict[int, list[Round]] = defaultdict(list)
    for link in (
        AgendaRound.objects.filter(item__in=[item.pk for item in items])
        .select_related("round__revision", "round__criteria_set")
        .order_by("pk")
    ):
        found[link.item_id].append(link.round)
    return found


def current_of(session: Session, items: Sequence[AgendaItem]) -> AgendaItem | None:
    chosen = next((item for item in items if item.pk == session.current_item_id), None)
    return chosen or (items[0] if items else None)


def next_of(items: Sequence[AgendaItem], item: AgendaItem | None) -> AgendaItem | None:
    """The practice after the current one."""
    later = [each for each in items if item and each.position > item.position]
    return later[0] if later else None


def owners_of(item: AgendaItem | None, people: Sequence[Participation]) -> tuple[Region, ...]:
    """Regions in the room from which the practice comes: they present it and do not rate."""
    if item is None:
        return ()
    regions = dict.fromkeys(each.partner.region for each in people)
    return tuple(region for region in regions if is_origin(item.practice, region))


def lines_of(
    session: Session,
    items: Sequence[AgendaItem],
    rounds: dict[int, list[Round]],
    current: AgendaItem | None,
) -> tuple[AgendaLine, ...]:
    """The agenda with its times, if the start is known, and what became of each practice."""
    exchange = session.exchange
    start = None
    if exchange.starts_at:
        start = datetime.combine(exchange.starts_on, exchange.starts_at)  # in the zone of the event
    made = []
    for item in items:
        own = rounds[item.pk]
        made.append(
            AgendaLine(
                item=item,
                rounds=tuple(own),
                starts_at=start,
                words=_words_for(item, own, is_current=item == current),
                is_current=item == current and session.is_live,
                is_done=bool(own) and item != current and not own[-1].is_open,
            )
        )
        start = start + timedelta(minutes=item.minutes) if start else None
    return tuple(made)


def _words_for(item: AgendaItem, rounds: Sequence[Round], *, is_current: bool) -> str:
    if rounds and not rounds[-1].is_open:
        return ngettext("Closed, %(n)s round", "Closed, %(n)s rounds", len(rounds)) % {
            "n": len(rounds)
        }
    if is_current and rounds:
        return _("Now, %(n)s minutes") % {"n": item.minutes}
    return ngettext("%(n)s minute", "%(n)s minutes", item.minutes) % {"n": item.minutes}
