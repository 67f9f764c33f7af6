"""Reads of reports, named for the reader."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

if TYPE_CHECKING:
    from regions.models import Partner
    from regions.reader import Reader
    from reports.models import (  # noqa: F401 — named in strings below
        Approval,
        Contribution,
        FigureRecord,
        Indicator,
        ManualEntry,
        Period,
        Report,
    )


def reads_all(reader: "Reader") -> bool:
    """RP03: leads, steering committee and coordinator read all of a draft."""
    return bool(
        reader.is_system or reader.is_coordinator or reader.is_steering or reader.lead_partner_ids
    )


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, reader: "Reader") -> "ReportQuerySet":
        """RP03, RP05: drafts as a whole for L, SC and C; locked for members, else published."""
        if reads_all(reader):
            return self
        if reader.is_member:
            return self.filter(state="locked")
        return self.filter(published_at__isnull=False)

    def with_section_of(self, reader: "Reader") -> "ReportQuerySet":
        """Reports of which the reader reads at least the own partner's section."""
        return self if reader.is_member or reader.is_system else self.visible_to(reader)

    def with_period(self) -> "ReportQuerySet":
        return self.select_related("period")

    def not_replaced(self) -> "ReportQuerySet":
        """Without versions in whose place a later one was locked."""
        return self.exclude(superseded_by__state="locked")

    def in_force(self) -> "ReportQuerySet":
        """The last locked version of each period."""
        return self.filter(state="locked").not_replaced()


class PeriodQuerySet(models.QuerySet["Period"]):
    def visible_to(self, reader: "Reader") -> "PeriodQuerySet":
        """IN01: members."""
        return self if reader.is_member or reader.is_system else self.none()

    def last_ended(self, reader: "Reader", today: date, seat: int | None) -> "Period | None":
        """The period that ended last, with all that is asked about it: one query.

        Adds `report_id`, `report_state` and `is_computed` of its latest report, `is_written` and
        `is_waiting` of the acting partner, and `has_answered` of the seat.
        """
        from reports.models import (  # noqa: PLC0415 — models import this module first
            Approval,
            Contribution,
            ManualEntry,
            Report,
        )

        here = OuterRef("pk")
        latest = Report.objects.filter(period=here).order_by("-version")
        sections = Contribution.objects.filter(period=here, partner_id=reader.partner_id or 0)
        entries = ManualEntry.objects.filter(period=here, partner_id=reader.partner_id or 0)
        answered = Approval.objects.filter(
            report__period=here, partner_id=seat or 0, at__gte=F("report__refreshed_at")
        ).filter(report__superseded_by__isnull=True)
        found = self.visible_to(reader).filter(ends_on__lt=today).order_by("-number")
        return found.annotate(
            report_id=Subquery(latest.values("pk")[:1]),
            report_state=Subquery(latest.values("state")[:1]),
            is_computed=Exists(latest.filter(refreshed_at__isnull=False)),
            is_written=Exists(sections.filter(is_complete=True)),
            is_waiting=Case(
                When(
                    Q(Exists(sections.filter(confirmed_at__isnull=True)))
                    | Q(Exists(entries.filter(confirmed_at__isnull=True))),
                    then=True,
                ),
                default=False,
            ),
            has_answered=Exists(answered),
        ).first()


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, reader: "Reader") -> "IndicatorQuerySet":
        """IN01: members."""
        return self if reader.is_member or reader.is_system else self.none()

    def current(self) -> "IndicatorQuerySet":
        """The latest version of each, in the order of the report."""
        newest = (
            self.model._default_manager.order_by("code", "-version")
            .distinct("code")
            .values_list("pk", flat=True)
        )
        return self.filter(pk__in=newest).order_by("position", "code")

    def entered_by_hand(self) -> "IndicatorQuerySet":
        return self.filter(query__in=["press_releases", "media_appearances"])


class EntryQuerySet(models.QuerySet["ManualEntry"]):
    def visible_to(self, reader: "Reader") -> "EntryQuerySet":
        """As the section of the partner."""
        if reads_all(reader):
            return self
        return self.filter(partner_id__in=reader.partner_ids)

    def that_count(self) -> "EntryQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def of(self, period: "Period", partner: "Partner") -> "EntryQuerySet":
        return (
            self.filter(period=period, partner=partner)
            .select_related("indicator")
            .order_by("dated_on", "pk")
        )


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, reader: "Reader") -> "ContributionQuerySet":
        """RP03: the own partner's section; L, SC and C read all."""
        if reads_all(reader):
            return self
        return self.filter(partner_id__in=reader.partner_ids)

    def in_strip_order(self) -> "ContributionQuerySet":
        return self.select_related("partner__region").order_by(
            "partner__region__position", "partner__region__name_sort"
        )


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, reader: "Reader") -> "ApprovalQuerySet":
        """Everybody in the committee sees all answers, and so does the coordinator."""
        if reader.is_system or reader.is_steering or reader.is_coordinator:
            return self
        return self.none()


class FigureRecordQuerySet(models.QuerySet["FigureRecord"]):
    def counting(
        self, reader: "Reader", object_type: str, ids: "Sequence[int]"
    ) -> "FigureRecordQuerySet":
        """Where these objects are counted, in reports this reader may read, the newest first."""
        from reports.models import Report  # noqa: PLC0415 — models import this module first

        readable = Report.objects.visible_to(reader).not_replaced()
        return (
            self.filter(object_type=object_type, object_id__in=[str(each) for each in ids])
            .filter(figure__report__in=readable)
            .select_related("figure__report__period", "figure__indicator")
            .order_by("-figure__report__period__number", "figure__indicator__position", "pk")
        )
