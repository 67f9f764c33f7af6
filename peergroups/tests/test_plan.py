"""The page of a plan: who may see it, what it says, and the sessions made from it."""

from datetime import time
from urllib.parse import parse_qs, urlsplit

import pytest

from clusterix.testing.queries import assert_few_queries, count_queries
from exchanges.actions import Person
from exchanges.models import Participation
from exchanges.tests.factories import make_exchange
from peergroups.actions.seating import (
    CannotName,
    NotYourMeeting,
    Table,
    invite_to_session,
    make_sessions,
    move_to_session,
)
from peergroups.actions.sessions import CannotChange, NotTheModerator
from peergroups.meter import meter_of
from peergroups.models import PeerGroup, Session, SessionModerator
from peergroups.people import people_of
from peergroups.tests.factories import open_in
from practices.tests.factories import make_practice
from regions.models import Level
from regions.reader import Reader

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def meeting(room, small, moderator):
    """Six people of two regions and the room's session of everybody; three practices shown."""
    room.exchange.starts_at, room.exchange.ends_at = time(10), time(11, 15)
    room.exchange.save()
    for place in (small.home, small.other):
        for level in Level:
            room.seat_person(place, level=level)
    for region in (small.home.region, small.other.region):
        practice = make_practice(title=f"From {region}", origin_region=region)
        room.exchange.shown.create(practice=practice)
    return room.exchange


@pytest.fixture
def url(meeting, room) -> str:
    return f"/sessions/plan/?exchange={meeting.slug}&group={room.group.slug}"


def plan_fields(answer) -> dict:
    """The hidden fields of the draft and what a browser would send with them."""
    draft, form = answer.context["draft"], answer.context["make_form"]
    fields = {"title": form["title"].value(), "criteria_set": form["criteria_set"].value()}
    for name, value in draft.query:
        fields.setdefault(name, []).append(value) if name == "practice" else fields.update(
            {name: value}
        )
    page = answer.context["page"]
    for group in page.groups:
        fields[f"lead-{group.number}"] = group.lead_id
        for line in group.lines:
            if line.practice:
                fields[f"place-{line.practice.pk}"] = group.number
                fields[f"at-{line.practice.pk}"] = line.place
    for seat in page.seats:
        fields[f"seat-{seat.participation.pk}"] = seat.group
    return fields


def test_who_moderates_no_group_plans_nothing(url, member, lead, steering, visitor):
    for persona in (member, lead, steering):
        assert persona.get(url).status_code == 403
        assert persona.get("/sessions/plan/").status_code == 403
    assert visitor.get(url).status_code == 302


def test_a_moderator_sees_the_plan_in_words_with_times_and_seats(url, moderator):
    page = text(moderator.get(f"{url}&groups=2"))

    assert "Two groups, one practice each, 30 minutes a practice" in page
    assert "Every region sits in both groups" in page
    assert "<time>10:05</time>" in page
    assert page.count(" presents. ") == 2
    assert "Group 2 has no moderator yet" in page


def test_the_people_of_a_meeting_stay_with_those_who_read_them(room, small, moderator):
    foreign = make_exchange(title="Others meet")
    Participation.objects.create(
        exchange=foreign, partner=small.other.partner, name="Secret Guest", level=Level.PRACTITIONER
    )

    answer = moderator.get(f"/sessions/plan/?exchange={foreign.slug}&group={room.group.slug}")

    assert answer.status_code == 400
    assert "Secret Guest" not in text(answer)
    assert "Others meet" not in text(answer)
    with pytest.raises(NotYourMeeting):
        make_sessions(
            exchange=foreign,
            group=room.group,
            criteria_set=room.session.criteria_set,
            tables=[],
            by=moderator.reader,
        )


def test_a_moderator_plans_for_the_own_groups_alone(url, meeting, moderator, room):
    other = PeerGroup.objects.create(slug="not-mine", name="Not mine")

    assert (
        moderator.get(f"/sessions/plan/?exchange={meeting.slug}&group=not-mine").status_code == 400
    )
    with pytest.raises(NotTheModerator):
        make_sessions(
            exchange=meeting,
            group=other,
            criteria_set=room.session.criteria_set,
            tables=[],
            by=moderator.reader,
        )


def test_nothing_is_stored_until_the_sessions_are_made(url, moderator, meeting):
    before = Session.objects.count()
    fields = plan_fields(moderator.get(f"{url}&groups=2"))

    made = moderator.post("/sessions/plan/", fields | {"act": "make"})

    assert before == 1
    assert made.url == f"/exchanges/{meeting.slug}/"
    first, second = Session.objects.order_by("pk")[1:]
    assert (first.title, second.title) == (f"{meeting.title}, group 1", f"{meeting.title}, group 2")
    assert [people_of(each).count() for each in (first, second)] == [3, 3]
    assert not set(people_of(first)) & set(people_of(second))
    assert [item.minutes for item in first.agenda.all()] == [30]
    assert (first.opening_minutes, first.closing_minutes) == (5, 40)
    for session in (first, second):
        origin = session.agenda.get().practice.origin_region
        assert origin in {each.partner.region for each in people_of(session)}
    assert [each.user for each in SessionModerator.objects.all()] == [moderator.user]


