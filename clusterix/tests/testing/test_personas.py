"""Each persona is who its name says."""

import pytest

from assessments.models import Seat
from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock
from core.mail import post
from peergroups.models import Session
from regions.models import Membership, Region

PEOPLE = (
    "member",
    "colleague",
    "lead",
    "stranger",
    "stranger_lead",
    "moderator",
    "steering",
    "coordinator",
    "administrator",
)


@pytest.fixture
def people(request):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


def test_everybody_belongs_where_the_table_says(small, people):
    places = {name: each.reader.partner for name, each in people.items()}
    home, other, third = (place.partner for place in small.places)
    assert places == {
        "member": home,
        "colleague": home,
        "lead": home,
        "stranger": other,
        "stranger_lead": other,
        "moderator": third,
        "steering": third,
        "coordinator": third,
        "administrator": None,
    }
    assert third.is_lead_partner


def test_roles_are_held_by_those_who_are_named_for_them(people):
    def holders(test):
        return {name for name, each in people.items() if test(each.reader)}

    assert holders(lambda reader: reader.lead_partner_ids) == {"lead", "stranger_lead"}
    assert holders(lambda reader: reader.is_steering) == {"steering"}
    assert holders(lambda reader: reader.is_coordinator) == {"coordinator"}
    assert holders(lambda reader: reader.is_admin) == {"administrator"}
    moderators = holders(lambda reader: Session.objects.moderated_by(reader).exists())
    assert moderators == {"moderator"}


def test_signed_in_people_are_known_to_the_page(people):
    for each in people.values():
        assert each.session["_auth_user_id"] == str(each.user.pk)


def test_a_guest_has_a_seat_for_the_home_region_and_no_account(guest, visitor, small):
    seat = Seat.objects.get(person_key=guest.reader.person_key)
    assert (seat.region, seat.user, guest.user) == (small.home.region, None, None)
    assert not guest.reader.is_signed_in
    assert visitor.reader.person_key is None


def test_queries_of_the_frame_are_not_counted(member, visitor):
    assert count_queries(visitor, "/livez") == 0
    assert count_queries(member, "/livez") == 0
    assert_few_queries(member, "/livez", at_most=0)


def test_the_clock_stands_still(frozen, small):
    assert clock.now() == frozen
    assert Membership.objects.count() == 0
    assert Region.objects.count() == 3


def test_letters_are_sent_on_demand(outbox):
    post(to="member@clusterix.example", subject="A word", body="Good day.")
    assert [(each.to, each.subject) for each in outbox()] == [
        (["member@clusterix.example"], "A word")
    ]
    assert len(outbox()) == 1
