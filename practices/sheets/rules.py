"""Who imports practices, and what stands against it: pure, each refusal a sentence."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models import ImportRun, ImportState
from practices.rules import Reasons

if TYPE_CHECKING:
    from regions.models import Partner
    from regions.reader import Reader

DONE = gettext_lazy("This plan was carried out already.")
UNDONE = gettext_lazy("This import was undone. Send the file again for a new plan.")
UNDER_WAY = gettext_lazy("This file is being worked on. Wait until that is done.")
TOO_LATE = gettext_lazy("It is being written already, or it is done. Nothing was cancelled.")
NOT_READ = gettext_lazy("This file has not been read yet.")
NOT_DONE = gettext_lazy("This plan was never carried out, so there is nothing to undo.")


def importing_refusals(by: "Reader") -> Reasons:
    """I01: partner leads and the coordinator."""
    if by.is_system or by.is_coordinator or by.lead_partner_ids:
        return []
    return [_("Only the lead of a partner and the coordinator import practices.")]


def import_for_refusals(by: "Reader", partner: "Partner") -> Reasons:
    """I01: the lead for the own partner, the coordinator for any."""
    if by.is_system or by.is_coordinator or partner.pk in by.lead_partner_ids:
        return []
    return [
        _("You import for your own organisation only, not for %(partner)s.")
        % {"partner": partner.short}
    ]


def undoing_refusals(by: "Reader", run: ImportRun) -> Reasons:
    """I03: who imported, as long as they lead the partner, and the coordinator."""
    is_own = run.user_id == by.user_id and run.partner_id in by.lead_partner_ids
    if by.is_system or by.is_coordinator or is_own:
        return []
    return [_("Only the person who imported and the coordinator undo an import.")]


def run_blockers(run: ImportRun) -> Reasons:
    match run.state:
        case ImportState.DONE:
            return [DONE]
        case ImportState.UNDONE:
            return [UNDONE]
        case ImportState.READING:
            return [NOT_READ]
    return []


def asking_blockers(run: ImportRun) -> Reasons:
    """What the worker has in its hands waits."""
    return run_blockers(run) or ([UNDER_WAY] if run.is_under_way else [])


def undo_until(run: ImportRun) -> datetime | None:
    """When the time for it is over; None for what was never carried out."""
    hours = timedelta(hours=settings.PRACTICE_IMPORT["undo_hours"])
    return run.done_at + hours if run.done_at else None


def undo_blockers(run: ImportRun, now: datetime) -> Reasons:
    """I03: within a day, once."""
    if run.state == ImportState.UNDONE:
        return [UNDONE]
    until = undo_until(run)
    if run.state != ImportState.DONE or until is None:
        return [NOT_DONE]
    if now > until:
        hours = settings.PRACTICE_IMPORT["undo_hours"]
        return [
            _("An import can be undone for %(hours)s hours. Delete the drafts one by one.")
            % {"hours": hours}
        ]
    return []