def test_twice_sent_makes_them_once(url, moderator):
    fields = plan_fields(moderator.get(f"{url}&groups=2"))
    fields |= {"act": "make", "idempotency_key": "8a3c8a0e-8f4c-4f0b-9d3e-000000000001"}

    moderator.post("/sessions/plan/", fields)
    moderator.post("/sessions/plan/", fields)

    assert Session.objects.count() == 3


def test_a_change_lives_in_the_address_and_holds_only_what_differs(url, moderator):
    answer = moderator.get(f"{url}&groups=2")
    fields = plan_fields(answer)
    seat = answer.context["page"].seats[0]
    to = 3 - seat.group

    moved = moderator.post(
        "/sessions/plan/",
        fields | {f"seat-{seat.participation.pk}": to, "act": "change"},
    )

    query = parse_qs(urlsplit(moved.url).query)
    assert query["seats"] == [f"{seat.participation.pk}-{to}"]
    assert not {"places", "leads"} & set(query)
    page = moderator.get(moved.url).context["page"]
    assert page.seats[0].group == to
    made = moderator.post(
        "/sessions/plan/", plan_fields(moderator.get(moved.url)) | {"act": "make"}
    )
    assert made.status_code == 302
    assert seat.participation in people_of(Session.objects.order_by("pk")[to])


def test_practices_change_places(url, moderator):
    answer = moderator.get(f"{url}&groups=1")
    fields = plan_fields(answer)
    one, two = (line.practice for line in answer.context["page"].groups[0].lines[1:3])

    moved = moderator.post(
        "/sessions/plan/", fields | {f"at-{one.pk}": 2, f"at-{two.pk}": 1, "act": "change"}
    )

    lines = moderator.get(moved.url).context["page"].groups[0].lines
    assert [line.practice for line in lines[1:3]] == [two, one]


def test_one_group_is_for_everybody_of_the_meeting(url, moderator, meeting):
    fields = plan_fields(moderator.get(f"{url}&groups=1"))

    moderator.post("/sessions/plan/", fields | {"act": "make"})

    made = Session.objects.order_by("pk").last()
    assert (made.title, made.seatings.count()) == (meeting.title, 0)


def test_a_title_is_needed(url, moderator):
    fields = plan_fields(moderator.get(f"{url}&groups=2"))

    answer = moderator.post("/sessions/plan/", fields | {"act": "make", "title": " "})

    assert answer.status_code == 400
    assert "Make these 2 sessions" in text(answer)
    assert Session.objects.count() == 1


def test_the_search_offers_practices_of_the_catalogue(url, moderator):
    make_practice(title="Voucher for design")

    assert "Voucher for design" not in text(moderator.get(url))
    assert "Voucher for design" in text(moderator.get(f"{url}&q=voucher"))


def test_the_coordinator_names_somebody_who_then_does_not_rate(
    url, coordinator, moderator, room, small, member, outbox
):
    seat = room.seat_person(small.home, user=member.user)
    fields = plan_fields(coordinator.get(f"{url}&groups=2"))
    named = coordinator.post(
        "/sessions/plan/", fields | {"lead-2": member.user.pk, "act": "change"}
    )
    page = coordinator.get(named.url)

    assert seat.pk not in {each.participation.pk for each in page.context["page"].seats}
    coordinator.post("/sessions/plan/", plan_fields(page) | {"act": "make"})
    second = Session.objects.order_by("pk").last()
    assert second.moderators.get().user == member.user
    assert seat in people_of(second)
    assert [letter.subject for letter in outbox() if letter.to == [member.user.email]] == [
        f"You moderate “{second.title}”"
    ]


def test_a_moderator_names_nobody_of_the_list(url, moderator, room, small, member, meeting):
    room.seat_person(small.home, user=member.user)
    fields = plan_fields(moderator.get(f"{url}&groups=2"))

    moderator.post("/sessions/plan/", fields | {"lead-2": member.user.pk, "act": "make"})

    assert not SessionModerator.objects.filter(user=member.user).exists()
    table = Table("One", [(room.practice, 20)], [], 5, 10, moderator=member.user)
    with pytest.raises(CannotName):
        make_sessions(
            exchange=meeting,
            group=room.group,
            criteria_set=room.session.criteria_set,
            tables=[table],
            by=moderator.reader,
        )


