"""What the coordinator entered for a partner: asking, the partner's yes, the partner's no."""

from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import BadInput
from practices.actions.locking import lock_revision, refuse_unseen
from practices.models import Revision, RevisionState
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.talking.letters import ask_about_entry, tell_confirmed, tell_refused
from practices.upkeep.confirming import (
    ask_blockers,
    asking_refusals,
    confirm_blockers,
    confirming_refusals,
)
from practices.writing.manuscript import Manuscript
from regions.reader import Reader


class NoRemarksOfPartner(BadInput):
    sentence = _("Write what is wrong, so that the coordinator knows what to do.")


class NobodyToAsk(NotAsThingsAre):
    sentence = _("Nobody acts for this partner yet. Invite somebody first, then ask.")


@action
def ask_partner_to_confirm(*, revision: Revision, by: Reader) -> Revision:
    """Mail the partner's leads a link to the whole text; a draft is with the coordinator then.

    The same text can be sent again after a week.
    """
    revision = lock_revision(revision)
    refuse(NotYours, asking_refusals(by))
    refuse(NotAsThingsAre, ask_blockers(revision, Manuscript.of(revision), clock.now()))
    before = revision.state
    revision.partner_asked_at = clock.now()
    revision.partner_remarks = ""
    if revision.state != RevisionState.SUBMITTED:
        revision.state = RevisionState.SUBMITTED
        revision.submitted_at = clock.now()
    revision.save(update_fields=["state", "submitted_at", "partner_asked_at", "partner_remarks"])
    changes = {"revision": revision.pk, "from": before, "to": revision.state}
    record(by=by, verb="practice.partner_asked", obj=revision.practice, changes=changes)
    if not ask_about_entry(revision, by):
        raise NobodyToAsk
    return revision


@action
def confirm_entry(*, revision: Revision, by: Reader, seen: str = "") -> Revision:
    """The partner says that it is theirs: from now on the coordinator can publish it.

    `seen` is the `mark` of what they read; raises `ChangedSince` (412) where that is another text.
    """
    revision = _lock_for_answer(revision, by)
    refuse_unseen(revision, seen)
    revision.partner_confirmed_at = clock.now()
    revision.save(update_fields=["partner_confirmed_at"])
    changes = {"revision": revision.pk}
    record(by=by, verb="practice.partner_confirmed", obj=revision.practice, changes=changes)
    tell_confirmed(revision, by)
    return revision


@action
def refuse_entry(*, revision: Revision, remarks: str, by: Reader) -> Revision:
    """The partner says what is wrong: the text is a draft of the coordinator again."""
    revision = _lock_for_answer(revision, by)
    if not remarks.strip():
        raise NoRemarksOfPartner
    revision.partner_remarks = remarks.strip()
    revision.state = RevisionState.DRAFT
    revision.submitted_at = None  # it went to nobody but its partner, and may be deleted
    revision.save(update_fields=["partner_remarks", "state", "submitted_at"])
    changes = {
        "revision": revision.pk,
        "from": RevisionState.SUBMITTED,
        "to": RevisionState.DRAFT,
    }
    record(by=by, verb="practice.partner_refused", obj=revision.practice, changes=changes)
    tell_refused(revision, by)
    return revision


def _lock_for_answer(revision: Revision, by: Reader) -> Revision:
    revision = lock_revision(revision)
    refuse(NotYours, confirming_refusals(by, revision))
    refuse(NotAsThingsAre, confirm_blockers(revision))
    return revision
