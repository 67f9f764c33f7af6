"""What the public home shows, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import ngettext

from exchanges.models import Exchange
from practices.models import Practice, Theme, Transfer, TransferStatus
from regions.map import Drawing, Journey, Point, draw
from regions.models import Partner
from regions.reader import Reader

PRACTICES_PER_THEME = 2
LATEST = 3
MEETINGS = 3
TAKEN_UP = (
    TransferStatus.ADOPT,
    TransferStatus.ADAPT,
    TransferStatus.PLAN,
    TransferStatus.DONE,
)


@dataclass(frozen=True)
class Counts:
    """Practices in the catalogue, and pairs by status as far as the reader may see them."""

    practices: int
    assessing: int
    taken_up: int
    done: int


@dataclass(frozen=True)
class ThemeCard:
    theme: Theme
    practices: list[Practice]
    count: int


def counts_for(reader: Reader) -> Counts:
    """The four figures of the home page; each pair counts once."""
    pairs = Transfer.objects.listed_for(reader).aggregate(
        assessing=Count("pk", filter=Q(status=TransferStatus.ASSESSING)),
        taken_up=Count("pk", filter=Q(status__in=TAKEN_UP)),
        done=Count("pk", filter=Q(status=TransferStatus.DONE)),
    )
    return Counts(practices=Practice.objects.listed_for(reader).count(), **pairs)


def journeys_for(reader: Reader) -> list[Journey]:
    """One line per theme and pair of regions, from where a practice comes to where it went."""
    rows = (
        Transfer.objects.listed_for(reader)
        .filter(status__in=TAKEN_UP, practice__origin_region__isnull=False)
        .filter(practice__theme__isnull=False)
        .values_list("practice__origin_region", "region", "practice__theme__glyph")
        .distinct()
        .order_by("practice__origin_region", "region", "practice__theme__glyph")
    )
    return [Journey(*row) for row in rows]


@dataclass(frozen=True)
class PartnerRow:
    """A partner and how many practices its region shares."""

    partner: Partner
    practices: int


def map_for(rows: Sequence[PartnerRow], journeys: Sequence[Journey]) -> Drawing:
    """The partner regions with the number of practices each shares, and where these went."""
    catalogue = reverse("practice_list")
    points = [
        Point(
            region=row.partner.region,
            url=f"{catalogue}?region={row.partner.region.code}",
            count=row.practices,
            words=ngettext("%(count)d practice", "%(count)d practices", row.practices)
            % {"count": row.practices},
        )
        for row in rows
    ]
    return draw(points, journeys, by_area=False)


def theme_cards_for(reader: Reader) -> list[ThemeCard]:
    """Each theme with its newest described practices and how many there are: three queries."""
    listed = Practice.objects.listed_for(reader).filter(theme__isnull=False)
    counts: dict[int | None, int] = dict(
        listed.order_by().values_list("theme").annotate(n=Count("pk"))
    )
    newest = (
        listed.filter(is_stub=False)
        .alias(
            place_in_theme=Window(
                RowNumber(),
                partition_by=F("theme"),
                order_by=[F("is_projects_own").desc(), F("first_published_at").desc()],
            )
        )
        .filter(place_in_theme__lte=PRACTICES_PER_THEME)
        .select_related("origin_region")
    )
    by_theme: dict[int | None, list[Practice]] = {}
    for practice in newest:
        by_theme.setdefault(practice.theme_id, []).append(practice)
    return [
        ThemeCard(theme, by_theme.get(theme.pk, []), counts.get(theme.pk, 0))
        for theme in Theme.objects.visible_to(reader).order_by("position")
    ]


def meetings_for(reader: Reader, today: date) -> list[Exchange]:
    """What comes next, filled up with what was last."""
    readable = Exchange.objects.visible_to(reader).with_host()
    coming = list(readable.coming(today)[:MEETINGS])
    return coming + list(readable.past(today)[: MEETINGS - len(coming)])


def latest_for(reader: Reader) -> list[Practice]:
    described = Practice.objects.listed_for(reader).filter(is_stub=False)
    return list(described.select_related("theme", "origin_region").newest_first()[:LATEST])


def partners_for(reader: Reader) -> list[PartnerRow]:
    """The partners in the order of the strip, with the practices of their region: two queries."""
    counts: dict[int | None, int] = dict(
        Practice.objects.listed_for(reader)
        .order_by()
        .values_list("origin_region")
        .annotate(n=Count("pk"))
    )
    partners = Partner.objects.visible_to(reader).active().with_region()
    return [PartnerRow(each, counts.get(each.region_id, 0)) for each in partners]
