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
    pairs = Transfer.objects.visible_to(reader).aggregate(
        assessing=Count("pk", filter=Q(status=TransferStatus.ASSESSING)),
        taken_up=Count("pk", filter=Q(status__in=TAKEN_UP)),
        done=Count("pk", filter=Q(status=TransferStatus.DONE)),
    )
    return Counts(practices=Practice.objects.listed_for(reader).count(), **pairs)


def journeys_for(reader: Reader) -> list[Journey]:
    """One line per theme and pair of regions, from where a practice comes to where it went."""
    rows = (
        Transfer.objects.visible_to(reader)
        .filter(status__in=TAKEN_UP, practice__origin_region__isnull=False)
        .filter(practice__theme__isnull=False)
        .values_list("practice__origin_region", "region", "practice__theme__glyph")
        .distinct()
        .order_by("practice__origin_region", "region", "practice__theme__glyph")
    )
    return [Journey(*row) for row in rows]


def map_for(partners: Sequence[Partner], journeys: Sequence[Journey]) -> Drawing:
    """The partner regions with the number of practices each shares, and where these went."""
    catalogue = reverse("practice_list")
    points = [
        Point(
            region=partner.region,
            url=f"{catalogue}?region={partner.region.code}",
            count=partner.practice_count,
            words=ngettext("%(count)d practice", "%(count)d practices", partner.practice_count)
            % {"count": partner.practice_count},
        )
        for partner in partners
    ]
    return draw(points, journeys, by_area=False)


def theme_cards_for(reader: Reader) -> list[ThemeCard]:
    """Each theme with its newest described practices and how many there are: two queries."""
    listed = Practice.objects.listed_for(reader)
    themes = list(
        Theme.objects.order_by("position").annotate(
            listed=Count("practices", filter=Q(practices__in=listed.values("pk")))
        )
    )
    newest = (
        listed.filter(theme__isnull=False, is_stub=False)
        .annotate(
            place_in_theme=Window(
                RowNumber(),
                partition_by=F("theme"),
                order_by=[F("is_projects_own").desc(), F("first_published_at").desc()],
            )
        )
        .filter(place_in_theme__lte=PRACTICES_PER_THEME)
        .select_related("origin_region")
    )
    by_theme: dict[int, list[Practice]] = {}
    for practice in newest:
        by_theme.setdefault(practice.theme_id or 0, []).append(practice)
    return [ThemeCard(theme, by_theme.get(theme.pk, []), theme.listed) for theme in themes]


def meetings_for(reader: Reader, today: date) -> list[Exchange]:
    """What comes next, filled up with what was last."""
    readable = Exchange.objects.visible_to(reader).with_host()
    coming = list(readable.coming(today)[:MEETINGS])
    return coming + list(readable.past(today)[: MEETINGS - len(coming)])


def latest_for(reader: Reader) -> Sequence[Practice]:
    return (
        Practice.objects.listed_for(reader)
        .filter(is_stub=False)
        .select_related("theme", "origin_region", "partner__region")
        .newest_first()[:LATEST]
    )


def partners_for(reader: Reader) -> Sequence[Partner]:
    """The partners in the order of the strip, with the number of practices of their region."""
    return (
        Partner.objects.visible_to(reader)
        .with_region()
        .in_strip_order()
        .annotate(
            practice_count=Count(
                "region__own_practices",
                filter=Q(
                    region__own_practices__in=Practice.objects.listed_for(reader).values("pk")
                ),
            )
        )
    )
