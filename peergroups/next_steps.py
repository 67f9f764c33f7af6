"""What a session asks of a person: answer in an open round, prepare and finish what one leads."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import RoundState, Seat
from core.next_steps import NextStep
from peergroups.actions.sealing import WITHOUT_MINUTES
from peergroups.models import Session
from peergroups.preparing.reading import minutes_for
from regions.reader import Reader


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """Open rounds with an own unfinished seat, own agendas and minutes, promises, reading.

    Two queries.
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
    asking: list[Any] = list(Session.objects.asking(reader, today).select_related("exchange"))
    return [
        *[_answer(seat) for seat in seats],
        *[_plan(session) for session in asking if session.is_to_plan],
        *[_write(session) for session in asking if session.is_to_write],
        *[_confirm(session) for session in asking if session.is_to_confirm],
        *[_do(session, promise) for session in asking for promise in session.promised],
        *[_prepare(session, session.to_read) for session in asking if session.is_to_read],
    ]


def _answer(seat: Seat) -> NextStep:
    item = seat.round.agenda_round.item
    return NextStep(
        title=_("Answer on “%(practice)s”") % {"practice": item.title},
        detail=item.session.title,
        minutes=2,
        act=_("Answer now"),
        url=reverse("session_rate", args=[item.session_id]),
        due_on=item.session.exchange.ends_on,
    )


def _do(session: Session, promise: dict[str, str | None]) -> NextStep:
    due_on = promise["due_on"]
    return NextStep(
        title=promise["text"] or "",
        detail=_("Agreed in “%(session)s”") % {"session": session.title},
        minutes=10,
        act=_("Tick it off"),
        url=f"{session.get_absolute_url()}#to-do",
        due_on=date.fromisoformat(due_on) if due_on else None,
    )


def _prepare(session: Session, texts: list[dict[str, str]]) -> NextStep:
    return NextStep(
        title=_("Prepare for “%(session)s”") % {"session": session.title},
        detail=ngettext(
            "Read %(n)s practice, and say what you expect",
            "Read %(n)s practices, and say what you expect",
            len(texts),
        )
        % {"n": len(texts)},
        minutes=sum(minutes_for(each.values()) for each in texts),
        act=_("Prepare"),
        url=f"{session.get_absolute_url()}#preparation",
        due_on=session.exchange.starts_on,
    )


def _plan(session: Session) -> NextStep:
    return NextStep(
        title=_("Put practices on the agenda of “%(session)s”") % {"session": session.title},
        detail=_("You moderate it. People want to read before they come."),
        minutes=10,
        act=_("Make the agenda"),
        url=session.get_absolute_url(),
        due_on=session.exchange.starts_on,
    )


def _write(session: Session) -> NextStep:
    return NextStep(
        title=_("Write the minutes of “%(session)s”") % {"session": session.title},
        detail=_("Most of it is there already. Then send it to those present."),
        minutes=15,
        act=_("Write"),
        url=reverse("session_minutes", args=[session.pk]),
        due_on=_final_on(session),
    )


def _confirm(session: Any) -> NextStep:
    minutes = reverse("session_minutes", args=[session.pk])
    waiting = ngettext(
        "%(n)s amendment waits for your answer",
        "%(n)s amendments wait for your answer",
        session.wishes,
    )
    return NextStep(
        title=_("Confirm the minutes of “%(session)s”") % {"session": session.title},
        detail=waiting % {"n": session.wishes}
        if session.wishes
        else _("No amendment waits for an answer"),
        minutes=5,
        act=_("Answer") if session.wishes else _("Confirm"),
        url=f"{minutes}#amendments" if session.wishes else minutes,
        due_on=_final_on(session),
    )


def _final_on(session: Session) -> date | None:
    """The day on which the answers become final without confirmed minutes, if it lies ahead."""
    if session.closed_at is None or session.confirmed_at is not None:
        return None
    return (session.closed_at + WITHOUT_MINUTES).date()
