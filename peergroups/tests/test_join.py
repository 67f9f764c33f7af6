"""A guest's way: the code from the wall, a name from the list, the first question."""

import pytest
from django.test import Client

from assessments.models import Seat
from clusterix.testing.persona import Persona
from exchanges.actions.people import NameTaken
from exchanges.models import Participation
from peergroups.actions import (
    close_session,
    join_as_guest,
    release_guest,
    seal_old_session,
)
from peergroups.actions.people import CannotJoin, NotInvited
from peergroups.tests.factories import guest_of, open_in, say, seat_for
from regions.middleware import GUEST_KEY
from regions.reader import Reader

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def names(room, small):
    """Two free names of two regions."""
    people = [room.seat_person(small.home), room.seat_person(small.other)]
    Participation.objects.filter(pk__in=[each.pk for each in people]).update(joined_at=None)
    return [Participation.objects.get(pk=each.pk) for each in people]


def test_from_the_code_to_the_first_answer(visitor, moderator, room, names, small):
    opened = open_in(room, moderator)
    code, name = room.session.room_code, names[0]

    entered = visitor.post("/join/", {"code": f" {code[:2]} {code[2:]} ".lower()})
    assert entered["Location"] == f"/join/{code}/"
    page = text(visitor.get(f"/join/{code}/"))
    assert name.name in page
    visitor.get("/")
    before = visitor.session.session_key
    taken = visitor.post(f"/join/{code}/", {"who": name.pk})
    assert taken["Location"] == f"/sessions/{room.session.pk}/ready/"
    assert visitor.session.session_key != before
    assert visitor.session[GUEST_KEY] == str(name.person_key)
    ready = text(visitor.get(taken["Location"]))
    assert "Only one person answers for Skåne" in ready
    visitor.post(f"/sessions/{room.session.pk}/rate/privacy/", {"round": opened.pk, "wall": "keep"})
    page = text(visitor.get(f"/sessions/{room.session.pk}/rate/"))

    assert "Does it fit our strategy?" in page
    seat = seat_for(opened, name)
    assert (seat.name, seat.region, seat.may_show_alone) == (name.name, small.home.region, False)
    name.refresh_from_db()
    assert name.joined_at is not None
    assert name.state == "accepted"


def test_the_list_shows_names_of_guests_and_no_account(visitor, room, names, member, small):
    room.seat_person(small.home, user=member.user)

    page = text(visitor.get(f"/join/{room.session.room_code}/"))

    assert all(name.name in page for name in names)
    assert str(member.user) not in page
    assert "Sign in instead" in page
    found = text(visitor.get(f"/join/{room.session.room_code}/?q=southern"))
    assert names[1].name in found
    assert names[0].name not in found


def test_a_name_is_taken_once(visitor, room, names):
    url = f"/join/{room.session.room_code}/"
    visitor.post(url, {"who": names[0].pk})
    late = Client()

    assert "joined" in text(late.get(url))
    refused = late.post(url, {"who": names[0].pk})

    assert refused.status_code == 409
    assert "Somebody has taken this name already. Tell the moderator." in text(refused)
    assert GUEST_KEY not in late.session
    again = visitor.post(url, {"who": names[0].pk})  # the own name, from the same browser
    assert again.status_code == 302


@pytest.mark.parametrize("code", ["ZZZZZZ", "zz zz zz"])
def test_a_wrong_code_is_said_in_a_sentence(visitor, room, code):
    answer = visitor.post("/join/", {"code": code})
    assert answer.status_code == 400
    assert "No room has this code now. Look at the wall again." in text(answer)
    assert f'value="{code}"' in text(answer)
    assert visitor.get("/join/ZZZZZZ/").status_code == 404
    short = visitor.post("/join/", {"code": "4K7"})
    assert "The code has six characters. Look at the wall again." in text(short)


def test_codes_cannot_be_tried_out(visitor, room):
    for number in range(20):
        assert visitor.get(f"/join/AAAA{number:02d}/").status_code == 404
    refused = visitor.get(f"/join/{room.session.room_code}/")
    assert refused.status_code == 429
    assert "Too many wrong codes came from here." in text(refused)


def test_a_closed_room_has_no_code(visitor, moderator, room, names):
    close_session(session=room.session, by=moderator.reader)

    assert visitor.get(f"/join/{room.session.room_code}/").status_code == 404
    posted = visitor.post(f"/join/{room.session.room_code}/", {"who": names[0].pk})
    assert posted.status_code == 404
    with pytest.raises(CannotJoin):
        join_as_guest(session=room.session, participation=names[0], by=Reader.visitor())


def test_only_names_of_the_same_session_and_without_account(room, small, names, member):
    from clusterix.testing.room import make_room

    other = make_room(small)
    account = room.seat_person(small.home, user=member.user)

    for session, place in ((other.session, names[0]), (room.session, account)):
        with pytest.raises(NotInvited):
            join_as_guest(session=session, participation=place, by=Reader.visitor())
    with pytest.raises(NameTaken):
        join_as_guest(
            session=room.session, participation=room.seat_person(small.home), by=Reader.visitor()
        )


def test_a_guest_is_out_when_the_session_is_final(moderator, room, small):
    person = room.seat_person(small.home)
    guest = guest_of(person)
    url = f"/sessions/{room.session.pk}/"

    close_session(session=room.session, by=moderator.reader)
    assert guest.get(url).status_code == 200
    seal_old_session(session=room.session, by=Reader.system())
    for page in (url, f"{url}rate/", room.exchange.get_absolute_url() + "reply/"):
        assert guest.get(page).status_code in {404, 405}
    assert guest.get(f"{url}ready/").status_code == 404


def test_a_freed_name_leads_to_the_same_seat_and_the_old_browser_is_out(moderator, room, small):
    person = room.seat_person(small.home)
    wrong = guest_of(person)
    opened = open_in(room, moderator)
    say(opened, person, R1=2)

    release_guest(session=room.session, participation=person, by=moderator.reader)
    person.refresh_from_db()

    assert wrong.get(f"/sessions/{room.session.pk}/rate/").status_code == 404
    right = Persona()
    right.post(f"/join/{room.session.room_code}/", {"who": person.pk})
    assert Seat.objects.get(round=opened).person_key == person.person_key
    assert right.get(f"/sessions/{room.session.pk}/rate/").status_code == 200


def test_who_signs_in_goes_on_with_the_account(member, room, names):
    page = text(member.get(f"/join/{room.session.room_code}/"))
    assert f'href="/sessions/{room.session.pk}/rate/">Go on with your account' in page


@pytest.mark.rights("S10")
def test_a_guest_joins_by_code_alone_and_only_on_the_list(visitor, room, names, small):
    joining = f"/sessions/{room.session.pk}/join/"
    assert visitor.post(joining).status_code == 404
    visitor.post(f"/join/{room.session.room_code}/", {"who": names[0].pk})
    assert visitor.post(joining).status_code == 302
    Participation.objects.filter(pk=names[0].pk).update(state="withdrawn")
    assert visitor.post(joining).status_code == 404
