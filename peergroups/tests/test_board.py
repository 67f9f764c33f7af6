"""The moderator's board and the wall."""

import re
from datetime import timedelta

import pytest

from assessments.models import Rating, Round, RoundState, Seat
from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock
from peergroups.models import AgendaItem
from peergroups.tests.factories import open_in, say, seat_member, show, three_guests
from practices.models import Transfer
from practices.tests.factories import make_practice

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    """The page, without the words that wait for a lost network."""
    spare = r'<template .*?</template>|<div id="board-words".*?>'
    return re.sub(spare, "", answer.content.decode(), flags=re.DOTALL)


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/board/"


@pytest.fixture
def more(room):
    """Two more practices on the agenda."""
    return [
        AgendaItem.objects.create(
            session=room.session, position=place, practice=make_practice(nuts_codes=["XX00"])
        )
        for place in (2, 3)
    ]


def test_the_board_is_the_moderators(
    moderator, coordinator, steering, member, administrator, visitor, url
):
    assert moderator.get(url).status_code == 200
    for reader in (coordinator, steering):
        answer = reader.get(url)
        assert answer.status_code == 403
        assert "Only the moderators of this session can do this." in text(answer)
    for nobody in (member, administrator):
        assert nobody.get(url).status_code == 404
    assert visitor.get(url)["Location"].startswith("/accounts/login/")


def test_from_the_first_round_to_the_next_practice(moderator, room, small, url, more, frozen):
    guests = three_guests(room, small.home)

    page = text(moderator.get(url))
    assert "No round yet" in page
    assert "Open the round" in page
    moderator.post(f"{url}open/", {"item": room.item.pk})
    opened = Round.objects.get()
    assert opened.is_blind
    say(opened, guests[0], R1=2, F3=-2)
    page = text(moderator.get(url))
    assert "1 of 3 people have finished" in page
    assert "Close for everyone" in page
    assert "Next practice" not in page
    moderator.post(f"{url}close/", {"round": opened.pk})
    assert "Show the answers" in text(moderator.get(url))
    moderator.post(f"{url}reopen/", {"round": opened.pk})
    assert "Close for everyone" in text(moderator.get(url))
    moderator.post(f"{url}close/", {"round": opened.pk})
    moderator.post(f"{url}reveal/", {"round": opened.pk})
    assert "Answers of one region" in text(moderator.get(url))
    moderator.post(f"{url}second/", {"item": room.item.pk})
    second = Round.objects.get(number=2)
    assert (second.is_open, second.seats.count()) == (True, 3)
    moderator.post(f"{url}close/", {"round": second.pk})
    moderator.post(f"{url}reveal/", {"round": second.pk})
    page = text(moderator.get(url))
    assert "Closed, 2 rounds" in page
    moderator.post(f"{url}next/", {"item": more[0].pk})

    room.session.refresh_from_db()
    assert room.session.current_item == more[0]
    page = text(moderator.get(url))
    assert f"<h1>{more[0].practice.title}" in page
    assert Transfer.objects.get(region=small.home.region).status == "assessing"


@pytest.mark.parametrize(
    ("state", "act", "field"),
    [
        ("open", "second", "item"),
        ("open", "reveal", "round"),
        ("shown", "reopen", "round"),
    ],
)
def test_what_does_not_follow_is_refused_with_a_reason(
    moderator, room, url, frozen, state, act, field
):
    opened = open_in(room, moderator)
    if state == "shown":
        show(opened, moderator)
    wanted = room.item.pk if field == "item" else opened.pk

    answer = moderator.post(f"{url}{act}/", {field: wanted})

    assert answer.status_code == 409
    assert Round.objects.count() == 1
    assert Round.objects.get().state == ("revealed" if state == "shown" else state)


@pytest.mark.parametrize(
    ("state", "act", "field", "sentence"),
    [
        ("open", "open", "item", "The round is open already."),
        ("open", "next", "item", "The room is at this practice already."),
        ("shown", "open", "item", "This practice had its round already."),
        ("shown", "close", "round", "The round is closed already."),
        ("shown", "reveal", "round", "The answers are shown already."),
    ],
)
def test_what_the_other_moderator_has_done_is_said_kindly(
    moderator, room, url, frozen, state, act, field, sentence
):
    opened = open_in(room, moderator)
    if state == "shown":
        show(opened, moderator)
    wanted = room.item.pk if field == "item" else opened.pk

    answer = moderator.post(f"{url}{act}/", {field: wanted}, follow=True)

    assert answer.redirect_chain == [(url, 302)]
    assert [str(each) for each in answer.context["messages"]] == [sentence]
    assert Round.objects.count() == 1


