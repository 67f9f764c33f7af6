"""Marks: what one person thinks of a practice for the own region. They decide nothing."""

from django.utils.translation import gettext_lazy as _

from assessments.actions.finishing import NotYourRegion
from assessments.models import Mark, MarkKind
from assessments.rules import marking_blockers, region_refusals
from core import clock
from core.audit import action, record
from core.errors import BadInput, NotNow
from practices.actions import move_transfer
from practices.models import Practice, Transfer, TransferStatus
from regions.models import Region
from regions.reader import Reader


class CannotMark(NotNow):
    """The practice cannot be marked; the reasons say why."""


class NoSuchMark(BadInput):
    sentence = _("Choose “Interested”, “Not for us” or “Ask at home”.")


@action
def set_mark(
    *, practice: Practice, region: Region, kind: str, by: Reader, reason_kind: str = ""
) -> Mark:
    """Set one's own mark; a second one replaces the first.

    Only "Interested" moves the status: a member's "Not for us" is for the lead to look at.
    """
    user_id = _who_marks(region, by)
    if kind not in MarkKind.values:
        raise NoSuchMark
    if reasons := marking_blockers(practice, region, kind, reason_kind):
        raise CannotMark(*reasons)
    mark, _made = Mark.objects.update_or_create(
        practice=practice,
        region=region,
        user_id=user_id,
        defaults={
            "kind": kind,
            "reason_kind": reason_kind if kind == MarkKind.NOT_FOR_US else "",
            "at": clock.now(),
        },
    )
    record(by=by, verb="mark.set", obj=mark, changes={"kind": kind, "reason": mark.reason_kind})
    if kind == MarkKind.INTERESTED:
        move_transfer(practice=practice, region=region, to=TransferStatus.INTERESTED, by=by)
    else:
        _take_interest_back(practice, region, by)
    return mark


@action
def remove_mark(*, practice: Practice, region: Region, by: Reader) -> Practice:
    """Take one's own mark away again."""
    user_id = _who_marks(region, by)
    mark = Mark.objects.filter(practice=practice, region=region, user_id=user_id).first()
    record(
        by=by,
        verb="mark.removed",
        obj=practice,
        changes={"region": region.pk, "kind": mark.kind if mark else None},
    )
    if mark is not None:
        mark.delete()
        _take_interest_back(practice, region, by)
    return practice


def _who_marks(region: Region, by: Reader) -> int:
    """The person's id, if they are of the region."""
    reasons = region_refusals(by, region)
    if reasons or by.user_id is None:
        raise NotYourRegion(*reasons)
    return by.user_id


def _take_interest_back(practice: Practice, region: Region, by: Reader) -> None:
    """Without anybody interested the pair is no more than proposed."""
    transfer = Transfer.objects.filter(practice=practice, region=region).first()
    if transfer is None or transfer.status != TransferStatus.INTERESTED:
        return
    others = Mark.objects.filter(practice=practice, region=region, kind=MarkKind.INTERESTED)
    if not others.exists():
        move_transfer(
            practice=practice,
            region=region,
            to=TransferStatus.PROPOSED,
            by=by,
            falls_back=True,
        )
