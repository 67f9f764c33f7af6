"""What is counted, over which periods, against which targets."""

from datetime import date
from decimal import Decimal

from core.audit import action, record
from regions.models import Partner, Partnership
from regions.reader import Reader
from reports.indicators.defaults import DEFAULTS
from reports.models import Indicator, Period, Report, Target
from reports.periods import periods_from
from reports.refusals import NotAsTheReportStands, NotYourReport, ReportNeedsMore, refuse
from reports.rules import coordinating_refusals, periods_blockers, target_blockers


@action
def ensure_default_indicators(*, by: Reader) -> list[Indicator]:
    """Make the indicators that are missing; a second call makes nothing. Returns all in force."""
    refuse(NotYourReport, coordinating_refusals(by))
    known = set(Indicator.objects.values_list("code", flat=True))
    for position, each in enumerate(DEFAULTS, start=1):
        code = each.query.replace("_", "-")
        if code not in known:
            Indicator.objects.create(
                code=code,
                name=str(each.name),
                kind=each.kind,
                component=str(each.component),
                method=str(each.method),
                unit=each.unit,
                query=each.query,
                position=position,
            )
    indicators = list(Indicator.objects.current())
    record(by=by, verb="indicators.ensured", obj=indicators[0])
    return indicators


@action
def create_periods(*, starts_on: date, count: int, by: Reader) -> list[Period]:
    """Add `count` periods of six months from a day on, numbered after the last one."""
    refuse(NotYourReport, coordinating_refusals(by))
    list(Partnership.objects.select_for_update())  # two at once follow one another
    last = Period.objects.order_by("-number").first()
    refuse(ReportNeedsMore, periods_blockers(last, starts_on, count))
    made = [
        Period.objects.create(
            number=each.number,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            partner_report_due_on=each.partner_report_due_on,
            joint_report_due_on=each.joint_report_due_on,
        )
        for each in periods_from(starts_on, count, first=last.number + 1 if last else 1)
    ]
    record(by=by, verb="periods.created", obj=made[0], changes={"count": count})
    return made


@action
def set_target(
    *,
    indicator: Indicator,
    period: Period,
    value: Decimal | None,
    partner: Partner | None = None,
    by: Reader,
) -> Period:
    """What is to be reached by the end of the period, in all so far; None takes it away."""
    refuse(NotYourReport, coordinating_refusals(by))
    Period.objects.select_for_update().get(pk=period.pk)
    latest = Report.objects.filter(period=period).order_by("-version").first()
    refuse(NotAsTheReportStands, target_blockers(latest))
    if value is None:
        Target.objects.filter(indicator=indicator, period=period, partner=partner).delete()
    else:
        Target.objects.update_or_create(
            indicator=indicator, period=period, partner=partner, defaults={"value": value}
        )
    record(
        by=by,
        verb="target.set",
        obj=period,
        changes={"indicator": indicator.code, "partner": partner and partner.pk, "value": value},
    )
    return period
