"""What is printed for a session: agenda, list of people, cards of guests, answer sheets."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchanges.models import Participation
from peergroups.models import AgendaItem, Session
from peergroups.paper.codes import Sheet, in_groups
from peergroups.paper.reading import Papers
from peergroups.planner.slot import steps_of
from peergroups.planning.words import STEP_WORDS
from regions.models import Region

PARTS: Final[dict[str, str | Promise]] = {
    "agenda": _("Agenda with minutes"),
    "people": _("List of people"),
    "cards": _("Cards for guests"),
    "sheets": _("Answer sheets"),
    "tables": _("Sheets for agreed values"),
}
CHOSEN: Final = frozenset({"agenda", "people", "cards", "sheets"})  # unless told otherwise
CARDS_A_PAGE: Final = 8
PEOPLE_A_PAGE: Final = 20


@dataclass(frozen=True)
class Slot:
    """A line of the agenda: when, what, how long, in which steps."""

    starts_at: datetime | None
    minutes: int
    item: AgendaItem | None = None
    is_opening: bool = False

    @property
    def steps(self) -> list[tuple[datetime | None, str | Promise, int]]:
        """When each step of a practice begins, what it is and how long it takes."""
        found: list[tuple[datetime | None, str | Promise, int]] = []
        at = self.starts_at
        for step in steps_of(self.minutes) if self.item else ():
            found.append((at, STEP_WORDS[step.code], step.minutes))
            at = at + timedelta(minutes=step.minutes) if at else None
        return found


@dataclass(frozen=True)
class Printed:
    """An answer sheet with its code."""

    code: str
    sheet: Sheet

    @property
    def words(self) -> str:
        return in_groups(self.code)


@dataclass(frozen=True)
class Pack:
    session: Session
    papers: Papers
    parts: Collection[str]

    @property
    def slots(self) -> list[Slot]:
        """From the welcome to the end."""
        exchange = self.session.exchange
        at = None
        if exchange.starts_at:
            at = datetime.combine(exchange.starts_on, exchange.starts_at)  # where the event is
        found: list[Slot] = []
        for minutes, item in self._talks():
            found.append(Slot(at, minutes, item, is_opening=not found))
            at = at + timedelta(minutes=minutes) if at else None
        return found

    def _talks(self) -> Iterator[tuple[int, AgendaItem | None]]:
        yield self.session.opening_minutes, None
        for item in self.papers.items:
            yield item.minutes, item
        yield self.session.closing_minutes, None

    @property
    def by_region(self) -> dict[Region, list[Participation]]:
        found: dict[Region, list[Participation]] = defaultdict(list)
        for each in self.papers.people:
            found[each.partner.region].append(each)
        return dict(found)

    @property
    def guests(self) -> list[Participation]:
        return [each for each in self.papers.people if each.user_id is None]

    @property
    def sheets(self) -> list[Printed]:
        """A person's sheets together, in the order of the agenda, to hand out at once."""
        order = {each.pk: place for place, each in enumerate(self.papers.people)}
        return self._in_order(order, lambda sheet: sheet.person)

    @property
    def tables(self) -> list[Printed]:
        order = {each.pk: place for place, each in enumerate(self.papers.regions)}
        return self._in_order(order, lambda sheet: sheet.region)

    def _in_order(
        self, order: Mapping[int, int], owner: Callable[[Sheet], Participation | Region | None]
    ) -> list[Printed]:
        """The sheets of these owners, each owner's by the agenda."""
        placed = [
            (order[whose.pk], each.sheet.item.position, each)
            for each in self._printed()
            if (whose := owner(each.sheet))
        ]
        return [each for _place, _position, each in sorted(placed, key=lambda found: found[:2])]

    def _printed(self) -> list[Printed]:
        return [Printed(code, sheet) for code, sheet in self.papers.by_code.items()]

    @property
    def pages(self) -> dict[str, int]:
        """How many pages each part has; an agenda of many practices may take one more."""
        return {
            "agenda": 1,
            "people": ceil(len(self.papers.people) / PEOPLE_A_PAGE) or 1,
            "cards": ceil(len(self.guests) / CARDS_A_PAGE),
            "sheets": len(self.sheets),
            "tables": len(self.tables),
        }

    @property
    def choices(self) -> list[tuple[str, str | Promise, int, bool]]:
        """Each part with its words, its pages and whether it is chosen."""
        pages = self.pages
        return [(key, words, pages[key], key in self.parts) for key, words in PARTS.items()]

    @property
    def has_sheets(self) -> bool:
        return bool({"sheets", "tables"} & set(self.parts))

    @property
    def total(self) -> int:
        """The pages that are chosen, and one that says how sheets are entered."""
        return sum(self.pages[key] for key in self.parts) + self.has_sheets
