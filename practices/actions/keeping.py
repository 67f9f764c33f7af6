"""Published practices grow old: archive, restore, take down."""

from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import BadInput
from practices import search
from practices.actions.locking import lock_practice
from practices.actions.still_true import forget_answer
from practices.models import Practice
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import (
    archive_blockers,
    archiving_refusals,
    checking_refusals,
    restore_blockers,
    take_down_blockers,
    taking_down_refusals,
)
from practices.talking import letters, news
from regions.reader import Reader


class NoReason(BadInput):
    sentence = _("Write the reason. It is kept with the practice.")


@action
def archive(*, practice: Practice, by: Reader) -> Practice:
    """Take a practice out of lists and search; its page stays, with a banner."""
    practice = lock_practice(practice)
    refuse(NotYours, archiving_refusals(by, practice.partner))
    refuse(NotAsThingsAre, archive_blockers(practice))
    practice.archived_at = clock.now()
    practice.save(update_fields=["archived_at"])
    search.index(practice)
    record(by=by, verb="practice.archived", obj=practice)
    news.tell_archived(practice, by)
    return practice


@action
def restore(*, practice: Practice, by: Reader) -> Practice:
    """Bring an archived practice back into the catalogue."""
    practice = lock_practice(practice)
    refuse(NotYours, archiving_refusals(by, practice.partner))
    refuse(NotAsThingsAre, restore_blockers(practice))
    practice.archived_at = None
    forget_answer(practice)  # whoever restores it knows better than "It has ended"
    practice.save(
        update_fields=["archived_at", "owner_said", "owner_said_at", "still_true_letters"]
    )
    search.index(practice)
    record(by=by, verb="practice.restored", obj=practice)
    return practice


@action
def take_down(*, practice: Practice, reason: str, by: Reader) -> Practice:
    """Hide a practice for good: its address says that it is gone (410)."""
    practice = lock_practice(practice)
    refuse(NotYours, taking_down_refusals(by))
    refuse(NotAsThingsAre, take_down_blockers(practice))
    if not reason.strip():
        raise NoReason
    practice.taken_down_at = clock.now()
    practice.takedown_reason = reason.strip()
    practice.save(update_fields=["taken_down_at", "takedown_reason"])
    search.index(practice)
    record(by=by, verb="practice.taken_down", obj=practice)
    letters.tell_taken_down(practice, by)
    return practice


@action
def note_relation(
    *, practice: Practice, relation: str, is_projects_own: bool, by: Reader
) -> Practice:
    """Note how the project knows this practice, and whether its own texts name it."""
    practice = lock_practice(practice)
    refuse(NotYours, checking_refusals(by))
    practice.is_projects_own = is_projects_own
    practice.project_relation = relation
    practice.save(update_fields=["is_projects_own", "project_relation"])
    record(
        by=by,
        verb="practice.relation_noted",
        obj=practice,
        changes={"relation": relation, "is_projects_own": is_projects_own},
    )
    return practice
