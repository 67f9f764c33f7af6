"""How a round at home ends: its day is moved, it closes by itself, addresses are forgotten."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.personal_data import random_address
from assessments.actions.finishing import NotYourRegion
from assessments.actions.home_inviting import CannotAsk, lock_asking
from assessments.actions.rounds import close_round
from assessments.home.letters import (
    beginning_of_ids,
    region_of,
    tell_over,
    tell_reminded,
)
from assessments.home.rules import moving_blockers
from assessments.models import HomeInvitation, Round, Seat
from assessments.rules import lead_refusals
from core import clock, mail, notices
from core.audit import action, record
from core.errors import NotAllowed
from core.languages import in_language
from core.links import absolute
from regions.models import Membership
from regions.reader import Reader


class NotByPeople(NotAllowed):
    """Only the product itself does this, in its time."""


@action
def move_end(*, round_: Round, ends_on: date, by: Reader) -> Round:
    """Let a round end on another day, later or earlier; at most 62 days after its opening."""
    locked = lock_asking(round_, by)
    if reasons := moving_blockers(locked, ends_on, clock.today()):
        raise CannotAsk(*reasons)
    before, locked.ends_on = locked.ends_on, ends_on
    locked.save(update_fields=["ends_on"])
    record(by=by, verb="home_round.moved", obj=locked, changes={"from": before, "ends_on": ends_on})
    return locked


@action
def end_home_round(*, round_: Round, by: Reader) -> Round:
    """Close a round at home: by its lead, or by itself the morning after its last day.

    Everybody who answered by a personal link is thanked; the lead is told when it closed itself.
    """
    region = region_of(round_)
    if reasons := lead_refusals(by, region):
        raise NotYourRegion(*reasons)
    closed: Round = close_round(round_=round_, by=by)
    answered = HomeInvitation.objects.standing().filter(round=closed, seat__ratings__isnull=False)
    people = list(answered.with_round().distinct())
    for each in people:
        tell_over(each)
    if by.is_system:
        _tell_leads(closed, by)
    record(by=by, verb="home_round.ended", obj=closed, changes={"thanked": len(people)})
    return closed


def _tell_leads(round_: Round, by: Reader) -> None:
    region = region_of(round_)
    title = round_.revision.practice.title
    held = Membership.objects.active().filter(partner__region=region, is_lead=True)
    people = {each.user_id: each.user for each in held.select_related("user")}
    path = reverse("home_round_detail", args=[round_.pk])

    def said() -> str:
        return _("The round at home about “%(practice)s” is closed.") % {"practice": title}

    notices.post(to=people, kind="home_round.closed", obj=round_, text=said, url=path, by=by)
    finished = Seat.objects.filter(round=round_, finished_at__isnull=False).count()
    for user in people.values():
        with in_language(user.language):
            subject = _("The round at home is closed: %(practice)s") % {"practice": title}
            body = _(
                "It ended on its last day. Finished: %(n)s.\nWhat people of %(region)s answered:"
                "\n%(url)s\n"
            ) % {"n": finished, "region": region.name, "url": absolute(path)}
            mail.post(to=user.email, subject=subject, body=body, person=user.pk)


@action
def remind_before_end(*, invitation: HomeInvitation, by: Reader) -> HomeInvitation:
    """Remind somebody once, two days before the end; the same end is never told twice."""
    if not by.is_system:
        raise NotByPeople
    locked = HomeInvitation.objects.select_for_update(of=("self",)).with_round()
    found: HomeInvitation = locked.get(pk=invitation.pk)
    found.reminded_at = clock.now()
    found.save(update_fields=["reminded_at"])
    tell_reminded(found, stamp=f"end-{found.round.ends_on}")
    record(by=by, verb="home_person.reminded", obj=found, changes={"round": found.round_id})
    return found


@action
def forget_invited(*, invitation: HomeInvitation, by: Reader) -> HomeInvitation:
    """Erase somebody's address, with the letters that went to it: its purpose is over."""
    if not by.is_system:
        raise NotByPeople
    found = HomeInvitation.objects.select_for_update().get(pk=invitation.pk)
    letters = mail.forget(beginning_of_ids(found))
    found.email = random_address()
    found.save(update_fields=["email"])
    if found.seat_id:
        Seat.objects.filter(pk=found.seat_id, user__isnull=True).update(email="")
    record(by=by, verb="home_person.forgotten", obj=found, changes={"letters": letters})
    return found