def test_a_second_click_opens_no_third_round(moderator, room, url, frozen):
    first = open_in(room, moderator)
    show(first, moderator)
    second = {"item": room.item.pk, "round": first.pk}
    moderator.post(f"{url}second/", second)
    show(Round.objects.get(number=2), moderator)

    answer = moderator.post(f"{url}second/", second, follow=True)

    assert "This practice had its round already." in text(answer)
    assert Round.objects.count() == 2


def test_seats_are_for_those_in_the_room_but_not_for_the_origin(moderator, room, small, member):
    inside = room.seat_person(small.home)
    outside = room.seat_person(small.home, user=member.user)
    outside.joined_at = None
    outside.save()
    room.seat_person(small.third)  # the practice comes from there

    opened = open_in(room, moderator)

    assert [seat.name for seat in opened.seats.all()] == [inside.name]


def test_owners_are_shown_as_such(moderator, room, small, url):
    room.seat_person(small.home)
    room.seat_person(small.third)
    opened = open_in(room, moderator)
    assert '<span class="n">Owner</span>' in text(moderator.get(url))
    say(opened, room.exchange.participations.get(partner=small.home.partner), R1=1)
    show(opened, moderator)
    assert "Owner, does not rate" in text(moderator.get(url))


def test_the_board_says_where_regions_differ(moderator, room, small, url):
    home, other = room.seat_person(small.home), room.seat_person(small.other)
    opened = open_in(room, moderator)
    say(opened, home, obstacle="No budget line", R1=2, F3=-2)
    say(opened, other, R1=1, F3=2)
    show(opened, moderator)

    page = text(moderator.get(url))

    assert "Regions differ most on: F3" in page
    assert "Most: Southern Denmark. Least: Skåne." in page
    assert "No budget line" in page
    assert re.search(r"<b>Widely</b><small>−2 to \+2</small>", page)


def test_the_wall_counts_and_names_nobody(moderator, room, small, url, member):
    place = seat_member(room, small.home, member)
    guests = three_guests(room, small.other)
    opened = open_in(room, moderator)
    say(opened, guests[0], R1=1, F3=1)

    wall = text(moderator.get(f"{url}?projector"))

    assert 'class="projector"' in wall
    assert '<p class="big-count">1 <span class="muted">of 4</span></p>' in wall
    assert room.session.room_code_in_words in wall
    assert "data-me" not in wall.split("<main", 1)[1]
    for person in (*guests, place):
        assert f"<span>{person.name or person.user}" not in wall
    show(opened, moderator)
    assert guests[0].name not in text(moderator.get(f"{url}?projector"))


def test_the_wall_hides_few_people_who_did_not_agree(moderator, room, small, url):
    alone = room.seat_person(small.home)
    three = three_guests(room, small.other)
    opened = open_in(room, moderator)
    for person in (alone, *three):
        say(opened, person, R1=1)
    show(opened, moderator)

    wall = text(moderator.get(f"{url}?projector"))
    head = wall.split("<thead>")[1].split("</thead>")[0]
    assert "Skåne" not in head
    assert "did not all agree to be shown: Skåne." in wall
    assert "Skåne" in text(moderator.get(url)).split("<thead>")[1].split("</thead>")[0]
    Seat.objects.filter(round=opened, name=alone.name).update(may_show_alone=True)
    head = text(moderator.get(f"{url}?projector")).split("<thead>")[1].split("</thead>")[0]
    assert "Skåne" in head


def test_a_poll_gets_the_changed_part_or_nothing(moderator, room, small, url):
    guests = three_guests(room, small.home)
    opened = open_in(room, moderator)
    token = re.search(r"seen=([\w-]+)", text(moderator.get(url)))[1]
    htmx = {"HX-Request": "true"}

    nothing = moderator.get(f"{url}?seen={token}", headers=htmx)
    assert (nothing.status_code, nothing.content) == (204, b"")
    say(opened, guests[0], R1=1, F3=1)
    part = moderator.get(f"{url}?seen={token}", headers=htmx)

    assert part.status_code == 200
    assert text(part).lstrip().startswith('<div id="board"')
    assert "<html" not in text(part)
    assert "1 of 3 people have finished" in text(part)
    assert "no-store" in part["Cache-Control"]
    assert "HX-Request" in part["Vary"]


