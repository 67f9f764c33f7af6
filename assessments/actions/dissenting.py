"""Somebody of the region sees a decision differently, and says so in their own words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.actions.finishing import NotYourRegion
from assessments.deciding.rules import dissenting_blockers
from assessments.models import Decision, Dissent
from assessments.rules import region_refusals
from core import clock, notices
from core.audit import action, record
from core.errors import NotNow
from practices.models import Transfer
from regions.models import Level, Membership, Region
from regions.reader import Reader


class CannotDissent(NotNow):
    """Nothing can be added to the decision any more; the reasons say why."""


@action
def add_dissent(*, decision: Decision, words: str, by: Reader) -> Dissent:
    """Keep somebody's own dissent with their level; the leads of the region are told."""
    transfer = Transfer.objects.select_for_update(of=("self",)).get(pk=decision.transfer_id)
    region = transfer.region
    if reasons := region_refusals(by, region):
        raise NotYourRegion(*reasons)
    reasons = dissenting_blockers(
        decision,
        clock.now(),
        is_in_force=Decision.objects.in_force().filter(pk=decision.pk).exists(),
        has_spoken=decision.dissents.filter(by_self=True, made_by_id=by.user_id).exists(),
    )
    if reasons:
        raise CannotDissent(*reasons)
    made = Dissent.objects.create(
        decision=decision,
        words=words.strip(),
        level=level_in(by, region),
        by_self=True,
        made_by_id=by.user_id,
    )
    record(by=by, verb="decision.dissented", obj=made, changes={"decision": decision.pk})
    _tell(decision, transfer, by)
    return made


def level_in(by: Reader, region: Region) -> str:
    """The level that a person holds in the region, where they act for several."""
    held = (each.level for each in by.memberships if each.partner.region_id == region.pk)
    return next(held, Level.POLICY_MAKER)


def _tell(decision: Decision, transfer: Transfer, by: Reader) -> None:
    leads = Membership.objects.active().filter(partner__region=transfer.region_id, is_lead=True)
    title = transfer.practice.title
    notices.post(
        to=leads.values_list("user_id", flat=True),
        kind="dissent",
        obj=decision,
        text=lambda: (
            _("Somebody of your region sees your decision on “%(practice)s” differently.")
            % {"practice": title}
        ),
        url=f"{reverse('decision_detail', args=[decision.pk])}#dissent",
        by=by,
    )
