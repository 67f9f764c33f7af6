"""Who may do what to a report, and what stands against it: pure, each reason a sentence."""

from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.ui.dates import day
from regions.models import Partner
from regions.reader import Reader
from reports.models import ApprovalAnswer, Period, Report, ReportState

type Reasons = list[str | Promise]

MOST_PERIODS: Final = 20
YEARS: Final = range(1990, 2101)


def coordinating_refusals(reader: Reader) -> Reasons:
    """RP01, IN02: the coordinator assembles reports and sets targets."""
    if reader.is_system or reader.is_coordinator:
        return []
    return [_("Only the coordinator can do this.")]


def section_refusals(reader: Reader, partner: Partner) -> Reasons:
    """RP02, IN03: the partner's lead, or the coordinator for a partner that sent it by mail."""
    if not coordinating_refusals(reader) or partner.pk in reader.lead_partner_ids:
        return []
    return [_("Only the lead of the partner and the coordinator write here.")]


def confirming_refusals(reader: Reader, partner: Partner) -> Reasons:
    """What the coordinator entered for a partner is confirmed by that partner's lead."""
    if speaks_for(reader, partner):
        return []
    return [_("Only the lead of the partner can confirm this.")]


def speaks_for(reader: Reader, partner: Partner) -> bool:
    """Whether what this person enters counts at once."""
    own = reader.is_coordinator and partner.pk in reader.partner_ids
    return reader.is_system or own or partner.pk in reader.lead_partner_ids


def steering_refusals(reader: Reader) -> Reasons:
    """RP04, RP06: the steering committee approves, locks and publishes."""
    if reader.is_system or reader.is_steering:
        return []
    return [_("Only the steering committee can do this.")]


def seat_of(reader: Reader) -> int | None:
    """The partner for which the reader sits in the committee: the one acted for, if possible."""
    if reader.partner_id in reader.steering_partner_ids:
        return reader.partner_id
    return min(reader.steering_partner_ids, default=None)


def periods_blockers(last: Period | None, starts_on: date, count: int) -> Reasons:
    """Periods follow one another, in the years of people now living."""
    if not 1 <= count <= MOST_PERIODS:
        return [_("Enter a number of periods between 1 and 20.")]
    if starts_on.year not in YEARS:
        return [_("Choose a first day between 1990 and 2100.")]
    if last is not None and starts_on <= last.ends_on:
        return [
            gettext("The last period ends on %(day)s. Start after that day.")
            % {"day": day(last.ends_on)}
        ]
    return []


def create_blockers(period: Period, has_report: bool, today: date) -> Reasons:
    if has_report:
        return [_("This period has its report already.")]
    if period.starts_on > today:
        return [_("This period has not begun yet.")]
    return []


def editing_blockers(report: Report | None) -> Reasons:
    """What stands against a change of the report, or of what goes into it."""
    if report is not None and report.state == ReportState.LOCKED:
        return [
            _("The report is approved and locked. A correction is a new version of the report.")
        ]
    return []


def target_blockers(latest: Report | None) -> Reasons:
    """IN02: not after a report that uses it is locked."""
    if latest is not None and latest.state == ReportState.LOCKED:
        return [_("The report of this period is locked with its targets.")]
    return []


def entry_blockers(period: Period, dated_on: date, today: date) -> Reasons:
    if not period.starts_on <= dated_on <= period.ends_on:
        return [
            gettext("Enter a date of the period: %(first)s to %(last)s.")
            % {"first": day(period.starts_on), "last": day(period.ends_on)}
        ]
    if dated_on > today:
        return [_("The date lies in the future. Enter the day it happened.")]
    return []


def evidence_blockers(value: int, evidence: str) -> Reasons:
    reasons: Reasons = []
    if value < 1:
        reasons.append(_("Enter a number of at least one."))
    if not evidence.strip():
        reasons.append(_("Say where others can check it: a link, a title, a date."))
    return reasons


def answer_blockers(report: Report) -> Reasons:
    if locked := editing_blockers(report):
        return locked
    if report.refreshed_at is None:
        return [_("The coordinator has not computed the figures yet.")]
    return []


def remark_blockers(answer: str, remark: str) -> Reasons:
    if answer == ApprovalAnswer.AGREE or remark.strip():
        return []
    if answer == ApprovalAnswer.OBJECT:
        return [_("Say what must change.")]
    return [_("Write your remark, or choose “Agree”.")]


def lock_blockers(
    report: Report, *, ends_on: date, agree: int, object_: int, quorum: int, today: date
) -> Reasons:
    """RP04: enough seats agree to exactly this text, and none objects."""
    if reasons := answer_blockers(report):
        return reasons
    reasons = []
    if ends_on >= today:
        reasons.append(
            gettext("The period runs until %(day)s. Lock its report after that day.")
            % {"day": day(ends_on)}
        )
    if agree < quorum:
        reasons.append(
            ngettext("One more seat must agree.", "%(n)d more seats must agree.", quorum - agree)
            % {"n": quorum - agree}
        )
    if object_:
        reasons.append(
            ngettext("One objection is open.", "%(n)d objections are open.", object_)
            % {"n": object_}
        )
    return reasons


def publish_blockers(report: Report) -> Reasons:
    if report.state != ReportState.LOCKED:
        return [_("Approve and lock the report before you publish it.")]
    if report.published_at is not None:
        return [_("This report is published already.")]
    return []


def new_version_blockers(report: Report, has_later: bool) -> Reasons:
    if report.state != ReportState.LOCKED:
        return [_("This report is still open: change it as it is.")]
    if has_later:
        return [_("This version has a later one already.")]
    return []
