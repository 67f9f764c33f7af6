"""The coordinator's part: create a report, compute its figures, write the common texts."""

from dataclasses import dataclass
from decimal import Decimal

from core import clock
from core.audit import action, record
from regions.reader import Reader
from reports.actions.planning import ensure_default_indicators
from reports.indicators import QUERIES, Record, in_order, value_of
from reports.models import Figure, FigureRecord, Indicator, Period, Report, Target
from reports.refusals import NotAsTheReportStands, NotYourReport, refuse
from reports.rules import (
    coordinating_refusals,
    create_blockers,
    editing_blockers,
    new_version_blockers,
)


@dataclass(frozen=True)
class ReportTexts:
    """The common parts, as a form gives them."""

    highlights: str = ""
    problems: str = ""
    deviations: str = ""


def lock_draft(report: Report) -> Report:
    """The report's row, locked against a change by somebody else at the same time."""
    return Report.objects.select_for_update(of=("self",)).select_related("period").get(pk=report.pk)


@action
def create_report(*, period: Period, by: Reader) -> Report:
    """Start the report of a period as a draft, with its figures as they are today."""
    refuse(NotYourReport, coordinating_refusals(by))
    period = Period.objects.select_for_update().get(pk=period.pk)
    has_report = Report.objects.filter(period=period).exists()
    refuse(NotAsTheReportStands, create_blockers(period, has_report, clock.today()))
    if not Indicator.objects.exists():
        ensure_default_indicators(by=by)
    report = Report.objects.create(period=period)
    record(by=by, verb="report.created", obj=report, changes={"period": period.number})
    return refresh_figures(report=report, by=by)


@action
def refresh_figures(*, report: Report, by: Reader) -> Report:
    """Compute all figures of a draft anew from the records of its period."""
    refuse(NotYourReport, coordinating_refusals(by))
    report = lock_draft(report)
    refuse(NotAsTheReportStands, editing_blockers(report))
    report.figures.all().delete()
    earlier = list(Period.objects.filter(number__lt=report.period.number).order_by("number"))
    locked = _locked_values()
    for indicator in Indicator.objects.current():
        _compute(report, indicator, earlier, locked)
    report.refreshed_at = clock.now()
    report.save(update_fields=["refreshed_at"])
    record(by=by, verb="report.refreshed", obj=report)
    return report


@action
def edit_texts(*, report: Report, texts: ReportTexts, by: Reader) -> Report:
    """Write highlights, problems and deviations of a draft."""
    refuse(NotYourReport, coordinating_refusals(by))
    report = lock_draft(report)
    refuse(NotAsTheReportStands, editing_blockers(report))
    for name, value in vars(texts).items():
        setattr(report, name, value.strip())
    report.save(update_fields=list(vars(texts)))
    record(by=by, verb="report.edited", obj=report)
    return report


@action
def new_version(*, report: Report, by: Reader) -> Report:
    """A correction: a draft with the texts of a locked report, which it will take the place of."""
    refuse(NotYourReport, coordinating_refusals(by))
    report = lock_draft(report)
    has_later = Report.objects.filter(supersedes=report).exists()
    refuse(NotAsTheReportStands, new_version_blockers(report, has_later))
    made = Report.objects.create(
        period=report.period,
        version=report.version + 1,
        supersedes=report,
        highlights=report.highlights,
        problems=report.problems,
        deviations=report.deviations,
    )
    record(by=by, verb="report.reopened", obj=made, changes={"supersedes": report.pk})
    return refresh_figures(report=made, by=by)


def _compute(
    report: Report,
    indicator: Indicator,
    earlier: list[Period],
    locked: dict[tuple[int, str], Decimal],
) -> None:
    records = in_order(_records_of(indicator, report.period))
    value = value_of(records)
    history = []
    for period in earlier:
        reported = locked.get((period.pk, indicator.code))
        if reported is None:
            reported = value_of(_records_of(indicator, period)).total
        history.append(reported)
    figure = Figure.objects.create(
        report=report,
        indicator=indicator,
        value=value.total,
        before=sum(history, Decimal(0)),
        target=_target_of(indicator, report.period),
        people=value.people,
        by_period=[str(each) for each in history],
    )
    FigureRecord.objects.bulk_create(
        FigureRecord(
            figure=figure,
            object_type=each.object_type,
            object_id=str(each.object_id),
            partner_id=each.partner_id,
            label=each.label,
            amount=each.amount,
            dated_on=each.dated_on,
        )
        for each in records
    )


def _records_of(indicator: Indicator, period: Period) -> list[Record]:
    """What counts in the period so far: the days to come hold nothing."""
    end = min(period.ends_on, clock.today())
    return QUERIES[indicator.query](period.starts_on, end) if end >= period.starts_on else []


def _locked_values() -> dict[tuple[int, str], Decimal]:
    """What was reported and locked stays as it was reported: (period, indicator) -> value."""
    rows = Figure.objects.filter(report__in=Report.objects.in_force()).values_list(
        "report__period_id", "indicator__code", "value"
    )
    return {(period_id, code): value for period_id, code, value in rows}


def _target_of(indicator: Indicator, period: Period) -> Decimal | None:
    """The target by the end of the period, else the next one to come, else the last one passed."""
    targets = Target.objects.filter(indicator__code=indicator.code, partner__isnull=True)
    coming = targets.filter(period__number__gte=period.number).order_by("period__number").first()
    passed = targets.filter(period__number__lt=period.number).order_by("-period__number").first()
    found = coming or passed
    return found.value if found else None
