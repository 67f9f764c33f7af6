"""What a session asks of a person: answer in an open round, prepare what one moderates."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import RoundState, Seat
from core.next_steps import NextStep
from peergroups.models import Session
from regions.reader import Reader


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """Open rounds with an own unfinished seat, and own sessions without an agenda: two queries."""
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
    return [_answer(seat) for seat in seats] + [_prepare(session) for session in empty]


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


def _prepare(session: Session) -> NextStep:
    return NextStep(
        title=_("Put practices on the agenda of “%(session)s”") % {"session": session.title},
        detail=_("You moderate it. People want to read before they come."),
        minutes=10,
        act=_("Make the agenda"),
        url=session.get_absolute_url(),
        due_on=session.exchange.starts_on,
    )
