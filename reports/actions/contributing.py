"""A partner's part: its section of a report, and figures that only people know."""

from dataclasses import dataclass
from datetime import date

from core import clock
from core.audit import action, record
from regions.models import Partner
from regions.reader import Reader
from reports.models import Contribution, Indicator, ManualEntry, Period, Report
from reports.refusals import NotAsTheReportStands, NotYourReport, ReportNeedsMore, refuse
from reports.rules import (
    confirming_refusals,
    editing_blockers,
    entry_blockers,
    evidence_blockers,
    section_refusals,
    speaks_for,
)


@dataclass(frozen=True)
class SectionText:
    """A partner's section, as a form gives it."""

    activity: str = ""
    output: str = ""
    result: str = ""
    is_complete: bool = False


def lock_open_period(period: Period) -> Period:
    """The period's row, locked; refused once its report is locked."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    latest = Report.objects.filter(period=period).order_by("-version").first()
    refuse(NotAsTheReportStands, editing_blockers(latest))
    return locked


@action
def save_contribution(
    *, period: Period, partner: Partner, text: SectionText, by: Reader
) -> Contribution:
    """Write a partner's section. The coordinator's words for another partner wait for its lead."""
    refuse(NotYourReport, section_refusals(by, partner))
    period = lock_open_period(period)
    section, is_new = Contribution.objects.get_or_create(period=period, partner=partner)
    for name, value in vars(text).items():
        setattr(section, name, value.strip() if isinstance(value, str) else value)
    section.edited_by_id = by.user_id
    section.edited_at = clock.now()
    section.confirmed_at = clock.now() if speaks_for(by, partner) else None
    section.save()
    record(
        by=by,
        verb="contribution.written" if is_new else "contribution.edited",
        obj=section,
        changes={"is_complete": section.is_complete, "counts": bool(section.confirmed_at)},
    )
    return section


@action
def confirm_contribution(*, section: Contribution, by: Reader) -> Contribution:
    """The partner's lead says that what the coordinator entered is right."""
    refuse(NotYourReport, confirming_refusals(by, section.partner))
    lock_open_period(section.period)
    section.confirmed_at = clock.now()
    section.save(update_fields=["confirmed_at"])
    record(by=by, verb="contribution.confirmed", obj=section)
    return section


@action
def enter_by_hand(
    *,
    indicator: Indicator,
    period: Period,
    partner: Partner,
    value: int,
    evidence: str,
    dated_on: date,
    by: Reader,
) -> ManualEntry:
    """Enter what no record of the product tells (press releases), with its evidence."""
    refuse(NotYourReport, section_refusals(by, partner))
    period = lock_open_period(period)
    reasons = evidence_blockers(value, evidence) + entry_blockers(period, dated_on, clock.today())
    refuse(ReportNeedsMore, reasons)
    entry = ManualEntry.objects.create(
        indicator=indicator,
        period=period,
        partner=partner,
        value=value,
        evidence=evidence.strip(),
        dated_on=dated_on,
        made_by_id=by.user_id,
        confirmed_at=clock.now() if speaks_for(by, partner) else None,
    )
    record(
        by=by,
        verb="entry.made",
        obj=entry,
        changes={"indicator": indicator.code, "value": value, "counts": bool(entry.confirmed_at)},
    )
    return entry


@action
def confirm_entry(*, entry: ManualEntry, by: Reader) -> ManualEntry:
    """The partner's lead says that what the coordinator entered is right; it counts from now on."""
    refuse(NotYourReport, confirming_refusals(by, entry.partner))
    lock_open_period(entry.period)
    entry.confirmed_at = clock.now()
    entry.save(update_fields=["confirmed_at"])
    record(by=by, verb="entry.confirmed", obj=entry)
    return entry
