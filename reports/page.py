"""A report's page: rows with their drawings, the opened figure, the meetings of the period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import ngettext, ngettext_lazy

from core.ui.numbers import euro, number
from regions.reader import Reader
from reports.content import Content, FigureLine, RecordLine
from reports.links import Key, addresses_of

ROOM = Decimal("1.15")  # a bar ends before the edge, so that its end is seen
HEIGHT, TOP = 20, 2  # of the small line, in its own units

EVENTS = "exchanges.exchange"
# What stands behind a figure, counted.
BEHIND = {
    "practices-identified": ngettext_lazy("%(n)s practice page", "%(n)s practice pages", "n"),
    "sessions-held": ngettext_lazy("%(n)s session", "%(n)s sessions", "n"),
    "participations": ngettext_lazy("%(n)s attendance list", "%(n)s attendance lists", "n"),
    "press-releases": ngettext_lazy("%(n)s entry", "%(n)s entries", "n"),
    "media-appearances": ngettext_lazy("%(n)s entry", "%(n)s entries", "n"),
    "assessed": ngettext_lazy("%(n)s assessment", "%(n)s assessments", "n"),
    "transferred": ngettext_lazy("%(n)s completed action", "%(n)s completed actions", "n"),
    "capacity-increased": ngettext_lazy("%(n)s reflection", "%(n)s reflections", "n"),
    "policies-improved": ngettext_lazy("%(n)s completed action", "%(n)s completed actions", "n"),
    "plans-adopted": ngettext_lazy("%(n)s plan", "%(n)s plans", "n"),
    "funding-levered": ngettext_lazy("%(n)s completed action", "%(n)s completed actions", "n"),
}
EVENT_FIGURES = ("interregional-events", "dissemination-events", "visits-held")


@dataclass(frozen=True)
class OpenRecord:
    """One record of the opened figure, with its page if the reader may read it."""

    record: RecordLine
    url: str
    amount: str


@dataclass(frozen=True)
class Row:
    """One figure with its drawings; `records` are filled in for the opened one."""

    figure: FigureLine
    total: str
    in_period: str
    target: str
    behind: str
    is_open: bool
    records: tuple[OpenRecord, ...] = ()

    @property
    def percent(self) -> int:
        return int((self.figure.share or Decimal(0)) * 100)

    @property
    def bar(self) -> str:
        """Width of the bar in percent of the whole, as SVG wants it."""
        return _percent(self.figure.total, self._whole)

    @property
    def target_at(self) -> str:
        return _percent(self.figure.target or Decimal(0), self._whole)

    @property
    def _whole(self) -> Decimal:
        return max(self.figure.total, self.figure.target or Decimal(0)) * ROOM

    @property
    def points(self) -> str:
        """The total at the end of each period, as the points of a line; empty before there are two
        or while there is nothing."""
        totals = self.figure.totals_by_period
        if len(totals) < 2 or not any(totals):
            return ""
        step = Decimal(100) / (len(totals) - 1)
        most = max(totals)
        return " ".join(
            f"{step * at:.0f},{TOP + HEIGHT - HEIGHT * each / most:.1f}"
            for at, each in enumerate(totals)
        )


@dataclass(frozen=True)
class Meeting:
    """A meeting or visit of the period, as the figures know it."""

    title: str
    dated_on: date
    host: str
    url: str
    people: int
    partners: int


def rows_of(content: Content, opened: str, addresses: Mapping[Key, str]) -> list[Row]:
    return [
        Row(
            figure=each,
            total=said(each.total, each.unit),
            in_period=said(each.value, each.unit),
            target="" if each.target is None else said(each.target, each.unit),
            behind=behind(each),
            is_open=each.code == opened,
            records=_opened(each, addresses) if each.code == opened else (),
        )
        for each in content.figures
    ]


def behind(figure: FigureLine) -> str:
    """How many records stand behind the figure, and of which kind."""
    n = len(figure.records)
    words = BEHIND.get(figure.code)
    if words is None:
        return ngettext("%(n)s event", "%(n)s events", n) % {"n": n}
    return str(words % {"n": n})


def said(value: Decimal, unit: str) -> str:
    return euro(value) if unit == "EUR" else number(value)


def addresses_on(page: Content, opened: str, reader: Reader) -> dict[Key, str]:
    """The pages that this page links to: of the opened figure's records and of the meetings."""
    records = [
        each
        for figure in page.figures
        if figure.code == opened or figure.code in EVENT_FIGURES
        for each in figure.records
    ]
    return addresses_of(reader, records)


def meetings_of(content: Content, addresses: Mapping[Key, str]) -> list[Meeting]:
    """Every event that a figure counts, once, with who came."""
    came: dict[int, list[RecordLine]] = {}
    events: dict[int, RecordLine] = {}
    for figure in content.figures:
        for each in figure.records:
            if figure.code == "participations":
                came.setdefault(each.object_id, []).append(each)
            elif figure.code in EVENT_FIGURES:
                events.setdefault(each.object_id, each)
    return [
        Meeting(
            title=each.label,
            dated_on=each.dated_on,
            host=each.region,
            url=addresses.get((EVENTS, pk), ""),
            people=int(sum(place.amount for place in came.get(pk, []))),
            partners=len({place.partner_id for place in came.get(pk, [])}),
        )
        for pk, each in sorted(events.items(), key=lambda item: (item[1].dated_on, item[0]))
    ]


def _opened(figure: FigureLine, addresses: Mapping[Key, str]) -> tuple[OpenRecord, ...]:
    return tuple(
        OpenRecord(
            record=each,
            url=addresses.get((each.object_type, each.object_id), ""),
            amount="" if each.amount == 1 else said(each.amount, figure.unit),
        )
        for each in figure.records
    )


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{part / whole * 100:.1f}%" if whole else "0%"


def missing_regions(content: Content, regions: Sequence[str]) -> list[str]:
    """Regions whose partner has not handed its section in."""
    written = {each.region for each in content.sections if each.is_complete}
    return [each for each in regions if each not in written]
