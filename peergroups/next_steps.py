"""What a session asks of a person: answer in an open round, prepare what one moderates."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import RoundState, Seat
from core.next_steps import NextStep
from peergroups.models import FollowUp, Session
from regions.reader import Reader


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """Open rounds with an own unfinished seat, own sessions without an agenda, and promises.

    Three queries.
    """
    seats = (
        Seat.objects.of(reader)
        .filter(
            round__state=RoundState.OPEN,
            finished_at__isnull=True,
            round__agenda_round__item__session__closed_at__isnull=True,
            round__agenda_round__isnull=False,
        )
        .select_related(
            "round__agenda_round__item__session__exchange", "round__agenda_round__item__practice"
        )
    )
    empty = (
        Session.objects.moderated_by(reader)
        .filter(closed_at__isnull=True, cancelled_at__isnull=True, exchange__ends_on__gte=today)
        .filter(agenda__isnull=True)
        .select_related("exchange")
    )
    promised = FollowUp.objects.waiting_for(reader).select_related("session").order_by("due_on")
    return [
        *[_answer(seat) for seat in seats],
        *[_prepare(session) for session in empty],
        *[_do(follow_up) for follow_up in promised],
    ]


def _answer(seat: Seat) -> NextStep:
    item = seat.round.agenda_round.item
    return NextStep(
        title=_("Answer on “%(practice)s”") % {"practice": item.practice.title},
        detail=item.session.title,
        minutes=2,
        act=_("Answer now"),
        url=reverse("session_rate", args=[item.session_id]),
        due_on=item.session.exchange.ends_on,
    )


def _do(follow_up: FollowUp) -> NextStep:
    return NextStep(
        title=follow_up.text,
        detail=_("Agreed in “%(session)s”") % {"session": follow_up.session.title},
        minutes=10,
        act=_("Tick it off"),
        url=f"{follow_up.session.get_absolute_url()}#to-do",
        due_on=follow_up.due_on,
    )


def _prepare(session: Session) -> NextStep:
    return NextStep(
        title=_("Put practices on the agenda of “%(session)s”") % {"session": session.title},
        detail=_("You moderate it. People want to read before they come."),
        minutes=10,
        act=_("Make the agenda"),
        url=session.get_absolute_url(),
        due_on=session.exchange.starts_on,
    )
