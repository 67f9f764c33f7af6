"""The participant's page: one question at a time, works without script, only one's own."""

from datetime import timedelta
from uuid import uuid4

import pytest

from assessments.actions import close_round, record_on_behalf
from assessments.actions.answers import Answer
from assessments.models import Rating, Seat, Tap
from clusterix.testing.queries import assert_few_queries
from core import clock
from peergroups.actions import open_item_second_round
from peergroups.tests.factories import (
    guest_of,
    open_in,
    say,
    seat_for,
    seat_member,
    show,
    three_guests,
)
from practices.tests.factories import make_requirement

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/rate/"


def tap(opened, code, answer, **fields):
    form = {"round": opened.pk, "criterion": code, "answer": answer}
    return form | {"idempotency_key": str(uuid4())} | fields


def test_a_tap_saves_and_moves_on_until_all_are_sent(room, small, moderator, url):
    person = three_guests(room, small.home)[0]
    guest = guest_of(person)
    opened = open_in(room, moderator)

    page = text(guest.get(url))
    assert "Relevance, question 1 of 2" in page
    assert "For <span" in page
    assert "no-store" in guest.get(url)["Cache-Control"]
    first = guest.post(url, tap(opened, "R1", "2"))
    assert (first.status_code, first["Location"]) == (302, f"{url}?q=F3&saved=R1")
    page = text(guest.get(first["Location"]))
    assert "Can we find the money?" in page
    assert "Strong driver." in page
    last = guest.post(url, tap(opened, "F3", "unknown", obstacle="No budget line"))
    assert last["Location"] == url
    page = text(guest.get(url))
    assert "All answers sent" in page
    assert "No budget line" in page
    kept = {tap.criterion.code: tap.value for tap in Tap.objects.select_related("criterion")}
    assert kept == {"R1": 2, "F3": None}
    assert seat_for(opened, person).finished_at is not None


def test_going_back_and_changing(room, small, moderator, url, frozen):
    person = three_guests(room, small.home)[0]
    guest = guest_of(person)
    opened = open_in(room, moderator)
    guest.post(url, tap(opened, "R1", "2", obstacle="None of us knows"))

    page = text(guest.get(f"{url}?q=R1"))
    assert 'value="2" aria-pressed="true"' in page
    assert "None of us knows</textarea>" in page
    with clock.at(frozen + timedelta(seconds=9)):
        guest.post(url, tap(opened, "R1", "-1"))

    rating = Rating.objects.get()
    assert (rating.tap.value, rating.tap.obstacle) == (-1, "")
    assert Tap.objects.count() == 2


def test_sending_twice_is_sending_once_and_another_answer_needs_another_key(
    room, small, moderator, url
):
    guest = guest_of(three_guests(room, small.home)[0])
    opened = open_in(room, moderator)
    form = tap(opened, "R1", "2")

    first, again = guest.post(url, form), guest.post(url, form)
    other = guest.post(url, form | {"answer": "-2"})

    assert first["Location"] == again["Location"]
    assert other.status_code == 422
    assert [each.value for each in Tap.objects.all()] == [2]


def test_the_question_says_what_the_practice_needs(room, small, moderator, url):
    revision = room.practice.published_revision
    make_requirement(revision, kind="funding_instrument", needed=1, text="A small grant.")
    make_requirement(revision, kind="funding_instrument", needed=3, text="Money for the roll-out.")
    guest = guest_of(three_guests(room, small.home)[0])
    opened = open_in(room, moderator)
    opened.criteria_set.criteria.filter(code="F3").update(requirement_kind="funding_instrument")

    assert "Money for the roll-out." in text(guest.get(f"{url}?q=F3"))
    assert "Money for the roll-out." not in text(guest.get(f"{url}?q=R1"))


def test_few_people_are_asked_first(room, small, moderator, url):
    person = room.seat_person(small.home)
    guest = guest_of(person)
    opened = open_in(room, moderator)

    page = text(guest.get(url))
    assert "Only one person answers for Skåne" in page
    assert 'value="keep" checked' in page
    assert "Does it fit our strategy?" not in page
    assert guest.post(f"{url}privacy/", {"round": opened.pk}).status_code == 400
    guest.post(f"{url}privacy/", {"round": opened.pk, "wall": "show"})

    assert seat_for(opened, person).may_show_alone is True
    assert "Does it fit our strategy?" in text(guest.get(url))
    show(opened, moderator)
    second = open_item_second_round(item=room.item, by=moderator.reader)
    assert seat_for(second, person).may_show_alone is True


def test_the_second_round_is_prefilled_and_can_be_left_as_it_is(room, small, moderator, url):
    person = three_guests(room, small.home)[0]
    guest = guest_of(person)
    first = open_in(room, moderator)
    say(first, person, R1=2, F3=-2)
    show(first, moderator)
    second = open_item_second_round(item=room.item, by=moderator.reader)

    page = text(guest.get(url))
    assert "Your answers stand" in page
    assert page.partition('<div id="room"')[0].count("earlier round") == 2
    question = text(guest.get(f"{url}?q=F3"))
    assert 'value="-2" aria-pressed="true"' in question
    guest.post(f"{url}done/", {"round": second.pk})
    assert "All answers sent" in text(guest.get(url))
    assert seat_for(second, person).finished_at is not None
    assert Tap.objects.filter(seat__round=second).count() == 0


