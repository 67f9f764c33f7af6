"""The yearly question to owners: is what the practice says still true?"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import BadInput
from practices.actions.locking import lock_practice
from practices.models import Practice, StillTrue
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.talking.letters import ask_whether_true
from practices.upkeep.ageing import (
    answer_blockers,
    answering_refusals,
    ask_blockers,
    asking_refusals,
    too_early,
)
from regions.reader import Reader


class NobodyToAsk(NotAsThingsAre):
    sentence = _("Nobody acts for this partner any more. Invite somebody first, then ask.")


class NothingToAsk(NotAsThingsAre):
    sentence = _("Their owners have answered, or were asked less than a week ago.")


class NoAnswer(BadInput):
    sentence = _("Choose one of the three answers.")


@action
def ask_owner(*, practice: Practice, by: Reader) -> Practice:
    """Mail the owner's people a link to the question; once a week at most."""
    practice = lock_practice(practice)
    refuse(NotYours, asking_refusals(by))
    today = clock.today()
    refuse(NotAsThingsAre, ask_blockers(practice, today) or too_early(practice, today))
    if not _ask([practice], by):
        raise NobodyToAsk
    return practice


@action
def ask_owners(*, practices: Sequence[Practice], by: Reader) -> list[Practice]:
    """The same for many at once, one letter to each person; what was answered since is left out.

    Returns those that were asked about.
    """
    refuse(NotYours, asking_refusals(by))
    today = clock.today()
    rows = Practice.objects.select_for_update(of=("self",)).select_related(
        "partner__region", "published_revision"
    )
    rows = rows.filter(pk__in=[each.pk for each in practices]).order_by("pk")
    due = [each for each in rows if not (ask_blockers(each, today) or too_early(each, today))]
    if not due:
        raise NothingToAsk
    _ask(due, by)
    return due


@action
def answer_still_true(*, practice: Practice, answer: str, by: Reader) -> Practice:
    """Keep what the owner says; with a yes the practice was confirmed today.

    What has changed, or ended, is for others to do: see `practices.next_steps`.
    """
    practice = lock_practice(practice)
    refuse(NotYours, answering_refusals(by, practice))
    refuse(NotAsThingsAre, answer_blockers(practice))
    if answer not in StillTrue.values:
        raise NoAnswer
    practice.owner_said = answer
    practice.owner_said_at = clock.now()
    practice.still_true_letters = 0
    if answer == StillTrue.YES:
        practice.confirmed_on = clock.today()
    practice.save(
        update_fields=["owner_said", "owner_said_at", "still_true_letters", "confirmed_on"]
    )
    record(by=by, verb="practice.still_true", obj=practice, changes={"answer": answer})
    return practice


def forget_answer(practice: Practice) -> None:
    """What the owner said was about an earlier text or state; unsaved."""
    practice.owner_said, practice.owner_said_at = "", None
    practice.still_true_letters = 0


def _ask(practices: Sequence[Practice], by: Reader) -> int:
    """Note the question and write the letters; how many people get one."""
    for practice in practices:
        practice.asked_still_true_on = clock.today()
        practice.still_true_letters += 1
        practice.save(update_fields=["asked_still_true_on", "still_true_letters"])
        record(by=by, verb="practice.owner_asked", obj=practice)
    return ask_whether_true(practices, by)
