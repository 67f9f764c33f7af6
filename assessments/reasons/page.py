"""Everything that the page of reasons shows, for one reader."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef

from assessments.models import Decision, Mark, MarkKind, ReasonKind
from assessments.querysets.pairs import DecisionQuerySet, MarkQuerySet
from assessments.reasons.asked import Asked
from assessments.reasons.stopping import said_no
from assessments.reasons.words import stopped_words
from core.errors import BadInput
from core.guard import PAGE
from practices.models import Practice, Theme
from regions.models import Region
from regions.reader import Reader

ROWS: Final = 50
SENTENCES: Final = 3


@dataclass(frozen=True)
class Bar:
    """One reason with how often it stopped something."""

    reason: str
    decisions: int
    regions: int
    percent: int  # of the longest bar
    url: str
    is_chosen: bool

    @property
    def label(self) -> str:
        return str(ReasonKind(self.reason).label)

    @property
    def sentence(self) -> str:
        return stopped_words(self.reason, self.decisions, self.regions)


class ReasonsPage:
    """Decisions "Not for us now" by reason, and the marks that this reader may see (T02)."""

    def __init__(self, reader: Reader, asked: Asked) -> None:
        self.reader = reader
        self.asked = asked

    @cached_property
    def _narrowed(self) -> DecisionQuerySet:
        return self.asked.narrowed(said_no(self.reader))

    @cached_property
    def bars(self) -> list[Bar]:
        """The most frequent reason first: one query."""
        counted = list(
            self._narrowed.order_by()
            .values_list("reason_kind")
            .annotate(n=Count("pk"), regions=Count("transfer__region", distinct=True))
            .order_by("-n", "reason_kind")
        )
        longest = max((n for _reason, n, _regions in counted), default=1)
        return [
            Bar(
                reason=reason,
                decisions=n,
                regions=regions,
                percent=round(100 * n / longest),
                url=self.asked.address(reason="" if reason == self.asked.reason else reason),
                is_chosen=reason == self.asked.reason,
            )
            for reason, n, regions in counted
        ]

    @property
    def sentences(self) -> list[str]:
        """The chosen reason, or the most frequent ones, in words."""
        chosen = [bar for bar in self.bars if bar.is_chosen]
        shown = chosen if self.asked.reason else self.bars[:SENTENCES]
        return [bar.sentence for bar in shown]

    @cached_property
    def rows(self) -> DecisionQuerySet:
        """Newest first; `is_replaced` where a later decision took its place."""
        found = self._narrowed
        if self.asked.reason:
            found = found.filter(reason_kind=self.asked.reason)
        later = Decision.objects.filter(supersedes=OuterRef("pk"))
        return (
            found.annotate(is_replaced=Exists(later))
            .select_related("transfer__practice__theme", "transfer__region")
            .order_by("-decided_on", "-pk")
        )

    def page(self, number: str) -> Page[Decision]:
        paginator = Paginator(self.rows, ROWS)
        if not number.isdecimal() or not 0 < int(number[:9]) <= paginator.num_pages:
            raise BadInput(PAGE)
        return paginator.page(int(number))

    @cached_property
    def marks(self) -> MarkQuerySet:
        """Own marks, and for a lead those of the region; they decide nothing and count nowhere."""
        asked = self.asked
        found = Mark.objects.visible_to(self.reader).filter(
            kind=MarkKind.NOT_FOR_US,
            practice__in=Practice.objects.visible_to(self.reader).values("pk"),
        )
        narrower = {
            "reason_kind": asked.reason,
            "region__code": asked.region,
            "practice__theme__code": asked.theme,
            "practice__slug": asked.practice,
        }
        found = found.filter(**{name: value for name, value in narrower.items() if value})
        for word in asked.query.split():
            found = found.filter(practice__title__icontains=word)
        return found.select_related("practice", "region", "user").order_by("-at", "-pk")[:ROWS]

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in ReasonKind]

    @cached_property
    def regions(self) -> list[Region]:
        return list(Region.objects.visible_to(self.reader).active().in_strip_order())

    @cached_property
    def themes(self) -> list[Theme]:
        return list(Theme.objects.visible_to(self.reader).order_by("position", "pk"))
