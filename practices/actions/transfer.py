"""The spine of the thread moves only here; upper apps call downwards."""

from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import NotAllowed
from practices.models import Practice, Transfer, TransferStatus
from practices.rules import status_after
from regions.models import Region
from regions.reader import Reader


class NotTheLead(NotAllowed):
    sentence = _("Only the lead of the region can show or hide its status.")


@action
def move_transfer(
    *,
    practice: Practice,
    region: Region,
    to: TransferStatus,
    by: Reader,
    falls_back: bool = False,
) -> Transfer:
    """Move the pair to `to`, unless it stands further along already.

    `falls_back` lets the status go down, as when a dropped action returns to its decision.
    """
    transfer, created = Transfer.objects.get_or_create(
        practice=practice, region=region, defaults={"status": to, "since": clock.now()}
    )
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    before = None if created else transfer.status
    after = to if created else status_after(TransferStatus(transfer.status), to, falls_back)
    if after != transfer.status:
        transfer.status = after
        transfer.since = clock.now()
        transfer.save(update_fields=["status", "since"])
    record(
        by=by, verb="transfer.moved", obj=transfer, changes={"from": before, "to": transfer.status}
    )
    return transfer


@action
def set_transfer_public(*, transfer: Transfer, is_public: bool, by: Reader) -> Transfer:
    """Show the pair's status to everybody, or to members only (T03: the region's lead)."""
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if not by.is_system and transfer.region_id not in by.lead_region_ids:
        raise NotTheLead
    transfer.is_public = is_public
    transfer.save(update_fields=["is_public"])
    record(
        by=by, verb="transfer.shown" if is_public else "transfer.hidden", obj=transfer, changes={}
    )
    return transfer
