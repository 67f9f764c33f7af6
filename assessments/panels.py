"""What the rooms of assessment show on the page of a practice."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Value
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.gaps.reading import rows_of
from assessments.gaps.shown import Gaps
from assessments.kernel import from_dict
from assessments.models import (
    Assessment,
    Decision,
    Mark,
    MarkKind,
    Outcome,
    ReasonKind,
    Round,
)
from assessments.rules import is_origin
from core.ui import numbers
from practices.models import Practice, Transfer
from regions.models import Region
from regions.reader import Reader


@dataclass(frozen=True)
class OurStand:
    """What the reader's region and the reader make of a practice."""

    practice: Practice
    region: Region
    mark: Mark | None
    marks_of_others: tuple[Mark, ...]
    transfer: Transfer | None
    assessment_id: int | None
    home_round_id: int | None
    may_lead: bool
    needs: Gaps
    kinds = tuple(MarkKind)
    reasons = tuple(ReasonKind)

    @property
    def may_ask_at_home(self) -> bool:
        return self.may_lead and self.home_round_id is None and self.practice.can_be_rated


def our_stand(request: HttpRequest, ids: Sequence[int]) -> dict[int, OurStand]:
    """The panel "For our region" of members, where the practice is not their own."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    if reader.acting is None:
        return {}
    region = reader.acting.partner.region
    origin = OuterRef(OuterRef("origin_region"))
    rows = rows_of(OuterRef("published_revision"), Value(region.pk), origin, reader)
    readable = Practice.objects.visible_to(reader).filter(pk__in=ids)
    practices = readable.select_related("origin_region").annotate(gap_rows=rows)
    marks: dict[int, list[Mark]] = defaultdict(list)
    for mark in Mark.objects.visible_to(reader).about(ids, region.pk).with_people():
        marks[mark.practice_id].append(mark)
    transfers = _transfers(reader, ids, region)
    stands = {}
    for practice in practices:
        if not practice.is_published or practice.archived_at or is_origin(practice, region):
            continue
        own = next((m for m in marks[practice.pk] if m.user_id == reader.user_id), None)
        transfer = transfers.get(practice.pk)
        stands[practice.pk] = OurStand(
            practice=practice,
            region=region,
            mark=own,
            marks_of_others=tuple(m for m in marks[practice.pk] if m is not own),
            transfer=transfer,
            assessment_id=transfer.assessment_pk if transfer else None,
            home_round_id=transfer.home_round_pk if transfer else None,
            may_lead=region.pk in reader.lead_region_ids,
            needs=Gaps(practice, region, reader, practice.gap_rows),  # type: ignore[attr-defined]  # annotated above
        )
    return stands


@dataclass(frozen=True)
class Figures:
    """What the reader's region found out about a practice, for the comparison."""

    region: Region
    assessment: Assessment

    @property
    def heading(self) -> str:
        return _("Relevance and feasibility for %(region)s") % {"region": self.region}

    @property
    def key(self) -> object:
        return (self.relevance, self.feasibility, self.doubt)

    @property
    def relevance(self) -> str:
        return numbers.signed(self.assessment.relevance, 2)

    @property
    def feasibility(self) -> str:
        return numbers.signed(self.assessment.feasibility, 2)

    @property
    def is_shown(self) -> bool:
        """A first look and an assessment without a suggestion have no figures."""
        return bool(self.assessment.suggestion and self.relevance and self.feasibility)

    @property
    def doubt(self) -> str:
        suggestion = from_dict(self.assessment.result).suggestion if self.is_shown else None
        is_weak = suggestion is not None and suggestion.could_easily_change
        return _("could easily change") if is_weak else ""


def figures_of(request: HttpRequest, ids: Sequence[int]) -> dict[int, Figures]:
    """Per practice the newest readable assessment of the region that the reader acts for."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    if reader.acting is None:
        return {}
    region = reader.acting.partner.region
    assessments = Assessment.objects.visible_to(reader).filter(
        transfer__practice__in=ids, transfer__region=region
    )
    found: dict[int, Figures] = {}
    for each in assessments.newest_first().select_related("transfer"):
        found.setdefault(each.transfer.practice_id, Figures(region, each))
    return found


def _transfers(reader: Reader, ids: Sequence[int], region: Region) -> dict[int, Any]:
    """The pairs, each with its newest readable assessment and its open round at home."""
    assessments = Assessment.objects.visible_to(reader).filter(transfer=OuterRef("pk"))
    rounds = Round.objects.at_home_of(reader).open()
    here = rounds.filter(
        revision__practice=OuterRef("practice_id"), region=OuterRef("region_id")
    ).order_by("pk")
    found = Transfer.objects.visible_to(reader).filter(practice__in=ids, region=region)
    annotated = found.annotate(
        assessment_pk=Subquery(assessments.newest_first().values("pk")[:1]),
        home_round_pk=Subquery(here.values("pk")[:1]),
    )
    return {each.practice_id: each for each in annotated}


def for_everybody(request: HttpRequest, ids: Sequence[int]) -> dict[int, bool]:
    """The link to the self-check, on the page of every practice."""
    return dict.fromkeys(ids, True)


@dataclass(frozen=True)
class RegionsAbout:
    """The pairs of a practice, and in a sentence which regions did not take it up."""

    pairs: list[Any]
    is_member: bool

    @property
    def slug(self) -> str:
        found: str = self.pairs[0].practice.slug
        return found

    @property
    def refusals(self) -> str:
        """For members, who may read the reasons of all regions (DE04)."""
        refused = [each for each in self.pairs if each.outcome == Outcome.NOT_NOW]
        if not refused or not self.is_member:
            return ""
        reasons = dict.fromkeys(str(ReasonKind(each.reason_kind).label) for each in refused)
        sentence = ngettext(
            "Not taken up by %(n)s region: %(reasons)s.",
            "Not taken up by %(n)s regions: %(reasons)s.",
            len(refused),
        )
        return sentence % {"n": len(refused), "reasons": "; ".join(reasons)}


def regions_about(request: HttpRequest, ids: Sequence[int]) -> dict[int, RegionsAbout]:
    """Per practice the regions with a readable assessment or decision, in the order of the strip.

    Each pair carries its newest assessment and its decision in force: one query.
    """
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    assessments = Assessment.objects.visible_to(reader).filter(transfer=OuterRef("pk"))
    decisions = Decision.objects.visible_to(reader).in_force().filter(transfer=OuterRef("pk"))
    pairs = (
        Transfer.objects.visible_to(reader)
        .filter(practice__in=ids)
        .annotate(
            assessment_pk=Subquery(assessments.newest_first().values("pk")[:1]),
            decision_pk=Subquery(decisions.values("pk")[:1]),
            outcome=Subquery(decisions.values("outcome")[:1]),
            decided_on=Subquery(decisions.values("decided_on")[:1]),
            reason_kind=Subquery(decisions.values("reason_kind")[:1]),
        )
        .filter(Q(assessment_pk__isnull=False) | Q(decision_pk__isnull=False))
    )
    found: dict[int, list[Any]] = defaultdict(list)
    ordered = pairs.select_related("region", "practice").order_by(
        "region__position", "region__name_sort"
    )
    for each in ordered:
        found[each.practice_id].append(each)
    return {pk: RegionsAbout(pairs, reader.is_member) for pk, pairs in found.items()}
