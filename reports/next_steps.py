"""What reports ask of a person: contribute, confirm, agree, put together."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.next_steps import NextStep
from regions.reader import Reader
from reports.models import Period, ReportState
from reports.rules import seat_of


@dataclass(frozen=True)
class Asked:
    """The period that ended last, and how far its report has come for this person."""

    period: Period
    report_id: int | None
    is_computed: bool
    is_written: bool
    is_waiting: bool
    has_answered: bool


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """For leads, steering seats and the coordinator: about the period that ended last."""
    if not (reader.lead_partner_ids or reader.is_steering or reader.is_coordinator):
        return []
    asked = _asked(reader, today)
    if asked is None:
        return []
    return [*_contribute(reader, asked), *_agree(reader, asked), *_assemble(reader, asked)]


def _asked(reader: Reader, today: date) -> Asked | None:
    period = Period.objects.last_ended(reader, today, seat_of(reader))
    if period is None:
        return None
    found = vars(period)
    if found["report_state"] == ReportState.LOCKED:
        return None
    names = ("report_id", "is_computed", "is_written", "is_waiting", "has_answered")
    return Asked(period, **{name: found[name] for name in names})


def _contribute(reader: Reader, asked: Asked) -> list[NextStep]:
    """The acting partner's section, and what the coordinator entered for it."""
    partner, period = reader.partner, asked.period
    if partner is None or partner.pk not in reader.lead_partner_ids:
        return []
    steps = []
    if not asked.is_written:
        steps.append(
            NextStep(
                title=_("Write your contribution to report %(number)s") % {"number": period.number},
                detail=_("What you did, what came out of it, what changed."),
                minutes=20,
                act=_("Write it"),
                url=reverse("contribution_edit", args=[period.number, partner.region.code]),
                due_on=period.partner_report_due_on,
            )
        )
    if asked.is_waiting:
        steps.append(
            NextStep(
                title=_("Confirm what the coordinator entered for you"),
                detail=_("It counts in report %(number)s then.") % {"number": period.number},
                minutes=2,
                act=_("Confirm"),
                url=reverse("contribution_detail", args=[period.number, partner.region.code]),
                due_on=period.partner_report_due_on,
            )
        )
    return steps


def _agree(reader: Reader, asked: Asked) -> list[NextStep]:
    """A seat that has not answered since the figures were computed."""
    if not (reader.is_steering and asked.report_id and asked.is_computed) or asked.has_answered:
        return []
    return [
        NextStep(
            title=_("Answer for your seat: report %(number)s") % {"number": asked.period.number},
            detail=_("Agree, agree with a remark, or object."),
            minutes=15,
            act=_("Answer"),
            url=reverse("report_approve", args=[asked.report_id]),
            due_on=asked.period.joint_report_due_on,
        )
    ]


def _assemble(reader: Reader, asked: Asked) -> list[NextStep]:
    if not reader.is_coordinator:
        return []
    report_id = asked.report_id
    return [
        NextStep(
            title=_("Put report %(number)s together") % {"number": asked.period.number},
            detail=_("Figures are computed; texts and contributions need you.")
            if report_id
            else _("The period has ended. Start its report with the figures of today."),
            minutes=30,
            act=_("Go on with it") if report_id else _("Start it"),
            url=reverse("report_detail", args=[report_id]) if report_id else reverse("report_list"),
            due_on=asked.period.joint_report_due_on,
        )
    ]
