"""A decision is looked at again: its leads are reminded, and it may stay as it is."""

from datetime import date

from django.utils.translation import gettext as _

from assessments.actions.deciding import Choice, decide
from assessments.actions.finishing import NotYourRegion
from assessments.deciding.reviews import Due, subject_of, write
from assessments.deciding.rules import staying_blockers
from assessments.models import Decision
from assessments.rules import lead_refusals
from core import notices
from core.audit import action, record
from core.errors import NotNow
from practices.models import Transfer
from regions.models import Membership
from regions.reader import Reader

LONGEST = 2000  # of the reasons


class CannotConfirm(NotNow):
    """The decision cannot be confirmed; the reasons say why."""


@action
def confirm_decision(*, decision: Decision, review_on: date, by: Reader) -> Decision:
    """Looked at again, stays as it is: a new decision that says so and refers to the old one.

    It is for the lead, and of today: body, date and reference of the formal one stay with the old.
    What has changed since (a new obstacle, newer answers) refuses it: then it is decided again.
    """
    transfer = Transfer.objects.select_for_update(of=("self",)).get(pk=decision.transfer_id)
    if reasons := lead_refusals(by, transfer.region):
        raise NotYourRegion(*reasons)
    in_force = Decision.objects.in_force().filter(pk=decision.pk).exists()
    if reasons := staying_blockers(is_in_force=in_force):
        raise CannotConfirm(*reasons)
    said = _("Looked at again, stays as it is.")
    before = decision.rationale.removeprefix(said).strip()
    made = decide(
        practice=transfer.practice,
        region=transfer.region,
        choice=Choice(
            outcome=decision.outcome,
            rationale=f"{said} {before}"[:LONGEST],
            reason_kind=decision.reason_kind,
            review_on=review_on,
            why_without=decision.without_assessment_reason,
            is_public=decision.is_public,
        ),
        by=by,
    )
    record(by=by, verb="decision.confirmed", obj=made, changes={"before": decision.pk})
    return made


@action
def remind_of_review(*, due: Due, by: Reader) -> Decision:
    """A notice and a letter to each lead of the region; the caller sees to it that it is once."""
    decision = due.decision
    transfer = decision.transfer
    leads = list(
        Membership.objects.active()
        .filter(partner__region=transfer.region_id, is_lead=True)
        .select_related("user")
        .order_by("user_id", "pk")
        .distinct("user_id")
    )
    notices.post(
        to=[each.user_id for each in leads],
        kind="review",
        obj=decision,
        text=lambda: subject_of(due, transfer.practice),
        url=decision.get_absolute_url(),
        by=by,
    )
    for each in leads:
        write(due, transfer.practice, transfer.region, each)
    record(by=by, verb="decision.review_reminded", obj=decision, changes={"time": due.time})
    return decision
