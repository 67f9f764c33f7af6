"""What the home of a member shows: what to do next, and what is going on in the own region."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.db.models import Count

import assessments.next_steps
import exchanges.next_steps
import peergroups.next_steps
import plans.next_steps
import practices.next_steps
import regions.next_steps
import reports.next_steps
from core.next_steps import NextStep, in_order
from exchanges.models import Exchange
from practices.models import Practice, Transfer, TransferStatus
from practices.querysets import transfers_of
from regions.models import Level, Membership, Partner, Region
from regions.reader import Reader

NEXT_STEPS: Final = 5
NEWS: Final = 5
OWN_PRACTICES: Final = 3
MEETINGS: Final = 3

type Offer = Callable[[Reader, date], list[NextStep]]

OFFERS: tuple[Offer, ...] = (
    assessments.next_steps.next_steps,
    practices.next_steps.next_steps,
    exchanges.next_steps.next_steps,
    peergroups.next_steps.next_steps,
    plans.next_steps.next_steps,
    reports.next_steps.next_steps,
    regions.next_steps.next_steps,
)

# What the pipe counts together: its mark, and the statuses behind it.
PIPE: Final[tuple[tuple[str, tuple[TransferStatus, ...]], ...]] = (
    ("interested", (TransferStatus.PROPOSED, TransferStatus.INTERESTED)),
    ("assessing", (TransferStatus.ASSESSING,)),
    ("adapt", (TransferStatus.ADOPT, TransferStatus.ADAPT, TransferStatus.LEARN)),
    ("plan", (TransferStatus.PLAN,)),
    ("done", (TransferStatus.DONE,)),
)


@dataclass(frozen=True)
class NextList:
    """At most five rows, and the rest on demand; `minutes` adds up the rows shown."""

    steps: list[NextStep]
    rest: list[NextStep]
    today: date

    @property
    def later(self) -> int:
        return len(self.rest)

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def rows(self) -> list[tuple[NextStep, bool]]:
        return [(step, step.is_late(self.today)) for step in self.steps]

    @property
    def later_rows(self) -> list[tuple[NextStep, bool]]:
        return [(step, step.is_late(self.today)) for step in self.rest]


def next_for(reader: Reader, today: date) -> NextList:
    """Everything the rooms offer this person, the late ones first."""
    steps = in_order(step for offer in OFFERS for step in offer(reader, today))
    return NextList(steps[:NEXT_STEPS], steps[NEXT_STEPS:], today)


def pipe_for(reader: Reader, region: Region) -> list[tuple[str, int, str]]:
    """Mark, number of pairs of the acting region, and the catalogue's filter: one query."""
    counted: Counter[str] = Counter(
        dict(
            Transfer.objects.listed_for(reader)
            .filter(region=region)
            .values_list("status")
            .annotate(n=Count("pk"))
        )
    )
    return [
        (
            mark,
            sum(counted[status] for status in statuses),
            urlencode([("status", status.value) for status in statuses]),
        )
        for mark, statuses in PIPE
    ]


def news_for(reader: Reader, region: Region) -> list[Transfer]:
    """The latest moves of pairs of the acting region."""
    moves = (
        Transfer.objects.listed_for(reader)
        .filter(region=region)
        .select_related("practice")
        .order_by("-since", "pk")
    )
    return list(moves[:NEWS])


def own_practices_for(reader: Reader, region: Region) -> list[Practice]:
    """Practices that come from the acting region, the most travelled first."""
    travelled = (
        Practice.objects.listed_for(reader)
        .filter(origin_region=region)
        .alias(travels=Count("transfers"))
        .order_by("-travels", "title_sort")
        .prefetch_related(transfers_of(reader))
    )
    return list(travelled[:OWN_PRACTICES])


def meetings_for(reader: Reader, today: date) -> list[Exchange]:
    return list(Exchange.objects.visible_to(reader).with_host().coming(today)[:MEETINGS])


def people_for(reader: Reader, partner: Partner) -> list[tuple[str, str, int]]:
    """Level, its name and how many people of the acting partner speak from there: one query."""
    counted: dict[str, int] = dict(
        Membership.objects.visible_to(reader)
        .filter(partner=partner)
        .order_by()
        .values_list("level")
        .annotate(n=Count("pk"))
    )
    return [(level.value, str(level.label), counted.get(level.value, 0)) for level in Level]