def test_who_left_the_list_meanwhile_is_noticed(meeting, room, moderator):
    gone = meeting.participations.first()
    Participation.objects.filter(pk=gone.pk).update(state="withdrawn")

    with pytest.raises(CannotChange):
        make_sessions(
            exchange=meeting,
            group=room.group,
            criteria_set=room.session.criteria_set,
            tables=[Table("One", [(room.practice, 20)], [gone], 5, 10)],
            by=moderator.reader,
        )


@pytest.fixture
def two_rooms(url, moderator):
    """The sessions made from the plan for two groups."""
    moderator.post(
        "/sessions/plan/", plan_fields(moderator.get(f"{url}&groups=2")) | {"act": "make"}
    )
    return list(Session.objects.order_by("pk")[1:])


def test_somebody_moves_to_the_other_session(two_rooms, moderator, member):
    first, second = two_rooms
    person = people_of(first).first()
    form = {"participation": person.pk, "session": second.pk}
    page = f"/sessions/{first.pk}/people/"

    assert f"Move to {second.title}" in text(moderator.get(page))
    assert member.post(f"{page}seat/", form).status_code == 404
    assert moderator.post(f"{page}seat/", form).url == page
    assert not people_of(first).filter(pk=person.pk).exists()
    assert people_of(second).filter(pk=person.pk).exists()


def test_nobody_moves_while_a_round_is_open_or_into_a_session_of_everybody(
    two_rooms, room, moderator
):
    first, second = two_rooms
    person = people_of(first).first()

    with pytest.raises(CannotChange):
        move_to_session(participation=person, session=room.session, by=moderator.reader)
    open_in(
        type(room)(room.exchange, room.group, second, second.agenda.get(), room.practice), moderator
    )
    with pytest.raises(CannotChange):
        move_to_session(participation=person, session=second, by=moderator.reader)
    with pytest.raises(NotTheModerator):
        move_to_session(participation=person, session=second, by=Reader.visitor())


def test_who_is_invited_to_a_session_gets_a_place_in_it(two_rooms, moderator, small):
    first, second = two_rooms
    late = Person(small.home.partner, Level.PRACTITIONER, name="Late Guest")

    made = invite_to_session(session=second, person=late, by=moderator.reader)

    assert people_of(second).filter(pk=made.pk).exists()
    again = invite_to_session(session=first, person=late, by=moderator.reader)
    assert (again.pk, people_of(first).filter(pk=made.pk).exists()) == (made.pk, False)


def test_who_has_no_place_is_named_on_the_page_of_people(two_rooms, room, small, moderator):
    first, _second = two_rooms
    loose = room.seat_person(small.home)

    page = text(moderator.get(f"/sessions/{first.pk}/people/"))

    assert "Without a place" in page
    assert loose.name in page


def test_the_meter_says_which_regions_and_levels_are_missing(room, small):
    room.seat_person(small.home, level=Level.POLICY_MAKER)
    waiting = room.seat_person(small.other, level=Level.PRACTITIONER)
    Participation.objects.filter(pk=waiting.pk).update(joined_at=None)

    meter = meter_of(room.session)

    assert (meter.asked, meter.joined) == (2, 1)
    assert meter.present == (small.home.region,)
    assert set(meter.missing) == {small.other.region, small.third.region}
    asked_regions = tuple(each for each in meter.regions if each != small.third.region)
    lines = {line.level: (line.asked, line.joined, line.missing) for line in meter.levels}
    assert lines == {
        Level.POLICY_MAKER: (1, 1, (small.other.region,)),
        Level.INTERMEDIARY: (0, 0, asked_regions),
        Level.PRACTITIONER: (1, 0, (small.home.region,)),
    }


def test_the_plan_asks_as_often_for_three_as_for_one(url, meeting, room, small, moderator):
    one = count_queries(moderator, url)
    for place in (small.home, small.other, small.third):
        room.seat_person(place)
        meeting.shown.create(practice=make_practice(origin_region=place.region))

    assert count_queries(moderator, url) == one
    assert_few_queries(moderator, url)


def test_the_ways_to_the_plan_are_for_who_plans(meeting, room, moderator, member, small):
    room.seat_person(small.home, user=member.user)
    way = f'href="/sessions/plan/?exchange={meeting.slug}"'

    assert way in text(moderator.get(f"/exchanges/{meeting.slug}/"))
    assert way not in text(member.get(f"/exchanges/{meeting.slug}/"))
    group = f'href="/sessions/plan/?group={room.group.slug}"'
    assert group in text(moderator.get(f"/groups/{room.group.slug}/"))
    assert group not in text(member.get(f"/groups/{room.group.slug}/"))
