"""What reports ask of a person: contribute, confirm, agree, put together."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.next_steps import NextStep
from regions.models import Partner
from regions.reader import Reader
from reports.models import Approval, Contribution, ManualEntry, Period, Report
from reports.rules import seat_of


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """For leads, steering seats and the coordinator: about the period that ended last."""
    if not (reader.lead_partner_ids or reader.is_steering or reader.is_coordinator):
        return []
    ended = Period.objects.visible_to(reader).filter(ends_on__lt=today)
    period = ended.order_by("-number").first()
    if period is None:
        return []
    report = Report.objects.visible_to(reader).filter(period=period).order_by("-version").first()
    if report is not None and report.is_locked:
        return []
    return [
        *_contribute(reader, period),
        *_agree(reader, period, report),
        *_assemble(reader, period, report),
    ]


def _contribute(reader: Reader, period: Period) -> list[NextStep]:
    """The acting partner's section, and what the coordinator entered for it."""
    partner = reader.partner
    if partner is None or partner.pk not in reader.lead_partner_ids:
        return []
    address = reverse("contribution_detail", args=[period.number, partner.region.code])
    section = Contribution.objects.visible_to(reader).filter(period=period, partner=partner).first()
    steps = []
    if section is None or not section.is_complete:
        steps.append(
            NextStep(
                title=_("Write your section of report %(number)s") % {"number": period.number},
                detail=_("What you did, what came out of it, what changed."),
                minutes=20,
                act=_("Write it"),
                url=reverse("contribution_edit", args=[period.number, partner.region.code]),
                due_on=period.partner_report_due_on,
            )
        )
    waiting = sum(each.confirmed_at is None for each in _entered(reader, period, partner, section))
    if waiting:
        steps.append(
            NextStep(
                title=_("Confirm what the coordinator entered for you"),
                detail=ngettext("One entry counts then.", "%(n)s entries count then.", waiting)
                % {"n": waiting},
                minutes=2,
                act=_("Confirm"),
                url=address,
                due_on=period.partner_report_due_on,
            )
        )
    return steps


def _entered(
    reader: Reader, period: Period, partner: Partner, section: Contribution | None
) -> list[Contribution | ManualEntry]:
    entries = ManualEntry.objects.visible_to(reader).of(period, partner)
    return [*entries, *([section] if section else [])]


def _agree(reader: Reader, period: Period, report: Report | None) -> list[NextStep]:
    """A seat that has not answered since the figures were computed."""
    seat = seat_of(reader)
    if report is None or report.refreshed_at is None or seat is None:
        return []
    answers = Approval.objects.visible_to(reader).filter(report=report)
    if answers.filter(partner_id=seat, at__gte=report.refreshed_at).exists():
        return []
    return [
        NextStep(
            title=_("Answer for your seat: report %(number)s") % {"number": period.number},
            detail=_("Agree, agree with a remark, or object."),
            minutes=15,
            act=_("Answer"),
            url=reverse("report_approve", args=[report.pk]),
            due_on=period.joint_report_due_on,
        )
    ]


def _assemble(reader: Reader, period: Period, report: Report | None) -> list[NextStep]:
    if not reader.is_coordinator:
        return []
    return [
        NextStep(
            title=_("Put report %(number)s together") % {"number": period.number},
            detail=_("Figures are computed; texts and contributions need you.")
            if report
            else _("The period has ended. Start its report with the figures of today."),
            minutes=30,
            act=_("Go on with it") if report else _("Start it"),
            url=report.get_absolute_url() if report else reverse("report_list"),
            due_on=period.joint_report_due_on,
        )
    ]
