"""A guest reads by link what a moderator entered for them, and contests it within 14 days."""

from datetime import timedelta

import pytest

from assessments.actions import Answer, record_on_behalf
from assessments.models import Rating
from clusterix.testing.queries import assert_few_queries
from clusterix.testing.room import make_room
from core import clock
from core.models import Activity
from peergroups.actions import circulate_minutes, close_session, confirm_minutes
from peergroups.actions.minutes import link_for
from peergroups.tests.factories import open_in, say, seat_for, show

pytestmark = pytest.mark.django_db


def enter(round_, person, code, value, moderator) -> Rating:
    seat = seat_for(round_, person)
    criterion = seat.round.criteria_set.criteria.get(code=code)
    answer = Answer(criterion, value, obstacle="No staff" if code == "F3" else "")
    return record_on_behalf(seat=seat, answer=answer, reason="Flat battery", by=moderator.reader)


@pytest.fixture
def guest(room, small):
    return room.seat_person(small.home)


@pytest.fixture
def entered(room, small, moderator, guest):
    """One answer entered for the guest, one of their own, one for somebody else; then minutes."""
    other = room.seat_person(small.other)
    opened = open_in(room, moderator)
    say(opened, guest, R1=1)
    own = enter(opened, guest, "F3", -2, moderator)
    enter(opened, other, "F3", 2, moderator)
    show(opened, moderator)
    close_session(session=room.session, by=moderator.reader)
    return own


@pytest.fixture
def url(room, moderator, guest, entered):
    """The guest's link, which stays when the minutes are confirmed."""
    minutes = circulate_minutes(session=room.session, by=moderator.reader)
    return link_for(guest, minutes)


def test_the_page_lists_what_was_entered_for_the_guest_alone(url, entered, guest, visitor):
    page = visitor.get(url)

    assert [each for each, _reasons in page.context["entered"]] == [entered]
    assert "Entered by the moderator: Flat battery" in page.text
    assert "Strong barrier" in page.text
    assert "No staff" in page.text
    assert page.text.count("This is not my answer") == 1
    assert_few_queries(visitor, url)


def test_it_is_contested_once_also_after_the_minutes_are_confirmed(
    url, room, entered, moderator, visitor
):
    confirm_minutes(session=room.session, by=moderator.reader)
    answer = visitor.post(f"{url}contest/", {"rating": entered.pk})

    assert (answer.status_code, answer["Location"]) == (302, url)
    entered.refresh_from_db()
    assert entered.contested_at is not None
    line = Activity.objects.get(verb="answer.contested")
    assert (line.object_id, line.changes["link"]) == (str(entered.pk), "peergroups.minutes")
    page = visitor.get(url).text
    assert "Marked as not yours. The moderator sees it." in page
    assert "contested" in page
    assert "This is not my answer" not in page


def test_after_14_days_it_is_read_only(url, entered, visitor):
    with clock.at(clock.now() + timedelta(days=15)):
        page = visitor.get(url).text
        late = visitor.post(f"{url}contest/", {"rating": entered.pk})

    assert "This answer was entered more than 14 days ago." in page
    assert "This is not my answer" not in page
    assert late.status_code == 409
    entered.refresh_from_db()
    assert entered.contested_at is None


def test_nothing_else_is_contested_by_it(url, entered, visitor):
    others = Rating.objects.exclude(pk=entered.pk)
    assert others.count() == 2  # the guest's own answer, and somebody else's
    for rating in others:
        assert visitor.post(f"{url}contest/", {"rating": rating.pk}).status_code == 404
    assert visitor.post(f"{url}contest/", {"rating": "x"}).status_code == 400
    assert visitor.post(f"{url[:-2]}x/contest/", {"rating": entered.pk}).status_code == 404
    assert not Rating.objects.filter(contested_at__isnull=False).exists()


def test_a_guest_who_left_opens_nothing(url, entered, guest, visitor, member):
    guest.state = "withdrawn"
    guest.save()
    assert visitor.get(url).status_code == 404
    assert visitor.post(f"{url}contest/", {"rating": entered.pk}).status_code == 404
    guest.state, guest.user, guest.name = "accepted", member.user, ""
    guest.save()
    assert visitor.get(url).status_code == 404  # who has an account signs in


def test_answers_of_another_session_are_not_opened(url, room, small, guest, visitor, moderator):
    elsewhere = make_room(small)
    elsewhere.moderate(moderator.user)
    elsewhere.session.exchange = room.exchange  # the same meeting
    elsewhere.session.save()
    elsewhere.item.refresh_from_db()
    theirs = enter(open_in(elsewhere, moderator), guest, "R1", 2, moderator)
    show(theirs.seat.round, moderator)

    assert len(visitor.get(url).context["entered"]) == 1
    assert visitor.post(f"{url}contest/", {"rating": theirs.pk}).status_code == 404


def test_nothing_entered_nothing_said(room, small, moderator, visitor):
    guest = room.seat_person(small.home)
    say(opened := open_in(room, moderator), guest, R1=1)
    show(opened, moderator)
    close_session(session=room.session, by=moderator.reader)
    minutes = circulate_minutes(session=room.session, by=moderator.reader)

    assert "Entered for you" not in visitor.get(link_for(guest, minutes)).text