def test_after_the_close_409_and_the_page_waits(room, small, moderator, url):
    guest = guest_of(three_guests(room, small.home)[0])
    opened = open_in(room, moderator)
    closed = close_round(round_=opened, by=moderator.reader)

    refused = guest.post(url, tap(opened, "R1", "2"))
    assert refused.status_code == 409
    assert "This round is closed." in text(refused)
    assert "The round is closed" in text(guest.get(url))
    before = (closed.closed_at - timedelta(seconds=1)).isoformat()
    late = guest.post(url, tap(opened, "R1", "2", made_at=before))
    assert late.status_code == 302
    assert Tap.objects.get().is_late


def test_the_waiting_page_looks_again_by_itself(room, small, moderator, url):
    guest = guest_of(three_guests(room, small.home)[0])
    htmx = {"HX-Request": "true"}

    page = text(guest.get(url))
    assert "No round is open yet." in page
    assert '<noscript><meta http-equiv="refresh"' in page
    seen = page.split("seen=")[1].split('"')[0]
    same = guest.get(f"{url}?seen={seen}", headers=htmx)
    assert (same.status_code, same.get("HX-Refresh")) == (204, None)
    open_in(room, moderator)
    changed = guest.get(f"{url}?seen={seen}", headers=htmx)
    assert (changed.status_code, changed["HX-Refresh"]) == (204, "true")


def test_who_presents_does_not_rate(room, small, moderator, url):
    guest = guest_of(room.seat_person(small.third))
    opened = open_in(room, moderator)

    assert "A region does not rate its own practice." in text(guest.get(url))
    refused = guest.post(url, tap(opened, "R1", "2"))
    assert refused.status_code == 403
    assert not Tap.objects.exists()


def test_an_invited_account_comes_in_and_sits_down(room, small, moderator, url, member):
    place = seat_member(room, small.home, member)
    place.joined_at = None
    place.save()
    opened = open_in(room, moderator)

    assert "Join the room" in text(member.get(url))
    assert not Seat.objects.exists()
    member.post(f"/sessions/{room.session.pk}/join/")
    assert seat_for(opened, place).user == member.user
    assert "Only one person answers for Skåne" in text(member.get(url))


def test_nobody_answers_for_somebody_else(room, small, moderator, url, coordinator, stranger):
    person = three_guests(room, small.home)[0]
    opened = open_in(room, moderator)

    assert coordinator.get(url).status_code == 404
    assert coordinator.post(url, tap(opened, "R1", "2")).status_code == 403
    assert stranger.post(url, tap(opened, "R1", "2")).status_code == 404
    assert guest_of(person).post(url, tap(opened, "XX", "2")).status_code == 404
    assert guest_of(person).post(url, tap(opened, "R1", "7")).status_code == 400
    assert guest_of(person).post(url, tap(opened, "R1", "1", sequence="-1")).status_code == 400
    assert not Tap.objects.exists()


@pytest.mark.rights("R01")
def test_who_moderates_does_not_rate(room, small, moderator, url):
    seat_member(room, small.home, moderator)
    opened = open_in(room, moderator)

    assert not Seat.objects.exists()
    assert moderator.post(url, tap(opened, "R1", "2")).status_code == 403
    assert not Tap.objects.exists()


def test_what_the_moderator_entered_is_shown_and_contested(room, small, moderator, url):
    person = three_guests(room, small.home)[0]
    guest = guest_of(person)
    opened = open_in(room, moderator)
    criterion = opened.criteria_set.criteria.get(code="R1")
    rating = record_on_behalf(
        seat=seat_for(opened, person),
        answer=Answer(criterion, -2),
        reason="phone is empty",
        by=moderator.reader,
    )
    say(opened, person, F3=1)
    close_round(round_=opened, by=moderator.reader)

    assert "Entered by the moderator: phone is empty" in text(guest.get(url))
    guest.post(f"{url}contest/", {"rating": rating.pk})
    rating.refresh_from_db()
    assert rating.contested_at is not None
    assert "contested" in text(guest.get(url))
    other = guest_of(three_guests(room, small.home)[1])
    assert other.post(f"{url}contest/", {"rating": rating.pk}).status_code == 404


def test_few_queries_on_the_way(room, small, moderator, url):
    person = three_guests(room, small.home)[0]
    guest = guest_of(person)
    assert_few_queries(guest, url)
    opened = open_in(room, moderator)
    assert_few_queries(guest, url)
    say(opened, person, R1=2, F3=-2)
    assert_few_queries(guest, url)
    show(opened, moderator)
    assert_few_queries(guest, url)
    assert_few_queries(guest, f"/sessions/{room.session.pk}/ready/")
