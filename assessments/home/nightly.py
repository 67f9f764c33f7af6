"""What is done for rounds at home while nobody waits: once a night, in the early morning."""

from datetime import date

from django.utils.timezone import localdate

from assessments.actions.home_ending import end_home_round, forget_invited, remind_before_end
from assessments.home.rules import BEFORE_END, LINK_IS_GOOD_FOR
from assessments.models import HomeInvitation, Round
from core import clock
from regions.reader import Reader


def close_over() -> int:
    """Close the rounds whose last day was yesterday or before; how many."""
    due = list(Round.objects.over_at_home(clock.today()).for_page().order_by("pk"))
    for round_ in due:
        end_home_round(round_=round_, by=Reader.system())
    return len(due)


def remind_unfinished() -> int:
    """Remind, two days before the end, who has not finished; how many.

    Who was asked since yesterday is left in peace: the end stands in the letter.
    """
    today = clock.today()
    asked = HomeInvitation.objects.unfinished().with_round().ending_by(today, today + BEFORE_END)
    due = [each for each in asked.order_by("pk") if _is_to_remind(each, today)]
    for invitation in due:
        remind_before_end(invitation=invitation, by=Reader.system())
    return len(due)


def _is_to_remind(invitation: HomeInvitation, today: date) -> bool:
    """Once: not again who was reminded in these last days, nor who was asked yesterday."""
    ends_on = invitation.round.ends_on
    if ends_on is None or localdate(invitation.invited_at) > today - BEFORE_END:
        return False
    reminded = invitation.reminded_at
    return reminded is None or localdate(reminded) < ends_on - BEFORE_END


def forget_addresses() -> int:
    """Erase the addresses of people who were asked, 30 days after the close; how many."""
    due = list(HomeInvitation.objects.closed_before(clock.now() - LINK_IS_GOOD_FOR).order_by("pk"))
    for invitation in due:
        forget_invited(invitation=invitation, by=Reader.system())
    return len(due)
