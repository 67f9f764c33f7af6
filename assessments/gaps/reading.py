"""Requirements with what regions have, read in one statement or as a part of another one."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    F,
    JSONField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject

from assessments.gaps.lines import GapLine, in_order
from assessments.models import ReasonKind
from assessments.reasons.stopping import regions_stopped_by
from core import clock
from practices.models import Practice, Requirement, RequirementKind
from regions.models import ContextItem, Region
from regions.reader import Reader

# For which reason a region says "Not for us now" where it lacks something of this kind.
REASONS: Final[dict[str, ReasonKind]] = {
    RequirementKind.LEGAL_POWER: ReasonKind.LEGAL_POWER,
    RequirementKind.FUNDING_INSTRUMENT: ReasonKind.MONEY,
    RequirementKind.CLUSTER_MATURITY: ReasonKind.PARTNERS,
    RequirementKind.STAFF: ReasonKind.STAFF,
    RequirementKind.MANDATE: ReasonKind.POLITICS,
    RequirementKind.TIME: ReasonKind.TIME,
}
FIELDS: Final = ("kind", "needed", "text", "is_core", "ours", "origins", "stopped")

type Row = dict[str, Any]
type Ref = Combinable | int | None


def gaps_of(practice: Practice, region: Region, reader: Reader | None = None) -> list[GapLine]:
    """What the approved text of the practice needs, beside what the region and the origin have.

    With a reader, also how many other regions were stopped by such a gap.
    """
    return gaps_by_practice([practice.pk], region, reader)[practice.pk]


def gaps_by_practice(
    practice_ids: Collection[int], region: Region, reader: Reader | None = None
) -> dict[int, list[GapLine]]:
    """The same for many practices, in one query; every id has its list."""
    origin = OuterRef("revision__practice__origin_region")
    rows = with_context(Requirement.objects.all(), Value(region.pk), origin, reader)
    found: dict[int, list[Row]] = defaultdict(list)
    texts = Practice.objects.filter(pk__in=practice_ids).values("published_revision")
    approved = rows.filter(revision__in=texts)
    for pk, row in approved.values_list("revision__practice", "row"):
        found[pk].append(row)
    return {pk: lines_from(found[pk]) for pk in practice_ids}


def rows_of(revision: OuterRef, region: Ref, origin: Ref, reader: Reader) -> ArraySubquery:
    """The rows of one text as a column of another statement; see `lines_from`."""
    needed = Requirement.objects.filter(revision=revision)
    return ArraySubquery(with_context(needed, region, origin, reader).values("row"))


def lines_from(rows: Sequence[Row]) -> list[GapLine]:
    today = clock.today()
    return in_order([GapLine.of(row, today) for row in rows])


def with_context(
    needed: QuerySet[Requirement], region: Ref, origin: Ref, reader: Reader | None
) -> QuerySet[Any]:
    """`row`: each requirement with what the two regions have of its kind."""
    whens = [When(kind=kind, then=Value(reason.value)) for kind, reason in REASONS.items()]
    reason = Case(*whens, default=Value(""), output_field=CharField())
    stopped: Combinable = Value(0)
    if reader is not None:
        stopped = Subquery(regions_stopped_by(OuterRef("reason"), region, reader))
    parts = {name: F(name) for name in FIELDS}
    return (
        needed.order_by("position", "pk")
        .annotate(reason=reason, ours=_said(region), origins=_said(origin))
        .annotate(stopped=stopped)
        .annotate(row=JSONObject(**parts))
    )


def _said(region: Ref) -> Subquery:
    said = ContextItem.objects.filter(region=region, kind=OuterRef("kind"))
    values = {name: F(name) for name in ("has", "text", "as_of", "confirmed_on")}
    return Subquery(
        said.annotate(said=JSONObject(**values)).values("said")[:1], output_field=JSONField()
    )