def test_the_timer_says_step_and_time(moderator, room, url, frozen):
    assert "Time left" not in text(moderator.get(url))
    moderator.post(f"{url}next/", {"item": room.item.pk})

    def shown(minutes):
        with clock.at(frozen + timedelta(minutes=minutes)):
            page = text(moderator.get(url))
        left = re.search(r'aria-label="Time left">([\d:]+)<', page)[1]
        slot = re.search(r'class="meta slot-words"[^>]*>([^<]+)<', page)[1]
        return left, slot, re.search(r'"phase-words small">([^<]+)<', page)[1]

    assert shown(0) == ("20:00", "left of 20 minutes", "Pitch: 4 min left")
    assert shown(4.5) == ("15:30", "left of 20 minutes", "Questions: 3 min left")
    with clock.at(frozen + timedelta(minutes=7)):
        opened = open_in(room, moderator)
    assert shown(8) == ("12:00", "left of 20 minutes", "Answer: 1 min left")
    with clock.at(frozen + timedelta(minutes=10)):
        show(opened, moderator)
    assert shown(21) == ("0:00", "of 20 minutes, 1 min over", "Talk: 5 min over")
    assert shown(90) == (
        "0:00",
        "of 20 minutes, more than an hour over",
        "Talk: more than an hour over",
    )
    with clock.at(frozen + timedelta(hours=5)):
        assert "Time left" not in text(moderator.get(url))


def test_answers_for_somebody_and_for_a_table(moderator, room, small, url, colleague, stranger):
    person = seat_member(room, small.home, colleague)
    seat_member(room, small.other, stranger)
    opened = open_in(room, moderator)
    seat = Seat.objects.get(round=opened, user=person.user)
    criterion = opened.criteria_set.criteria.get(code="F3").pk
    form = {"who": f"seat-{seat.pk}", "criterion": criterion, "answer": "-2"}

    wrong = moderator.post(f"{url}record/", form)
    assert wrong.status_code == 400
    assert "Write the reason in a few words: it is kept." in text(wrong)
    moderator.post(f"{url}record/", form | {"reason": "phone is empty"})
    moderator.post(
        f"{url}record/",
        {"who": f"table-{small.other.region.pk}", "criterion": criterion, "answer": "unknown"},
    )

    entered = Rating.objects.order_by("pk").values_list(
        "seat__region", "tap__value", "tap__by_self"
    )
    assert list(entered) == [
        (small.home.region.pk, -2, False),
        (small.other.region.pk, None, False),
    ]
    say(opened, person, R1=1)
    criterion = opened.criteria_set.criteria.get(code="R1").pk
    refused = moderator.post(f"{url}record/", form | {"criterion": criterion, "reason": "again"})
    assert refused.status_code == 409
    assert "Nobody can change that for them." in text(refused)


def test_single_answers_can_be_declared_void(moderator, room, small, url):
    person = room.seat_person(small.home)
    opened = open_in(room, moderator)
    say(opened, person, R1=2, F3=-2)
    show(opened, moderator)
    rating = Rating.objects.get(criterion__code="R1")

    page = text(moderator.get(f"{url}answers/{opened.pk}/"))
    assert person.name in page
    moderator.post(f"{url}void/", {"rating": rating.pk, "reason": "wrong seat"})

    rating.refresh_from_db()
    assert rating.void_reason == "wrong seat"
    assert "void: wrong seat" in text(moderator.get(f"{url}answers/{opened.pk}/"))
    assert moderator.post(f"{url}void/", {"rating": rating.pk, "reason": " "}).status_code == 400


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.REVEALED])
@pytest.mark.parametrize("view", ["", "?projector"])
def test_the_board_asks_as_often_for_three_as_for_one(moderator, room, small, url, state, view):
    def add():
        number = AgendaItem.objects.filter(session=room.session).count() + 1
        AgendaItem.objects.create(session=room.session, position=number, practice=make_practice())
        return three_guests(room, small.home if number % 2 else small.other)

    people = add()
    opened = open_in(room, moderator)
    say(opened, people[0], obstacle="No budget line", R1=2, F3=-2)
    if state == RoundState.REVEALED:
        show(opened, moderator)
    one = count_queries(moderator, url + view)
    more = [*add(), *add()]
    if state == RoundState.OPEN:
        for person in more:
            from assessments.actions import add_seat
            from peergroups.actions.board import plan_of

            add_seat(round_=opened, plan=plan_of(person), by=moderator.reader)

    assert count_queries(moderator, url + view) == one
    assert_few_queries(moderator, url + view)
    assert (
        one
        == (8 if state == RoundState.OPEN else 9) + (state == RoundState.REVEALED and not view) * 2
    )


def test_a_board_without_an_agenda_says_what_to_do(moderator, room, url):
    room.item.delete()

    page = text(moderator.get(url))

    assert "Nothing is on the agenda." in page
    assert f'href="/sessions/{room.session.pk}/agenda/"' in page
    assert "Open the round" not in page
    assert moderator.get(f"{url}?projector").status_code == 200
