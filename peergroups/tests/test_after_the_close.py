"""After the close results are provisional, and guests read on, until the minutes are confirmed."""

from datetime import timedelta
from uuid import uuid4

import pytest

from assessments.actions.answers import CannotAnswer
from assessments.models import Round, RoundState, Tap
from core import clock
from exchanges.models import Participation
from peergroups.actions import close_session, reopen_item_round, seal_old_session
from peergroups.actions.sealing import OnlyByItself, make_final
from peergroups.actions.sessions import CannotChange
from peergroups.models import Session
from peergroups.tasks import seal_old_sessions
from peergroups.tests.factories import guest_of, open_in, say, show, three_guests
from regions.reader import Reader

pytestmark = pytest.mark.django_db

PROVISIONAL = "Results are provisional until the minutes are confirmed."


def end(session: Session, moderator) -> Session:
    return seal_old_session(
        session=close_session(session=session, by=moderator.reader), by=Reader.system()
    )


@pytest.fixture
def inside(room, small):
    return guest_of(room.seat_person(small.home))


def test_the_meeting_is_closed_to_guests_when_its_last_session_is_final(
    room, small, moderator, inside
):
    other = room.seat_person(small.other, level="intermediary")
    url = room.exchange.get_absolute_url()
    later = Session.objects.create(
        exchange=room.exchange,
        group=room.group,
        title="The next day",
        criteria_set=room.session.criteria_set,
        room_code="NEXT22",
    )

    end(room.session, moderator)
    assert other.name in inside.get(url).text
    close_session(session=later, by=moderator.reader)
    assert other.name in inside.get(url).text
    seal_old_session(session=later, by=Reader.system())

    assert inside.get(url).status_code == 404
    assert inside.post(f"{url}reply/", {"comes": "yes"}).status_code == 404
    assert not Participation.objects.visible_to(inside.reader).exists()
    assert other.name in moderator.get(url).text


def test_a_public_meeting_keeps_its_public_line(room, moderator, inside, small):
    room.exchange.is_public = True
    room.exchange.save()
    other = room.seat_person(small.other)
    end(room.session, moderator)

    page = inside.get(room.exchange.get_absolute_url())

    assert page.status_code == 200
    assert other.name not in page.text


def test_a_guest_reads_and_sends_what_was_answered_before_until_it_is_final(room, small, moderator):
    people = three_guests(room, small.home)
    guest = guest_of(people[0])
    opened = open_in(room, moderator)
    said_at = clock.now()
    show(opened, moderator)
    close_session(session=room.session, by=moderator.reader)
    answers = f"/sessions/{room.session.pk}/answers/{opened.pk}/"
    rate = f"/sessions/{room.session.pk}/rate/"

    assert PROVISIONAL in guest.get(answers).text
    with clock.at(said_at):
        late = tap(opened, "R1", "2")
    assert guest.post(rate, late).status_code == 302
    kept = Tap.objects.get()
    assert (kept.is_late, kept.value, kept.rating.voided_at) == (True, 2, None)

    room.session.refresh_from_db()
    make_final_now(room.session)
    assert guest.get(answers).status_code == 404
    assert PROVISIONAL not in moderator.get(answers).text
    with clock.at(said_at), pytest.raises(CannotAnswer):
        say(opened, people[1], R1=1)
    assert Tap.objects.count() == 1


def make_final_now(session: Session) -> Session:
    return seal_old_session(session=session, by=Reader.system())


def tap(round_: Round, code: str, answer: str) -> dict[str, object]:
    return {
        "round": round_.pk,
        "criterion": code,
        "answer": answer,
        "made_at": clock.now().isoformat(),
        "idempotency_key": str(uuid4()),
    }


def test_nothing_opens_again_after_the_close(room, small, moderator):
    opened = open_in(room, moderator)
    close_session(session=room.session, by=moderator.reader)
    board = f"/sessions/{room.session.pk}/board/"

    with pytest.raises(CannotChange) as refused:
        reopen_item_round(round_=opened, session=room.session, by=moderator.reader)
    assert [str(each) for each in refused.value.reasons] == ["This session is closed."]
    assert moderator.post(f"{board}reopen/", {"round": opened.pk}).status_code == 409
    opened.refresh_from_db()
    assert (opened.state, opened.sealed_at) == (RoundState.CLOSED, None)
    # what was not shown yet can still be shown
    assert "Show the answers" in moderator.get(board).text
    moderator.post(f"{board}reveal/", {"round": opened.pk})
    assert PROVISIONAL in moderator.get(board).text


def test_thirty_days_after_the_close_the_night_makes_it_final(room, small, moderator):
    opened = open_in(room, moderator)
    closed = close_session(session=room.session, by=moderator.reader)

    with clock.at(closed.closed_at + timedelta(days=30, seconds=-1)):
        assert seal_old_sessions() == 0
    later = closed.closed_at + timedelta(days=30)
    with clock.at(later):
        assert seal_old_sessions() == 1
        assert seal_old_sessions() == 0

    closed.refresh_from_db()
    opened.refresh_from_db()
    assert (closed.confirmed_at, opened.sealed_at) == (later, later)


def test_only_the_night_does_that_and_only_to_closed_sessions(room, moderator):
    with pytest.raises(OnlyByItself):
        seal_old_session(session=room.session, by=moderator.reader)
    with pytest.raises(CannotChange) as refused:
        make_final(room.session)
    assert [str(each) for each in refused.value.reasons] == ["Close the session first."]
